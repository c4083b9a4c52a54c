-- a
create type mood as enum ('ok', 'a');
create table t (m mood);
insert into t values ('ok');
-- b
create type mood as enum ('first', 'second', 'ok', 'b', 'a', '''q');
create table t (m mood);
