-- a
create type mood as enum ('sad', 'ok');
create table t (id int, m mood default 'ok', other text default 'x');
insert into t values (1, 'sad');
-- b
create type mood as enum ('sad', 'ok', 'glad');
create table t (id int, m mood default 'glad', other text default 'x', constraint c check (m <> 'glad' or id > 0));
create table u (m mood[] default '{glad}');
create index i on t (id) where m = 'glad';
