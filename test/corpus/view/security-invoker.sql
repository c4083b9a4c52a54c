-- since: 15
-- a
create table t (id integer primary key);
create view a with (security_invoker) as select id from t;
create view b as select id from t;
-- b
create table t (id integer primary key);
create view a as select id from t;
create view b with (security_invoker = on, security_barrier = true) as select id from t;
