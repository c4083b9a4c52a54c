-- Style: the team and membership pattern of many services: sub-selects, security definer helpers, hierarchies.
create type member_role as enum ('owner', 'admin', 'member', 'guest');
create table users (id uuid primary key default gen_random_uuid(), email text not null unique, is_staff boolean not null default false);
create table organizations (id uuid primary key default gen_random_uuid(), name text not null, parent_id uuid references organizations, deleted_at timestamptz);
create table memberships (
  organization_id uuid not null references organizations on delete cascade, user_id uuid not null references users on delete cascade,
  role member_role not null default 'member', invited_by uuid references users on delete set null, created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index memberships_user on memberships (user_id, role);
create table projects (id uuid primary key default gen_random_uuid(), organization_id uuid not null references organizations, name text not null, visibility text not null default 'private' check (visibility in ('private', 'internal', 'public')), unique (organization_id, name));
create table project_guests (project_id uuid references projects on delete cascade, user_id uuid references users, expires_at timestamptz, primary key (project_id, user_id));
create table documents (id bigserial primary key, project_id uuid not null references projects on delete cascade, author_id uuid references users, body text, locked boolean not null default false);
create table audit_log (id bigserial primary key, organization_id uuid, actor uuid, what text not null, at timestamptz not null default clock_timestamp());
create function current_user_id() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
create function my_organizations(minimum member_role default 'guest') returns setof uuid language sql stable security definer set search_path = public as $$
  select organization_id from memberships where user_id = current_user_id() and role <= minimum
$$;
create function is_member(org uuid) returns boolean language plpgsql stable security definer as $$
begin
  return exists (select 1 from memberships m where m.organization_id = org and m.user_id = current_user_id());
end $$;
alter table users enable row level security, force row level security;
alter table organizations enable row level security;
alter table memberships enable row level security;
alter table projects enable row level security, force row level security;
alter table project_guests enable row level security;
alter table documents enable row level security;
alter table audit_log enable row level security;
create policy self on users using (id = current_user_id());
create policy teammates on users for select using (id in (select m.user_id from memberships m where m.organization_id in (select my_organizations())));
create policy staff on users for select using (exists (select from users s where s.id = current_user_id() and s.is_staff));
create policy members on organizations for select using (id in (select my_organizations()) and deleted_at is null);
create policy owners on organizations for update using (id in (select my_organizations('owner'))) with check (parent_id is distinct from id);
create policy ancestors on organizations for select using (
  id in (with recursive up as (select o.id, o.parent_id from organizations o where o.id in (select my_organizations()) union select p.id, p.parent_id from organizations p join up on up.parent_id = p.id) select up.id from up));
create policy own_rows on memberships for select using (user_id = current_user_id());
create policy admins on memberships using (organization_id in (select my_organizations('admin'))) with check (organization_id in (select my_organizations('admin')) and role > 'owner');
create policy by_visibility on projects for select using (
  case visibility when 'public' then true when 'internal' then current_user_id() is not null else is_member(organization_id) end);
create policy guests on projects for select using (exists (select 1 from project_guests g where g.project_id = projects.id and g.user_id = current_user_id() and (g.expires_at is null or g.expires_at > now())));
create policy write on projects for insert with check (is_member(organization_id));
create policy guests on project_guests using (user_id = current_user_id());
create policy through_project on documents using (exists (select from projects p where p.id = documents.project_id)) with check (author_id = current_user_id());
create policy not_locked on documents as restrictive for update using (not locked);
create policy never_delete on documents as restrictive for delete using (false);
create policy append on audit_log for insert with check (actor = current_user_id() and organization_id = any (array(select my_organizations())));
create policy read on audit_log for select using (organization_id = any (array(select my_organizations('admin'))));
