-- a
create table t (id integer primary key, name text);
create materialized view m as select id, name from t;
comment on materialized view m is 'its comment';
comment on column m.id is 'its id';
create materialized view n with (fillfactor = 70) as select 1 as one;
create materialized view gone as select 1 as one;
-- b
create table t (id integer primary key, name text);
create materialized view m as select id from t;
comment on materialized view m is 'its comment';
comment on column m.id is 'its id';
create materialized view n with (autovacuum_enabled = false) as select 1 as one;
create view v as select id from m;
