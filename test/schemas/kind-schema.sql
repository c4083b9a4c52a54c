-- Style: a service split over schemas, as PostgreSQL's documentation describes it: references in every direction, same names in each.
create schema auth;
create schema billing;
create schema "Reporting";
create schema ext;
create schema empty_schema;
create extension citext schema ext;
create type auth.status as enum ('active', 'locked');
create type billing.status as enum ('open', 'paid');
create type public.status as enum ('draft');
create domain billing.money as numeric(12, 2) check (value >= 0);
create sequence billing.number;
create table auth.users (id uuid primary key default gen_random_uuid(), email ext.citext unique, status auth.status not null default 'active', note public.status);
create table users (id bigint generated always as identity primary key, auth_id uuid not null references auth.users on delete cascade, status status default 'draft');
create table billing.users (id bigint primary key references public.users, status billing.status);
create table billing.invoices (
  id bigint primary key default nextval('billing.number'), "user" bigint references billing.users, total billing.money not null default 0,
  status billing.status not null default 'open', by uuid references auth.users (id), constraint total_check check (total < 100000)
);
alter table auth.users add column last_invoice bigint references billing.invoices on delete set null;
create table "Reporting"."Users" ("Id" bigint references public.users, day date, primary key ("Id", day)) partition by range (day);
create table billing.report_2024 partition of "Reporting"."Users" for values from ('2024-01-01') to ('2025-01-01');
create table users_default partition of "Reporting"."Users" default;
create index users_status on auth.users (status);
create index users_status on billing.users (status) where status = 'paid'::billing.status;
create index users_status on public.users (status);
create view users_all as select a.email, u.id, b.status as billing_status, a.status = 'locked' as locked
  from auth.users a join public.users u on u.auth_id = a.id left join billing.users b on b.id = u.id;
create view "Reporting".users_all as select * from public.users_all where billing_status = 'open';
create view auth.users_all as select id, email::text as email from auth.users;
create materialized view "Reporting".totals as select i."user", sum(i.total) as total from billing.invoices i group by 1 with no data;
create index totals_user on "Reporting".totals ("user");
create function auth.uid() returns uuid language sql stable as $$ select nullif(current_setting('auth.uid', true), '')::uuid $$;
create function uid() returns bigint language sql stable as $$ select u.id from public.users u where u.auth_id = auth.uid() $$;
create function billing.total_of(u public.users) returns billing.money language sql stable set search_path = billing as $$ select sum(total)::money from invoices where "user" = u.id $$;
create function "Reporting".touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touch before insert or update on billing.invoices for each row execute function "Reporting".touch();
create trigger touch before update on auth.users for each row execute function "Reporting".touch();
alter table billing.invoices enable row level security;
create policy own on billing.invoices using ("user" = uid() and exists (select from auth.users a where a.id = by and a.status = 'active'));
comment on schema auth is 'Who';
comment on schema empty_schema is 'Holds nothing';
