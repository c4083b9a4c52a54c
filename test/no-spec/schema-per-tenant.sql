-- A schema a tenant, the same tables in each, search_path says whose: what apartment (Ruby) and django-tenants do. One
-- schema missed a migration; one role was let into two.
do $$ begin create role no_spec_acme login; exception when duplicate_object then null; end $$;
do $$ begin create role no_spec_globex login; exception when duplicate_object then null; end $$;
do $$ begin create role no_spec_initech login; exception when duplicate_object then null; end $$;
do $$ begin create role no_spec_hooli login; exception when duplicate_object then null; end $$;
do $$ begin create role no_spec_umbrella login; exception when duplicate_object then null; end $$;
create table public.tenants (id bigint generated always as identity primary key, name text not null unique);
do $$
declare t text;
begin
  foreach t in array array['acme', 'globex', 'initech', 'hooli', 'umbrella'] loop
    execute format('create schema %I', t);
    execute format('create table %I.customers (id bigint generated always as identity primary key, email text not null unique)', t);
    execute format('create table %I.orders (id bigint generated always as identity primary key, customer_id bigint not null references %I.customers)', t, t);
    execute format('create index on %I.orders (customer_id)', t);
    if t <> 'hooli' then
      execute format('create table %I.refunds (id bigint generated always as identity primary key, order_id bigint not null)', t);
    end if;
    execute format('grant usage on schema %I to %I', t, 'no_spec_' || t);
    execute format('grant select, insert, update, delete on all tables in schema %I to %I', t, 'no_spec_' || t);
  end loop;
end $$;
grant usage on schema globex to no_spec_acme;
