-- Style: PostgreSQL's regression tests "create_function_sql", "plpgsql", "polymorphism", "rangefuncs" and "misc_functions".
create schema temp_func_test;
create extension citext;
create type mood as enum ('sad', 'happy');
create domain year as int check (value > 0);
create table emp (id bigint primary key, name text not null, salary numeric(10, 2), mood mood, tags text[]);
create table dept (id int primary key, boss bigint references emp, "Mixed Name" text);
create table audit (at timestamptz not null default now(), what text, row_data jsonb);
create table numbers (n int4);
create table stamps (id uuid primary key default gen_random_uuid(), made timestamptz);
create view rich as select id, name from emp where salary > 1000;

-- Attributes.
create function functest_a_1(text, date) returns bool language sql as 'select $1 = ''abcd'' and $2 > ''2001-01-01''';
create function functest_a_2(text[]) returns int language sql as 'select $1[1]::int';
create function functest_a_3() returns bool return false;
create function functest_b_1(int) returns bool language sql as 'select $1 > 0';
create function functest_b_2(int) returns bool language sql immutable as 'select $1 > 0';
create function functest_b_3(int) returns bool language sql stable as 'select $1 = 0';
create function functest_b_4(int) returns bool language sql volatile as 'select $1 < 0';
create function functest_c_2(int) returns bool language sql security definer as 'select $1 = 0';
create function functest_c_3(int) returns bool language sql security invoker as 'select $1 < 0';
create function functest_e_1(int) returns bool language sql leakproof as 'select $1 > 100';
create function functest_f_2(int) returns bool language sql called on null input as 'select $1 = 50';
create function functest_f_3(int) returns bool language sql returns null on null input as 'select $1 < 50';
create function functest_f_4(int) returns bool language sql strict as 'select $1 = 50';
create function parallels_safe(int) returns int language sql parallel safe immutable as 'select $1';
create function parallels_restricted(int) returns int language sql parallel restricted cost 42 as 'select $1';
create function costs(int) returns setof int language sql cost 0.5 rows 7 stable as 'select $1 union select 2';
create function many_rows() returns setof record language sql rows 100000 as 'select 1, 2';
create function settings() returns text language plpgsql security definer
  set search_path = public, pg_temp set work_mem = '8MB' set "app.tenant" = 'a''b' set statement_timeout to 1000 set timezone to 'UTC' as $$ begin return current_setting('app.tenant'); end $$;
create function empty_path() returns text language sql stable security definer set search_path = '' as $$ select current_user::text $$;
create function path_with_user() returns int language sql set search_path to "$user", "temp_func_test" , public as 'select 1';
create function everything(a int default 1, inout b text default 'x', out c numeric, variadic d text[] default null) returns record
  language plpgsql stable strict security definer leakproof parallel safe cost 17 set search_path = pg_catalog as $f$ begin c := a; end $f$;

-- Bodies of the SQL standard.
create function functest_s_1(a text, b date) returns boolean language sql return a = 'abcd' and b > '2001-01-01';
create function functest_s_2(a text[]) returns int return a[1]::int;
create function functest_s_3() returns boolean return (select exists (select from rich where name is not null));
create function functest_s_3a() returns boolean begin atomic; ; return false; end;
create function functest_s_10(a text, b date) returns boolean language sql begin atomic select a = 'abcd' and b > '2001-01-01'; end;
create function functest_s_13() returns boolean begin atomic select 1; select case when true then case when false then false end end; end;
create function functest_s_15(x int) returns boolean language sql begin atomic
  insert into audit (what) values ('x') returning at;
  update emp set salary = salary * 2, tags[1] = 'a' where id = x;
  delete from numbers n using dept d where n.n = d.id;
  select functest_b_2(x);
end;
create function functest_sri1() returns setof int language sql stable begin atomic select n from numbers order by n; end;
create function functest_table(p year default 2020) returns table (id bigint, "Name" text) language sql begin atomic select e.id, e.name from emp e where salary > p; end;

-- Arguments and results.
create function no_arguments() returns void language sql as '';
create function unnamed(int, text, timestamp with time zone) returns text language sql as 'select $2';
create function mixed_names("First" int, "select" text, "a b" date default '2020-01-01') returns text language sql as 'select "select"';
create function defaults(a int, b int default 2, c text default 'it''s; $$', d timestamptz default now(), e text[] default array['x', 'y'], f mood default 'happy', g jsonb default '{"a": 1}', h int default null) returns int language sql as 'select a + b';
create function outs(in a int, out b int, out c text) language sql as 'select $1, ''x''';
create function one_out(out a int) language sql as 'select 1';
create function inouts(inout a int, inout b anyelement) language sql as 'select $1, $2';
create function variadics(a text, variadic b int[]) returns int language sql as 'select b[1]';
create function variadic_any(variadic "any") returns int language internal strict stable as 'pg_num_nonnulls';
create function returns_table(n int) returns table (a int, b text, c numeric(5, 2)) language sql as 'select n, ''x'', 1.0';
create function returns_set() returns setof emp language sql stable as 'select * from emp';
create function returns_row() returns dept language sql stable as 'select * from dept limit 1';
create function returns_view() returns setof rich language sql stable as 'select * from rich';
create function returns_record() returns record language sql as 'select 1, 2';
create function returns_array() returns mood[] language sql as $$ select array['sad'::mood] $$;
create function returns_domain(year) returns year language sql as 'select $1';
create function typmods(a varchar(10), b numeric(8, 2), c char(3)) returns varchar(20) language sql as 'select a';
create function row_argument(e emp) returns text language sql stable as 'select e.name';
create function rich_argument(r rich[]) returns int language sql stable as 'select cardinality(r)';
create function cursors(refcursor) returns refcursor language plpgsql as $$ begin open $1 for select * from emp; return $1; end $$;
create function citexts(a citext) returns citext language sql immutable as 'select a';

-- Overloads and polymorphism.
create function over() returns int language sql as 'select 0';
create function over(int) returns int language sql as 'select 1';
create function over(text) returns int language sql as 'select 2';
create function over(int, text) returns int language sql as 'select 3';
create function over(int[]) returns int language sql as 'select 4';
create function over(emp) returns int language sql as 'select 5';
create function temp_func_test.over(int) returns text language sql as $$ select 'other schema' $$;
create function "Over"(int) returns int language sql as 'select 6';
create function "over.load"("int" int) returns int language sql as 'select 7';
create function first_el(anyarray) returns anyelement language sql immutable as 'select $1[1]';
create function polyf(x anynonarray) returns anyarray language sql as 'select array[x + 1, x + 2]';
create function polyc(x anycompatible, y anycompatiblearray, z anycompatiblerange, m anycompatiblemultirange) returns anycompatiblearray language sql as 'select array[x]';
create function polyr(x anyrange, y anymultirange, z anyenum) returns anyelement language sql as 'select lower(x)';

-- Bodies in PL/pgSQL and quoting.
create function longer(p_id bigint, p_by numeric default 1.1) returns numeric language plpgsql volatile as $function$
declare
  r record;
  total numeric := 0; -- a comment; with a semicolon
  q text := $q$ select 'nested $ quotes' $q$;
begin
  /* another; comment */
  for r in select * from emp where id = p_id loop
    total := total + r.salary * p_by;
    execute format('insert into %I (what) values (%L)', 'audit', $$it's "quoted"$$);
    if not found then raise exception 'nothing at %', r.id using errcode = 'P0002', hint = 'see $1'; end if;
  end loop;
  return total;
exception
  when no_data_found or others then
    get stacked diagnostics q = message_text;
    return null;
end;
$function$;
create function quotes() returns text language sql as $a$ select $b$ $c$ '' "" \ $b$ || e'\t\n\\' || U&'\0041' $a$;
create function dollars() returns text language sql as 'select ''$$ $function$ $_$ $_1$ $body$''';
create function unicode("größe" int, "名前" text) returns text language sql as $$ select "名前" || '€' || 'ÿ😀' $$;
create function blank_lines() returns int language sql as $$

  select 1


$$;
create function windows_lines() returns int language sql as E'select 1\r\n  + 2\r\n';
create function tabs() returns int language sql as E'\tselect\t1   \n \t';
create function not_checked() returns int language plpgsql as $$ begin return nowhere.nothing(); end $$;
create function default_calls(a int default over(1), b text default upper('x') || 'y', c mood default (array['sad', 'happy']::mood[])[1]) returns int language sql as 'select a';
create table uses (a int default over(), b int check (functest_b_2(b)), c int generated always as (parallels_safe(1)) stored);
create index uses_b on uses (parallels_safe(b)) where functest_b_2(b);
create view uses_view as select functest_b_2(n), t.* from numbers, returns_table(n) t;
comment on function longer(bigint, numeric) is 'Long; very';
comment on function over() is 'None';
comment on function over(int, text) is 'Two';
revoke execute on function empty_path() from public;
