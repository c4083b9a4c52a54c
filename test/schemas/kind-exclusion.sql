-- Style: PostgreSQL's documentation of range types and its regression tests "constraints" and "create_index".
create extension btree_gist;
create table reservation (during tsrange, exclude using gist (during with &&));
create table room_reservation (
  room text not null, during tstzrange not null, canceled boolean not null default false,
  constraint no_double_booking exclude using gist (room with =, during with &&) where (not canceled) deferrable initially deferred
);
create table circles (
  c1 circle, c2 text,
  exclude using gist (c1 with &&, (c2::circle) with &&) where (circle_center(c1) <> '(0,0)')
);
create table deferred_excl (f1 int, f2 int, constraint deferred_excl_con exclude (f1 with =) initially deferred);
create table hash_exclusion (a text, exclude using hash (a with =));
create table spgist_exclusion (r int4range, p inet, exclude using spgist (r with -|-), exclude using gist (p inet_ops with &&));
create table staff (
  id int generated always as identity primary key,
  tenant_id uuid not null,
  valid_from date not null, valid_to date,
  salary numeric check (salary > 0),
  exclude using gist (tenant_id with =, daterange(valid_from, valid_to, '[)') with &&) include (salary) with (fillfactor = 70),
  constraint "One; ""at"" a time" exclude using gist (tenant_id with =, (coalesce(valid_to, 'infinity'::date)) with =) deferrable
);
create table ordered (a int4 not null, b text collate "C", exclude using btree (a with =, b collate "POSIX" text_pattern_ops with =));
create table zoo (cage int, animal text, exclude using gist (cage with =, animal with <>));
comment on constraint no_double_booking on room_reservation is 'One party a room';
comment on index no_double_booking is 'The index of it';
