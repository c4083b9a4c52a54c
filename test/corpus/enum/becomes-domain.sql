-- a
create type state as enum ('on', 'off');
create table t (id int primary key, s state default 'on', many state[]);
create function over(state) returns int language sql as 'select 1';
create function gone(state) returns int language sql as 'select 1';
create domain above as state;
create table u (a above);
-- b
create domain state as text default 'on' check (value <> '');
create table t (id int primary key, s state default 'off', many state[]);
create function over(state) returns int language sql as 'select 2';
create domain above as state;
create table u (a above);
