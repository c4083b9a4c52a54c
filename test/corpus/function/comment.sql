-- a
create function f(a integer) returns integer language sql as 'select 1';
comment on function f(integer) is 'one';
create function g() returns integer language sql as 'select 1';
-- b
create function f(b integer) returns integer language sql as 'select 1';
comment on function f(integer) is 'two';
create function g() returns integer language sql as 'select 1';
comment on function g() is 'g';
