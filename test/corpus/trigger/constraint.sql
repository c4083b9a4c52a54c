-- a
create table t (id integer primary key, name text);
create table u (id integer primary key);
create function f() returns trigger language plpgsql as 'begin return new; end';
create constraint trigger a after insert on t for each row execute function f();
create constraint trigger b after update on t deferrable initially deferred for each row when (new.id > 1) execute function f();
create trigger c after insert on t for each row execute function f();
-- b
create table t (id integer primary key, name text);
create table u (id integer primary key);
create function f() returns trigger language plpgsql as 'begin return new; end';
create constraint trigger a after insert on t from u deferrable for each row execute function f();
create constraint trigger b after update of name on t deferrable initially deferred for each row when (new.id > 2) execute function f();
create constraint trigger c after insert on t for each row execute function f();
