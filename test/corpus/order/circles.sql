-- a
create table t (id integer primary key);
create function f() returns integer language sql as 'select 1';
create view v as select id, f() as f from t;
create or replace function f() returns integer begin atomic select count(*)::integer from v; end;
create table item (id integer primary key);
create function of_row(item) returns integer language sql as 'select 1';
alter table item add n integer default of_row(null::item), add constraint sane check (of_row(item.*) > 0);
create table a (id integer primary key, b integer);
create table b (id integer primary key references a);
alter table a add foreign key (b) references b;
create function even(n integer) returns boolean language sql as 'select true';
create function odd(n integer) returns boolean begin atomic select not even(n); end;
create or replace function even(n integer) returns boolean begin atomic select n = 0 or odd(n - 1); end;
create sequence s;
create table owner (id integer default nextval('s'));
alter sequence s owned by owner.id;
create function guard() returns boolean language sql as 'select true';
create table guarded (id integer, check (guard()));
create or replace function guard() returns boolean begin atomic select count(*) >= 0 from guarded; end;
-- b
create table t (id integer primary key);
