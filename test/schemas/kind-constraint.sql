-- Style: PostgreSQL's regression tests "constraints", "foreign_key" and "alter_table".
create table default_tbl (i int default 100, f float default 1.5, n int default null, s text default '', b boolean default false not null);
create table check_tbl (x int, constraint check_con check (x > 3));
create table check2_tbl (
  x int, y text, z int,
  constraint sequence_con check (x > 3 and y <> 'check failed' and z < 8),
  check (x in (1, 2, 3)), check (y like 'a%' or y ~* '^b'), check ((x, z) is distinct from row (1, 2)),
  constraint "Check: a name, with ""everything""" check (not (x = 1 and y is null))
);
create table check_varchar (
  state varchar(20) check (state in ('new', 'open', 'closed')),
  kind char(3) check (kind = any (array['abc', 'def'])),
  priority varchar not null default 'low' check (priority::text = any (array['low'::varchar, 'high'::varchar]::text[])),
  amount numeric(10, 2) check (amount between 0 and 99.5),
  "when" timestamp check ("when" > '2000-01-01'::date and extract(year from "when") < 3000),
  tags text[] check (tags <@ array['a', 'b'] and cardinality(tags) < 3),
  payload json check (payload is null or json_typeof(payload) = 'object'),
  age interval check (age >= interval '1 day')
);
create table no_inherit (a int check (a > 0) no inherit, b int, constraint a_below_b check (a < b) no inherit);
create table not_valid (a int, b text);
alter table not_valid add constraint a_positive check (a > 0) not valid;
alter table not_valid add constraint b_filled check (b <> '') not valid;
alter table not_valid validate constraint b_filled;

create table pktable (ptest1 int primary key, ptest2 text);
create table pktable2 (ptest1 int, ptest2 int, ptest3 text, constraint pk_two primary key (ptest2, ptest1), unique (ptest3, ptest1));
create unique index pktable2_plain_unique on pktable2 (ptest3);
create table fktable (
  a int references pktable,
  b int constraint constrname references pktable (ptest1) on delete cascade on update set null,
  c int references pktable on delete set default on update restrict,
  d int references pktable on delete restrict,
  e text references pktable2 (ptest3) on update no action,
  x int, y int,
  constraint full_match foreign key (x, y) references pktable2 match full on delete set null on update cascade,
  foreign key (y, x) references pktable2 (ptest2, ptest1) match simple
);
create table fk_deferrable (
  a int references pktable deferrable initially deferred,
  b int references pktable deferrable initially immediate,
  c int references pktable not deferrable,
  d int unique deferrable,
  e int unique deferrable initially deferred,
  f int,
  primary key (a, b) deferrable initially deferred
);
create table fk_not_valid (a int, b int);
alter table fk_not_valid add constraint old_rows foreign key (a) references pktable not valid;
alter table fk_not_valid add constraint old_rows_too foreign key (b) references pktable on delete cascade deferrable not valid;
create table selfref (id int primary key, parent int references selfref on delete cascade, boss int not null references selfref (id) deferrable);
create table with_include (a int, b int, c box, d text, primary key (a) include (c, d), constraint b_unique unique (b) include (d) with (fillfactor = 50));
create table unique_tbl (i int unique deferrable, t text, unique (t, i), constraint named unique (i, t) deferrable initially deferred);
create table using_index (a int not null, b int not null, c int not null);
create unique index chosen on using_index (a, b);
create unique index chosen_too on using_index (c);
alter table using_index add constraint chosen_key primary key using index chosen, add unique using index chosen_too deferrable;
create table same_columns (a int, b int, unique (a), unique (a), constraint again unique (a), unique (a, b), unique (b, a));
create table fk_partitioned (id int, k int, parent int references pktable, primary key (id, k)) partition by list (k);
create table fk_partitioned_1 partition of fk_partitioned for values in (1);
create table fk_to_partitioned (id int, k int, foreign key (id, k) references fk_partitioned on delete cascade deferrable);
create table duplicate_fk (a int references pktable, b int, foreign key (a) references pktable on delete cascade, foreign key (b) references selfref);
comment on constraint check_con on check_tbl is 'A comment; on a constraint';
comment on constraint full_match on fktable is 'All or none';
