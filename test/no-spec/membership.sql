-- Teams and their members: a sub-select, or a SECURITY DEFINER function that looks memberships up, as Supabase's guide
-- (https://supabase.com/docs/guides/database/postgres/row-level-security) and MakerKit's
-- (https://makerkit.dev/blog/tutorials/supabase-rls-best-practices) have it.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create schema private;
create table organizations (id uuid primary key default gen_random_uuid(), name text not null, slug text not null unique);
create table memberships (
  organization_id uuid not null references organizations on delete cascade,
  user_id uuid not null,
  role text not null default 'member',
  primary key (organization_id, user_id)
);
create table projects (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organizations on delete cascade,
  name text not null
);
create table tasks (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organizations on delete cascade,
  project_id uuid not null references projects on delete cascade,
  title text not null
);
create index on memberships (user_id);
create index on projects (organization_id);
create index on tasks (organization_id);
create index on tasks (project_id);
create function private.current_user_id() returns uuid language sql stable
  as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
create function private.my_organizations() returns setof uuid language sql stable security definer set search_path = ''
  as $$ select organization_id from public.memberships where user_id = private.current_user_id() $$;
create function private.has_role(organization uuid, wanted text) returns boolean language plpgsql stable security definer set search_path = ''
  as $$ begin
    return exists (select 1 from public.memberships m
      where m.organization_id = organization and m.user_id = private.current_user_id() and m.role = wanted);
  end $$;
alter table organizations enable row level security;
alter table memberships enable row level security;
alter table projects enable row level security;
alter table tasks enable row level security;
create policy members on organizations for select using (id in (select private.my_organizations()));
create policy own on memberships for select using (user_id = (select private.current_user_id()));
create policy members on projects using (organization_id in (select private.my_organizations()));
create policy members_read on tasks for select using (organization_id in (
  select m.organization_id from memberships m where m.user_id = (select private.current_user_id())));
create policy owners_write on tasks for all using (private.has_role(organization_id, 'owner'));
grant usage on schema private to no_spec_app;
grant select, insert, update, delete on organizations, memberships, projects, tasks to no_spec_app;
