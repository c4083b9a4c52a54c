-- Style: Tiny Tiny RSS: feeds, boolean and varchar defaults, foreign keys with every action
create function substring_for_date(timestamp without time zone, integer, integer) returns text language plpgsql as $$ begin return null; end $$;
create table ttrss_access_keys (
  id serial,
  access_key character varying(250) not null,
  feed_id character varying(250) not null,
  is_cat boolean default false not null,
  owner_uid integer not null,
  constraint ttrss_access_keys_pkey primary key (id)
);
create table ttrss_app_passwords (
  id serial,
  title character varying(250) not null,
  pwd_hash text not null,
  service character varying(100) not null,
  created timestamp without time zone not null,
  last_used timestamp without time zone,
  owner_uid integer not null,
  constraint ttrss_app_passwords_pkey primary key (id)
);
create table ttrss_archived_feeds (
  id integer not null,
  owner_uid integer not null,
  created timestamp without time zone not null,
  title character varying(200) not null,
  feed_url text not null,
  site_url character varying(250) default ''::character varying not null,
  constraint ttrss_archived_feeds_pkey primary key (id)
);
create table ttrss_cat_counters_cache (
  feed_id integer not null,
  owner_uid integer not null,
  updated timestamp without time zone not null,
  value integer default 0 not null
);
create table ttrss_counters_cache (
  feed_id integer not null,
  owner_uid integer not null,
  updated timestamp without time zone not null,
  value integer default 0 not null
);
create table ttrss_enclosures (
  id serial,
  content_url text not null,
  content_type character varying(250) not null,
  title text not null,
  duration text not null,
  width integer default 0 not null,
  height integer default 0 not null,
  post_id integer not null,
  constraint ttrss_enclosures_pkey primary key (id)
);
create table ttrss_entries (
  id serial,
  title text not null,
  guid text not null,
  link text not null,
  updated timestamp without time zone not null,
  content text not null,
  content_hash character varying(250) not null,
  cached_content text,
  no_orig_date boolean default false not null,
  date_entered timestamp without time zone not null,
  date_updated timestamp without time zone not null,
  num_comments integer default 0 not null,
  comments character varying(250) default ''::character varying not null,
  plugin_data text,
  tsvector_combined tsvector,
  lang character varying(2),
  author character varying(250) default ''::character varying not null,
  constraint ttrss_entries_pkey primary key (id),
  constraint ttrss_entries_guid_key unique (guid)
);
create table ttrss_entry_comments (
  id serial,
  ref_id integer not null,
  owner_uid integer not null,
  private boolean default false not null,
  date_entered timestamp without time zone not null,
  constraint ttrss_entry_comments_pkey primary key (id)
);
create table ttrss_error_log (
  id serial,
  owner_uid integer,
  errno integer not null,
  errstr text not null,
  filename text not null,
  lineno integer not null,
  context text not null,
  created_at timestamp without time zone not null,
  constraint ttrss_error_log_pkey primary key (id)
);
create table ttrss_feed_categories (
  id serial,
  owner_uid integer not null,
  collapsed boolean default false not null,
  order_id integer default 0 not null,
  view_settings character varying(250) default ''::character varying not null,
  parent_cat integer,
  title character varying(200) not null,
  constraint ttrss_feed_categories_pkey primary key (id)
);
create table ttrss_feedbrowser_cache (
  feed_url text not null,
  title text not null,
  site_url text not null,
  subscribers integer not null,
  constraint ttrss_feedbrowser_cache_pkey primary key (feed_url)
);
create table ttrss_feeds (
  id serial,
  owner_uid integer not null,
  title character varying(200) not null,
  cat_id integer,
  feed_url text not null,
  icon_url character varying(250) default ''::character varying not null,
  update_interval integer default 0 not null,
  purge_interval integer default 0 not null,
  last_updated timestamp without time zone,
  last_unconditional timestamp without time zone,
  last_error text default ''::text not null,
  last_modified text default ''::text not null,
  favicon_avg_color character varying(11) default NULL::character varying,
  site_url character varying(250) default ''::character varying not null,
  auth_login character varying(250) default ''::character varying not null,
  parent_feed integer,
  private boolean default false not null,
  auth_pass character varying(250) default ''::character varying not null,
  hidden boolean default false not null,
  include_in_digest boolean default true not null,
  rtl_content boolean default false not null,
  cache_images boolean default false not null,
  hide_images boolean default false not null,
  cache_content boolean default false not null,
  last_viewed timestamp without time zone,
  last_update_started timestamp without time zone,
  last_successful_update timestamp without time zone,
  update_method integer default 0 not null,
  always_display_enclosures boolean default false not null,
  order_id integer default 0 not null,
  mark_unread_on_update boolean default false not null,
  update_on_checksum_change boolean default false not null,
  strip_images boolean default false not null,
  view_settings character varying(250) default ''::character varying not null,
  pubsub_state integer default 0 not null,
  favicon_last_checked timestamp without time zone,
  feed_language character varying(100) default ''::character varying not null,
  auth_pass_encrypted boolean default false not null,
  constraint ttrss_feeds_pkey primary key (id),
  constraint ttrss_feeds_feed_url_owner_uid_key unique (feed_url, owner_uid)
);
create table ttrss_filter_actions (
  id integer not null,
  name character varying(120) not null,
  description character varying(250) not null,
  constraint ttrss_filter_actions_pkey primary key (id),
  constraint ttrss_filter_actions_description_key unique (description),
  constraint ttrss_filter_actions_name_key unique (name)
);
create table ttrss_filter_types (
  id integer not null,
  name character varying(120) not null,
  description character varying(250) not null,
  constraint ttrss_filter_types_pkey primary key (id),
  constraint ttrss_filter_types_description_key unique (description),
  constraint ttrss_filter_types_name_key unique (name)
);
create table ttrss_filters2 (
  id serial,
  owner_uid integer not null,
  match_any_rule boolean default false not null,
  inverse boolean default false not null,
  title character varying(250) default ''::character varying not null,
  order_id integer default 0 not null,
  last_triggered timestamp without time zone,
  enabled boolean default true not null,
  constraint ttrss_filters2_pkey primary key (id)
);
create table ttrss_filters2_actions (
  id serial,
  filter_id integer not null,
  action_id integer default 1 not null,
  action_param character varying(250) default ''::character varying not null,
  constraint ttrss_filters2_actions_pkey primary key (id)
);
create table ttrss_filters2_rules (
  id serial,
  filter_id integer not null,
  reg_exp text not null,
  inverse boolean default false not null,
  filter_type integer not null,
  feed_id integer,
  cat_id integer,
  match_on text,
  cat_filter boolean default false not null,
  constraint ttrss_filters2_rules_pkey primary key (id)
);
create table ttrss_labels2 (
  id serial,
  owner_uid integer not null,
  fg_color character varying(15) default ''::character varying not null,
  bg_color character varying(15) default ''::character varying not null,
  caption character varying(250) not null,
  constraint ttrss_labels2_pkey primary key (id)
);
create table ttrss_linked_feeds (
  feed_url text not null,
  site_url text not null,
  title text not null,
  created timestamp without time zone not null,
  updated timestamp without time zone not null,
  instance_id integer not null,
  subscribers integer not null
);
create table ttrss_linked_instances (
  id serial,
  last_connected timestamp without time zone not null,
  last_status_in integer not null,
  last_status_out integer not null,
  access_key character varying(250) not null,
  access_url text not null,
  constraint ttrss_linked_instances_pkey primary key (id),
  constraint ttrss_linked_instances_access_key_key unique (access_key)
);
create table ttrss_plugin_storage (
  id serial,
  name character varying(100) not null,
  owner_uid integer not null,
  content text not null,
  constraint ttrss_plugin_storage_pkey primary key (id)
);
create table ttrss_prefs (
  pref_name character varying(250) not null,
  type_id integer not null,
  section_id integer default 1 not null,
  access_level integer default 0 not null,
  def_value text not null,
  constraint ttrss_prefs_pkey primary key (pref_name)
);
create table ttrss_prefs_sections (
  id integer not null,
  order_id integer not null,
  section_name character varying(100) not null,
  constraint ttrss_prefs_sections_pkey primary key (id)
);
create table ttrss_prefs_types (
  id integer not null,
  type_name character varying(100) not null,
  constraint ttrss_prefs_types_pkey primary key (id)
);
create table ttrss_sessions (
  id character varying(250) not null,
  data text,
  expire integer not null,
  constraint ttrss_sessions_pkey primary key (id)
);
create table ttrss_settings_profiles (
  id serial,
  title character varying(250) not null,
  owner_uid integer not null,
  constraint ttrss_settings_profiles_pkey primary key (id)
);
create table ttrss_tags (
  id serial,
  tag_name character varying(250) not null,
  owner_uid integer not null,
  post_int_id integer not null,
  constraint ttrss_tags_pkey primary key (id)
);
create table ttrss_user_entries (
  int_id serial,
  ref_id integer not null,
  uuid character varying(200) not null,
  feed_id integer,
  orig_feed_id integer,
  owner_uid integer not null,
  marked boolean default false not null,
  published boolean default false not null,
  tag_cache text not null,
  label_cache text not null,
  last_read timestamp without time zone,
  score integer default 0 not null,
  last_marked timestamp without time zone,
  last_published timestamp without time zone,
  note text,
  unread boolean default true not null,
  constraint ttrss_user_entries_pkey primary key (int_id)
);
create table ttrss_user_labels2 (
  label_id integer not null,
  article_id integer not null
);
create table ttrss_user_prefs (
  owner_uid integer not null,
  pref_name character varying(250) not null,
  profile integer,
  value text not null
);
create table ttrss_users (
  id serial,
  login character varying(120) not null,
  pwd_hash character varying(250) not null,
  last_login timestamp without time zone,
  access_level integer default 0 not null,
  email character varying(250) default ''::character varying not null,
  full_name character varying(250) default ''::character varying not null,
  email_digest boolean default false not null,
  last_digest_sent timestamp without time zone,
  salt character varying(250) default ''::character varying not null,
  twitter_oauth text,
  otp_enabled boolean default false not null,
  resetpass_token character varying(250) default NULL::character varying,
  created timestamp without time zone,
  constraint ttrss_users_pkey primary key (id),
  constraint ttrss_users_login_key unique (login)
);
create table ttrss_version (
  schema_version integer not null
);
alter table ttrss_access_keys add constraint ttrss_access_keys_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_app_passwords add constraint ttrss_app_passwords_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_archived_feeds add constraint ttrss_archived_feeds_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_cat_counters_cache add constraint ttrss_cat_counters_cache_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_counters_cache add constraint ttrss_counters_cache_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_enclosures add constraint ttrss_enclosures_post_id_fkey foreign key (post_id) references ttrss_entries(id) on delete CASCADE;
alter table ttrss_entry_comments add constraint ttrss_entry_comments_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_entry_comments add constraint ttrss_entry_comments_ref_id_fkey foreign key (ref_id) references ttrss_entries(id) on delete CASCADE;
alter table ttrss_error_log add constraint ttrss_error_log_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete SET NULL;
alter table ttrss_feed_categories add constraint ttrss_feed_categories_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_feed_categories add constraint ttrss_feed_categories_parent_cat_fkey foreign key (parent_cat) references ttrss_feed_categories(id) on delete SET NULL;
alter table ttrss_feeds add constraint ttrss_feeds_cat_id_fkey foreign key (cat_id) references ttrss_feed_categories(id) on delete SET NULL;
alter table ttrss_feeds add constraint ttrss_feeds_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_feeds add constraint ttrss_feeds_parent_feed_fkey foreign key (parent_feed) references ttrss_feeds(id) on delete SET NULL;
alter table ttrss_filters2 add constraint ttrss_filters2_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_filters2_actions add constraint ttrss_filters2_actions_action_id_fkey foreign key (action_id) references ttrss_filter_actions(id) on delete CASCADE;
alter table ttrss_filters2_actions add constraint ttrss_filters2_actions_filter_id_fkey foreign key (filter_id) references ttrss_filters2(id) on delete CASCADE;
alter table ttrss_filters2_rules add constraint ttrss_filters2_rules_cat_id_fkey foreign key (cat_id) references ttrss_feed_categories(id) on delete CASCADE;
alter table ttrss_filters2_rules add constraint ttrss_filters2_rules_feed_id_fkey foreign key (feed_id) references ttrss_feeds(id) on delete CASCADE;
alter table ttrss_filters2_rules add constraint ttrss_filters2_rules_filter_id_fkey foreign key (filter_id) references ttrss_filters2(id) on delete CASCADE;
alter table ttrss_filters2_rules add constraint ttrss_filters2_rules_filter_type_fkey foreign key (filter_type) references ttrss_filter_types(id);
alter table ttrss_labels2 add constraint ttrss_labels2_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_linked_feeds add constraint ttrss_linked_feeds_instance_id_fkey foreign key (instance_id) references ttrss_linked_instances(id) on delete CASCADE;
alter table ttrss_plugin_storage add constraint ttrss_plugin_storage_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_prefs add constraint ttrss_prefs_section_id_fkey foreign key (section_id) references ttrss_prefs_sections(id);
alter table ttrss_prefs add constraint ttrss_prefs_type_id_fkey foreign key (type_id) references ttrss_prefs_types(id);
alter table ttrss_settings_profiles add constraint ttrss_settings_profiles_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_tags add constraint ttrss_tags_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_tags add constraint ttrss_tags_post_int_id_fkey foreign key (post_int_id) references ttrss_user_entries(int_id) on delete CASCADE;
alter table ttrss_user_entries add constraint ttrss_user_entries_feed_id_fkey foreign key (feed_id) references ttrss_feeds(id) on delete CASCADE;
alter table ttrss_user_entries add constraint ttrss_user_entries_orig_feed_id_fkey foreign key (orig_feed_id) references ttrss_archived_feeds(id) on delete SET NULL;
alter table ttrss_user_entries add constraint ttrss_user_entries_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_user_entries add constraint ttrss_user_entries_ref_id_fkey foreign key (ref_id) references ttrss_entries(id) on delete CASCADE;
alter table ttrss_user_labels2 add constraint ttrss_user_labels2_article_id_fkey foreign key (article_id) references ttrss_entries(id) on delete CASCADE;
alter table ttrss_user_labels2 add constraint ttrss_user_labels2_label_id_fkey foreign key (label_id) references ttrss_labels2(id) on delete CASCADE;
alter table ttrss_user_prefs add constraint ttrss_user_prefs_owner_uid_fkey foreign key (owner_uid) references ttrss_users(id) on delete CASCADE;
alter table ttrss_user_prefs add constraint ttrss_user_prefs_pref_name_fkey foreign key (pref_name) references ttrss_prefs(pref_name) on delete CASCADE;
alter table ttrss_user_prefs add constraint ttrss_user_prefs_profile_fkey foreign key (profile) references ttrss_settings_profiles(id) on delete CASCADE;
create index ttrss_cat_counters_cache_owner_uid_idx on ttrss_cat_counters_cache (owner_uid);
create index ttrss_counters_cache_feed_id_idx on ttrss_counters_cache (feed_id);
create index ttrss_counters_cache_owner_uid_idx on ttrss_counters_cache (owner_uid);
create index ttrss_counters_cache_value_idx on ttrss_counters_cache (value);
create index ttrss_enclosures_post_id_idx on ttrss_enclosures (post_id);
create index ttrss_entries_date_entered_index on ttrss_entries (date_entered);
create index ttrss_entries_tsvector_combined_idx on ttrss_entries using gin (tsvector_combined);
create index ttrss_entries_updated_idx on ttrss_entries (updated);
create index ttrss_entry_comments_ref_id_index on ttrss_entry_comments (ref_id);
create index ttrss_feeds_cat_id_idx on ttrss_feeds (cat_id);
create index ttrss_feeds_owner_uid_index on ttrss_feeds (owner_uid);
create index ttrss_sessions_expire_index on ttrss_sessions (expire);
create index ttrss_tags_owner_uid_index on ttrss_tags (owner_uid);
create index ttrss_tags_post_int_id_idx on ttrss_tags (post_int_id);
create index ttrss_user_entries_feed_id on ttrss_user_entries (feed_id);
create index ttrss_user_entries_owner_uid_index on ttrss_user_entries (owner_uid);
create index ttrss_user_entries_ref_id_index on ttrss_user_entries (ref_id);
create index ttrss_user_entries_unread_idx on ttrss_user_entries (unread);
create index ttrss_user_prefs_owner_uid_index on ttrss_user_prefs (owner_uid);
create index ttrss_user_prefs_pref_name_idx on ttrss_user_prefs (pref_name);
