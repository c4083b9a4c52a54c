-- Each tenant connects as a role of its own, and the policy compares the row with current_user: the first form of the
-- AWS Database Blog's article, and PostgreSQL's own example (ddl-rowsecurity).
do $$ begin create role no_spec_tenants nologin; exception when duplicate_object then null; end $$;
do $$ begin create role no_spec_acme login in role no_spec_tenants; exception when duplicate_object then null; end $$;
do $$ begin create role no_spec_globex login in role no_spec_tenants; exception when duplicate_object then null; end $$;
create table documents (id bigint generated always as identity primary key, tenant name not null default current_user, title text not null);
create table comments (id bigint generated always as identity primary key, tenant name not null default current_user, body text not null);
create table settings (tenant name not null default current_user, key text not null, value text, primary key (tenant, key));
create index on documents (tenant);
create index on comments (tenant);
alter table documents enable row level security;
alter table comments enable row level security;
alter table settings enable row level security;
create policy own on documents to no_spec_tenants using (tenant = current_user);
create policy own on comments to no_spec_tenants using (tenant = current_user);
create policy own on settings to no_spec_tenants using (tenant = current_user);
grant select, insert, update, delete on documents, comments, settings to no_spec_tenants;
