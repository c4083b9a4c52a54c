-- a
create domain d as int check (value > 0);
create table t (id int, n d);
insert into t values (1, 2);
-- b
create domain email as text check (value ~ '.');
create table t (id int, n email);
