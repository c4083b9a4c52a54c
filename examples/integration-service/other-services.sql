-- The tables of other services that the integration service's legacy migrations refer to, as small as can be.
-- In the real database auth-service and venue-service own them, each with its own migrations.

create table tenants (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default current_timestamp
);

create table users (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references tenants (id),
  email text not null unique
);

create table venues (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references tenants (id),
  name text not null
);

-- The tenant that rows fell to when nobody said whose they are.
insert into tenants (id, name) values ('00000000-0000-0000-0000-000000000001', 'default');
