-- a
create domain d as int default 3 check (value > 0);
create domain e as d check (value < 100);
create domain s as text collate "C";
create table t (id int, n d default 4, m e, many d[] default '{5}', s s);
insert into t (id, m) values (1, 6);
create view v as select n, m from t;
create function f(d) returns e language sql as 'select null::public.e';
comment on domain d is 'numbers';
-- b
create domain d as bigint default 3 check (value > 0);
create domain e as d check (value < 100);
create domain s as text;
create table t (id int, n d default 4, m e, many d[] default '{5}', s s);
insert into t (id, m) values (1, 6);
create view v as select n, m from t;
create function f(d) returns e language sql as 'select null::public.e';
comment on domain d is 'numbers';
