-- a
create table t (a int, b int generated always as (a * 2) stored, c int, d text);
-- b
create table t (a int, b int generated always as (a * 3) stored, c int generated always as (a + 1) stored, d text);
