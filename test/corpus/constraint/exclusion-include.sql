-- a
create table t (a int, b text, c int4range, exclude using gist (c with &&) include (b), constraint z exclude using spgist (c with &&));
-- b
create table t (a int, b text, c int4range, exclude using gist (c with &&), constraint z exclude using spgist (c with -|-));
