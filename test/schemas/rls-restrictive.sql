-- Style: AWS's and Crunchy's guides to multi-tenant isolation: a restrictive tenant policy under permissive ones, a bypass flag, forced.
do $$ begin create role sa_app; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role sa_support; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role sa_migrator; exception when duplicate_object or unique_violation then null; end $$;
create schema app;
create function app.current_tenant() returns uuid language plpgsql stable as $$
begin
  return nullif(current_setting('app.current_tenant', true), '')::uuid;
exception when invalid_text_representation then
  return null;
end $$;
create table app.tenants (tenant_id uuid primary key default gen_random_uuid(), name text not null unique, status varchar(64) check (status in ('active', 'suspended', 'disabled')), tier varchar(64) check (tier in ('gold', 'silver', 'bronze')));
create table app.tenant_users (user_id uuid primary key default gen_random_uuid(), tenant_id uuid not null references app.tenants on delete restrict, email varchar(255) not null unique check (email = lower(email)), given_name varchar(255), locked boolean default false);
create table app.orders (id bigint generated always as identity, tenant_id uuid not null default app.current_tenant(), user_id uuid, total numeric(12, 2) not null default 0, state text not null default 'new', primary key (tenant_id, id), foreign key (user_id) references app.tenant_users);
create table app.order_lines (tenant_id uuid not null default app.current_tenant(), order_id bigint not null, line int not null, sku text, primary key (tenant_id, order_id, line), foreign key (tenant_id, order_id) references app.orders on delete cascade);
create table app.notes (id bigserial primary key, tenant_id uuid not null default app.current_tenant(), body text, is_public boolean not null default false);
create table app.features (name text primary key, enabled boolean not null default false);
create index on app.orders (tenant_id, state) where state <> 'done';
create index on app.notes (tenant_id);
alter table app.tenants enable row level security, force row level security;
alter table app.tenant_users enable row level security, force row level security;
alter table app.orders enable row level security, force row level security;
alter table app.order_lines enable row level security, force row level security;
alter table app.notes enable row level security, force row level security;
create policy tenant_isolation_policy on app.tenants as restrictive using (tenant_id = app.current_tenant());
create policy everyone on app.tenants using (true);
create policy tenant_isolation_policy on app.tenant_users as restrictive using (tenant_id = app.current_tenant() or current_setting('app.bypass_rls', true) = 'on');
create policy app_user on app.tenant_users to sa_app using (not locked) with check (not locked);
create policy support_reads on app.tenant_users for select to sa_support using (true);
create policy tenant_isolation_policy on app.orders as restrictive using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
create policy app_all on app.orders to sa_app using (true) with check (state <> 'archived');
create policy support_open on app.orders for select to sa_support, sa_migrator using (state = any (array['new', 'open']));
create policy tenant_isolation_policy on app.order_lines as restrictive using (tenant_id = app.current_tenant());
create policy app_all on app.order_lines to sa_app using (exists (select from app.orders o where o.tenant_id = order_lines.tenant_id and o.id = order_id));
create policy tenant_or_public on app.notes as restrictive for select using (tenant_id = app.current_tenant() or is_public);
create policy tenant_writes on app.notes as restrictive for insert with check (tenant_id = app.current_tenant());
create policy tenant_updates on app.notes as restrictive for update using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
create policy tenant_deletes on app.notes as restrictive for delete using (tenant_id = app.current_tenant());
create policy app_all on app.notes to sa_app using (true);
create view app.tenant_orders with (security_barrier = true) as select o.id, o.total, o.state from app.orders o where o.tenant_id = app.current_tenant();
grant usage on schema app to sa_app, sa_support;
grant select, insert, update, delete on all tables in schema app to sa_app;
revoke insert, update, delete on app.features from sa_app;
grant select (user_id, email, locked) on app.tenant_users to sa_support;
grant select on app.orders to sa_support;
grant usage on all sequences in schema app to sa_app;
alter default privileges for role sa_migrator in schema app grant select, insert, update, delete on tables to sa_app;
alter table app.orders owner to sa_migrator;
