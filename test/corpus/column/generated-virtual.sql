-- since: 18
-- a
create table t (a int, b int generated always as (a * 2), c int generated always as (a * 2) stored, d int);
-- b
create table t (a int, b int generated always as (a * 3), c int generated always as (a * 2) virtual, d int generated always as (a) virtual);
