-- a
create table t (id serial primary key, n integer);
create sequence s owned by t.n;
create table gone (id bigserial primary key);
create sequence moved owned by gone.id;
create materialized view m as select 1 as one;
create index i on m (one);
comment on index i is 'goes with it';
create view v as select id from t;
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr instead of insert on v for each row execute function tf();
-- b
create table t (id integer primary key, n integer);
create sequence moved;
