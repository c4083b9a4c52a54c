-- a
create table t (id integer primary key, n integer);
do $$ begin
  execute 'create view v0 as select id, n from t';
  for i in 1..30 loop execute format('create view v%s as select id, n from v%s', i, i - 1); end loop;
end $$;
-- b
create table t (id integer primary key, n bigint);
do $$ begin
  execute 'create view v30 as select id, n from t';
  for i in reverse 29..0 loop execute format('create view v%s as select id, n from v%s', i, i + 1); end loop;
end $$;
