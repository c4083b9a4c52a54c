-- Style: PostgreSQL's regression test "enum".
create type rainbow as enum ('red', 'orange', 'yellow', 'green', 'blue', 'purple');
create type planets as enum ('venus', 'earth', 'mars');
alter type planets add value 'uranus';
alter type planets add value 'mercury' before 'venus';
alter type planets add value 'saturn' before 'uranus';
alter type planets add value 'jupiter' after 'mars';
alter type planets add value 'neptune' after 'uranus';

-- Many values between two others: sort positions that are fractions.
create type insenum as enum ('L1', 'L2');
alter type insenum add value 'i1' before 'L2';
alter type insenum add value 'i2' before 'L2';
alter type insenum add value 'i3' before 'L2';
alter type insenum add value 'i4' before 'L2';
alter type insenum add value 'i5' before 'i1';
alter type insenum add value 'i6' after 'L1';

create type bogus as enum ('good');
alter type bogus rename value 'good' to 'better';
alter type bogus rename to bogon;
create type empty as enum ();
create type "Order State" as enum ('New', 'in transit', 'it''s here', 'say "done"', '', ' leading', 'größer', '完了', E'two\nlines', E'back\\slash', 'semi;colon', '$$');
create type long_values as enum (
  'a23456789012345678901234567890123456789012345678901234567890123',
  'b23456789012345678901234567890123456789012345678901234567890123'
);
create schema colours;
create type colours.rainbow as enum ('infrared', 'red', 'ultraviolet');
create type priority as enum ('low', 'medium', 'high', 'urgent');

create table enumtest (col rainbow);
create index enumtest_btree on enumtest using btree (col);
create table enumtest_hash (col rainbow not null default 'green', cols rainbow[] not null default '{red,"blue"}');
create index enumtest_hash_col on enumtest_hash using hash (col);
create table enumtest_parent (id rainbow primary key);
create table enumtest_child (
  parent rainbow references enumtest_parent,
  shade colours.rainbow default 'ultraviolet',
  state "Order State" not null default 'it''s here' check (state <> 'say "done"')
);
create domain warm as rainbow check (value in ('red', 'orange', 'yellow'));
create table enumtest_domain (
  w warm not null default 'orange',
  p planets check (p > 'earth'),
  u priority[] default array['low', 'high']::priority[] check ('urgent' <> all (u))
);
create unique index one_red on enumtest_domain (w) where p = 'mars';
create index by_truth on enumtest_domain ((p = 'mars'));
create table enumtest_part (id bigint, kind priority not null, primary key (id, kind)) partition by list (kind);
create table enumtest_part_slow partition of enumtest_part for values in ('low', 'medium');
create table enumtest_part_fast partition of enumtest_part for values in ('high', 'urgent');
create view urgent as select id, kind, kind >= 'high' as soon, case kind when 'low' then 'later'::text else kind::text end as word
  from enumtest_part where kind in ('high', 'urgent');
create function enum_first_of(anyenum) returns text language sql immutable as 'select enum_first($1)::text';
create function next_priority(p priority default 'medium') returns priority language plpgsql stable as $$
begin
  return (select v from unnest(enum_range(p, null)) v offset 1 limit 1);
end $$;
comment on type rainbow is 'Colours; of "light"';
comment on type "Order State" is $$It's a state$$;
