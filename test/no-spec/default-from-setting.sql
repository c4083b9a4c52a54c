-- The tenant column fills itself from the setting, so that no INSERT has to name it: the way of Nile's and of many
-- guides. A function in PL/pgSQL says who it is, and raises where nobody does.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create schema app;
create function app.tenant() returns uuid language plpgsql stable as $$
begin
  if coalesce(current_setting('app.tenant', true), '') = '' then
    raise exception 'no tenant is set';
  end if;
  return current_setting('app.tenant', true)::uuid;
end $$;
create table contacts (id uuid primary key default gen_random_uuid(), tenant_id uuid not null default app.tenant(), name text not null);
create table deals (id uuid primary key default gen_random_uuid(), tenant_id uuid not null default app.tenant(), amount numeric(12, 2));
create table activities (id uuid primary key default gen_random_uuid(), tenant_id uuid not null default current_setting('app.tenant')::uuid, note text);
do $$
declare t text;
begin
  foreach t in array array['contacts', 'deals', 'activities'] loop
    execute format('create index on %I (tenant_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = app.tenant()) with check (tenant_id = app.tenant())', t);
  end loop;
end $$;
grant usage on schema app to no_spec_app;
grant select, insert, update, delete on contacts, deals, activities to no_spec_app;
