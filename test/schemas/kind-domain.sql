-- Style: PostgreSQL's regression test "domain".
create domain domaindroptest int4;
create domain domainvarchar varchar(5);
create domain domainnumeric numeric(8, 2);
create domain domainint4 int4;
create domain domaintext text;
create domain domainint4arr int4[1];
create domain domainchar4arr varchar(4)[2][3];
create domain dia as int[] check (array_length(value, 1) > 0 and value[1] <> 0);
create domain dnotnull varchar(15) not null;
create domain dnull varchar(15);
create domain dcheck varchar(15) not null check (value = 'a' or value = 'c' or value = 'd');
create domain ddef1 int4 default 3;
create domain ddef2 oid default '12';
create domain ddef3 text default 5;
create sequence ddef4_seq;
create domain ddef4 int4 default nextval('ddef4_seq');
create domain ddef5 numeric(8, 2) not null default '12.12';
create domain positive as integer constraint must_be_positive check (value > 0) constraint "not too large" check (value < 1000000) constraint "Odd?" check (value % 2 = 1);
create domain small_positive as positive default 7 constraint small check (value < 100);
create domain positives as positive[] not null default '{1}' check (cardinality(value) <= 10);
create domain tree as positives check (value[1] < 5);
create domain us_postal_code as text check (value ~ '^\d{5}$' or value ~ '^\d{5}-\d{4}$');
create domain email as text collate "C" default 'nobody@example.com' check (value ~ '^[^@\s]+@[^@\s]+$');
create domain "Mixed Case" as text check (value <> '');
create domain not_yet as int constraint later check (value <> 0) not null;
alter domain not_yet add constraint not_valid check (value < 50) not valid;
alter domain domaindroptest set default 42;
alter domain ddef1 rename to ddef_one;
alter domain positive rename constraint "Odd?" to "odd!";
create schema types;
create domain types.positive as int8 default 0 check (value >= 0);
create domain types.mood as varchar(10) check (value in ('sad', 'ok', 'happy'));
create domain json_map as jsonb not null default '{}' check (jsonb_typeof(value) = 'object');
create domain when_set as timestamptz(3) default now();
create domain span as interval day to second(2) check (value > '0'::interval);
create domain period as tstzrange check (not isempty(value));
create domain bits as bit varying(8) default B'101';
create domain tokens as text[] check (array_position(value, null) is null);

create table basictest (testint4 domainint4, testtext domaintext, testvarchar domainvarchar, testnumeric domainnumeric);
create table domarrtest (testint4arr domainint4arr, testchar4arr domainchar4arr, d dia);
create table nulltest (
  col1 dnotnull,
  col2 dnotnull null,
  col3 dnull not null,
  col4 dnull,
  col5 dcheck check (col5 in ('c', 'd'))
);
create table defaulttest (
  col1 ddef_one, col2 ddef2, col3 ddef3, col4 ddef4 primary key, col5 ddef_one not null default null,
  col6 ddef2 default '88', col7 ddef4 default 8000, col8 ddef5
);
create table people (
  id positive primary key,
  nickname "Mixed Case" not null,
  mail email,
  zip us_postal_code,
  moods types.mood[] default array['ok'::types.mood],
  numbers positives,
  t tree,
  attributes json_map,
  since when_set not null,
  lasting span,
  during period,
  counter types.positive,
  unique (mail)
);
create table pets (owner positive references people, flags bits, tags tokens default '{}', age small_positive);
create index people_attributes on people using gin (attributes);
create index people_zip on people (zip) where zip is not null;
create view grown as select id, nickname::text, mail, numbers[1] as first_number from people where id > 10;
create function double_positive(p positive) returns positive language sql immutable strict as $$ select (p * 3)::positive $$;
create function total(variadic p positive[]) returns types.positive language plpgsql as $$ declare s types.positive := 0; begin foreach s in array p loop null; end loop; return s; end $$;
comment on domain positive is 'More than nothing';
comment on constraint must_be_positive on domain positive is 'The name says it';
comment on constraint "not too large" on domain positive is 'A name with spaces';
