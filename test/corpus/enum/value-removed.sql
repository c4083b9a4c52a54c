-- a
create type mood as enum ('sad', 'ok', 'gone');
create table t (id int primary key, m mood not null default 'ok', many mood[] default '{sad,ok}', l text default ('sad'::mood)::text);
insert into t values (1, 'sad'), (2, 'ok');
-- b
create type mood as enum ('ok', 'new', 'sad');
create table t (id int primary key, m mood not null default 'new', many mood[] default '{sad,new}', l text default ('sad'::mood)::text);
insert into t (id) values (1);
update t set m = 'ok', many = '{}';
