-- schemas: public, other
-- a
create schema other;
create table t (id integer primary key, name text);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger a before insert on t for each row execute function f();
comment on trigger a on t is 'its comment';
-- b
create table t (id integer primary key, name text);
create schema other;
create function other.f() returns trigger language plpgsql as 'begin return new; end';
create trigger a before insert on t for each row execute function other.f();
comment on trigger a on t is 'its comment';
