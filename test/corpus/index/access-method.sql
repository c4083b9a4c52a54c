-- a
create extension bloom;
create table t (a int, b text);
create index i on t using bloom (a, b) with (length = 80, col1 = 2);
-- b
create extension bloom;
create table t (a int, b text);
create index i on t using bloom (a, b) with (length = 80);
