-- Style: PostgreSQL's regression tests "create_view", "updatable_views", "with", "window", "groupingsets" and "union".
create table emp (name text, salary int4, dept int4 not null, boss text, hired date default current_date, tags text[], doc jsonb);
create table dept (id int4 primary key, name text not null unique, parent int4 references dept, budget numeric(12, 2));
create table "Mixed Case" ("Id" int primary key, "some column" text, "select" int, "dot.ted" int);
create table viewtest_tbl (a varchar(20), b int, c numeric, d text collate "C");
create table tenk1 (unique1 int, ten int, four int, even int, ts timestamptz, r int4range, b boolean);

create view toyemp as select name, dept, 12 * salary as annualsal from emp;
create view toyemp_again as select * from toyemp where annualsal > 100 order by name limit 10 offset 5;
create view third_level (n, "A B", c) as select t.name, t.dept, e.hired from toyemp_again t left join emp e using (name, dept);
create view viewtest as select a, b, c, d from viewtest_tbl where a in ('x', 'y') and b between 1 and 5;
create view mixed as select m."Id", m."some column" as "Some ""Column""", m."select", m."dot.ted" from "Mixed Case" m;
create view whole_row as select emp, emp.*::text as txt, row (1, emp.name) is null as r from emp;
create view constants as select 1 as one, 'x' as unknown_text, null as nothing, true as t, 1.5 as n, interval '1 day' as i, date '2020-02-03' as d,
  timestamptz '2020-01-01 00:00:00+00' as ts, array[1, 2] as a, '{}'::jsonb as j, b'101' as bits, e'a\nb' as nl, e'back\\slash' as bs, 'it''s' as q, '50%'::varchar(10) as v;
create view nothing_in as select;
create view values_view (a, b) as values (1, 'one'), (2, 'two'), (3, null);

create view security_barrier_view with (security_barrier) as select name, salary from emp where salary > 10;
create view rw_view with (security_barrier = false) as select name, salary from emp where salary > 10;
create view check_local as select * from viewtest_tbl where b > 0 with local check option;
create view check_cascaded as select * from check_local where b < 10 with cascaded check option;
create view check_with with (check_option = cascaded, security_barrier = true) as select * from viewtest_tbl where c > 0;
alter view toyemp alter column annualsal set default 0;
create view renamed as select a as old_name from viewtest_tbl;
alter view renamed rename column old_name to new_name;

create recursive view nums (n) as values (1) union all select n + 1 from nums where n < 5;
create view tree as
  with recursive t (id, path, depth) as (
    select id, array[id], 0 from dept where parent is null
    union all
    select d.id, t.path || d.id, depth + 1 from dept d join t on d.parent = t.id where not d.id = any (t.path)
  )
  select t.id, t.path, t.depth, d.name from t join dept d on d.id = t.id;
create view searched as
  with recursive t as (select id, parent from dept where parent is null union select d.id, d.parent from dept d, t where d.parent = t.id)
    search depth first by id set ordercol cycle id set is_cycle using path
  select id, is_cycle, row_number() over (order by ordercol) as place, cardinality(path) as n from t;
create view with_ctes as
  with a as (select name from emp), b as materialized (select count(*) as n from a), c as not materialized (select max(salary) as m from emp)
  select b.n, c.m, (with inner_one as (select 1 as x) select x from inner_one) as x from b, c;

create view windows as
  select ten, four, sum(four) over w as s, rank() over (partition by ten order by four desc nulls last) as rk,
    lag(unique1, 2, -1) over (w rows between 1 preceding and current row exclude ties) as l,
    count(*) filter (where even > 0) over (order by ten range between unbounded preceding and unbounded following) as c,
    first_value(four) over (order by ts range between interval '1 day' preceding and '1 month' following) as f,
    ntile(4) over (order by four groups between 2 preceding and 1 following) as nt
  from tenk1 window w as (partition by four order by ten), w2 as (w);
create view sets as (select ten from tenk1 union all select four from tenk1) except select even from tenk1 order by 1 limit 3;
create view nested_sets as select 1 as a union (select 2 intersect (select 3 except all select 4)) union all (select 5 limit 1);
create view grouped as
  select ten, four, grouping(ten, four) as g, count(distinct even) as n, array_agg(unique1 order by unique1 desc) as all_of_them,
    string_agg(ten::text, ', ' order by four) filter (where b) as s, percentile_cont(0.5) within group (order by unique1) as median,
    mode() within group (order by ten desc), json_object_agg(ten, four) as j
  from tenk1 group by grouping sets ((ten, four), (ten), ()), cube (even, (b)), rollup (ts) having count(*) > 1;
create view distinct_on as select distinct on (ten, four) ten, four, unique1 from tenk1 order by ten, four, unique1 desc;
create view laterals as
  select e.name, t.tag, t.ord, x.n, s.* from emp e
    cross join lateral unnest(e.tags) with ordinality as t (tag, ord)
    left join lateral (select count(*) as n from emp f where f.boss = e.name) x on true,
    rows from (generate_series(1, 3), jsonb_to_recordset(e.doc) as (a int, b text)) with ordinality as s (g, a, b, o);
create view joins as
  select e.name, d.name as dept_name, b.name as boss_name, d.budget
  from emp e join dept d on d.id = e.dept and d.budget > 0 right join emp b on b.name = e.boss full join (dept x cross join viewtest_tbl v) on x.id = b.dept;
create view using_alias as select id, x.id as x_id, a.name from dept a join dept b using (id) as x natural join (select id, 1 as one from dept) n;
create view subselects as
  select (select max(salary) from emp) as m, exists (select from emp where boss is null) as e, d.id in (select dept from emp) as i,
    d.id <> all (select dept from emp where salary > d.budget) as na, array(select name from emp order by 1) as names, (d.id, d.name) = (select 1, 'x') as rowcmp
  from dept d where d.budget > any (select salary from emp) and not exists (select 1 from emp e where e.dept = d.id);
create view expressions as
  select case ten when 1 then 'one' else 'many' end as c1, case when b then 1 end as c2, coalesce(ten, 0) as co, nullif(ten, four) as nu, greatest(ten, four, 3) as gr,
    ten is distinct from four as df, b is not true as nt, b is unknown as un, ten between symmetric four and even as bs, extract(epoch from ts) as ex, ts at time zone 'UTC' as tz,
    position('a' in ten::text) as po, substring(ten::text from 1 for 2) as su, overlay('abc' placing 'x' from 2) as ov, trim(both 'x' from 'xax') as tr,
    ten::text like 'a\_%' as li, ten::text similar to '(a|b)%' as si, ten::text !~~* 'x%' as nl, r @> ten as ra, (array[1, 2, 3])[2] as ar, (array[1, 2, 3])[1:2] as sl,
    row (ten, four) < row (1, 2) as rw, ten # four as op, - ten as neg, @ ten as ab, current_date as cd, current_user as cu, localtimestamp(2) as lt,
    xmlelement(name foo, xmlattributes(ten as "A"), four) as xm, ts + '1 day'::interval as iv, cast(ten as smallint) as ca, (ten)::numeric(5, 2) as nm
  from tenk1;
create view sampled as select unique1 from tenk1 tablesample system (10) repeatable (7) where unique1 > 3 for update skip locked;
create view only_one as select t.unique1 from only tenk1 t (unique1, t2);
create schema other;
create view other.toyemp as select * from public.toyemp where dept = 1;
create view uses_both as select a.name, b.dept from toyemp a, other.toyemp b;
create function dept_of(text) returns int language sql stable as $$ select dept from public.toyemp where name = $1 $$;
create view calls_function as select name, dept_of(name) as d, (dept_of(name) + 1)::text || 'x' as e from emp;
create view typed as select null::emp as e, '(1,x,,)'::dept as d, pg_catalog.lower('X') as l, 'emp'::regclass as c, 'other'::regnamespace as n;
comment on view toyemp is 'A view; commented';
comment on column toyemp.annualsal is 'A column of a view';
grant select on toyemp to public;
