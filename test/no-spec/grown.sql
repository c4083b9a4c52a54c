-- A database that has grown: one pattern on most tables, and what years leave behind on the others. Every departure here
-- is on purpose, each with a comment: all of them have to be found, and nothing else.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
do $$
declare t text; mine text := $q$ tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid $q$;
begin
  foreach t in array array['bookings', 'customers', 'invoices', 'payments', 'prices', 'rooms', 'shifts', 'staff', 'venues', 'vouchers', 'wishes', 'tags'] loop
    execute format('create table %I (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, note text, is_public boolean not null default false)', t);
    execute format('create index on %I (tenant_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I using (%s) with check (%s)', t, mine, mine);
    execute format('grant select, insert, update, delete on %I to no_spec_app', t);
  end loop;
end $$;
-- Reads the setting of before.
alter policy tenant_isolation on venues using (tenant_id = nullif(current_setting('app.current_tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.current_tenant', true), '')::uuid);
-- Its policies do nothing.
alter table rooms disable row level security;
-- Its owner passes.
alter table shifts no force row level security;
-- Falls back to a tenant that is none.
alter policy tenant_isolation on prices using (tenant_id = coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, '00000000-0000-0000-0000-000000000000'));
-- Fails on a connection that was used before.
alter policy tenant_isolation on staff using (tenant_id = current_setting('app.current_tenant_id', true)::uuid);
-- Shares what is public: may be meant.
create policy public_wishes on wishes for select using (is_public);
-- Never got its policy.
create table exports (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, payload jsonb);
create index on exports (tenant_id);
grant select on exports to no_spec_app;
-- A view of its owner's, and a function of its owner's.
create view booking_list as select * from bookings;
grant select on booking_list to no_spec_app;
create function find_payment(uuid) returns text language sql security definer set search_path = '' as $$ select note from public.payments where id = $1 $$;
-- A default that makes a forgotten tenant somebody's; another type; nobody's rows; no index.
alter table vouchers alter tenant_id set default '00000000-0000-0000-0000-000000000001';
alter table invoices alter tenant_id drop not null;
drop index tags_tenant_id_idx;
