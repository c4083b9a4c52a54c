-- a
create function f(integer) returns integer immutable language sql as 'select $1';
create table t (
  id integer primary key,
  d bigint default f(1),
  g bigint generated always as (f(id)) stored,
  constraint sane check (f(id) > 0)
);
create index i on t (f(id));
create index h on t (g);
alter table t enable row level security;
create policy p on t using (f(id) > 0);
create view v as select f(id) > 1 as large from t;
create view w as select large from v;
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before update on t for each row when (f(new.id) > 1) execute function tf();
create function g() returns setof v begin atomic select * from v; end;
create domain positive as integer check (f(value) > 0);
create table u (p positive);
-- b
create function f(integer) returns bigint immutable language sql as 'select $1::bigint';
create table t (
  id integer primary key,
  d bigint default f(1),
  g bigint generated always as (f(id)) stored,
  constraint sane check (f(id) > 0)
);
create index i on t (f(id));
create index h on t (g);
alter table t enable row level security;
create policy p on t using (f(id) > 0);
create view v as select f(id) > 1 as large from t;
create view w as select large from v;
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before update on t for each row when (f(new.id) > 1) execute function tf();
create function g() returns setof v begin atomic select * from v; end;
create domain positive as integer check (f(value) > 0);
create table u (p positive);
