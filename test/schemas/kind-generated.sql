-- Style: PostgreSQL's regression test "generated_stored".
create function twice(int) returns int language sql immutable strict parallel safe as 'select $1 * 2';
create type kind as enum ('a', 'b');
create table gtest0 (a int primary key, b int generated always as (55) stored);
create table gtest1 (a int primary key, b int generated always as (a * 2) stored);
create table gtest2 (a int, b text collate "C" generated always as (a::text || 'x') stored not null, c text generated always as (null) stored);
create table gtest3 (
  "First Name" text, "Last Name" text,
  "Full Name" text generated always as (coalesce("First Name", '') || ' ' || coalesce("Last Name", '')) stored,
  search tsvector generated always as (
    setweight(to_tsvector('simple'::regconfig, coalesce("First Name", '')), 'A') || setweight(to_tsvector('english', coalesce("Last Name", '')), 'B')
  ) stored
);
create index gtest3_search on gtest3 using gin (search);
create table gtest4 (a int, b int generated always as (twice(a)) stored check (b < 50), c int generated always as (case when a > 10 then a else - a end) stored unique);
create table gtest5 (
  price numeric(10, 2) not null default 0, quantity int not null default 1,
  total numeric(12, 2) generated always as (price * quantity) stored,
  tax numeric generated always as (round(price * quantity * 0.19, 2)) stored,
  doc jsonb, customer text generated always as (doc #>> '{customer,name}') stored,
  vip boolean generated always as ((doc ->> 'vip')::boolean is true) stored,
  during tstzrange generated always as (tstzrange(null, null, '[)')) stored,
  is_b boolean generated always as (doc ->> 'kind' = 'b') stored
);
create index gtest5_total on gtest5 (total desc) where total > 0;
create index gtest5_expression on gtest5 ((total + tax));
create table gtest_parent (f1 date not null, f2 bigint, f3 bigint generated always as (f2 * 2) stored) partition by range (f1);
create table gtest_child partition of gtest_parent for values from ('2016-07-01') to ('2016-08-01');
create unlogged table gtest_unlogged (k text, h text generated always as (md5(k)) stored);
create table gtest_key (a int, b int generated always as (a % 10) stored, primary key (b));
create table gtest_refers (x int references gtest_key (b), y int references gtest0);
create table was_generated (a int, b int generated always as (a + 1) stored);
alter table was_generated alter column b drop expression;
create view gtest_view as select a, b, a + b as sum from gtest1 where b > 0;
comment on column gtest1.b is 'Twice a';
alter table gtest1 enable row level security;
create policy even on gtest1 using (b % 4 = 0);
