-- a
create table t (a int, b text) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
create index own_name on t1 (b);
create index t_b on t (b);
create index slow on t2 (lower(b)) with (fillfactor = 50);
create index t_lower on t (lower(b));
-- b
create table t (a int, b text) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
create index t_b on t (b);
create index another on t2 (a, b);
create index t_ab on t (a, b);
