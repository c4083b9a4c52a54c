-- Style: Kea: a DHCP server's leases and configuration, many functions and triggers
create function checkdhcpv4clientclassdependency(p_class_id bigint, p_dependency_id bigint) returns void language plpgsql as $$ begin null; end $$;
create function checkdhcpv4clientclassknowndependencychange() returns void language plpgsql as $$ begin null; end $$;
create function checkdhcpv6clientclassdependency(p_class_id bigint, p_dependency_id bigint) returns void language plpgsql as $$ begin null; end $$;
create function checkdhcpv6clientclassknowndependencychange() returns void language plpgsql as $$ begin null; end $$;
create function checklease4limits(user_context text) returns text language plpgsql as $$ begin return null; end $$;
create function checklease6limits(user_context text) returns text language plpgsql as $$ begin return null; end $$;
create function colonseparatedhex(hex text) returns text language plpgsql as $$ begin return null; end $$;
create function createauditentrydhcp4(object_type_val character varying, object_id_val bigint, modification_type_val character varying) returns void language plpgsql as $$ begin null; end $$;
create function createauditentrydhcp6(object_type_val character varying, object_id_val bigint, modification_type_val character varying) returns void language plpgsql as $$ begin null; end $$;
create function createauditrevisiondhcp4(audit_ts timestamp with time zone, server_tag character varying, audit_log_message text, cascade_transaction boolean) returns void language plpgsql as $$ begin null; end $$;
create function createauditrevisiondhcp6(audit_ts timestamp with time zone, server_tag character varying, audit_log_message text, cascade_transaction boolean) returns void language plpgsql as $$ begin null; end $$;
create function createoptionauditdhcp4(modification_type character varying, scope_id smallint, option_id integer, p_subnet_id bigint, host_id integer, network_name character varying, pool_id bigint, p_modification_ts timestamp with time zone) returns void language plpgsql as $$ begin null; end $$;
create function createoptionauditdhcp6(modification_type character varying, scope_id smallint, option_id integer, p_subnet_id bigint, host_id integer, network_name character varying, pool_id bigint, pd_pool_id bigint, p_modification_ts timestamp with time zone) returns void language plpgsql as $$ begin null; end $$;
create function func_dhcp4_client_class_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_client_class_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_client_class_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_client_class_check_dependency_bins() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_client_class_dependency_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_global_parameter_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_global_parameter_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_global_parameter_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_option_def_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_option_def_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_option_def_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_options_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_options_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_options_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_pool_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_server_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_server_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_server_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_shared_network_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_shared_network_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_shared_network_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_shared_network_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_subnet_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_subnet_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp4_subnet_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_client_class_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_client_class_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_client_class_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_client_class_check_dependency_bins() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_client_class_dependency_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_global_parameter_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_global_parameter_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_global_parameter_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_option_def_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_option_def_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_option_def_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_options_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_options_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_options_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_pd_pool_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_pool_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_server_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_server_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_server_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_shared_network_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_shared_network_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_shared_network_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_shared_network_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_subnet_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_subnet_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_dhcp6_subnet_bdel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_lease4_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_lease4_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_lease4_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_lease6_adel() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_lease6_ains() returns trigger language plpgsql as $$ begin return new; end $$;
create function func_lease6_aupd() returns trigger language plpgsql as $$ begin return new; end $$;
create function get_session_big_int(name text) returns bigint language plpgsql as $$ begin return null; end $$;
create function get_session_boolean(name text) returns boolean language plpgsql as $$ begin return null; end $$;
create function get_session_value(name text) returns text language plpgsql as $$ begin return null; end $$;
create function gmt_epoch(input_ts timestamp with time zone) returns bigint language plpgsql as $$ begin return null; end $$;
create function isjsonsupported() returns boolean language plpgsql as $$ begin return null; end $$;
create function json_cast(json_candidate text) returns json language plpgsql as $$ begin return null; end $$;
create function lease4_adel_lease4_stat(old_state bigint, old_subnet_id bigint) returns void language plpgsql as $$ begin null; end $$;
create function lease4_adel_lease4_stat_by_client_class(old_state bigint, old_user_context text) returns void language plpgsql as $$ begin null; end $$;
create function lease4_ains_lease4_stat(new_state bigint, new_subnet_id bigint) returns void language plpgsql as $$ begin null; end $$;
create function lease4_ains_lease4_stat_by_client_class(new_state bigint, new_user_context text) returns void language plpgsql as $$ begin null; end $$;
create function lease4_aupd_lease4_stat(old_state bigint, old_subnet_id bigint, new_state bigint, new_subnet_id bigint) returns void language plpgsql as $$ begin null; end $$;
create function lease4_aupd_lease4_stat_by_client_class(old_state bigint, old_user_context text, new_state bigint, new_user_context text) returns void language plpgsql as $$ begin null; end $$;
create function lease4dumpdata() returns TABLE(address inet, hwaddr character varying, client_id character varying, valid_lifetime bigint, expire bigint, subnet_id bigint, fqdn_fwd integer, fqdn_rev integer, hostname character varying, state bigint, user_context character varying) language plpgsql as $$ begin return; end $$;
create function lease4dumpheader() returns text language plpgsql as $$ begin return null; end $$;
create function lease4upload(address character varying, hwaddr character varying, client_id character varying, valid_lifetime bigint, expire bigint, subnet_id bigint, fqdn_fwd integer, fqdn_rev integer, hostname character varying, state bigint, user_context character varying) returns void language plpgsql as $$ begin null; end $$;
create function lease6_adel_lease6_stat(old_state bigint, old_subnet_id bigint, old_lease_type smallint) returns void language plpgsql as $$ begin null; end $$;
create function lease6_adel_lease6_stat_by_client_class(old_state bigint, old_user_context text, old_lease_type smallint) returns void language plpgsql as $$ begin null; end $$;
create function lease6_ains_lease6_stat(new_state bigint, new_subnet_id bigint, new_lease_type smallint) returns void language plpgsql as $$ begin null; end $$;
create function lease6_ains_lease6_stat_by_client_class(new_state bigint, new_user_context text, new_lease_type smallint) returns void language plpgsql as $$ begin null; end $$;
create function lease6_aupd_lease6_stat(old_state bigint, old_subnet_id bigint, old_lease_type smallint, new_state bigint, new_subnet_id bigint, new_lease_type smallint) returns void language plpgsql as $$ begin null; end $$;
create function lease6_aupd_lease6_stat_by_client_class(old_state bigint, old_user_context text, old_lease_type smallint, new_state bigint, new_user_context text, new_lease_type smallint) returns void language plpgsql as $$ begin null; end $$;
create function lease6dumpdata() returns TABLE(address character varying, duid character varying, valid_lifetime bigint, expire bigint, subnet_id bigint, pref_lifetime bigint, lease_type smallint, iaid integer, prefix_len smallint, fqdn_fwd integer, fqdn_rev integer, hostname character varying, hwaddr character varying, state bigint, user_context character varying, hwtype smallint, hwaddr_source smallint) language plpgsql as $$ begin return; end $$;
create function lease6dumpheader() returns text language plpgsql as $$ begin return null; end $$;
create function lease6upload(address character varying, duid character varying, valid_lifetime bigint, expire bigint, subnet_id bigint, pref_lifetime bigint, lease_type integer, iaid integer, prefix_len integer, fqdn_fwd integer, fqdn_rev integer, hostname character varying, hwaddr character varying, state bigint, user_context character varying, hwtype integer, hwaddr_source integer) returns void language plpgsql as $$ begin null; end $$;
create function modification_ts_update() returns trigger language plpgsql as $$ begin return new; end $$;
create function proc_stat_lease4_delete() returns trigger language plpgsql as $$ begin return new; end $$;
create function proc_stat_lease4_insert() returns trigger language plpgsql as $$ begin return new; end $$;
create function proc_stat_lease4_update() returns trigger language plpgsql as $$ begin return new; end $$;
create function proc_stat_lease6_delete() returns trigger language plpgsql as $$ begin return new; end $$;
create function proc_stat_lease6_insert() returns trigger language plpgsql as $$ begin return new; end $$;
create function proc_stat_lease6_update() returns trigger language plpgsql as $$ begin return new; end $$;
create function set_session_value(name text, value bigint) returns void language plpgsql as $$ begin null; end $$;
create function set_session_value(name text, value boolean) returns void language plpgsql as $$ begin null; end $$;
create function set_session_value(name text, value text) returns void language plpgsql as $$ begin null; end $$;
create function setclientclass4order(id bigint, new_follow_class_name character varying, old_follow_class_name character varying) returns void language plpgsql as $$ begin null; end $$;
create function setclientclass6order(id bigint, new_follow_class_name character varying, old_follow_class_name character varying) returns void language plpgsql as $$ begin null; end $$;
create function updatedhcpv4clientclassknowndependency(client_class_id bigint, dependency_id bigint) returns void language plpgsql as $$ begin null; end $$;
create function updatedhcpv6clientclassknowndependency(client_class_id bigint, dependency_id bigint) returns void language plpgsql as $$ begin null; end $$;
create table ddns_replace_client_name_types (
  type bigint not null,
  name character varying(32),
  constraint ddns_replace_client_name_types_pkey primary key (type)
);
create table dhcp4_audit (
  id serial,
  object_type character varying(256) not null,
  object_id bigint not null,
  modification_type smallint not null,
  revision_id bigint not null,
  constraint dhcp4_audit_id_key unique (id)
);
create table dhcp4_audit_revision (
  id serial,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  log_message text,
  server_id bigint,
  constraint dhcp4_audit_revision_pkey primary key (id)
);
create table dhcp4_client_class (
  id serial,
  name character varying(128) not null,
  test text,
  next_server inet,
  server_hostname character varying(128) default NULL::character varying,
  boot_file_name character varying(512) default NULL::character varying,
  only_if_required boolean default false not null,
  valid_lifetime bigint,
  min_valid_lifetime bigint,
  max_valid_lifetime bigint,
  depend_on_known_directly boolean default false not null,
  follow_class_name character varying(128) default NULL::character varying,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  user_context json,
  constraint dhcp4_client_class_pkey primary key (id),
  constraint dhcp4_client_class_name_key unique (name)
);
create table dhcp4_client_class_dependency (
  class_id bigint not null,
  dependency_id bigint not null,
  constraint dhcp4_client_class_dependency_pkey primary key (class_id, dependency_id)
);
create table dhcp4_client_class_order (
  class_id bigint not null,
  order_index bigint not null,
  depend_on_known_indirectly boolean default false not null,
  constraint dhcp4_client_class_order_pkey primary key (class_id)
);
create table dhcp4_client_class_server (
  class_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone,
  constraint dhcp4_client_class_server_pkey primary key (class_id, server_id)
);
create table dhcp4_global_parameter (
  id serial,
  name character varying(128) not null,
  value text not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  parameter_type smallint not null,
  constraint dhcp4_global_parameter_pkey primary key (id)
);
create table dhcp4_global_parameter_server (
  parameter_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_global_parameter_server_pkey primary key (parameter_id, server_id)
);
create table dhcp4_option_def (
  id serial,
  code smallint not null,
  name character varying(128) not null,
  space character varying(128) not null,
  type smallint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  is_array boolean not null,
  encapsulate character varying(128) not null,
  record_types character varying,
  user_context json,
  class_id bigint,
  constraint dhcp4_option_def_pkey primary key (id)
);
create table dhcp4_option_def_server (
  option_def_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_option_def_server_pkey primary key (option_def_id, server_id)
);
create table dhcp4_options (
  option_id serial,
  code smallint not null,
  value bytea,
  formatted_value text,
  space character varying(128) default NULL::character varying,
  persistent boolean default false not null,
  dhcp_client_class character varying(128) default NULL::character varying,
  dhcp4_subnet_id bigint,
  host_id integer,
  scope_id smallint not null,
  user_context text,
  shared_network_name character varying(128) default NULL::character varying,
  pool_id bigint,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_options_pkey primary key (option_id)
);
create table dhcp4_options_server (
  option_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_options_server_pkey primary key (option_id, server_id)
);
create table dhcp4_pool (
  id serial,
  start_address inet not null,
  end_address inet not null,
  subnet_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  client_class character varying(128) default NULL::character varying,
  require_client_classes text,
  user_context json,
  constraint dhcp4_pool_pkey primary key (id)
);
create table dhcp4_server (
  id serial,
  tag character varying(64) not null,
  description text,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_server_pkey primary key (id),
  constraint dhcp4_server_tag_key unique (tag)
);
create table dhcp4_shared_network (
  id serial,
  name character varying(128) not null,
  client_class character varying(128) default NULL::character varying,
  interface character varying(128) default NULL::character varying,
  match_client_id boolean,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  rebind_timer bigint,
  relay text,
  renew_timer bigint,
  require_client_classes text,
  user_context json,
  valid_lifetime bigint,
  authoritative boolean,
  calculate_tee_times boolean,
  t1_percent double precision,
  t2_percent double precision,
  boot_file_name character varying(128) default NULL::character varying,
  next_server inet,
  server_hostname character varying(64) default NULL::character varying,
  min_valid_lifetime bigint,
  max_valid_lifetime bigint,
  ddns_send_updates boolean,
  ddns_override_no_update boolean,
  ddns_override_client_update boolean,
  ddns_replace_client_name bigint,
  ddns_generated_prefix character varying(255) default NULL::character varying,
  ddns_qualifying_suffix character varying(255) default NULL::character varying,
  reservations_global boolean,
  reservations_in_subnet boolean,
  reservations_out_of_pool boolean,
  cache_threshold double precision,
  cache_max_age bigint,
  constraint dhcp4_shared_network_pkey primary key (id),
  constraint dhcp4_shared_network_name_key unique (name)
);
create table dhcp4_shared_network_server (
  shared_network_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_shared_network_server_pkey primary key (shared_network_id, server_id)
);
create table dhcp4_subnet (
  subnet_id bigint not null,
  subnet_prefix character varying(64) not null,
  interface_4o6 character varying(128) default NULL::character varying,
  interface_id_4o6 character varying(128) default NULL::character varying,
  subnet_4o6 character varying(64) default NULL::character varying,
  boot_file_name character varying(128) default NULL::character varying,
  client_class character varying(128) default NULL::character varying,
  interface character varying(128) default NULL::character varying,
  match_client_id boolean,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  next_server inet,
  rebind_timer bigint,
  relay text,
  renew_timer bigint,
  require_client_classes text,
  server_hostname character varying(64) default NULL::character varying,
  shared_network_name character varying(128) default NULL::character varying,
  user_context json,
  valid_lifetime bigint,
  authoritative boolean,
  calculate_tee_times boolean,
  t1_percent double precision,
  t2_percent double precision,
  min_valid_lifetime bigint,
  max_valid_lifetime bigint,
  ddns_send_updates boolean,
  ddns_override_no_update boolean,
  ddns_override_client_update boolean,
  ddns_replace_client_name bigint,
  ddns_generated_prefix character varying(255) default NULL::character varying,
  ddns_qualifying_suffix character varying(255) default NULL::character varying,
  reservations_global boolean,
  reservations_in_subnet boolean,
  reservations_out_of_pool boolean,
  cache_threshold double precision,
  cache_max_age bigint,
  constraint dhcp4_subnet_pkey primary key (subnet_id),
  constraint dhcp4_subnet_subnet_prefix_key unique (subnet_prefix)
);
create table dhcp4_subnet_server (
  subnet_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp4_subnet_server_pkey primary key (subnet_id, server_id)
);
create table dhcp6_audit (
  id serial,
  object_type character varying(256) not null,
  object_id bigint not null,
  modification_type smallint not null,
  revision_id bigint not null,
  constraint dhcp6_audit_id_key unique (id)
);
create table dhcp6_audit_revision (
  id serial,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  log_message text,
  server_id bigint,
  constraint dhcp6_audit_revision_pkey primary key (id)
);
create table dhcp6_client_class (
  id serial,
  name character varying(128) not null,
  test text,
  only_if_required boolean default false not null,
  valid_lifetime bigint,
  min_valid_lifetime bigint,
  max_valid_lifetime bigint,
  depend_on_known_directly boolean default false not null,
  follow_class_name character varying(128) default NULL::character varying,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  preferred_lifetime bigint,
  min_preferred_lifetime bigint,
  max_preferred_lifetime bigint,
  user_context json,
  constraint dhcp6_client_class_pkey primary key (id),
  constraint dhcp6_client_class_name_key unique (name)
);
create table dhcp6_client_class_dependency (
  class_id bigint not null,
  dependency_id bigint not null,
  constraint dhcp6_client_class_dependency_pkey primary key (class_id, dependency_id)
);
create table dhcp6_client_class_order (
  class_id bigint not null,
  order_index bigint not null,
  depend_on_known_indirectly boolean default false not null,
  constraint dhcp6_client_class_order_pkey primary key (class_id)
);
create table dhcp6_client_class_server (
  class_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone,
  constraint dhcp6_client_class_server_pkey primary key (class_id, server_id)
);
create table dhcp6_global_parameter (
  id serial,
  name character varying(128) not null,
  value text not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  parameter_type smallint not null,
  constraint dhcp6_global_parameter_pkey primary key (id)
);
create table dhcp6_global_parameter_server (
  parameter_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_global_parameter_server_pkey primary key (parameter_id, server_id)
);
create table dhcp6_option_def (
  id serial,
  code smallint not null,
  name character varying(128) not null,
  space character varying(128) not null,
  type smallint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  is_array boolean not null,
  encapsulate character varying(128) not null,
  record_types character varying,
  user_context json,
  class_id bigint,
  constraint dhcp6_option_def_pkey primary key (id)
);
create table dhcp6_option_def_server (
  option_def_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_option_def_server_pkey primary key (option_def_id, server_id)
);
create table dhcp6_options (
  option_id serial,
  code integer not null,
  value bytea,
  formatted_value text,
  space character varying(128) default NULL::character varying,
  persistent boolean default false not null,
  dhcp_client_class character varying(128) default NULL::character varying,
  dhcp6_subnet_id bigint,
  host_id integer,
  scope_id smallint not null,
  user_context text,
  shared_network_name character varying(128) default NULL::character varying,
  pool_id bigint,
  pd_pool_id bigint,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_options_pkey primary key (option_id)
);
create table dhcp6_options_server (
  option_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_options_server_pkey primary key (option_id, server_id)
);
create table dhcp6_pd_pool (
  id serial,
  prefix character varying(45) not null,
  prefix_length smallint not null,
  delegated_prefix_length smallint not null,
  subnet_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  excluded_prefix character varying(45) default NULL::character varying,
  excluded_prefix_length smallint not null,
  client_class character varying(128) default NULL::character varying,
  require_client_classes text,
  user_context json,
  constraint dhcp6_pd_pool_pkey primary key (id)
);
create table dhcp6_pool (
  id serial,
  start_address inet not null,
  end_address inet not null,
  subnet_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  client_class character varying(128) default NULL::character varying,
  require_client_classes text,
  user_context json,
  constraint dhcp6_pool_pkey primary key (id)
);
create table dhcp6_server (
  id serial,
  tag character varying(64) not null,
  description text,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_server_pkey primary key (id),
  constraint dhcp6_server_tag_key unique (tag)
);
create table dhcp6_shared_network (
  id serial,
  name character varying(128) not null,
  client_class character varying(128) default NULL::character varying,
  interface character varying(128) default NULL::character varying,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  preferred_lifetime bigint,
  rapid_commit boolean,
  rebind_timer bigint,
  relay text,
  renew_timer bigint,
  require_client_classes text,
  user_context json,
  valid_lifetime bigint,
  calculate_tee_times boolean,
  t1_percent double precision,
  t2_percent double precision,
  interface_id bytea,
  min_preferred_lifetime bigint,
  max_preferred_lifetime bigint,
  min_valid_lifetime bigint,
  max_valid_lifetime bigint,
  ddns_send_updates boolean,
  ddns_override_no_update boolean,
  ddns_override_client_update boolean,
  ddns_replace_client_name bigint,
  ddns_generated_prefix character varying(255) default NULL::character varying,
  ddns_qualifying_suffix character varying(255) default NULL::character varying,
  reservations_global boolean,
  reservations_in_subnet boolean,
  reservations_out_of_pool boolean,
  cache_threshold double precision,
  cache_max_age bigint,
  constraint dhcp6_shared_network_pkey primary key (id),
  constraint dhcp6_shared_network_name_key unique (name)
);
create table dhcp6_shared_network_server (
  shared_network_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_shared_network_server_pkey primary key (shared_network_id, server_id)
);
create table dhcp6_subnet (
  subnet_id bigint not null,
  subnet_prefix character varying(64) not null,
  client_class character varying(128) default NULL::character varying,
  interface character varying(128) default NULL::character varying,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  preferred_lifetime bigint,
  rapid_commit boolean,
  rebind_timer bigint,
  relay text,
  renew_timer bigint,
  require_client_classes text,
  shared_network_name character varying(128) default NULL::character varying,
  user_context json,
  valid_lifetime bigint,
  calculate_tee_times boolean,
  t1_percent double precision,
  t2_percent double precision,
  interface_id bytea,
  min_preferred_lifetime bigint,
  max_preferred_lifetime bigint,
  min_valid_lifetime bigint,
  max_valid_lifetime bigint,
  ddns_send_updates boolean,
  ddns_override_no_update boolean,
  ddns_override_client_update boolean,
  ddns_replace_client_name bigint,
  ddns_generated_prefix character varying(255) default NULL::character varying,
  ddns_qualifying_suffix character varying(255) default NULL::character varying,
  reservations_global boolean,
  reservations_in_subnet boolean,
  reservations_out_of_pool boolean,
  cache_threshold double precision,
  cache_max_age bigint,
  constraint dhcp6_subnet_pkey primary key (subnet_id),
  constraint dhcp6_subnet_subnet_prefix_key unique (subnet_prefix)
);
create table dhcp6_subnet_server (
  subnet_id bigint not null,
  server_id bigint not null,
  modification_ts timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint dhcp6_subnet_server_pkey primary key (subnet_id, server_id)
);
create table dhcp_option_scope (
  scope_id smallint not null,
  scope_name character varying(32) default NULL::character varying,
  constraint dhcp_option_scope_pkey primary key (scope_id)
);
create table host_identifier_type (
  type smallint not null,
  name character varying(32) default NULL::character varying,
  constraint host_identifier_type_pkey primary key (type)
);
create table hosts (
  host_id serial,
  dhcp_identifier bytea not null,
  dhcp_identifier_type smallint not null,
  dhcp4_subnet_id bigint,
  dhcp6_subnet_id bigint,
  ipv4_address bigint,
  hostname character varying(255) default NULL::character varying,
  dhcp4_client_classes character varying(255) default NULL::character varying,
  dhcp6_client_classes character varying(255) default NULL::character varying,
  dhcp4_next_server bigint,
  dhcp4_server_hostname character varying(64) default NULL::character varying,
  dhcp4_boot_file_name character varying(128) default NULL::character varying,
  user_context text,
  auth_key character varying(32) default NULL::character varying,
  constraint hosts_pkey primary key (host_id)
);
create table ipv6_reservations (
  reservation_id serial,
  address character varying(39) not null,
  prefix_len smallint default '128'::smallint not null,
  type smallint default '0'::smallint not null,
  dhcp6_iaid integer,
  host_id integer not null,
  constraint ipv6_reservations_pkey primary key (reservation_id)
);
create table lease4 (
  address bigint not null,
  hwaddr bytea,
  client_id bytea,
  valid_lifetime bigint,
  expire timestamp with time zone,
  subnet_id bigint,
  fqdn_fwd boolean,
  fqdn_rev boolean,
  hostname character varying(255),
  state bigint default 0,
  user_context text,
  constraint lease4_pkey primary key (address)
);
create table lease4_stat (
  subnet_id bigint not null,
  state bigint not null,
  leases bigint,
  constraint lease4_stat_pkey primary key (subnet_id, state)
);
create table lease4_stat_by_client_class (
  client_class character varying(128) not null,
  leases bigint not null,
  constraint lease4_stat_by_client_class_pkey primary key (client_class)
);
create table lease6 (
  address character varying(39) not null,
  duid bytea,
  valid_lifetime bigint,
  expire timestamp with time zone,
  subnet_id bigint,
  pref_lifetime bigint,
  lease_type smallint,
  iaid integer,
  prefix_len smallint,
  fqdn_fwd boolean,
  fqdn_rev boolean,
  hostname character varying(255),
  state bigint default 0,
  hwaddr bytea,
  hwtype smallint,
  hwaddr_source smallint,
  user_context text,
  constraint lease6_pkey primary key (address)
);
create table lease6_stat (
  subnet_id bigint not null,
  lease_type smallint not null,
  state bigint not null,
  leases bigint,
  constraint lease6_stat_pkey primary key (subnet_id, lease_type, state)
);
create table lease6_stat_by_client_class (
  client_class character varying(128) not null,
  lease_type smallint not null,
  leases bigint not null,
  constraint lease6_stat_by_client_class_pkey primary key (client_class, lease_type)
);
create table lease6_types (
  lease_type smallint not null,
  name character varying(5),
  constraint lease6_types_pkey primary key (lease_type)
);
create table lease_hwaddr_source (
  hwaddr_source integer not null,
  name character varying(40) default NULL::character varying,
  constraint lease_hwaddr_source_pkey primary key (hwaddr_source)
);
create table lease_state (
  state bigint not null,
  name character varying(64) not null,
  constraint lease_state_pkey primary key (state)
);
create table logs (
  "timestamp" timestamp with time zone default CURRENT_TIMESTAMP,
  address character varying(43),
  log text not null
);
create table modification (
  id smallint not null,
  modification_type character varying(32) not null,
  constraint modification_pkey primary key (id)
);
create table parameter_data_type (
  id smallint not null,
  name character varying(32) not null,
  constraint parameter_data_type_pkey primary key (id)
);
create table schema_version (
  version integer not null,
  minor integer,
  constraint schema_version_pkey primary key (version)
);
alter table dhcp4_audit add constraint fk_dhcp4_audit_modification_type foreign key (modification_type) references modification(id);
alter table dhcp4_audit add constraint fk_dhcp4_audit_revision foreign key (revision_id) references dhcp4_audit_revision(id) on update CASCADE;
alter table dhcp4_client_class_dependency add constraint dhcp4_client_class_class_id foreign key (class_id) references dhcp4_client_class(id) on delete CASCADE;
alter table dhcp4_client_class_dependency add constraint dhcp4_client_class_dependency_id foreign key (dependency_id) references dhcp4_client_class(id);
alter table dhcp4_client_class_order add constraint fk_dhcp4_client_class_order_class_id foreign key (class_id) references dhcp4_client_class(id) on delete CASCADE;
alter table dhcp4_client_class_server add constraint fk_dhcp4_client_class_class_id foreign key (class_id) references dhcp4_client_class(id) on delete CASCADE;
alter table dhcp4_client_class_server add constraint fk_dhcp4_client_class_server_id foreign key (server_id) references dhcp4_server(id);
alter table dhcp4_global_parameter add constraint fk_dhcp6_global_parameter_type foreign key (parameter_type) references parameter_data_type(id);
alter table dhcp4_global_parameter_server add constraint fk_dhcp4_global_parameter_server_parameter_id foreign key (parameter_id) references dhcp4_global_parameter(id) on delete CASCADE;
alter table dhcp4_global_parameter_server add constraint fk_dhcp4_global_parameter_server_server_id foreign key (server_id) references dhcp4_server(id) on delete CASCADE;
alter table dhcp4_option_def add constraint fk_dhcp4_option_def_client_class_id foreign key (class_id) references dhcp4_client_class(id) on update CASCADE on delete CASCADE;
alter table dhcp4_option_def_server add constraint dhcp4_option_def_server_option_def_id_fkey foreign key (option_def_id) references dhcp4_option_def(id) on delete CASCADE;
alter table dhcp4_option_def_server add constraint dhcp4_option_def_server_server_id_fkey foreign key (server_id) references dhcp4_server(id) on delete CASCADE;
alter table dhcp4_option_def_server add constraint fk_dhcp4_option_def_server_option_def_id foreign key (option_def_id) references dhcp4_option_def(id) on delete CASCADE;
alter table dhcp4_option_def_server add constraint fk_dhcp4_option_def_server_server_id foreign key (server_id) references dhcp4_server(id);
alter table dhcp4_options add constraint fk_dhcp4_option_scode foreign key (scope_id) references dhcp_option_scope(scope_id) on delete CASCADE;
alter table dhcp4_options add constraint fk_dhcp4_options_pool foreign key (pool_id) references dhcp4_pool(id) on update CASCADE on delete CASCADE;
alter table dhcp4_options add constraint fk_dhcp4_options_shared_network foreign key (shared_network_name) references dhcp4_shared_network(name) on update CASCADE on delete CASCADE;
alter table dhcp4_options add constraint fk_dhcp4_options_subnet foreign key (dhcp4_subnet_id) references dhcp4_subnet(subnet_id) on update CASCADE on delete CASCADE;
alter table dhcp4_options add constraint fk_options_host1 foreign key (host_id) references hosts(host_id) on delete CASCADE;
alter table dhcp4_options_server add constraint fk_dhcp4_options_server_option_id foreign key (option_id) references dhcp4_options(option_id) on delete CASCADE;
alter table dhcp4_options_server add constraint fk_dhcp4_options_server_server_id foreign key (server_id) references dhcp4_server(id) on delete CASCADE;
alter table dhcp4_pool add constraint fk_dhcp4_pool_subnet_id foreign key (subnet_id) references dhcp4_subnet(subnet_id);
alter table dhcp4_shared_network add constraint fk_ddns_replace_client_name foreign key (ddns_replace_client_name) references ddns_replace_client_name_types(type);
alter table dhcp4_shared_network_server add constraint fk_dhcp4_shared_network_server_server_id foreign key (server_id) references dhcp4_server(id) on delete CASCADE;
alter table dhcp4_shared_network_server add constraint fk_dhcp4_shared_network_server_shared_network_id foreign key (shared_network_id) references dhcp4_shared_network(id) on delete CASCADE;
alter table dhcp4_subnet add constraint fk_ddns_replace_client_name foreign key (ddns_replace_client_name) references ddns_replace_client_name_types(type);
alter table dhcp4_subnet add constraint fk_dhcp4_subnet_shared_network foreign key (shared_network_name) references dhcp4_shared_network(name);
alter table dhcp4_subnet_server add constraint fk_dhcp4_subnet_server_server_id foreign key (server_id) references dhcp4_server(id) on update CASCADE on delete CASCADE;
alter table dhcp4_subnet_server add constraint fk_dhcp4_subnet_server_subnet_id foreign key (subnet_id) references dhcp4_subnet(subnet_id) on update CASCADE on delete CASCADE;
alter table dhcp6_audit add constraint fk_dhcp6_audit_modification_type foreign key (modification_type) references modification(id);
alter table dhcp6_audit add constraint fk_dhcp6_audit_revision foreign key (revision_id) references dhcp6_audit_revision(id) on update CASCADE;
alter table dhcp6_client_class_dependency add constraint dhcp6_client_class_class_id foreign key (class_id) references dhcp6_client_class(id) on delete CASCADE;
alter table dhcp6_client_class_dependency add constraint dhcp6_client_class_dependency_id foreign key (dependency_id) references dhcp6_client_class(id);
alter table dhcp6_client_class_order add constraint fk_dhcp6_client_class_order_class_id foreign key (class_id) references dhcp6_client_class(id) on delete CASCADE;
alter table dhcp6_client_class_server add constraint fk_dhcp6_client_class_class_id foreign key (class_id) references dhcp6_client_class(id) on delete CASCADE;
alter table dhcp6_client_class_server add constraint fk_dhcp6_client_class_server_id foreign key (server_id) references dhcp6_server(id);
alter table dhcp6_global_parameter add constraint fk_dhcp6_global_parameter_type foreign key (parameter_type) references parameter_data_type(id);
alter table dhcp6_global_parameter_server add constraint fk_dhcp6_global_parameter_server_parameter_id foreign key (parameter_id) references dhcp6_global_parameter(id) on delete CASCADE;
alter table dhcp6_global_parameter_server add constraint fk_dhcp6_global_parameter_server_server_id foreign key (server_id) references dhcp6_server(id) on delete CASCADE;
alter table dhcp6_option_def add constraint fk_dhcp6_option_def_client_class_id foreign key (class_id) references dhcp6_client_class(id) on update CASCADE on delete CASCADE;
alter table dhcp6_option_def_server add constraint dhcp6_option_def_server_option_def_id_fkey foreign key (option_def_id) references dhcp6_option_def(id) on delete CASCADE;
alter table dhcp6_option_def_server add constraint dhcp6_option_def_server_server_id_fkey foreign key (server_id) references dhcp6_server(id) on delete CASCADE;
alter table dhcp6_option_def_server add constraint fk_dhcp6_option_def_server_option_def_id foreign key (option_def_id) references dhcp6_option_def(id) on delete CASCADE;
alter table dhcp6_option_def_server add constraint fk_dhcp6_option_def_server_server_id foreign key (server_id) references dhcp6_server(id);
alter table dhcp6_options add constraint fk_dhcp6_option_scode foreign key (scope_id) references dhcp_option_scope(scope_id) on delete CASCADE;
alter table dhcp6_options add constraint fk_dhcp6_options_pd_pool foreign key (pd_pool_id) references dhcp6_pd_pool(id) on update CASCADE on delete CASCADE;
alter table dhcp6_options add constraint fk_dhcp6_options_pool foreign key (pool_id) references dhcp6_pool(id) on update CASCADE on delete CASCADE;
alter table dhcp6_options add constraint fk_dhcp6_options_shared_network foreign key (shared_network_name) references dhcp6_shared_network(name) on update CASCADE on delete CASCADE;
alter table dhcp6_options add constraint fk_dhcp6_options_subnet foreign key (dhcp6_subnet_id) references dhcp6_subnet(subnet_id) on update CASCADE on delete CASCADE;
alter table dhcp6_options add constraint fk_options_host10 foreign key (host_id) references hosts(host_id) on delete CASCADE;
alter table dhcp6_options_server add constraint fk_dhcp6_options_server_option_id foreign key (option_id) references dhcp6_options(option_id) on delete CASCADE;
alter table dhcp6_options_server add constraint fk_dhcp6_options_server_server_id foreign key (server_id) references dhcp6_server(id) on delete CASCADE;
alter table dhcp6_pd_pool add constraint fk_dhcp6_pd_pool_subnet_id foreign key (subnet_id) references dhcp6_subnet(subnet_id);
alter table dhcp6_pool add constraint fk_dhcp6_pool_subnet_id foreign key (subnet_id) references dhcp6_subnet(subnet_id);
alter table dhcp6_shared_network add constraint fk_ddns_replace_client_name foreign key (ddns_replace_client_name) references ddns_replace_client_name_types(type);
alter table dhcp6_shared_network_server add constraint fk_dhcp6_shared_network_server_server_id foreign key (server_id) references dhcp6_server(id) on delete CASCADE;
alter table dhcp6_shared_network_server add constraint fk_dhcp6_shared_network_server_shared_network_id foreign key (shared_network_id) references dhcp6_shared_network(id) on delete CASCADE;
alter table dhcp6_subnet add constraint fk_ddns_replace_client_name foreign key (ddns_replace_client_name) references ddns_replace_client_name_types(type);
alter table dhcp6_subnet add constraint fk_dhcp6_subnet_shared_network foreign key (shared_network_name) references dhcp6_shared_network(name);
alter table dhcp6_subnet_server add constraint fk_dhcp6_subnet_server_server_id foreign key (server_id) references dhcp6_server(id) on update CASCADE on delete CASCADE;
alter table dhcp6_subnet_server add constraint fk_dhcp6_subnet_server_subnet_id foreign key (subnet_id) references dhcp6_subnet(subnet_id) on update CASCADE on delete CASCADE;
alter table hosts add constraint fk_host_identifier_type foreign key (dhcp_identifier_type) references host_identifier_type(type) on delete CASCADE;
alter table ipv6_reservations add constraint fk_ipv6_reservations_host foreign key (host_id) references hosts(host_id) on delete CASCADE;
alter table lease4 add constraint fk_lease4_state foreign key (state) references lease_state(state);
alter table lease6 add constraint fk_lease6_state foreign key (state) references lease_state(state);
alter table lease6 add constraint fk_lease6_type foreign key (lease_type) references lease6_types(lease_type);
alter table lease6_stat_by_client_class add constraint fk_lease6_stat_by_client_class_lease_type foreign key (lease_type) references lease6_types(lease_type);
create index dhcp4_audit_idx1 on dhcp4_audit (modification_type);
create index dhcp4_audit_idx2 on dhcp4_audit (revision_id);
create index key_dhcp4_client_class_modification_ts on dhcp4_client_class (modification_ts);
create index dhcp4_client_class_dependency_id_idx on dhcp4_client_class_dependency (dependency_id);
create index key_dhcp4_client_class_order_index on dhcp4_client_class_order (order_index);
create index fk_dhcp4_client_class_server_id on dhcp4_client_class_server (server_id);
create index dhcp4_global_parameter_idx1 on dhcp4_global_parameter (modification_ts);
create index dhcp4_global_parameter_idx2 on dhcp4_global_parameter (name);
create index fk_dhcp4_global_parameter_server_server_id on dhcp4_global_parameter_server (server_id);
create index key_dhcp4_global_parameter_idx1 on dhcp4_global_parameter_server (modification_ts);
create index dhcp4_option_def_idx1 on dhcp4_option_def (modification_ts);
create index dhcp4_option_def_idx2 on dhcp4_option_def (code, space);
create index fk_dhcp4_option_def_client_class_id on dhcp4_option_def (class_id);
create index fk_dhcp4_option_def_server_server_id on dhcp4_option_def_server (server_id);
create index fk_dhcp4_options_host1_idx on dhcp4_options (host_id);
create index fk_dhcp4_options_pool on dhcp4_options (pool_id);
create index fk_dhcp4_options_scope_idx on dhcp4_options (scope_id);
create index fk_dhcp4_options_shared_network on dhcp4_options (shared_network_name);
create index fk_dhcp4_options_subnet on dhcp4_options (dhcp4_subnet_id);
create index dhcp4_options_server_idx1 on dhcp4_options_server (server_id);
create index dhcp4_options_server_idx2 on dhcp4_options_server (modification_ts);
create index dhcp4_pool_idx1 on dhcp4_pool (modification_ts);
create index dhcp4_pool_idx2 on dhcp4_pool (subnet_id);
create unique index dhcp4_shared_network_idx1 on dhcp4_shared_network (name);
create index dhcp4_shared_network_idx2 on dhcp4_shared_network (modification_ts);
create index dhcp4_shared_network_server_idx1 on dhcp4_shared_network_server (modification_ts);
create index dhcp4_shared_network_server_idx2 on dhcp4_shared_network_server (server_id);
create index dhcp4_subnet_idx1 on dhcp4_subnet (modification_ts);
create index dhcp4_subnet_idx2 on dhcp4_subnet (shared_network_name);
create index dhcp4_subnet_server_idx1 on dhcp4_subnet_server (server_id);
create index dhcp4_subnet_server_idx2 on dhcp4_subnet_server (modification_ts);
create index dhcp6_audit_idx1 on dhcp6_audit (modification_type);
create index dhcp6_audit_idx2 on dhcp6_audit (revision_id);
create index key_dhcp6_client_class_modification_ts on dhcp6_client_class (modification_ts);
create index dhcp6_client_class_dependency_id_idx on dhcp6_client_class_dependency (dependency_id);
create index key_dhcp6_client_class_order_index on dhcp6_client_class_order (order_index);
create index fk_dhcp6_client_class_server_id on dhcp6_client_class_server (server_id);
create index key_dhcp6_global_parameter_idx1 on dhcp6_global_parameter (modification_ts);
create index key_dhcp6_global_parameter_idx2 on dhcp6_global_parameter (name);
create index fk_dhcp6_global_parameter_server_server_id on dhcp6_global_parameter_server (server_id);
create index key_dhcp6_global_parameter_server_idx1 on dhcp6_global_parameter_server (modification_ts);
create index dhcp6_option_def_idx1 on dhcp6_option_def (modification_ts);
create index dhcp6_option_def_idx2 on dhcp6_option_def (code, space);
create index fk_dhcp6_option_def_client_class_id on dhcp6_option_def (class_id);
create index fk_dhcp6_option_def_server_server_id on dhcp6_option_def_server (server_id);
create index fk_dhcp6_options_host1_idx on dhcp6_options (host_id);
create index fk_dhcp6_options_pd_pool on dhcp6_options (pd_pool_id);
create index fk_dhcp6_options_pool on dhcp6_options (pool_id);
create index fk_dhcp6_options_scope_idx on dhcp6_options (scope_id);
create index fk_dhcp6_options_shared_network on dhcp6_options (shared_network_name);
create index fk_dhcp6_options_subnet on dhcp6_options (dhcp6_subnet_id);
create index dhcp6_options_server_idx1 on dhcp6_options_server (server_id);
create index dhcp6_options_server_idx2 on dhcp6_options_server (modification_ts);
create index dhcp6_pd_pool_idx1 on dhcp6_pd_pool (modification_ts);
create index dhcp6_pd_pool_idx2 on dhcp6_pd_pool (subnet_id);
create index dhcp6_pool_idx1 on dhcp6_pool (modification_ts);
create index dhcp6_pool_idx2 on dhcp6_pool (subnet_id);
create index dhcp4_server_modification_ts on dhcp6_server (modification_ts);
create index dhcp6_server_idx1 on dhcp6_server (modification_ts);
create unique index dhcp6_server_idx2 on dhcp6_server (tag);
create index dhcp6_shared_network_idx1 on dhcp6_shared_network (name);
create index dhcp6_shared_network_server_idx1 on dhcp6_shared_network_server (modification_ts);
create index dhcp6_shared_network_server_idx2 on dhcp6_shared_network_server (server_id);
create index dhcp6_subnet_idx1 on dhcp6_subnet (modification_ts);
create index dhcp6_subnet_idx2 on dhcp6_subnet (shared_network_name);
create index dhcp6_subnet_server_idx1 on dhcp6_subnet_server (server_id);
create index dhcp6_subnet_server_idx2 on dhcp6_subnet_server (modification_ts);
create index fk_host_identifier_type on hosts (dhcp_identifier_type);
create index hosts_by_hostname on hosts (lower((hostname)::text)) where (hostname IS NOT NULL);
create unique index key_dhcp4_identifier_subnet_id on hosts (dhcp_identifier, dhcp_identifier_type, dhcp4_subnet_id) where (dhcp4_subnet_id IS NOT NULL);
create index key_dhcp4_ipv4_address_subnet_id on hosts (ipv4_address, dhcp4_subnet_id);
create unique index key_dhcp6_identifier_subnet_id on hosts (dhcp_identifier, dhcp_identifier_type, dhcp6_subnet_id) where (dhcp6_subnet_id IS NOT NULL);
create index key_dhcp_identifier on hosts (dhcp_identifier, dhcp_identifier_type);
create index fk_ipv6_reservations_host_idx on ipv6_reservations (host_id);
create index key_dhcp6_address_prefix_len on ipv6_reservations (address, prefix_len);
create index lease4_by_client_id_subnet_id on lease4 (client_id, subnet_id);
create index lease4_by_hostname on lease4 (lower((hostname)::text)) where (hostname IS NOT NULL);
create index lease4_by_hwaddr_subnet_id on lease4 (hwaddr, subnet_id);
create index lease4_by_state_expire on lease4 (state, expire);
create index lease4_by_subnet_id on lease4 (subnet_id);
create index lease6_by_duid_iaid_subnet_id on lease6 (duid, iaid, subnet_id);
create index lease6_by_hostname on lease6 (lower((hostname)::text)) where (hostname IS NOT NULL);
create index lease6_by_state_expire on lease6 (state, expire);
create index lease6_by_subnet_id_lease_type on lease6 (subnet_id, lease_type);
create index address_id on logs (address);
create index timestamp_id on logs ("timestamp");
create TRIGGER dhcp4_audit_modification_ts_update AFTER UPDATE ON dhcp4_audit FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_audit_revision_modification_ts_update AFTER UPDATE ON dhcp4_audit_revision FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_client_class_adel AFTER DELETE ON dhcp4_client_class FOR EACH ROW EXECUTE FUNCTION func_dhcp4_client_class_adel();
create TRIGGER dhcp4_client_class_ains AFTER INSERT ON dhcp4_client_class FOR EACH ROW EXECUTE FUNCTION func_dhcp4_client_class_ains();
create TRIGGER dhcp4_client_class_aupd AFTER UPDATE ON dhcp4_client_class FOR EACH ROW EXECUTE FUNCTION func_dhcp4_client_class_aupd();
create TRIGGER dhcp4_client_class_check_dependency_bins BEFORE INSERT ON dhcp4_client_class_dependency FOR EACH ROW EXECUTE FUNCTION func_dhcp4_client_class_check_dependency_bins();
create TRIGGER dhcp4_client_class_dependency_ains AFTER INSERT ON dhcp4_client_class_dependency FOR EACH ROW EXECUTE FUNCTION func_dhcp4_client_class_dependency_ains();
create TRIGGER dhcp4_global_parameter_adel AFTER DELETE ON dhcp4_global_parameter FOR EACH ROW EXECUTE FUNCTION func_dhcp4_global_parameter_adel();
create TRIGGER dhcp4_global_parameter_ains AFTER INSERT ON dhcp4_global_parameter FOR EACH ROW EXECUTE FUNCTION func_dhcp4_global_parameter_ains();
create TRIGGER dhcp4_global_parameter_aupd AFTER UPDATE ON dhcp4_global_parameter FOR EACH ROW EXECUTE FUNCTION func_dhcp4_global_parameter_aupd();
create TRIGGER dhcp4_global_parameter_modification_ts_update AFTER UPDATE ON dhcp4_global_parameter FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_global_parameter_server_modification_ts_update AFTER UPDATE ON dhcp4_global_parameter_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_option_def_adel AFTER DELETE ON dhcp4_option_def FOR EACH ROW EXECUTE FUNCTION func_dhcp4_option_def_adel();
create TRIGGER dhcp4_option_def_ains AFTER INSERT ON dhcp4_option_def FOR EACH ROW EXECUTE FUNCTION func_dhcp4_option_def_ains();
create TRIGGER dhcp4_option_def_aupd AFTER UPDATE ON dhcp4_option_def FOR EACH ROW EXECUTE FUNCTION func_dhcp4_option_def_aupd();
create TRIGGER dhcp4_option_def_modification_ts_update AFTER UPDATE ON dhcp4_option_def FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_option_def_server_modification_ts_update AFTER UPDATE ON dhcp4_option_def_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_options_adel AFTER DELETE ON dhcp4_options FOR EACH ROW EXECUTE FUNCTION func_dhcp4_options_adel();
create TRIGGER dhcp4_options_ains AFTER INSERT ON dhcp4_options FOR EACH ROW EXECUTE FUNCTION func_dhcp4_options_ains();
create TRIGGER dhcp4_options_aupd AFTER UPDATE ON dhcp4_options FOR EACH ROW EXECUTE FUNCTION func_dhcp4_options_aupd();
create TRIGGER dhcp4_options_modification_ts_update AFTER UPDATE ON dhcp4_options FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_options_server_modification_ts_update AFTER UPDATE ON dhcp4_options_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_pool_bdel BEFORE DELETE ON dhcp4_pool FOR EACH ROW EXECUTE FUNCTION func_dhcp4_pool_bdel();
create TRIGGER dhcp4_pool_modification_ts_update AFTER UPDATE ON dhcp4_pool FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_server_adel AFTER DELETE ON dhcp4_server FOR EACH ROW EXECUTE FUNCTION func_dhcp4_server_adel();
create TRIGGER dhcp4_server_ains AFTER INSERT ON dhcp4_server FOR EACH ROW EXECUTE FUNCTION func_dhcp4_server_ains();
create TRIGGER dhcp4_server_aupd AFTER UPDATE ON dhcp4_server FOR EACH ROW EXECUTE FUNCTION func_dhcp4_server_aupd();
create TRIGGER dhcp4_server_modification_ts_update AFTER UPDATE ON dhcp4_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_shared_network_ains AFTER INSERT ON dhcp4_shared_network FOR EACH ROW EXECUTE FUNCTION func_dhcp4_shared_network_ains();
create TRIGGER dhcp4_shared_network_aupd AFTER UPDATE ON dhcp4_shared_network FOR EACH ROW EXECUTE FUNCTION func_dhcp4_shared_network_aupd();
create TRIGGER dhcp4_shared_network_bdel BEFORE DELETE ON dhcp4_shared_network FOR EACH ROW EXECUTE FUNCTION func_dhcp4_shared_network_bdel();
create TRIGGER dhcp4_shared_network_modification_ts_update AFTER UPDATE ON dhcp4_shared_network FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_subnet_ains AFTER INSERT ON dhcp4_subnet FOR EACH ROW EXECUTE FUNCTION func_dhcp4_subnet_ains();
create TRIGGER dhcp4_subnet_aupd AFTER UPDATE ON dhcp4_subnet FOR EACH ROW EXECUTE FUNCTION func_dhcp4_subnet_aupd();
create TRIGGER dhcp4_subnet_bdel BEFORE DELETE ON dhcp4_subnet FOR EACH ROW EXECUTE FUNCTION func_dhcp4_subnet_bdel();
create TRIGGER dhcp4_subnet_modification_ts_update AFTER UPDATE ON dhcp4_subnet FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp4_subnet_server_modification_ts_update AFTER UPDATE ON dhcp4_subnet_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_audit_modification_ts_update AFTER UPDATE ON dhcp6_audit FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_audit_revision_modification_ts_update AFTER UPDATE ON dhcp6_audit_revision FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_client_class_adel AFTER DELETE ON dhcp6_client_class FOR EACH ROW EXECUTE FUNCTION func_dhcp6_client_class_adel();
create TRIGGER dhcp6_client_class_ains AFTER INSERT ON dhcp6_client_class FOR EACH ROW EXECUTE FUNCTION func_dhcp6_client_class_ains();
create TRIGGER dhcp6_client_class_aupd AFTER UPDATE ON dhcp6_client_class FOR EACH ROW EXECUTE FUNCTION func_dhcp6_client_class_aupd();
create TRIGGER dhcp6_client_class_check_dependency_bins BEFORE INSERT ON dhcp6_client_class_dependency FOR EACH ROW EXECUTE FUNCTION func_dhcp6_client_class_check_dependency_bins();
create TRIGGER dhcp6_client_class_dependency_ains AFTER INSERT ON dhcp6_client_class_dependency FOR EACH ROW EXECUTE FUNCTION func_dhcp6_client_class_dependency_ains();
create TRIGGER dhcp6_global_parameter_adel AFTER DELETE ON dhcp6_global_parameter FOR EACH ROW EXECUTE FUNCTION func_dhcp6_global_parameter_adel();
create TRIGGER dhcp6_global_parameter_ains AFTER INSERT ON dhcp6_global_parameter FOR EACH ROW EXECUTE FUNCTION func_dhcp6_global_parameter_ains();
create TRIGGER dhcp6_global_parameter_aupd AFTER UPDATE ON dhcp6_global_parameter FOR EACH ROW EXECUTE FUNCTION func_dhcp6_global_parameter_aupd();
create TRIGGER dhcp6_global_parameter_modification_ts_update AFTER UPDATE ON dhcp6_global_parameter FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_global_parameter_server_modification_ts_update AFTER UPDATE ON dhcp6_global_parameter_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_option_def_adel AFTER DELETE ON dhcp6_option_def FOR EACH ROW EXECUTE FUNCTION func_dhcp6_option_def_adel();
create TRIGGER dhcp6_option_def_ains AFTER INSERT ON dhcp6_option_def FOR EACH ROW EXECUTE FUNCTION func_dhcp6_option_def_ains();
create TRIGGER dhcp6_option_def_aupd AFTER UPDATE ON dhcp6_option_def FOR EACH ROW EXECUTE FUNCTION func_dhcp6_option_def_aupd();
create TRIGGER dhcp6_option_def_modification_ts_update AFTER UPDATE ON dhcp6_option_def FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_option_def_server_modification_ts_update AFTER UPDATE ON dhcp6_option_def_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_options_adel AFTER DELETE ON dhcp6_options FOR EACH ROW EXECUTE FUNCTION func_dhcp6_options_adel();
create TRIGGER dhcp6_options_ains AFTER INSERT ON dhcp6_options FOR EACH ROW EXECUTE FUNCTION func_dhcp6_options_ains();
create TRIGGER dhcp6_options_aupd AFTER UPDATE ON dhcp6_options FOR EACH ROW EXECUTE FUNCTION func_dhcp6_options_aupd();
create TRIGGER dhcp6_options_modification_ts_update AFTER UPDATE ON dhcp6_options FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_options_server_modification_ts_update AFTER UPDATE ON dhcp6_options_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_pd_pool_modification_ts_update AFTER UPDATE ON dhcp6_pd_pool FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_pool_bdel BEFORE DELETE ON dhcp6_pool FOR EACH ROW EXECUTE FUNCTION func_dhcp6_pool_bdel();
create TRIGGER dhcp6_pool_modification_ts_update AFTER UPDATE ON dhcp6_pool FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_server_adel AFTER DELETE ON dhcp6_server FOR EACH ROW EXECUTE FUNCTION func_dhcp6_server_adel();
create TRIGGER dhcp6_server_ains AFTER INSERT ON dhcp6_server FOR EACH ROW EXECUTE FUNCTION func_dhcp6_server_ains();
create TRIGGER dhcp6_server_aupd AFTER UPDATE ON dhcp6_server FOR EACH ROW EXECUTE FUNCTION func_dhcp6_server_aupd();
create TRIGGER dhcp6_server_modification_ts_update AFTER UPDATE ON dhcp6_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_subnet_modification_ts_update AFTER UPDATE ON dhcp6_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_shared_network_ains AFTER INSERT ON dhcp6_shared_network FOR EACH ROW EXECUTE FUNCTION func_dhcp6_shared_network_ains();
create TRIGGER dhcp6_shared_network_aupd AFTER UPDATE ON dhcp6_shared_network FOR EACH ROW EXECUTE FUNCTION func_dhcp6_shared_network_aupd();
create TRIGGER dhcp6_shared_network_bdel BEFORE DELETE ON dhcp6_shared_network FOR EACH ROW EXECUTE FUNCTION func_dhcp6_shared_network_bdel();
create TRIGGER dhcp6_shared_network_modification_ts_update AFTER UPDATE ON dhcp6_shared_network FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER dhcp6_subnet_ains AFTER INSERT ON dhcp6_subnet FOR EACH ROW EXECUTE FUNCTION func_dhcp6_subnet_ains();
create TRIGGER dhcp6_subnet_aupd AFTER UPDATE ON dhcp6_subnet FOR EACH ROW EXECUTE FUNCTION func_dhcp6_subnet_aupd();
create TRIGGER dhcp6_subnet_bdel BEFORE DELETE ON dhcp6_subnet FOR EACH ROW EXECUTE FUNCTION func_dhcp6_subnet_bdel();
create TRIGGER dhcp6_subnet_server_modification_ts_update AFTER UPDATE ON dhcp6_subnet_server FOR EACH ROW EXECUTE FUNCTION modification_ts_update();
create TRIGGER lease4_adel AFTER DELETE ON lease4 FOR EACH ROW EXECUTE FUNCTION func_lease4_adel();
create TRIGGER lease4_ains AFTER INSERT ON lease4 FOR EACH ROW EXECUTE FUNCTION func_lease4_ains();
create TRIGGER lease4_aupd AFTER UPDATE ON lease4 FOR EACH ROW EXECUTE FUNCTION func_lease4_aupd();
create TRIGGER lease6_adel AFTER DELETE ON lease6 FOR EACH ROW EXECUTE FUNCTION func_lease6_adel();
create TRIGGER lease6_ains AFTER INSERT ON lease6 FOR EACH ROW EXECUTE FUNCTION func_lease6_ains();
create TRIGGER lease6_aupd AFTER UPDATE ON lease6 FOR EACH ROW EXECUTE FUNCTION func_lease6_aupd();
