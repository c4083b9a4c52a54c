-- a
create type mood as enum ('sad', 'ok', 'it''s "happy"');
create table t (id int, m mood default 'ok');
-- b
create table t (id int);
