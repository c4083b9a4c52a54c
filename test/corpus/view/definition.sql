-- a
create table t (id integer primary key, name text, at timestamptz);
create view plain as select id, name from t;
create view grown as select id from t;
create view shrunk as select id, name from t;
create view retyped as select id from t;
create view gone as select 1 as one;
comment on view shrunk is 'its comment';
comment on column shrunk.id is 'its id';
create view outer_view as select s.id from shrunk s join plain p on p.id = s.id;
-- b
create table t (id integer primary key, name text, at timestamptz);
create view plain as select id, upper(name) as name from t where at > now();
create view grown as select id, at, 'x' || name as more from t;
create view shrunk as select id from t;
create view retyped as select id::bigint from t;
create view fresh as with x as (values (1, 'a')) select * from x union all select id, name from t order by 1;
comment on view shrunk is 'its comment';
comment on column shrunk.id is 'its id';
comment on column plain.name is 'in capitals';
create view outer_view as select s.id from shrunk s join plain p on p.id = s.id;
