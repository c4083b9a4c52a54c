-- a
create table l (a int, b text) partition by list (b);
create table l1 partition of l for values in ('a', 'b');
create table l2 partition of l for values in ('c', null);
create table l3 partition of l for values in ('d');
-- b
create table l (a int, b text) partition by list (b);
create table l1 partition of l for values in ('c');
create table l2 partition of l for values in ('a', 'b', 'd');
create table l3 partition of l for values in (null);
