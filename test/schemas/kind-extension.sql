-- Style: PostgreSQL's documentation of contrib: extensions with schema and version, and what uses their objects.
create schema extensions;
create schema "Ext Schema";
create extension citext with schema extensions version '1.4';
create extension hstore with schema public version '1.4';
create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema "Ext Schema";
create extension pg_trgm schema extensions;
create extension ltree;
create extension cube;
create extension earthdistance;
create extension intarray schema extensions;
create extension unaccent with schema extensions;
create extension tablefunc;
create extension fuzzystrmatch;
create extension moddatetime schema extensions;
create extension pg_stat_statements with schema extensions;
create extension isn;
comment on extension ltree is 'Paths; of labels';
create table accounts (
  id uuid primary key default extensions.uuid_generate_v4(),
  email extensions.citext not null unique,
  password text not null default "Ext Schema".crypt('x', "Ext Schema".gen_salt('bf')),
  token bytea default "Ext Schema".gen_random_bytes(16),
  attributes hstore not null default ''::hstore,
  place ltree, corner cube, isbn isbn13,
  updated_at timestamptz not null default now(),
  check (email operator(extensions.~*) '@'),
  check (attributes ? 'k' or attributes operator(public.=) ''::hstore)
);
create table documents (id bigint primary key, owner extensions.citext references accounts (email), body text, paths ltree[], numbers int[]);
create table places (id int primary key, name text, at point, exact cube);
create table words (word text primary key, code text generated always as (soundex(word)) stored);
create table settings (key text primary key, value hstore check (value -> 'type' in ('a', 'b')));
create index accounts_place on accounts using gist (place);
create index documents_body on documents using gin (body extensions.gin_trgm_ops);
create index documents_numbers on documents using gin (numbers extensions.gin__int_ops);
create index documents_lower on documents ((owner::text) text_pattern_ops);
create index places_at on places using gist (at);
create trigger touch before update on accounts for each row execute function extensions.moddatetime('updated_at');
create view similar_documents as select a.id, b.id as other, extensions.similarity(a.body, b.body) as how
  from documents a join documents b on a.body operator(extensions.%) b.body and a.owner operator(extensions.=) b.owner;
create view slow as select query, calls from extensions.pg_stat_statements where calls > 10;
create view near as select p.name, earth_distance(ll_to_earth(p.at[0], p.at[1]), ll_to_earth(0, 0)) as metres from places p;
create materialized view by_kind as select (each(value)).key as k, count(*) as n from settings group by 1 with no data;
create function plain(text) returns text language sql immutable parallel safe as $$ select extensions.unaccent('extensions.unaccent'::regdictionary, $1) $$;
create index documents_plain on documents (plain(body));
create function same(a extensions.citext, b extensions.citext default 'x') returns boolean language sql stable begin atomic select a operator(extensions.=) b; end;
create domain email as extensions.citext check (value operator(extensions.~) '@');
