-- Style: PostgreSQL's regression tests "collate" and "collate.icu.utf8": collations of columns, keys and expressions.
create table collate_test1 (a int, b text collate "C" not null);
create table collate_test2 (a int, b text collate "POSIX");
create table collate_test3 (
  a varchar(20) collate "de-x-icu" default 'ä', b char(4) collate "C", c name, d text[] collate "C",
  e text collate "default", f text collate pg_catalog."und-x-icu", g text collate "ucs_basic", h name collate "POSIX"
);
create domain testdomain_p as text collate "POSIX";
create domain testdomain_sv as varchar(30) collate "sv-x-icu" check (value > 'a');
create table collate_test4 (a int, b testdomain_p, c testdomain_sv, d testdomain_p collate "C");
create table collate_test5 (a text primary key, b text collate "C" unique, c text generated always as (lower(b collate "de-x-icu")) stored, check (a collate "C" < 'z'), check (b <> 'x' collate "POSIX"));
create table collate_test6 (x text collate "C" references collate_test5 (b), y text collate "POSIX" default ('a' collate "C"));
create index collate_test1_b on collate_test1 (b collate "POSIX");
create index collate_test1_both on collate_test1 (b, (b || 'x') collate "und-x-icu", (lower(b)));
create index collate_test1_ops on collate_test1 (b collate "C" text_pattern_ops desc) where b collate "und-x-icu" > 'm';
create unique index collate_test3_a on collate_test3 (a collate "C", b collate "default");
create table collate_parted (a text collate "C", b text) partition by range (a collate "POSIX", b collate "C");
create table collate_parted_1 partition of collate_parted for values from ('a', 'a') to ('b', 'b');
create table collate_parted_list (a text) partition by list ((lower(a) collate "C"));
create view collview1 as select * from collate_test1 where b collate "C" >= 'bbc';
create view collview2 as select a, b from collate_test1 order by b collate "und-x-icu" desc;
create view collview3 as select a, lower((b || b) collate "POSIX") as x, b collate "de-x-icu" as y from collate_test2 where b < all (array['x' collate "C"]);
create materialized view collview4 as select a, b collate "sv-x-icu" as b from collate_test2 with no data;
create function mylt(x text, y text) returns boolean language sql immutable as $$ select x < y collate "C" $$;
create function mylt2(text, text default 'b' collate "C") returns boolean language plpgsql as $$ declare z text collate "POSIX" := $1; begin return z < $2; end $$;
alter table collate_test1 enable row level security;
create policy sorted on collate_test1 using (b collate "C" > 'a');
