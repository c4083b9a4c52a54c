-- a
create table t (id integer primary key, name text, "Other" text);
create function f() returns trigger language plpgsql as 'begin return new; end';
create function g() returns trigger language plpgsql as 'begin return new; end';
create trigger a before insert on t for each row execute function f();
create trigger b after insert or update on t for each row execute function f('x', 'y''z\n');
create trigger c before update of name on t for each row when (old.name is distinct from new.name) execute function f();
create trigger d after update on t referencing old table as o new table as n for each statement execute function f();
create trigger e before truncate on t for each statement execute function f();
create trigger gone before insert on t for each row execute function f();
create trigger "Quoted" before insert on t for each row execute function suppress_redundant_updates_trigger();
comment on trigger c on t is 'its comment';
alter table t disable trigger a;
-- b
create table t (id integer primary key, name text, "Other" text);
create function f() returns trigger language plpgsql as 'begin return new; end';
create function g() returns trigger language plpgsql as 'begin return new; end';
create trigger a before insert on t for each row execute function g();
create trigger b after insert or delete on t for each statement execute function f('x');
create trigger c before update of name, "Other" on t for each row when (old.* is distinct from new.* and new."Other" <> 'WHEN (') execute function f();
create trigger d after update on t referencing new table as m for each statement execute function f();
create trigger e after truncate on t for each statement execute function f();
create trigger fresh before insert on t for each row execute function g();
create trigger "Quoted" before insert on t for each row execute function suppress_redundant_updates_trigger();
comment on trigger c on t is 'its comment';
alter table t disable trigger "Quoted";
alter table t enable always trigger b;
alter table t enable replica trigger c;
