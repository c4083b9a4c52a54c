-- a
create table t (a varchar(10), b varchar(10), c text);
alter table t alter a set storage external, alter b set storage external, alter b set compression pglz;
-- b
create table t (a varchar(20), b text, c varchar(5));
alter table t alter a set storage external, alter c set compression pglz, alter c set storage main;
