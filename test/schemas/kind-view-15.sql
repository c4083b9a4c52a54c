-- since: 15
-- Style: PostgreSQL's regression tests "create_view" and "updatable_views", as of version 15.
create table base_tbl (a int primary key, b text default 'unspecified', tenant_id uuid not null default current_setting('app.tenant')::uuid);
create table other_tbl (a int references base_tbl, c int);
create table third (x int); create table fourth (y int); create table fifth (z int);
alter table base_tbl enable row level security;
create policy own on base_tbl using (tenant_id = current_setting('app.tenant')::uuid);
create view invoker with (security_invoker) as select * from base_tbl;
create view invoker_off with (security_invoker = false) as select a, b from base_tbl;
create view invoker_barrier with (security_invoker = true, security_barrier = true, check_option = local) as select a, b from base_tbl where a > 0;
create view through_invoker as select i.a, o.c from invoker i left join other_tbl o using (a);
create view changed as select x from third;
alter view changed set (security_invoker = on, security_barrier = on);
alter view changed reset (security_barrier);
create view counted as select regexp_count(b, 'x') as n, y, z from base_tbl, fourth, fifth;
