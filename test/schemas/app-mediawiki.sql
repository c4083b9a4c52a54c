-- Style: MediaWiki: a wiki, search vectors and triggers, names that are reserved words
create type us_media_type_enum as enum ('UNKNOWN', 'BITMAP', 'DRAWING', 'AUDIO', 'VIDEO', 'MULTIMEDIA', 'OFFICE', 'TEXT', 'EXECUTABLE', 'ARCHIVE', '3D');
create table "user" (
  user_id serial,
  user_name text default ''::text not null,
  user_real_name text default ''::text not null,
  user_password text not null,
  user_newpassword text not null,
  user_newpass_time timestamp with time zone,
  user_email text not null,
  user_touched timestamp with time zone not null,
  user_token text default ''::text not null,
  user_email_authenticated timestamp with time zone,
  user_email_token text,
  user_email_token_expires timestamp with time zone,
  user_registration timestamp with time zone,
  user_editcount integer,
  user_password_expires timestamp with time zone,
  constraint user_pkey primary key (user_id)
);
create table actor (
  actor_id bigserial,
  actor_user integer,
  actor_name text not null,
  constraint actor_pkey primary key (actor_id)
);
create table archive (
  ar_id serial,
  ar_namespace integer default 0 not null,
  ar_title text default ''::text not null,
  ar_comment_id bigint not null,
  ar_actor bigint not null,
  ar_timestamp timestamp with time zone not null,
  ar_minor_edit smallint default 0 not null,
  ar_rev_id integer not null,
  ar_deleted smallint default 0 not null,
  ar_len integer,
  ar_page_id integer,
  ar_parent_id integer,
  ar_sha1 text default ''::text not null,
  constraint archive_pkey primary key (ar_id)
);
create table bot_passwords (
  bp_user integer not null,
  bp_app_id text not null,
  bp_password text not null,
  bp_token text default ''::text not null,
  bp_restrictions text not null,
  bp_grants text not null,
  constraint bot_passwords_pkey primary key (bp_user, bp_app_id)
);
create table category (
  cat_id serial,
  cat_title text not null,
  cat_pages integer default 0 not null,
  cat_subcats integer default 0 not null,
  cat_files integer default 0 not null,
  constraint category_pkey primary key (cat_id)
);
create table categorylinks (
  cl_from integer default 0 not null,
  cl_to text default ''::text not null,
  cl_sortkey text default ''::text not null,
  cl_sortkey_prefix text default ''::text not null,
  cl_timestamp timestamp with time zone not null,
  cl_collation text default ''::text not null,
  cl_type text default 'page'::text not null,
  constraint categorylinks_pkey primary key (cl_from, cl_to)
);
create table change_tag (
  ct_id serial,
  ct_rc_id integer,
  ct_log_id integer,
  ct_rev_id integer,
  ct_params text,
  ct_tag_id integer not null,
  constraint change_tag_pkey primary key (ct_id)
);
create table change_tag_def (
  ctd_id serial,
  ctd_name text not null,
  ctd_user_defined smallint not null,
  ctd_count bigint default 0 not null,
  constraint change_tag_def_pkey primary key (ctd_id)
);
create table comment (
  comment_id bigserial,
  comment_hash integer not null,
  comment_text text not null,
  comment_data text,
  constraint comment_pkey primary key (comment_id)
);
create table content (
  content_id bigserial,
  content_size integer not null,
  content_sha1 text not null,
  content_model smallint not null,
  content_address text not null,
  constraint content_pkey primary key (content_id)
);
create table content_models (
  model_id serial,
  model_name text not null,
  constraint content_models_pkey primary key (model_id)
);
create table externallinks (
  el_id serial,
  el_from integer default 0 not null,
  el_to text not null,
  el_index text not null,
  el_index_60 text not null,
  constraint externallinks_pkey primary key (el_id)
);
create table filearchive (
  fa_id serial,
  fa_name text default ''::text not null,
  fa_archive_name text default ''::text,
  fa_storage_group text,
  fa_storage_key text default ''::text,
  fa_deleted_user integer,
  fa_deleted_timestamp timestamp with time zone,
  fa_deleted_reason_id bigint not null,
  fa_size integer default 0,
  fa_width integer default 0,
  fa_height integer default 0,
  fa_metadata text,
  fa_bits integer default 0,
  fa_media_type text,
  fa_major_mime text default 'unknown'::text,
  fa_minor_mime text default 'unknown'::text,
  fa_description_id bigint not null,
  fa_actor bigint not null,
  fa_timestamp timestamp with time zone,
  fa_deleted smallint default 0 not null,
  fa_sha1 text default ''::text not null,
  constraint filearchive_pkey primary key (fa_id)
);
create table image (
  img_name text default ''::text not null,
  img_size integer default 0 not null,
  img_width integer default 0 not null,
  img_height integer default 0 not null,
  img_metadata text not null,
  img_bits integer default 0 not null,
  img_media_type text,
  img_major_mime text default 'unknown'::text not null,
  img_minor_mime text default 'unknown'::text not null,
  img_description_id bigint not null,
  img_actor bigint not null,
  img_timestamp timestamp with time zone not null,
  img_sha1 text default ''::text not null,
  constraint image_pkey primary key (img_name)
);
create table imagelinks (
  il_from integer default 0 not null,
  il_to text default ''::text not null,
  il_from_namespace integer default 0 not null,
  constraint imagelinks_pkey primary key (il_from, il_to)
);
create table interwiki (
  iw_prefix character varying(32) not null,
  iw_url text not null,
  iw_api text not null,
  iw_wikiid character varying(64) not null,
  iw_local smallint not null,
  iw_trans smallint default 0 not null,
  constraint interwiki_pkey primary key (iw_prefix)
);
create table ip_changes (
  ipc_rev_id integer default 0 not null,
  ipc_rev_timestamp timestamp with time zone not null,
  ipc_hex text default ''::text not null,
  constraint ip_changes_pkey primary key (ipc_rev_id)
);
create table ipblocks (
  ipb_id serial,
  ipb_address text not null,
  ipb_user integer default 0 not null,
  ipb_by_actor bigint not null,
  ipb_reason_id bigint not null,
  ipb_timestamp timestamp with time zone not null,
  ipb_auto smallint default 0 not null,
  ipb_anon_only smallint default 0 not null,
  ipb_create_account smallint default 1 not null,
  ipb_enable_autoblock smallint default 1 not null,
  ipb_expiry timestamp with time zone not null,
  ipb_range_start text not null,
  ipb_range_end text not null,
  ipb_deleted smallint default 0 not null,
  ipb_block_email smallint default 0 not null,
  ipb_allow_usertalk smallint default 0 not null,
  ipb_parent_block_id integer,
  ipb_sitewide smallint default 1 not null,
  constraint ipblocks_pkey primary key (ipb_id)
);
create table ipblocks_restrictions (
  ir_ipb_id integer not null,
  ir_type smallint not null,
  ir_value integer not null,
  constraint ipblocks_restrictions_pkey primary key (ir_ipb_id, ir_type, ir_value)
);
create table iwlinks (
  iwl_from integer default 0 not null,
  iwl_prefix text default ''::text not null,
  iwl_title text default ''::text not null,
  constraint iwlinks_pkey primary key (iwl_from, iwl_prefix, iwl_title)
);
create table job (
  job_id serial,
  job_cmd text default ''::text not null,
  job_namespace integer not null,
  job_title text not null,
  job_timestamp timestamp with time zone,
  job_params text not null,
  job_random integer default 0 not null,
  job_attempts integer default 0 not null,
  job_token text default ''::text not null,
  job_token_timestamp timestamp with time zone,
  job_sha1 text default ''::text not null,
  constraint job_pkey primary key (job_id)
);
create table l10n_cache (
  lc_lang text not null,
  lc_key character varying(255) not null,
  lc_value text not null,
  constraint l10n_cache_pkey primary key (lc_lang, lc_key)
);
create table langlinks (
  ll_from integer default 0 not null,
  ll_lang text default ''::text not null,
  ll_title text default ''::text not null,
  constraint langlinks_pkey primary key (ll_from, ll_lang)
);
create table linktarget (
  lt_id bigserial,
  lt_namespace integer not null,
  lt_title text not null,
  constraint linktarget_pkey primary key (lt_id)
);
create table log_search (
  ls_field text not null,
  ls_value character varying(255) not null,
  ls_log_id integer default 0 not null,
  constraint log_search_pkey primary key (ls_field, ls_value, ls_log_id)
);
create table logging (
  log_id serial,
  log_type text default ''::text not null,
  log_action text default ''::text not null,
  log_timestamp timestamp with time zone default '1970-01-01 00:00:00+00'::timestamp with time zone not null,
  log_actor bigint not null,
  log_namespace integer default 0 not null,
  log_title text default ''::text not null,
  log_page integer,
  log_comment_id bigint not null,
  log_params text not null,
  log_deleted smallint default 0 not null,
  constraint logging_pkey primary key (log_id)
);
create table module_deps (
  md_module text not null,
  md_skin text not null,
  md_deps text not null,
  constraint module_deps_pkey primary key (md_module, md_skin)
);
create table objectcache (
  keyname text default ''::text not null,
  value text,
  exptime timestamp with time zone not null,
  modtoken character varying(17) default '00000000000000000'::character varying not null,
  flags integer,
  constraint objectcache_pkey primary key (keyname)
);
create table oldimage (
  oi_name text default ''::text not null,
  oi_archive_name text default ''::text not null,
  oi_size integer default 0 not null,
  oi_width integer default 0 not null,
  oi_height integer default 0 not null,
  oi_bits integer default 0 not null,
  oi_description_id bigint not null,
  oi_actor bigint not null,
  oi_timestamp timestamp with time zone not null,
  oi_metadata text not null,
  oi_media_type text,
  oi_major_mime text default 'unknown'::text not null,
  oi_minor_mime text default 'unknown'::text not null,
  oi_deleted smallint default 0 not null,
  oi_sha1 text default ''::text not null
);
create table page (
  page_id serial,
  page_namespace integer not null,
  page_title text not null,
  page_is_redirect smallint default 0 not null,
  page_is_new smallint default 0 not null,
  page_random double precision not null,
  page_touched timestamp with time zone not null,
  page_links_updated timestamp with time zone,
  page_latest integer not null,
  page_len integer not null,
  page_content_model text,
  page_lang text,
  constraint page_pkey primary key (page_id)
);
create table page_props (
  pp_page integer not null,
  pp_propname text not null,
  pp_value text not null,
  pp_sortkey double precision,
  constraint page_props_pkey primary key (pp_page, pp_propname)
);
create table page_restrictions (
  pr_id serial,
  pr_page integer not null,
  pr_type text not null,
  pr_level text not null,
  pr_cascade smallint not null,
  pr_expiry timestamp with time zone,
  constraint page_restrictions_pkey primary key (pr_id)
);
create table pagelinks (
  pl_from integer default 0 not null,
  pl_namespace integer default 0 not null,
  pl_title text default ''::text not null,
  pl_from_namespace integer default 0 not null,
  constraint pagelinks_pkey primary key (pl_from, pl_namespace, pl_title)
);
create table protected_titles (
  pt_namespace integer not null,
  pt_title text not null,
  pt_user integer not null,
  pt_reason_id bigint not null,
  pt_timestamp timestamp with time zone not null,
  pt_expiry timestamp with time zone not null,
  pt_create_perm text not null,
  constraint protected_titles_pkey primary key (pt_namespace, pt_title)
);
create table querycache (
  qc_type text not null,
  qc_value integer default 0 not null,
  qc_namespace integer default 0 not null,
  qc_title text default ''::text not null
);
create table querycache_info (
  qci_type text default ''::text not null,
  qci_timestamp timestamp with time zone default '1970-01-01 00:00:00+00'::timestamp with time zone not null,
  constraint querycache_info_pkey primary key (qci_type)
);
create table querycachetwo (
  qcc_type text not null,
  qcc_value integer default 0 not null,
  qcc_namespace integer default 0 not null,
  qcc_title text default ''::text not null,
  qcc_namespacetwo integer default 0 not null,
  qcc_titletwo text default ''::text not null
);
create table recentchanges (
  rc_id serial,
  rc_timestamp timestamp with time zone not null,
  rc_actor bigint not null,
  rc_namespace integer default 0 not null,
  rc_title text default ''::text not null,
  rc_comment_id bigint not null,
  rc_minor smallint default 0 not null,
  rc_bot smallint default 0 not null,
  rc_new smallint default 0 not null,
  rc_cur_id integer default 0 not null,
  rc_this_oldid integer default 0 not null,
  rc_last_oldid integer default 0 not null,
  rc_type smallint default 0 not null,
  rc_source text default ''::text not null,
  rc_patrolled smallint default 0 not null,
  rc_ip text default ''::text not null,
  rc_old_len integer,
  rc_new_len integer,
  rc_deleted smallint default 0 not null,
  rc_logid integer default 0 not null,
  rc_log_type text,
  rc_log_action text,
  rc_params text,
  constraint recentchanges_pkey primary key (rc_id)
);
create table redirect (
  rd_from integer default 0 not null,
  rd_namespace integer default 0 not null,
  rd_title text default ''::text not null,
  rd_interwiki character varying(32) default NULL::character varying,
  rd_fragment text,
  constraint redirect_pkey primary key (rd_from)
);
create table revision (
  rev_id serial,
  rev_page integer not null,
  rev_comment_id bigint default 0 not null,
  rev_actor bigint default 0 not null,
  rev_timestamp timestamp with time zone not null,
  rev_minor_edit smallint default 0 not null,
  rev_deleted smallint default 0 not null,
  rev_len integer,
  rev_parent_id integer,
  rev_sha1 text default ''::text not null,
  constraint revision_pkey primary key (rev_id)
);
create table revision_comment_temp (
  revcomment_rev integer not null,
  revcomment_comment_id bigint not null,
  constraint revision_comment_temp_pkey primary key (revcomment_rev, revcomment_comment_id)
);
create table searchindex (
  si_page integer not null,
  si_title character varying(255) default ''::character varying not null,
  si_text text not null
);
create table site_identifiers (
  si_type text not null,
  si_key text not null,
  si_site integer not null,
  constraint site_identifiers_pkey primary key (si_type, si_key)
);
create table site_stats (
  ss_row_id integer not null,
  ss_total_edits bigint,
  ss_good_articles bigint,
  ss_total_pages bigint,
  ss_users bigint,
  ss_active_users bigint,
  ss_images bigint,
  constraint site_stats_pkey primary key (ss_row_id)
);
create table sites (
  site_id serial,
  site_global_key text not null,
  site_type text not null,
  site_group text not null,
  site_source text not null,
  site_language text not null,
  site_protocol text not null,
  site_domain character varying(255) not null,
  site_data text not null,
  site_forward smallint not null,
  site_config text not null,
  constraint sites_pkey primary key (site_id)
);
create table slot_roles (
  role_id serial,
  role_name text not null,
  constraint slot_roles_pkey primary key (role_id)
);
create table slots (
  slot_revision_id bigint not null,
  slot_role_id smallint not null,
  slot_content_id bigint not null,
  slot_origin bigint not null,
  constraint slots_pkey primary key (slot_revision_id, slot_role_id)
);
create table templatelinks (
  tl_from integer default 0 not null,
  tl_target_id bigint not null,
  tl_from_namespace integer default 0 not null,
  constraint templatelinks_pkey primary key (tl_from, tl_target_id)
);
create table text (
  old_id serial,
  old_text text not null,
  old_flags text not null,
  constraint text_pkey primary key (old_id)
);
create table updatelog (
  ul_key character varying(255) not null,
  ul_value text,
  constraint updatelog_pkey primary key (ul_key)
);
create table uploadstash (
  us_id serial,
  us_user integer not null,
  us_key character varying(255) not null,
  us_orig_path character varying(255) not null,
  us_path character varying(255) not null,
  us_source_type character varying(50) default NULL::character varying,
  us_timestamp timestamp with time zone not null,
  us_status character varying(50) not null,
  us_chunk_inx integer,
  us_props text,
  us_size integer not null,
  us_sha1 character varying(31) not null,
  us_mime character varying(255) default NULL::character varying,
  us_media_type us_media_type_enum,
  us_image_width integer,
  us_image_height integer,
  us_image_bits smallint,
  constraint uploadstash_pkey primary key (us_id)
);
create table user_autocreate_serial (
  uas_shard integer not null,
  uas_value integer not null,
  constraint user_autocreate_serial_pkey primary key (uas_shard)
);
create table user_former_groups (
  ufg_user integer default 0 not null,
  ufg_group text default ''::text not null,
  constraint user_former_groups_pkey primary key (ufg_user, ufg_group)
);
create table user_groups (
  ug_user integer default 0 not null,
  ug_group text default ''::text not null,
  ug_expiry timestamp with time zone,
  constraint user_groups_pkey primary key (ug_user, ug_group)
);
create table user_newtalk (
  user_id integer default 0 not null,
  user_ip text default ''::text not null,
  user_last_timestamp timestamp with time zone
);
create table user_properties (
  up_user integer not null,
  up_property text not null,
  up_value text,
  constraint user_properties_pkey primary key (up_user, up_property)
);
create table watchlist (
  wl_id serial,
  wl_user integer not null,
  wl_namespace integer default 0 not null,
  wl_title text default ''::text not null,
  wl_notificationtimestamp timestamp with time zone,
  constraint watchlist_pkey primary key (wl_id)
);
create table watchlist_expiry (
  we_item integer not null,
  we_expiry timestamp with time zone not null,
  constraint watchlist_expiry_pkey primary key (we_item)
);
create index user_email on "user" (user_email);
create index user_email_token on "user" (user_email_token);
create unique index user_name on "user" (user_name);
create unique index actor_name on actor (actor_name);
create unique index actor_user on actor (actor_user);
create index ar_actor_timestamp on archive (ar_actor, ar_timestamp);
create index ar_name_title_timestamp on archive (ar_namespace, ar_title, ar_timestamp);
create unique index ar_revid_uniq on archive (ar_rev_id);
create index cat_pages on category (cat_pages);
create unique index cat_title on category (cat_title);
create index cl_collation_ext on categorylinks (cl_collation, cl_to, cl_type, cl_from);
create index cl_sortkey on categorylinks (cl_to, cl_type, cl_sortkey, cl_from);
create index cl_timestamp on categorylinks (cl_to, cl_timestamp);
create unique index ct_log_tag_id on change_tag (ct_log_id, ct_tag_id);
create unique index ct_rc_tag_id on change_tag (ct_rc_id, ct_tag_id);
create unique index ct_rev_tag_id on change_tag (ct_rev_id, ct_tag_id);
create index ct_tag_id_id on change_tag (ct_tag_id, ct_rc_id, ct_rev_id, ct_log_id);
create index ctd_count on change_tag_def (ctd_count);
create unique index ctd_name on change_tag_def (ctd_name);
create index ctd_user_defined on change_tag_def (ctd_user_defined);
create index comment_hash on comment (comment_hash);
create unique index model_name on content_models (model_name);
create index el_from on externallinks (el_from, el_to);
create index el_from_index_60 on externallinks (el_from, el_index_60, el_id);
create index el_index on externallinks (el_index);
create index el_index_60 on externallinks (el_index_60, el_id);
create index el_to on externallinks (el_to, el_from);
create index fa_actor_timestamp on filearchive (fa_actor, fa_timestamp);
create index fa_deleted_timestamp on filearchive (fa_deleted_timestamp);
create index fa_name on filearchive (fa_name, fa_timestamp);
create index fa_sha1 on filearchive (fa_sha1);
create index fa_storage_group on filearchive (fa_storage_group, fa_storage_key);
create index img_actor_timestamp on image (img_actor, img_timestamp);
create index img_media_mime on image (img_media_type, img_major_mime, img_minor_mime);
create index img_sha1 on image (img_sha1);
create index img_size on image (img_size);
create index img_timestamp on image (img_timestamp);
create index il_backlinks_namespace on imagelinks (il_from_namespace, il_to, il_from);
create index il_to on imagelinks (il_to, il_from);
create index ipc_hex_time on ip_changes (ipc_hex, ipc_rev_timestamp);
create index ipc_rev_timestamp on ip_changes (ipc_rev_timestamp);
create unique index ipb_address_unique on ipblocks (ipb_address, ipb_user, ipb_auto);
create index ipb_expiry on ipblocks (ipb_expiry);
create index ipb_parent_block_id on ipblocks (ipb_parent_block_id);
create index ipb_range on ipblocks (ipb_range_start, ipb_range_end);
create index ipb_timestamp on ipblocks (ipb_timestamp);
create index ipb_user on ipblocks (ipb_user);
create index ir_type_value on ipblocks_restrictions (ir_type, ir_value);
create index iwl_prefix_from_title on iwlinks (iwl_prefix, iwl_from, iwl_title);
create index iwl_prefix_title_from on iwlinks (iwl_prefix, iwl_title, iwl_from);
create index job_cmd on job (job_cmd, job_namespace, job_title, job_params);
create index job_cmd_token on job (job_cmd, job_token, job_random);
create index job_cmd_token_id on job (job_cmd, job_token, job_id);
create index job_sha1 on job (job_sha1);
create index job_timestamp on job (job_timestamp);
create index ll_lang on langlinks (ll_lang, ll_title);
create unique index lt_namespace_title on linktarget (lt_namespace, lt_title);
create index ls_log_id on log_search (ls_log_id);
create index log_actor_time on logging (log_actor, log_timestamp);
create index log_actor_type_time on logging (log_actor, log_type, log_timestamp);
create index log_page_id_time on logging (log_page, log_timestamp);
create index log_page_time on logging (log_namespace, log_title, log_timestamp);
create index log_times on logging (log_timestamp);
create index log_type_action on logging (log_type, log_action, log_timestamp);
create index log_type_time on logging (log_type, log_timestamp);
create index exptime on objectcache (exptime);
create index oi_actor_timestamp on oldimage (oi_actor, oi_timestamp);
create index oi_name_archive_name on oldimage (oi_name, oi_archive_name);
create index oi_name_timestamp on oldimage (oi_name, oi_timestamp);
create index oi_sha1 on oldimage (oi_sha1);
create index oi_timestamp on oldimage (oi_timestamp);
create index page_len on page (page_len);
create unique index page_name_title on page (page_namespace, page_title);
create index page_random on page (page_random);
create index page_redirect_namespace_len on page (page_is_redirect, page_namespace, page_len);
create unique index pp_propname_page on page_props (pp_propname, pp_page);
create unique index pp_propname_sortkey_page on page_props (pp_propname, pp_sortkey, pp_page) where (pp_sortkey IS NOT NULL);
create index pr_cascade on page_restrictions (pr_cascade);
create index pr_level on page_restrictions (pr_level);
create unique index pr_pagetype on page_restrictions (pr_page, pr_type);
create index pr_typelevel on page_restrictions (pr_type, pr_level);
create index pl_backlinks_namespace on pagelinks (pl_from_namespace, pl_namespace, pl_title, pl_from);
create index pl_namespace on pagelinks (pl_namespace, pl_title, pl_from);
create index pt_timestamp on protected_titles (pt_timestamp);
create index qc_type on querycache (qc_type, qc_value);
create index qcc_title on querycachetwo (qcc_type, qcc_namespace, qcc_title);
create index qcc_titletwo on querycachetwo (qcc_type, qcc_namespacetwo, qcc_titletwo);
create index qcc_type on querycachetwo (qcc_type, qcc_value);
create index rc_actor on recentchanges (rc_actor, rc_timestamp);
create index rc_cur_id on recentchanges (rc_cur_id);
create index rc_ip on recentchanges (rc_ip);
create index rc_name_type_patrolled_timestamp on recentchanges (rc_namespace, rc_type, rc_patrolled, rc_timestamp);
create index rc_namespace_title_timestamp on recentchanges (rc_namespace, rc_title, rc_timestamp);
create index rc_new_name_timestamp on recentchanges (rc_new, rc_namespace, rc_timestamp);
create index rc_ns_actor on recentchanges (rc_namespace, rc_actor);
create index rc_this_oldid on recentchanges (rc_this_oldid);
create index rc_timestamp on recentchanges (rc_timestamp);
create index rd_ns_title on redirect (rd_namespace, rd_title, rd_from);
create index rev_actor_timestamp on revision (rev_actor, rev_timestamp, rev_id);
create index rev_page_actor_timestamp on revision (rev_page, rev_actor, rev_timestamp);
create index rev_page_timestamp on revision (rev_page, rev_timestamp);
create index rev_timestamp on revision (rev_timestamp);
create unique index revcomment_rev on revision_comment_temp (revcomment_rev);
create unique index si_page on searchindex (si_page);
create index si_text on searchindex (si_text);
create index si_title on searchindex (si_title);
create index si_key on site_identifiers (si_key);
create index si_site on site_identifiers (si_site);
create index site_domain on sites (site_domain);
create index site_forward on sites (site_forward);
create unique index site_global_key on sites (site_global_key);
create index site_group on sites (site_group);
create index site_language on sites (site_language);
create index site_protocol on sites (site_protocol);
create index site_source on sites (site_source);
create index site_type on sites (site_type);
create unique index role_name on slot_roles (role_name);
create index slot_revision_origin_role on slots (slot_revision_id, slot_origin, slot_role_id);
create index tl_backlinks_namespace_target_id on templatelinks (tl_from_namespace, tl_target_id, tl_from);
create index tl_target_id on templatelinks (tl_target_id, tl_from);
create unique index us_key on uploadstash (us_key);
create index us_timestamp on uploadstash (us_timestamp);
create index us_user on uploadstash (us_user);
create index ug_expiry on user_groups (ug_expiry);
create index ug_group on user_groups (ug_group);
create index un_user_id on user_newtalk (user_id);
create index un_user_ip on user_newtalk (user_ip);
create index up_property on user_properties (up_property);
create index wl_namespace_title on watchlist (wl_namespace, wl_title);
create unique index wl_user on watchlist (wl_user, wl_namespace, wl_title);
create index wl_user_notificationtimestamp on watchlist (wl_user, wl_notificationtimestamp);
create index we_expiry on watchlist_expiry (we_expiry);
