-- a
create function renamed(a integer) returns integer language sql as 'select $1';
create function returned(a integer) returns integer language sql as 'select $1';
create function defaulted(a integer default 1) returns integer language sql as 'select $1';
create function outs(a integer, out b integer, out c text) language sql as 'select 1, ''x''';
create function tabled(a integer) returns table (x integer, "Y" text) language sql rows 10 as 'select 1, ''x''';
create function settled() returns setof text language sql as 'select ''x''';
create function over(variadic a text[]) returns integer language sql as 'select 1';
create function kind() returns void language sql as 'select';
create function "a (b" ("C d" text) returns text language sql as 'select $1';
-- b
create function renamed(b integer) returns integer language sql as 'select $1';
create function returned(a integer) returns bigint language sql as 'select $1::bigint';
create function defaulted(a integer) returns integer language sql as 'select $1';
create function outs(a integer, out b integer, out d text) language sql as 'select 1, ''x''';
create function tabled(a integer) returns table (x integer, "Y" bigint) language sql rows 20 as 'select 1, 2::bigint';
create function settled() returns setof integer language sql rows 5 as 'select 1';
create function over(a text[]) returns integer language sql as 'select 1';
create procedure kind() language sql as 'select';
create function "a (b" ("C d" text, inout e integer) returns integer language sql as 'select 1';
