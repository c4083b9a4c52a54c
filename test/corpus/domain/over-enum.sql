-- a
create type mood as enum ('sad', 'ok', 'gone');
create domain good as mood default 'ok' check (value <> 'sad');
create table t (id int, g good, many good[]);
insert into t values (1, 'ok', '{ok}');
-- b
create type mood as enum ('ok', 'sad');
create domain good as mood default 'ok' check (value <> 'sad');
create table t (id int, g good, many good[]);
