-- a
create table t (a int, b int, c int, primary key (a) with (fillfactor = 70), unique (b) with (fillfactor = 50), unique (c) include (a));
create table u (x int, y int references t (b) match full on delete set null on update cascade,
  foreign key (x) references t (c) deferrable initially deferred, check (x > 0) no inherit);
-- b
create table t (a int, b int, c int, primary key (a) with (fillfactor = 80), unique (b), unique (c) deferrable);
create table u (x int, y int references t (b) on delete set default,
  foreign key (x) references t (a) deferrable, check (x > 0));
