-- a
create table t (id int not null, note text default 'x');
-- b
create table t (id bigint, note text);
