-- since: 18
-- a
create table p (id int primary key);
create table t (a int check (a > 0) not enforced, b int references p not enforced, c int references p, d int check (d > 0));
-- b
create table p (id int primary key);
create table t (a int check (a > 0), b int references p, c int references p not enforced, d int check (d > 0) not enforced);
