-- Large tables partitioned by the tenant, policies on the table above; privileges on all tables of the schema, as
-- default privileges give them.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create table measurements (tenant_id integer not null, at timestamptz not null, value double precision not null) partition by list (tenant_id);
create table measurements_1 partition of measurements for values in (1);
create table measurements_2 partition of measurements for values in (2);
create table measurements_3 partition of measurements for values in (3);
create table devices (id bigint generated always as identity primary key, tenant_id integer not null, name text not null);
create table alarms (id bigint generated always as identity primary key, tenant_id integer not null, raised_at timestamptz not null) ;
create index on devices (tenant_id);
create index on alarms (tenant_id, raised_at);
alter table measurements enable row level security;
alter table devices enable row level security;
alter table alarms enable row level security;
create policy tenant on measurements to no_spec_app using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::integer);
create policy tenant on devices to no_spec_app using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::integer);
create policy tenant on alarms to no_spec_app using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::integer);
grant select, insert, update, delete on all tables in schema public to no_spec_app;
