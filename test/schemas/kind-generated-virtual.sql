-- since: 18
-- Style: PostgreSQL's regression test "generated_virtual".
create table gtest0 (a int primary key, b int generated always as (55) virtual);
create table gtest1 (a int primary key, b int generated always as (a * 2));
create table gtest2 (a int, b int generated always as (a * 2) virtual not null, c int generated always as (a + 1) stored, check (b > 0));
create table gtest3 (first text, last text, "Full Name" text generated always as (coalesce(first || ' ', '') || last) virtual, constraint named check ("Full Name" <> ''));
create table gtest4 (a text, b text collate "C" generated always as (upper(a)) virtual, j jsonb, k text generated always as (j ->> 'k') virtual);
create table gtest_parent (f1 date not null, f2 bigint, f3 bigint generated always as (f2 * 2) virtual) partition by range (f1);
create table gtest_child1 partition of gtest_parent for values from ('2016-07-01') to ('2016-08-01');
create table gtest_child2 partition of gtest_parent (f3 generated always as (f2 * 22) virtual) for values from ('2016-08-01') to ('2016-09-01');
create view gtest_view as select a, b from gtest1 where b > 3;
alter table gtest1 enable row level security;
create policy p on gtest1 using (b > 0);
comment on column gtest1.b is 'Not stored';
