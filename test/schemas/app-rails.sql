-- Style: a Rails service as GitLab, Discourse or Lago are: text limits as checks, partitions in schemas of their own, triggers for loose references.
create schema gitlab_partitions_dynamic;
create schema gitlab_partitions_static;
create extension btree_gist;
create extension pg_trgm;
create extension unaccent;
create table schema_migrations (version character varying not null primary key, finished_at timestamptz default now());
create table ar_internal_metadata (key character varying not null primary key, value character varying, created_at timestamp(6) without time zone not null, updated_at timestamp(6) without time zone not null);
create function set_has_issues() returns trigger language plpgsql as $$ begin update projects set has_issues = true where id = new.project_id; return null; end $$;
create function assign_p_ci_builds_id_value() returns trigger language plpgsql as $$
begin
  if new."id" is not null then
    raise warning 'Manually assigning ids is not allowed, the value will be ignored';
  end if;
  new."id" := nextval('ci_builds_id_seq'::regclass);
  return new;
end $$;
create function insert_into_loose_foreign_keys_deleted_records() returns trigger language plpgsql as $$
begin
  insert into loose_foreign_keys_deleted_records (fully_qualified_table_name, primary_key_value)
  select tg_table_schema || '.' || tg_table_name, old_table.id from old_table;
  return null;
end $$;
create function next_traversal_ids_sibling(traversal_ids integer[]) returns integer[] language plpgsql immutable strict as $$
begin
  return traversal_ids[1:array_length(traversal_ids, 1) - 1] || array[traversal_ids[array_length(traversal_ids, 1)] + 1];
end $$;
create function gitlab_schema_prevent_write() returns trigger language plpgsql as $$
begin
  if coalesce(nullif(current_setting(concat('lock_writes.', tg_table_name), true), ''), 'true') then
    raise exception 'Table: "%" is write protected', tg_table_name using errcode = 'modifying_sql_data_not_permitted';
  end if;
  return new;
end $$;
create function f_unaccent_lower(text) returns text language sql immutable strict parallel safe as $$ select lower(public.unaccent('public.unaccent', $1)) $$;

create table namespaces (
  id bigint not null,
  name character varying not null,
  path character varying not null,
  owner_id bigint,
  type character varying not null default 'User'::character varying,
  parent_id bigint,
  visibility_level integer not null default 20,
  created_at timestamp without time zone,
  updated_at timestamp without time zone,
  traversal_ids bigint[] not null default '{}'::bigint[],
  organization_id bigint not null default 1,
  shared_runners_enabled boolean not null default true,
  max_size integer not null default 0,
  constraint check_2eae3bdf93 check (organization_id is not null)
);
create sequence namespaces_id_seq start with 1 increment by 1 no minvalue no maxvalue cache 1;
alter sequence namespaces_id_seq owned by namespaces.id;
alter table only namespaces alter column id set default nextval('namespaces_id_seq'::regclass);
alter table only namespaces add constraint namespaces_pkey primary key (id);
create table users (
  id bigserial,
  email character varying not null default ''::character varying,
  encrypted_password character varying not null default ''::character varying,
  reset_password_token character varying,
  sign_in_count integer default 0,
  current_sign_in_ip character varying,
  name character varying not null default ''::character varying,
  admin boolean not null default false,
  username character varying not null,
  state character varying not null default 'active'::character varying,
  color_scheme_id integer not null default 1,
  otp_grace_period_started_at timestamp without time zone,
  user_type smallint not null default 0,
  composite_identity_enforced boolean not null default false,
  static_object_token_encrypted text,
  first_name character varying(255),
  onboarding_in_progress boolean not null default false,
  constraint check_061f6f1c91 check ((project_view is not null)),
  project_view integer not null default 2,
  constraint check_7bde697e8e check ((char_length(static_object_token_encrypted) <= 255)),
  primary key (id)
);
create table projects (
  id bigserial primary key,
  name character varying,
  path character varying,
  description text,
  created_at timestamp without time zone,
  creator_id bigint,
  namespace_id bigint not null,
  last_activity_at timestamp without time zone,
  visibility_level integer not null default 0,
  archived boolean not null default false,
  star_count integer not null default 0,
  repository_storage character varying not null default 'default'::character varying,
  pending_delete boolean default false,
  lfs_enabled boolean,
  has_issues boolean not null default false,
  description_html text,
  pages_https_only boolean default true,
  hidden boolean not null default false,
  project_namespace_id bigint,
  organization_id bigint,
  constraint check_1a6f946a8a check (organization_id is not null),
  constraint check_fa75869cb1 check (project_namespace_id is not null)
) with (autovacuum_vacuum_scale_factor = '0.02', fillfactor = '90');
create table issues (
  id bigserial primary key,
  title character varying,
  author_id bigint,
  project_id bigint,
  created_at timestamp without time zone,
  description text,
  milestone_id bigint,
  iid integer,
  weight integer,
  confidential boolean not null default false,
  due_date date,
  relative_position integer,
  closed_at timestamptz,
  state_id smallint not null default 1,
  namespace_id bigint,
  start_date date,
  work_item_type_id bigint,
  constraint check_2addf801cd check (work_item_type_id is not null),
  constraint check_c33362cd43 check (namespace_id is not null)
);
create table issue_search_data (
  project_id bigint not null, issue_id bigint not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  search_vector tsvector, namespace_id bigint
) partition by hash (project_id);
alter table only issue_search_data add constraint issue_search_data_pkey primary key (project_id, issue_id);
create table gitlab_partitions_static.issue_search_data_00 partition of issue_search_data for values with (modulus 4, remainder 0);
create table gitlab_partitions_static.issue_search_data_01 partition of issue_search_data for values with (modulus 4, remainder 1);
create table gitlab_partitions_static.issue_search_data_02 partition of issue_search_data for values with (modulus 4, remainder 2);
create table gitlab_partitions_static.issue_search_data_03 (project_id bigint not null, issue_id bigint not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), search_vector tsvector, namespace_id bigint);
alter table only issue_search_data attach partition gitlab_partitions_static.issue_search_data_03 for values with (modulus 4, remainder 3);
create table audit_events (
  id bigint not null, author_id bigint not null, entity_id bigint not null, entity_type character varying not null, details text, ip_address inet,
  author_name text, entity_path text, target_details text, created_at timestamp without time zone not null, target_type text, target_id bigint,
  constraint check_492aaa021d check ((char_length(entity_path) <= 5500)),
  constraint check_82294106dd check ((char_length(target_type) <= 255)),
  constraint check_83ff8406e2 check ((char_length(author_name) <= 255)),
  constraint check_d493ec90b5 check ((char_length(target_details) <= 5500)) not valid
) partition by range (created_at);
alter table audit_events drop constraint check_d493ec90b5;
create sequence audit_events_id_seq;
alter sequence audit_events_id_seq owned by audit_events.id;
alter table audit_events alter column id set default nextval('audit_events_id_seq'::regclass);
alter table only audit_events add constraint audit_events_pkey primary key (id, created_at);
create table gitlab_partitions_dynamic.audit_events_000000 partition of audit_events for values from (minvalue) to ('2024-01-01 00:00:00');
create table gitlab_partitions_dynamic.audit_events_202401 partition of audit_events for values from ('2024-01-01 00:00:00') to ('2024-02-01 00:00:00');
create table gitlab_partitions_dynamic.audit_events_202402 partition of audit_events for values from ('2024-02-01 00:00:00') to ('2024-03-01 00:00:00');
create table loose_foreign_keys_deleted_records (
  id bigint not null generated by default as identity, partition bigint not null default 1, primary_key_value bigint not null, status smallint not null default 1,
  created_at timestamptz not null default now(), fully_qualified_table_name text not null, consume_after timestamptz default now(), cleanup_attempts smallint default 0,
  constraint check_1a541f3235 check ((char_length(fully_qualified_table_name) <= 150))
) partition by list (partition);
alter table only loose_foreign_keys_deleted_records add constraint loose_foreign_keys_deleted_records_pkey primary key (partition, id);
create table gitlab_partitions_static.loose_foreign_keys_deleted_records_1 partition of loose_foreign_keys_deleted_records for values in ('1');
create sequence ci_builds_id_seq;
create table p_ci_pipelines (id bigint not null, project_id bigint not null, sha character varying, status character varying, partition_id bigint not null, created_at timestamp, locked smallint not null default 1, iid integer, primary key (id, partition_id)) partition by list (partition_id);
create table ci_pipelines partition of p_ci_pipelines for values in ('100', '101');
create table p_ci_builds (
  status character varying, finished_at timestamp without time zone, name character varying, options text, tag boolean, allow_failure boolean not null default false,
  type character varying, id bigint not null, commit_id bigint, partition_id bigint not null, project_id bigint, scheduled_at timestamptz, token_encrypted character varying, stage_id bigint, processed boolean, scheduling_type smallint,
  constraint check_1e2fbd1b39 check ((commit_id is not null)),
  primary key (id, partition_id),
  constraint p_ci_builds_token_encrypted_partition_id_unique unique (token_encrypted, partition_id)
) partition by list (partition_id);
create table ci_builds (
  status character varying, finished_at timestamp without time zone, name character varying, options text, tag boolean, allow_failure boolean not null default false,
  type character varying, id bigint not null, commit_id bigint, partition_id bigint not null, project_id bigint, scheduled_at timestamptz, token_encrypted character varying, stage_id bigint, processed boolean, scheduling_type smallint,
  constraint check_1e2fbd1b39 check ((commit_id is not null)),
  constraint ci_builds_own_pkey primary key (id, partition_id)
);
alter table only p_ci_builds attach partition ci_builds for values in ('100', '101');
create table gitlab_partitions_dynamic.ci_builds_102 partition of p_ci_builds for values in ('102');
create index p_ci_builds_status_type_idx on p_ci_builds (status, type, (id / 2)) where status in ('created', 'pending');
create index index_ci_builds_own on ci_builds (project_id, name) include (status) where ((type)::text = 'Ci::Build'::text and processed is not true);
create table merge_requests (
  id bigserial primary key, target_branch character varying not null, source_branch character varying not null, source_project_id bigint, author_id bigint, title character varying,
  target_project_id bigint not null, iid integer, description text, merge_status character varying not null default 'unchecked'::character varying, merge_params text, state_id smallint not null default 1, draft boolean not null default false,
  head_pipeline_id bigint, prepared_at timestamptz, constraint check_970d272570 check (lock_version is not null), lock_version integer default 0, allow_maintainer_to_push boolean
);
create table notes (id bigserial primary key, note text, noteable_type character varying, author_id bigint, created_at timestamp, project_id bigint, line_code character varying, noteable_id bigint, system boolean not null default false, discussion_id character varying, namespace_id bigint, internal boolean not null default false, constraint check_1244cbd7d0 check (noteable_type is not null));
create table labels (id bigserial primary key, title character varying, color character varying, project_id bigint, group_id bigint, template boolean default false, type character varying, constraint check_45e873b2a8 check (num_nonnulls(group_id, project_id) = 1) not valid);
alter table labels drop constraint check_45e873b2a8;
create table label_links (id bigserial primary key, label_id bigint, target_id bigint, target_type character varying);
create table oncall_shifts (id bigserial primary key, rotation_id bigint not null, participant_id bigint not null, starts_at timestamptz not null, ends_at timestamptz not null, constraint inc_mgmnt_no_overlapping_oncall_shifts exclude using gist (rotation_id with =, tstzrange(starts_at, ends_at, '[)'::text) with &&));
create table topics (id serial primary key, title character varying not null, fancy_title character varying, posts_count integer not null default 0, user_id bigint, bumped_at timestamp without time zone not null, archetype character varying not null default 'regular'::character varying, category_id integer, deleted_at timestamp without time zone, subtype character varying, visible boolean not null default true, constraint has_category_id check (category_id is not null or (archetype)::text <> 'regular'::text), constraint pm_has_no_category check (category_id is null or (archetype)::text <> 'private_message'::text));
create table posts (id serial primary key, user_id bigint, topic_id integer not null references topics, post_number integer not null, raw text not null, cooked text not null, like_count integer not null default 0, deleted_at timestamp, sort_order integer, raw_email text, constraint post_number_positive check (post_number > 0));
create table post_search_data (post_id integer not null primary key, search_data tsvector, raw_data text, locale character varying, version integer default 0, private_message boolean not null);
create table invoices (
  id uuid not null default gen_random_uuid() primary key, organization_id uuid not null, customer_id uuid, number character varying not null default ''::character varying, issuing_date date,
  total_amount_cents bigint not null default 0, currency character varying, status integer not null default 1, timezone character varying not null default 'UTC'::character varying, version_number integer not null default 4, self_billed boolean not null default false, payment_overdue boolean default false,
  constraint check_organizations_on_net check (total_amount_cents >= 0)
);
create view badge_posts as select p.id, p.user_id, p.topic_id, p.post_number from posts p join topics t on t.id = p.topic_id where p.deleted_at is null and t.deleted_at is null and t.visible and p.post_number > 0;
create view postgres_indexes as
  select (((pg_namespace.nspname)::text || '.'::text) || (i.relname)::text) as identifier, pg_index.indexrelid, i.relname as name, pg_index.indisunique as "unique", am.amname as type, pg_relation_size((i.oid)::regclass) as ondisk_size_bytes
  from pg_index join pg_class i on i.oid = pg_index.indexrelid join pg_namespace on i.relnamespace = pg_namespace.oid join pg_am am on i.relam = am.oid
  where pg_namespace.nspname <> 'pg_catalog'::name and (pg_namespace.nspname = any (array["current_schema"(), 'gitlab_partitions_dynamic'::name, 'gitlab_partitions_static'::name]));
create materialized view project_languages as select project_id, count(*) as builds, max(finished_at) as last_at from p_ci_builds group by project_id with no data;
create unique index index_project_languages on project_languages (project_id);
create index index_namespaces_on_path_trigram on namespaces using gin (path gin_trgm_ops);
create index index_namespaces_on_traversal_ids on namespaces using gin (traversal_ids);
create index index_btree_namespaces_traversal_ids on namespaces (traversal_ids);
create unique index index_namespaces_on_path_for_top_level_non_projects on namespaces (lower((path)::text)) where (parent_id is null and (type)::text <> 'Project'::text);
create unique index index_users_on_email on users (email);
create unique index index_users_on_reset_password_token on users (reset_password_token);
create index index_users_on_email_domain_and_id on users (lower(split_part((email)::text, '@'::text, 2)), id);
create index index_users_unaccented on users (f_unaccent_lower((name)::text));
create index index_projects_on_name_and_id on projects (name, id) include (visibility_level) where (not pending_delete and not hidden);
create index index_projects_api_last_activity_at_id_desc on projects (last_activity_at, id desc);
create index index_issues_on_description_trigram_non_latin on issues using gin (description gin_trgm_ops) with (fastupdate = 'false') where ((title)::text !~ similar_to_escape('[\u0000-\u02FF\u1E00-\u1EFF\u2070-\u218F]*'::text) or (description !~ similar_to_escape('[\u0000-\u02FF]*'::text)));
create unique index index_issues_on_project_id_and_iid on issues (project_id, iid);
create index idx_issues_on_state_id on issues (state_id) where closed_at is null;
create index index_issue_search_data_on_namespace_id on only issue_search_data (namespace_id);
create index issue_search_data_00_namespace_id on gitlab_partitions_static.issue_search_data_00 (namespace_id);
alter index index_issue_search_data_on_namespace_id attach partition gitlab_partitions_static.issue_search_data_00_namespace_id;
create index idx_search_vector on issue_search_data using gin (search_vector) with (fastupdate = off);
create index analytics_index_audit_events_part_on_created_at_and_author_id on audit_events (created_at, author_id);
create index idx_search_post on post_search_data using gin (search_data) where private_message is false;
create index idx_topics_front_page on topics (deleted_at, visible, archetype, category_id, id);
create unique index index_merge_requests_on_target_project_id_and_iid on merge_requests (target_project_id, iid);
create index index_invoices_ready on invoices (issuing_date) where (status = any (array[0, 7]) and not self_billed);
alter table only projects add constraint fk_rails_namespace foreign key (namespace_id) references namespaces (id) on delete cascade;
alter table only projects add constraint fk_71625606ac foreign key (project_namespace_id) references namespaces (id) not valid;
alter table only issues add constraint fk_899c8f3231 foreign key (project_id) references projects (id) on delete cascade;
alter table only issues add constraint fk_05f1e72feb foreign key (author_id) references users (id) on delete set null;
alter table issue_search_data add constraint issue_search_data_issue_id_fkey foreign key (issue_id) references issues (id) on delete cascade;
alter table only merge_requests add constraint fk_a6963e8447 foreign key (target_project_id) references projects (id) on delete cascade;
alter table p_ci_builds add constraint fk_d3130c9a7f_p foreign key (partition_id, commit_id) references p_ci_pipelines (partition_id, id) on update cascade on delete cascade;
alter table only label_links add constraint fk_d97dd08678 foreign key (label_id) references labels (id) on delete cascade;
alter table only oncall_shifts add constraint fk_participant foreign key (participant_id) references users (id) on delete cascade deferrable;
create trigger issues_loose_fk_trigger after delete on issues referencing old table as old_table for each statement execute function insert_into_loose_foreign_keys_deleted_records();
create trigger p_ci_builds_loose_fk_trigger after delete on p_ci_builds referencing old table as old_table for each statement execute function insert_into_loose_foreign_keys_deleted_records();
create trigger assign_p_ci_builds_id_trigger before insert on p_ci_builds for each row execute function assign_p_ci_builds_id_value();
create trigger trigger_has_issues_on_insert after insert on issues for each row when (pg_trigger_depth() = 0 and new.project_id is not null) execute function set_has_issues();
create trigger gitlab_schema_write_trigger_for_users before insert or delete or update or truncate on users for each statement execute function gitlab_schema_prevent_write();
alter table users disable trigger gitlab_schema_write_trigger_for_users;
