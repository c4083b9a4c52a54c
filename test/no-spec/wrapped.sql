-- Settings wrapped in (select …), so that they are read once a query, with a flag for the system OR-ed to them.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create table venues (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, name text not null);
create table events (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, venue_id uuid not null, starts_at timestamptz not null);
create table tickets (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, event_id uuid not null, price integer not null);
alter table venues add unique (tenant_id, id);
alter table events add unique (tenant_id, id), add foreign key (tenant_id, venue_id) references venues (tenant_id, id);
alter table tickets add foreign key (tenant_id, event_id) references events (tenant_id, id) on delete cascade;
do $$
declare t text; mine text := $q$ tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid)
  or (select current_setting('app.is_system', true)) = 'on' $q$;
begin
  foreach t in array array['venues', 'events', 'tickets'] loop
    execute format('create index on %I (tenant_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (%s) with check (%s)', t, mine, mine);
  end loop;
end $$;
grant select, insert, update, delete on venues, events, tickets to no_spec_app;
