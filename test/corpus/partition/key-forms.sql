-- a
create table a (x text, y int, z timestamptz) partition by range (x collate "C" text_pattern_ops, (y + 1), (z at time zone 'UTC'));
create table a1 partition of a for values from ('a', 1, minvalue) to ('b', 2, maxvalue);
create table b (x bigint, n numeric, f boolean) partition by list (f);
create table b1 partition of b for values in (true);
create table b2 partition of b for values in (false, null);
create table c (x bigint) partition by range (x);
create table c1 partition of c for values from (-10) to (10000000000);
-- b
create table a (x text, y int, z timestamptz) partition by range (x);
create table b (x bigint, n numeric, f boolean) partition by range (n, x);
create table b1 partition of b for values from (-1.5, 0) to (1e3, 1);
create table c (x bigint) partition by range (x);
create table c1 partition of c for values from (-20) to (10000000001);
