-- a
create table t (id integer primary key, name text);
create function add(a integer, b integer default 0) returns integer immutable return a + b;
create function names() returns setof text stable begin atomic select name from t where id > 1; end;
create function used(a integer) returns text return case when a > 1 then 'x' end;
-- b
create table t (id integer primary key, name text);
create function add(a integer, b integer default 0) returns integer immutable return a - b;
create function names() returns setof text stable begin atomic select name from t where id > 2; select name from t; end;
create function used(a integer) returns text return case when used.a > 1 then 'x' end;
create procedure written(a integer) begin atomic insert into t values (a, 'x'); delete from t where id = a; end;
