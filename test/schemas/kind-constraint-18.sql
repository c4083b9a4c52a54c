-- since: 18
-- Style: PostgreSQL's regression tests "constraints", "foreign_key" and "without_overlaps", as of version 18.
create table pktable (id int primary key, v text);
create table not_enforced (
  a int check (a > 0) not enforced,
  b int constraint b_even check (b % 2 = 0) not enforced,
  c int references pktable not enforced,
  d int constraint d_enforced check (d > 0) enforced,
  constraint to_pk foreign key (d) references pktable on delete cascade not enforced
);
create table not_null (a int not null, b int constraint b_must_be not null, c int constraint "C must be" not null no inherit, d int, e int);
alter table not_null add constraint d_later not null d not valid;
alter table not_null add constraint e_checked not null e not valid;
alter table not_null validate constraint e_checked;
create table not_null_key (a int constraint own_name not null, b int, primary key (a, b));
create table not_null_parted (a int not null, b int constraint parent_name not null) partition by list (a);
create table not_null_parted_1 partition of not_null_parted for values in (1);
create domain filled as text constraint never_null not null constraint never_empty check (value <> '');
create table uses_domain (f filled constraint again not null);
create table temporal_pk (id int4range, valid_at daterange, constraint temporal_key primary key (id, valid_at without overlaps));
create table temporal_uq (id int4range, valid_at tstzrange not null, name text, unique (id, valid_at without overlaps));
create table temporal_fk (
  id int4range, valid_at daterange, parent_id int4range,
  primary key (id, valid_at without overlaps),
  constraint temporal_parent foreign key (parent_id, period valid_at) references temporal_pk (id, period valid_at)
);
comment on constraint b_must_be on not_null is 'A comment on a not-null constraint';
