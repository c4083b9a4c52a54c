-- a
create type mood as enum ('sad', 'ok', 'gone');
create table t (id int, m mood default 'ok') partition by range (id);
create table t1 partition of t for values from (1) to (9);
insert into t values (3, 'sad');
-- b
create type mood as enum ('ok', 'sad');
create table t (id int, m mood default 'ok') partition by range (id);
create table t1 partition of t for values from (1) to (9);
