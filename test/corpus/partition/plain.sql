-- a
create table t (id int primary key, v text);
create table u (t_id int references t on delete cascade, primary key (t_id));
-- b
create table t (id int primary key, v text) partition by range (id);
create table t1 partition of t for values from (0) to (100);
create table t2 partition of t for values from (-50) to (0);
create table u (t_id int references t on delete cascade, primary key (t_id));
