-- a
create type mood as enum ('sad', 'ok', 'gone');
create table p (m mood primary key);
create table t (
  id int primary key, m mood not null default 'ok' references p (m), n mood,
  good boolean generated always as (m = 'ok') stored, copy mood generated always as (n) stored,
  constraint fine check (m <> 'sad' or n = 'ok'), constraint equal check (m = n),
  constraint once unique (m, id), exclude using btree (m with =) where (n = 'ok')
);
create index part on t (id) where m = 'ok';
create index plain on t (m, n);
comment on column t.m is 'how';
comment on type mood is 'moods';
comment on index part is 'of it';
alter table t enable row level security;
create policy see on t using (m <> 'sad');
create function f(m mood) returns mood language sql as $$ select m $$;
create function g(a mood[]) returns setof mood language sql begin atomic select unnest(a); end;
create view v as select id, m, f(m) as same from t where n = 'ok';
create view w as select same from v;
create materialized view mv as select m from t;
create function fire() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger look before update of m on t for each row when (old.m is distinct from new.m) execute function fire();
-- b
create type mood as enum ('ok', 'sad');
create table p (m mood primary key);
create table t (
  id int primary key, m mood not null default 'ok' references p (m), n mood,
  good boolean generated always as (m = 'ok') stored, copy mood generated always as (n) stored,
  constraint fine check (m <> 'sad' or n = 'ok'), constraint equal check (m = n),
  constraint once unique (m, id), exclude using btree (m with =) where (n = 'ok')
);
create index part on t (id) where m = 'ok';
create index plain on t (m, n);
comment on column t.m is 'how';
comment on type mood is 'moods';
comment on index part is 'of it';
alter table t enable row level security;
create policy see on t using (m <> 'sad');
create function f(m mood) returns mood language sql as $$ select m $$;
create function g(a mood[]) returns setof mood language sql begin atomic select unnest(a); end;
create view v as select id, m, f(m) as same from t where n = 'ok';
create view w as select same from v;
create materialized view mv as select m from t;
create function fire() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger look before update of m on t for each row when (old.m is distinct from new.m) execute function fire();
