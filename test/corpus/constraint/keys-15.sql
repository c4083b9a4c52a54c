-- since: 15
-- a
create table t (a int, b int, unique nulls not distinct (a, b), unique (b, a));
create table u (x int, y int, foreign key (x, y) references t (a, b) on delete set null (y));
-- b
create table t (a int, b int, unique (a, b), unique nulls not distinct (b, a));
create table u (x int, y int, foreign key (x, y) references t (a, b) on delete set null);
