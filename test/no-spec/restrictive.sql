-- Everything is allowed (using true), and one RESTRICTIVE policy keeps it within the tenant: PostgreSQL's own manual on
-- CREATE POLICY has restrictive policies for this, and the tenant cannot be opened by another permissive policy later.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create table accounts (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, name text not null);
create table invoices (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, number text not null, paid boolean not null default false);
create table payments (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, amount numeric(12, 2) not null);
do $$
declare t text; mine text := $q$ tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid $q$;
begin
  foreach t in array array['accounts', 'invoices', 'payments'] loop
    execute format('create index on %I (tenant_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy everything on %I using (true) with check (true)', t);
    execute format('create policy tenant on %I as restrictive using (%s) with check (%s)', t, mine, mine);
  end loop;
end $$;
grant select, insert, update, delete on accounts, invoices, payments to no_spec_app;
