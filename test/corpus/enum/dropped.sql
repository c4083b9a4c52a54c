-- a
create type mood as enum ('sad');
create type empty as enum ();
create table t (id int, m mood);
create function f(mood) returns int language sql as 'select 1';
-- b
create type other as enum ('a');
create table t (id int, m text);
