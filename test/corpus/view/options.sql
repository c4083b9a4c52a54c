-- a
create table t (id integer primary key, name text);
create view a with (security_barrier) as select id from t;
create view b as select id from t where id > 1 with local check option;
create view c as select id from t where id > 1;
create view d as select id from t where id > 1 with cascaded check option;
-- b
create table t (id integer primary key, name text);
create view a as select id from t;
create view b with (security_barrier = true) as select id from t where id > 1;
create view c as select id from t where id > 1 with cascaded check option;
create view d as select id from t where id > 1 with local check option;
