-- a
create table t (id integer primary key, gone integer, stays integer);
create view v as select id, gone from t;
create view w as select id from v;
create table other (id integer primary key references t);
create function f(t) returns integer language sql as 'select 1';
create type mood as enum ('ok');
create table m (m mood default 'ok', check (m <> 'ok'));
create policy p on other using (exists (select from t where t.gone = other.id));
create policy q on other using (exists (select from t where t.stays = other.id));
-- b
create table t (id integer primary key, stays integer);
create view w as select id from t;
create table other (id integer primary key);
create table m (m text default 'ok', check (m <> 'ok'));
create policy p on other using (exists (select from t where t.stays = other.id));
