-- a
create table t (id integer primary key, name text);
create view v as select * from t;
create view w as select * from v where id > 1;
-- b
create table t (id integer primary key, name text, more text);
create view v as select * from t;
create view w as select * from v where id > 1;
