-- a
create table t (id integer primary key, name text);
create view v as select id, name from t;
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger a instead of insert on v for each row execute function f();
create trigger b after delete on v for each statement execute function f();
comment on trigger a on v is 'its comment';
-- b
create table t (id integer primary key, name text);
create view v as select id from t;
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger a instead of insert or update on v for each row execute function f();
comment on trigger a on v is 'its comment';
