-- One setting, one policy a table, an application that is not the owner: the pooled model of the AWS Database Blog,
-- https://aws.amazon.com/blogs/database/multi-tenant-data-isolation-with-postgresql-row-level-security/
-- Its policies read the setting without missing_ok and without nullif.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create table tenant (
  tenant_id uuid primary key default gen_random_uuid(),
  name varchar(255) unique,
  status varchar(64) check (status in ('active', 'suspended', 'disabled')),
  tier varchar(64) check (tier in ('gold', 'silver', 'bronze'))
);
create table tenant_user (
  user_id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references tenant (tenant_id) on delete restrict,
  email varchar(255) not null unique,
  given_name varchar(255) not null check (given_name <> ''),
  family_name varchar(255) not null check (family_name <> '')
);
alter table tenant enable row level security;
alter table tenant_user enable row level security;
create policy tenant_isolation_policy on tenant using (tenant_id = current_setting('app.current_tenant')::uuid);
create policy tenant_user_isolation_policy on tenant_user using (tenant_id = current_setting('app.current_tenant')::uuid);
grant select, insert, update, delete on tenant, tenant_user to no_spec_app;
