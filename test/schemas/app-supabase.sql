-- Style: Supabase: auth, storage and realtime beside the user's public schema, one role an audience, grants and default privileges.
do $$ begin create role sa_anon; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role sa_authenticated; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role sa_service_role; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role sa_auth_admin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role sa_storage_admin; exception when duplicate_object or unique_violation then null; end $$;
create schema auth;
create schema storage;
create schema realtime;
create schema extensions;
create schema graphql_public;
create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_stat_statements with schema extensions;

create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
create type auth.factor_status as enum ('unverified', 'verified');
create type auth.aal_level as enum ('aal1', 'aal2', 'aal3');
create type auth.code_challenge_method as enum ('s256', 'plain');
create type auth.one_time_token_type as enum ('confirmation_token', 'reauthentication_token', 'recovery_token', 'email_change_token_new', 'email_change_token_current', 'phone_change_token');
create function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'))::uuid
$$;
create function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'))::text
$$;
create function auth.email() returns text language sql stable as $$ select nullif(current_setting('request.jwt.claim.email', true), '')::text $$;
create function auth.jwt() returns jsonb language sql stable as $$ select coalesce(nullif(current_setting('request.jwt.claim', true), ''), nullif(current_setting('request.jwt.claims', true), ''))::jsonb $$;
comment on function auth.uid() is 'Prefer auth.jwt() ->> ''sub''';

create table auth.schema_migrations (version varchar(255) not null, constraint schema_migrations_pkey primary key (version));
create table auth.instances (id uuid not null primary key, uuid uuid, raw_base_config text, created_at timestamptz, updated_at timestamptz);
create table auth.users (
  instance_id uuid,
  id uuid not null,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  invited_at timestamptz,
  confirmation_token varchar(255),
  confirmation_sent_at timestamptz,
  recovery_token varchar(255),
  recovery_sent_at timestamptz,
  email_change_token_new varchar(255),
  email_change varchar(255),
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  is_super_admin boolean,
  created_at timestamptz,
  updated_at timestamptz,
  phone text unique default null::character varying,
  phone_confirmed_at timestamptz,
  phone_change text default ''::character varying,
  confirmed_at timestamptz generated always as (least(email_confirmed_at, phone_confirmed_at)) stored,
  email_change_token_current varchar(255) default ''::character varying,
  email_change_confirm_status smallint default 0,
  banned_until timestamptz,
  reauthentication_token varchar(255) default ''::character varying,
  is_sso_user boolean not null default false,
  deleted_at timestamptz,
  is_anonymous boolean not null default false,
  constraint users_pkey primary key (id),
  constraint users_email_change_confirm_status_check check (email_change_confirm_status >= 0 and email_change_confirm_status <= 2)
);
create index users_instance_id_idx on auth.users (instance_id);
create index users_instance_id_email_idx on auth.users (instance_id, lower((email)::text));
create unique index confirmation_token_idx on auth.users (confirmation_token) where ((confirmation_token)::text !~ '^[0-9 ]*$'::text);
create unique index recovery_token_idx on auth.users (recovery_token) where ((recovery_token)::text !~ '^[0-9 ]*$'::text);
create unique index users_email_partial_key on auth.users (email) where (is_sso_user = false);
create index users_is_anonymous_idx on auth.users (is_anonymous);
create table auth.identities (
  provider_id text not null,
  user_id uuid not null references auth.users on delete cascade,
  identity_data jsonb not null,
  provider text not null,
  last_sign_in_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz,
  email text generated always as (lower((identity_data ->> 'email'::text))) stored,
  id uuid not null default gen_random_uuid() primary key,
  constraint identities_provider_id_provider_unique unique (provider_id, provider)
);
create index identities_user_id_idx on auth.identities (user_id);
create index identities_email_idx on auth.identities (email text_pattern_ops);
create table auth.sessions (
  id uuid not null primary key,
  user_id uuid not null references auth.users on delete cascade,
  created_at timestamptz,
  updated_at timestamptz,
  factor_id uuid,
  aal auth.aal_level,
  not_after timestamptz,
  refreshed_at timestamp without time zone,
  user_agent text,
  ip inet,
  tag text
);
create index user_id_created_at_idx on auth.sessions (user_id, created_at);
create index sessions_not_after_idx on auth.sessions (not_after desc);
create table auth.refresh_tokens (
  instance_id uuid,
  id bigserial primary key,
  token varchar(255),
  user_id varchar(255),
  revoked boolean,
  created_at timestamptz,
  updated_at timestamptz,
  parent varchar(255),
  session_id uuid references auth.sessions on delete cascade,
  constraint refresh_tokens_token_unique unique (token)
);
create index refresh_tokens_parent_idx on auth.refresh_tokens (parent);
create index refresh_tokens_session_id_revoked_idx on auth.refresh_tokens (session_id, revoked);
create table auth.mfa_factors (
  id uuid not null primary key,
  user_id uuid not null references auth.users on delete cascade,
  friendly_name text,
  factor_type auth.factor_type not null,
  status auth.factor_status not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  secret text,
  phone text,
  last_challenged_at timestamptz unique
);
create unique index mfa_factors_user_friendly_name_unique on auth.mfa_factors (friendly_name, user_id) where (trim(both from friendly_name) <> ''::text);
create table auth.mfa_challenges (id uuid not null primary key, factor_id uuid not null, created_at timestamptz not null, verified_at timestamptz, ip_address inet not null, otp_code text, constraint mfa_challenges_auth_factor_id_fkey foreign key (factor_id) references auth.mfa_factors on delete cascade);
create table auth.mfa_amr_claims (session_id uuid not null references auth.sessions on delete cascade, created_at timestamptz not null, updated_at timestamptz not null, authentication_method text not null, id uuid not null, constraint amr_id_pk primary key (id), constraint mfa_amr_claims_session_id_authentication_method_pkey unique (session_id, authentication_method));
create table auth.one_time_tokens (id uuid not null primary key, user_id uuid not null references auth.users on delete cascade, token_type auth.one_time_token_type not null, token_hash text not null, relates_to text not null, created_at timestamp not null default now(), updated_at timestamp not null default now(), constraint one_time_tokens_token_hash_check check (char_length(token_hash) > 0));
create index one_time_tokens_token_hash_hash_idx on auth.one_time_tokens using hash (token_hash);
create unique index one_time_tokens_user_id_token_type_key on auth.one_time_tokens (user_id, token_type);
create table auth.flow_state (id uuid not null primary key, user_id uuid, auth_code text not null, code_challenge_method auth.code_challenge_method not null, code_challenge text not null, provider_type text not null, created_at timestamptz, authentication_method text not null);
create table auth.audit_log_entries (instance_id uuid, id uuid not null primary key, payload json, created_at timestamptz, ip_address varchar(64) not null default ''::character varying);
create table auth.sso_providers (id uuid not null primary key, resource_id text, created_at timestamptz, constraint "resource_id not empty" check (resource_id = null::text or char_length(resource_id) > 0));
create unique index sso_providers_resource_id_idx on auth.sso_providers (lower(resource_id));
create table auth.sso_domains (id uuid not null primary key, sso_provider_id uuid not null references auth.sso_providers on delete cascade, domain text not null, constraint "domain not empty" check (char_length(domain) > 0));
create unique index sso_domains_domain_idx on auth.sso_domains (lower(domain));
comment on table auth.users is 'Who can log in';
comment on column auth.sessions.not_after is 'When it ends, if it does';
comment on index auth.identities_email_idx is 'For look-ups by address';

create type storage.buckettype as enum ('STANDARD', 'ANALYTICS');
create table storage.buckets (
  id text not null primary key,
  name text not null,
  owner uuid,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  public boolean default false,
  avif_autodetection boolean default false,
  file_size_limit bigint,
  allowed_mime_types text[],
  owner_id text,
  type storage.buckettype not null default 'STANDARD'
);
create unique index bname on storage.buckets (name);
create table storage.objects (
  id uuid not null default gen_random_uuid() primary key,
  bucket_id text,
  name text,
  owner uuid,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  last_accessed_at timestamptz default now(),
  metadata jsonb,
  path_tokens text[] generated always as (string_to_array(name, '/'::text)) stored,
  version text,
  owner_id text,
  user_metadata jsonb,
  constraint "objects_bucketId_fkey" foreign key (bucket_id) references storage.buckets
);
create unique index bucketid_objname on storage.objects (bucket_id, name);
create index name_prefix_search on storage.objects (name text_pattern_ops);
create index idx_objects_bucket_id_name on storage.objects (bucket_id, name collate "C");
create table storage.migrations (id integer not null primary key, name varchar(100) not null unique, hash varchar(40) not null, executed_at timestamp default current_timestamp);
create table storage.s3_multipart_uploads (id text not null primary key, in_progress_size bigint not null default 0, upload_signature text not null, bucket_id text not null references storage.buckets, key text not null collate "C", version text not null, owner_id text, created_at timestamptz not null default now());
create index idx_multipart_uploads_list on storage.s3_multipart_uploads (bucket_id, key, created_at);
create table storage.s3_multipart_uploads_parts (id uuid not null default gen_random_uuid() primary key, upload_id text not null references storage.s3_multipart_uploads on delete cascade, size bigint not null default 0, part_number integer not null, bucket_id text not null references storage.buckets, key text not null collate "C", etag text not null);
create function storage.foldername(name text) returns text[] language plpgsql as $$
declare
  _parts text[];
begin
  _parts := string_to_array(name, '/');
  return _parts[1:array_length(_parts, 1) - 1];
end $$;
create function storage.search(prefix text, bucketname text, limits integer default 100, levels integer default 1, offsets integer default 0, search text default ''::text, sortcolumn text default 'name'::text, sortorder text default 'asc'::text)
  returns table (name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb) language plpgsql stable as $$
begin
  return query execute format('select o.name, o.id, o.updated_at, o.created_at, o.last_accessed_at, o.metadata from storage.objects o where o.bucket_id = $1 order by %I limit $2 offset $3', sortcolumn)
    using bucketname, limits, offsets;
end $$;
create function storage.update_updated_at_column() returns trigger language plpgsql as $$ begin new.updated_at = now(); return new; end $$;
create trigger update_objects_updated_at before update on storage.objects for each row execute function storage.update_updated_at_column();

create table realtime.messages (
  topic text not null, extension text not null, payload jsonb, event text, private boolean default false,
  updated_at timestamp not null default now(), inserted_at timestamp not null default now(), id uuid not null default gen_random_uuid(),
  primary key (id, inserted_at)
) partition by range (inserted_at);
create table realtime.messages_2024_01_01 partition of realtime.messages for values from ('2024-01-01 00:00:00') to ('2024-01-02 00:00:00');
create table realtime.messages_2024_01_02 partition of realtime.messages for values from ('2024-01-02 00:00:00') to ('2024-01-03 00:00:00');
create function realtime.topic() returns text language sql stable as $$ select nullif(current_setting('realtime.topic', true), '')::text $$;

create table public.profiles (id uuid primary key references auth.users on delete cascade, username text unique, full_name text, website text, updated_at timestamptz, constraint username_length check (char_length(username) >= 3));
create table public.posts (id bigint generated by default as identity primary key, author uuid not null default auth.uid() references public.profiles, title text not null, body text, published boolean not null default false, created_at timestamptz not null default now());
create view public.published_posts as select p.id, p.title, p.body, pr.username from public.posts p join public.profiles pr on pr.id = p.author where p.published;
create function public.handle_new_user() returns trigger language plpgsql security definer set search_path to '' as $$
begin
  insert into public.profiles (id, full_name) values (new.id, new.raw_user_meta_data ->> 'full_name');
  return new;
end $$;
create trigger on_auth_user_created after insert on auth.users for each row execute function public.handle_new_user();

alter table auth.users enable row level security;
alter table auth.identities enable row level security;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
alter table realtime.messages enable row level security;
alter table public.profiles enable row level security;
alter table public.posts enable row level security;
create policy "Avatar images are publicly accessible." on storage.objects for select using (bucket_id = 'avatars');
create policy "Anyone can upload an avatar." on storage.objects for insert with check (bucket_id = 'avatars');
create policy "Give users access to own folder 1oj01fe_0" on storage.objects for select to sa_authenticated using (bucket_id = 'own' and (select auth.uid()::text) = (storage.foldername(name))[1]);
create policy "authenticated can receive" on realtime.messages for select to sa_authenticated using (extension in ('broadcast', 'presence') and realtime.topic() = topic);
create policy "Public profiles are viewable by everyone." on public.profiles for select using (true);
create policy "Users can update own profile." on public.profiles for update using ((select auth.uid()) = id);
create policy "Published or own" on public.posts for select using (published or author = (select auth.uid()));
create policy "Own posts" on public.posts to sa_authenticated using (author = (select auth.uid())) with check (author = (select auth.uid()));

grant usage on schema public, storage, realtime, extensions, graphql_public to sa_anon, sa_authenticated, sa_service_role;
grant usage on schema auth to sa_anon, sa_authenticated, sa_service_role;
grant all on schema auth to sa_auth_admin;
grant all on schema storage to sa_storage_admin with grant option;
grant all on public.profiles, public.posts, public.published_posts to sa_anon, sa_authenticated, sa_service_role;
grant all on sequence public.posts_id_seq to sa_anon, sa_authenticated, sa_service_role;
grant select, insert, update on realtime.messages to sa_anon, sa_authenticated;
grant all on storage.objects, storage.buckets to sa_anon, sa_authenticated, sa_service_role;
revoke all on function public.handle_new_user() from public;
revoke all on function auth.email() from public;
grant execute on function auth.email() to sa_auth_admin, sa_service_role;
alter default privileges in schema public grant all on tables to sa_anon, sa_authenticated, sa_service_role;
alter default privileges in schema public grant all on functions to sa_anon, sa_authenticated, sa_service_role;
alter default privileges in schema public grant all on sequences to sa_anon, sa_authenticated, sa_service_role;
alter default privileges for role sa_auth_admin in schema auth grant select on tables to sa_service_role with grant option;
alter table auth.users owner to sa_auth_admin;
alter table auth.sessions owner to sa_auth_admin;
alter function auth.uid() owner to sa_auth_admin;
alter type auth.aal_level owner to sa_auth_admin;
alter table storage.objects owner to sa_storage_admin;
alter table storage.buckets owner to sa_storage_admin;
alter schema storage owner to sa_storage_admin;
