-- a
create table t (id int, a text, b text, c numeric, d jsonb, e varchar(20) collate "C", f inet, g text[], keep bytea);
alter table t alter a set storage external, alter b set compression pglz, alter c set statistics 500, alter d set statistics 0,
  alter e set storage plain, alter f set storage external, alter keep set storage external, alter keep set statistics 10;
-- b
create table t (id int, a text, b text compression pglz, c numeric, d jsonb, e varchar(20), f inet, g text[], keep bytea, fresh text compression pglz);
alter table t alter b set storage main, alter c set storage external, alter g set storage main, alter d set statistics 100,
  alter keep set storage external, alter keep set statistics 10, alter fresh set storage external, alter fresh set statistics 7;
