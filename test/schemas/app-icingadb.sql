-- Style: Icinga DB: monitoring, domains, enums and bytea keys
create extension citext;
create type acked as enum ('n', 'y', 'sticky');
create type boolenum as enum ('n', 'y');
create type checkable_type as enum ('host', 'service');
create type comment_type as enum ('comment', 'ack');
create type history_type as enum ('notification', 'state_change', 'downtime_start', 'downtime_end', 'comment_add', 'comment_remove', 'flapping_start', 'flapping_end', 'ack_set', 'ack_clear');
create type notification_type as enum ('downtime_start', 'downtime_end', 'downtime_removed', 'custom', 'acknowledgement', 'problem', 'recovery', 'flapping_start', 'flapping_end');
create type state_type as enum ('hard', 'soft');
create domain bytea20 as bytea constraint exactly_20_bytes_long CHECK (((VALUE IS NULL) OR (octet_length(VALUE) = 20)));
create domain bytea16 as bytea constraint exactly_16_bytes_long CHECK (((VALUE IS NULL) OR (octet_length(VALUE) = 16)));
create domain bytea4 as bytea constraint exactly_4_bytes_long CHECK (((VALUE IS NULL) OR (octet_length(VALUE) = 4)));
create domain biguint as bigint constraint positive CHECK (((VALUE IS NULL) OR (0 <= VALUE)));
create domain uint as bigint constraint between_0_and_4294967295 CHECK (((VALUE IS NULL) OR ((VALUE >= 0) AND (VALUE <= '4294967295'::bigint))));
create domain smalluint as integer constraint between_0_and_65535 CHECK (((VALUE IS NULL) OR ((VALUE >= 0) AND (VALUE <= 65535))));
create domain tinyuint as smallint constraint between_0_and_255 CHECK (((VALUE IS NULL) OR ((VALUE >= 0) AND (VALUE <= 255))));
create function anynonarrayliketext(anynonarray, text) returns boolean language plpgsql immutable parallel safe as $$ begin return null; end $$;
create function get_sla_ok_percent(in_host_id bytea20, in_service_id bytea20, in_start_time biguint, in_end_time biguint) returns numeric language plpgsql stable parallel restricted as $$ begin return null; end $$;
create table "user" (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  email character varying(255) not null,
  pager character varying(255) not null,
  notifications_enabled boolenum default 'n'::boolenum not null,
  timeperiod_id bytea20 default NULL::bytea,
  states tinyuint not null,
  types smalluint not null,
  zone_id bytea20 default NULL::bytea,
  constraint pk_user primary key (id)
);
create table acknowledgement_history (
  id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  set_time biguint not null,
  clear_time biguint default NULL::bigint,
  author citext,
  cleared_by citext,
  comment text,
  expire_time biguint default NULL::bigint,
  is_sticky boolenum,
  is_persistent boolenum,
  constraint pk_acknowledgement_history primary key (id)
);
create table action_url (
  id bytea20 not null,
  environment_id bytea20 not null,
  action_url citext not null,
  constraint pk_action_url primary key (id)
);
create table checkcommand (
  id bytea20 not null,
  environment_id bytea20 not null,
  zone_id bytea20 default NULL::bytea,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  command text not null,
  timeout uint not null,
  constraint pk_checkcommand primary key (id)
);
create table checkcommand_argument (
  id bytea20 not null,
  environment_id bytea20 not null,
  checkcommand_id bytea20 not null,
  argument_key character varying(64) not null,
  properties_checksum bytea20 not null,
  argument_value text,
  argument_order smallint,
  description text,
  argument_key_override citext,
  repeat_key boolenum default 'n'::boolenum not null,
  required boolenum default 'n'::boolenum not null,
  set_if character varying(255) default NULL::character varying,
  separator character varying(255) default NULL::character varying,
  skip_key boolenum default 'n'::boolenum not null,
  constraint pk_checkcommand_argument primary key (id)
);
create table checkcommand_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  checkcommand_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_checkcommand_customvar primary key (id)
);
create table checkcommand_envvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  checkcommand_id bytea20 not null,
  envvar_key character varying(64) not null,
  properties_checksum bytea20 not null,
  envvar_value text not null,
  constraint pk_checkcommand_envvar primary key (id)
);
create table comment (
  id bytea20 not null,
  environment_id bytea20 not null,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(548) not null,
  author citext not null,
  text text not null,
  entry_type comment_type default 'comment'::comment_type not null,
  entry_time biguint not null,
  is_persistent boolenum default 'n'::boolenum not null,
  is_sticky boolenum default 'n'::boolenum not null,
  expire_time biguint default NULL::bigint,
  zone_id bytea20 default NULL::bytea,
  constraint pk_comment primary key (id)
);
create table comment_history (
  comment_id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  entry_time biguint not null,
  author citext not null,
  removed_by citext,
  comment text not null,
  entry_type comment_type default 'comment'::comment_type not null,
  is_persistent boolenum default 'n'::boolenum not null,
  is_sticky boolenum default 'n'::boolenum not null,
  expire_time biguint default NULL::bigint,
  remove_time biguint default NULL::bigint,
  has_been_removed boolenum default 'n'::boolenum not null,
  constraint pk_comment_history primary key (comment_id)
);
create table customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  name citext not null,
  value text not null,
  constraint pk_customvar primary key (id)
);
create table customvar_flat (
  id bytea20 not null,
  environment_id bytea20 not null,
  customvar_id bytea20 not null,
  flatname_checksum bytea20 not null,
  flatname citext not null,
  flatvalue text not null,
  constraint pk_customvar_flat primary key (id)
);
create table downtime (
  id bytea20 not null,
  environment_id bytea20 not null,
  triggered_by_id bytea20 default NULL::bytea,
  parent_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(548) not null,
  author citext not null,
  comment text not null,
  entry_time biguint not null,
  scheduled_start_time biguint not null,
  scheduled_end_time biguint not null,
  scheduled_duration biguint not null,
  is_flexible boolenum default 'n'::boolenum not null,
  flexible_duration biguint not null,
  is_in_effect boolenum default 'n'::boolenum not null,
  start_time biguint default NULL::bigint,
  end_time biguint default NULL::bigint,
  duration biguint not null,
  scheduled_by character varying(767) default NULL::character varying,
  zone_id bytea20 default NULL::bytea,
  constraint pk_downtime primary key (id)
);
create table downtime_history (
  downtime_id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  triggered_by_id bytea20 default NULL::bytea,
  parent_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  entry_time biguint not null,
  author citext not null,
  cancelled_by citext,
  comment text not null,
  is_flexible boolenum default 'n'::boolenum not null,
  flexible_duration biguint not null,
  scheduled_start_time biguint not null,
  scheduled_end_time biguint not null,
  start_time biguint not null,
  end_time biguint not null,
  scheduled_by character varying(767) default NULL::character varying,
  has_been_cancelled boolenum default 'n'::boolenum not null,
  trigger_time biguint not null,
  cancel_time biguint default NULL::bigint,
  constraint pk_downtime_history primary key (downtime_id)
);
create table endpoint (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  zone_id bytea20 not null,
  constraint pk_endpoint primary key (id)
);
create table environment (
  id bytea20 not null,
  name character varying(255) not null,
  constraint pk_environment primary key (id)
);
create table eventcommand (
  id bytea20 not null,
  environment_id bytea20 not null,
  zone_id bytea20 default NULL::bytea,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  command text not null,
  timeout smalluint not null,
  constraint pk_eventcommand primary key (id)
);
create table eventcommand_argument (
  id bytea20 not null,
  environment_id bytea20 not null,
  eventcommand_id bytea20 not null,
  argument_key character varying(64) not null,
  properties_checksum bytea20 not null,
  argument_value text,
  argument_order smallint,
  description text,
  argument_key_override citext,
  repeat_key boolenum default 'n'::boolenum not null,
  required boolenum default 'n'::boolenum not null,
  set_if character varying(255) default NULL::character varying,
  separator character varying(255) default NULL::character varying,
  skip_key boolenum default 'n'::boolenum not null,
  constraint pk_eventcommand_argument primary key (id)
);
create table eventcommand_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  eventcommand_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_eventcommand_customvar primary key (id)
);
create table eventcommand_envvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  eventcommand_id bytea20 not null,
  envvar_key character varying(64) not null,
  properties_checksum bytea20 not null,
  envvar_value text not null,
  constraint pk_eventcommand_envvar primary key (id)
);
create table flapping_history (
  id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  start_time biguint not null,
  end_time biguint default NULL::bigint,
  percent_state_change_start double precision,
  percent_state_change_end double precision,
  flapping_threshold_low double precision not null,
  flapping_threshold_high double precision not null,
  constraint pk_flapping_history primary key (id)
);
create table history (
  id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  notification_history_id bytea20 default NULL::bytea,
  state_history_id bytea20 default NULL::bytea,
  downtime_history_id bytea20 default NULL::bytea,
  comment_history_id bytea20 default NULL::bytea,
  flapping_history_id bytea20 default NULL::bytea,
  acknowledgement_history_id bytea20 default NULL::bytea,
  event_type history_type default 'notification'::history_type not null,
  event_time biguint not null,
  constraint pk_history primary key (id)
);
create table host (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  address character varying(255) not null,
  address6 character varying(255) not null,
  address_bin bytea4 default NULL::bytea,
  address6_bin bytea16 default NULL::bytea,
  checkcommand_name citext not null,
  checkcommand_id bytea20 not null,
  max_check_attempts uint not null,
  check_timeperiod_name citext not null,
  check_timeperiod_id bytea20 default NULL::bytea,
  check_timeout uint default NULL::bigint,
  check_interval uint not null,
  check_retry_interval uint not null,
  active_checks_enabled boolenum default 'n'::boolenum not null,
  passive_checks_enabled boolenum default 'n'::boolenum not null,
  event_handler_enabled boolenum default 'n'::boolenum not null,
  notifications_enabled boolenum default 'n'::boolenum not null,
  flapping_enabled boolenum default 'n'::boolenum not null,
  flapping_threshold_low double precision not null,
  flapping_threshold_high double precision not null,
  perfdata_enabled boolenum default 'n'::boolenum not null,
  eventcommand_name citext not null,
  eventcommand_id bytea20 default NULL::bytea,
  is_volatile boolenum default 'n'::boolenum not null,
  action_url_id bytea20 default NULL::bytea,
  notes_url_id bytea20 default NULL::bytea,
  notes text not null,
  icon_image_id bytea20 default NULL::bytea,
  icon_image_alt character varying(32) not null,
  zone_name citext not null,
  zone_id bytea20 default NULL::bytea,
  command_endpoint_name citext not null,
  command_endpoint_id bytea20 default NULL::bytea,
  constraint pk_host primary key (id)
);
create table host_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  host_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_host_customvar primary key (id)
);
create table host_state (
  id bytea20 not null,
  host_id bytea20 not null,
  environment_id bytea20 not null,
  properties_checksum bytea20 not null,
  state_type state_type default 'hard'::state_type not null,
  soft_state tinyuint not null,
  hard_state tinyuint not null,
  previous_soft_state tinyuint not null,
  previous_hard_state tinyuint not null,
  check_attempt tinyuint not null,
  severity smalluint not null,
  output text,
  long_output text,
  performance_data text,
  normalized_performance_data text,
  check_commandline text,
  is_problem boolenum default 'n'::boolenum not null,
  is_handled boolenum default 'n'::boolenum not null,
  is_reachable boolenum default 'n'::boolenum not null,
  is_flapping boolenum default 'n'::boolenum not null,
  is_overdue boolenum default 'n'::boolenum not null,
  is_acknowledged acked default 'n'::acked not null,
  acknowledgement_comment_id bytea20 default NULL::bytea,
  last_comment_id bytea20 default NULL::bytea,
  in_downtime boolenum default 'n'::boolenum not null,
  execution_time uint default NULL::bigint,
  latency uint default NULL::bigint,
  check_timeout uint default NULL::bigint,
  check_source text,
  scheduling_source text,
  last_update biguint default NULL::bigint,
  last_state_change biguint not null,
  next_check biguint not null,
  next_update biguint not null,
  constraint pk_host_state primary key (id)
);
create table hostgroup (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  zone_id bytea20 default NULL::bytea,
  constraint pk_hostgroup primary key (id)
);
create table hostgroup_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  hostgroup_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_hostgroup_customvar primary key (id)
);
create table hostgroup_member (
  id bytea20 not null,
  environment_id bytea20 not null,
  host_id bytea20 not null,
  hostgroup_id bytea20 not null,
  constraint pk_hostgroup_member primary key (id)
);
create table icingadb_instance (
  id bytea16 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  heartbeat biguint not null,
  responsible boolenum default 'n'::boolenum not null,
  icinga2_version character varying(255) not null,
  icinga2_start_time biguint not null,
  icinga2_notifications_enabled boolenum default 'n'::boolenum not null,
  icinga2_active_service_checks_enabled boolenum default 'n'::boolenum not null,
  icinga2_active_host_checks_enabled boolenum default 'n'::boolenum not null,
  icinga2_event_handlers_enabled boolenum default 'n'::boolenum not null,
  icinga2_flap_detection_enabled boolenum default 'n'::boolenum not null,
  icinga2_performance_data_enabled boolenum default 'n'::boolenum not null,
  constraint pk_icingadb_instance primary key (id)
);
create sequence icingadb_schema_id_seq;
create table icingadb_schema (
  id uint default nextval('icingadb_schema_id_seq'::regclass) not null,
  version smalluint not null,
  "timestamp" biguint not null,
  constraint pk_icingadb_schema primary key (id)
);
alter sequence icingadb_schema_id_seq owned by icingadb_schema.id;
create table icon_image (
  id bytea20 not null,
  environment_id bytea20 not null,
  icon_image citext not null,
  constraint pk_icon_image primary key (id)
);
create table notes_url (
  id bytea20 not null,
  environment_id bytea20 not null,
  notes_url citext not null,
  constraint pk_notes_url primary key (id)
);
create table notification (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  notificationcommand_id bytea20 not null,
  times_begin uint default NULL::bigint,
  times_end uint default NULL::bigint,
  notification_interval uint not null,
  timeperiod_id bytea20 default NULL::bytea,
  states tinyuint not null,
  types smalluint not null,
  zone_id bytea20 default NULL::bytea,
  constraint pk_notification primary key (id)
);
create table notification_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  notification_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_notification_customvar primary key (id)
);
create table notification_history (
  id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  notification_id bytea20 not null,
  type notification_type default 'downtime_start'::notification_type not null,
  send_time biguint not null,
  state tinyuint not null,
  previous_hard_state tinyuint not null,
  author text not null,
  text text not null,
  users_notified smalluint not null,
  constraint pk_notification_history primary key (id)
);
create table notification_recipient (
  id bytea20 not null,
  environment_id bytea20 not null,
  notification_id bytea20 not null,
  user_id bytea20,
  usergroup_id bytea20,
  constraint pk_notification_recipient primary key (id)
);
create table notification_user (
  id bytea20 not null,
  environment_id bytea20 not null,
  notification_id bytea20 not null,
  user_id bytea20 not null,
  constraint pk_notification_user primary key (id)
);
create table notification_usergroup (
  id bytea20 not null,
  environment_id bytea20 not null,
  notification_id bytea20 not null,
  usergroup_id bytea20 not null,
  constraint pk_notification_usergroup primary key (id)
);
create table notificationcommand (
  id bytea20 not null,
  environment_id bytea20 not null,
  zone_id bytea20 default NULL::bytea,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  command text not null,
  timeout smalluint not null,
  constraint pk_notificationcommand primary key (id)
);
create table notificationcommand_argument (
  id bytea20 not null,
  environment_id bytea20 not null,
  notificationcommand_id bytea20 not null,
  argument_key character varying(64) not null,
  properties_checksum bytea20 not null,
  argument_value text,
  argument_order smallint,
  description text,
  argument_key_override citext,
  repeat_key boolenum default 'n'::boolenum not null,
  required boolenum default 'n'::boolenum not null,
  set_if character varying(255) default NULL::character varying,
  separator character varying(255) default NULL::character varying,
  skip_key boolenum default 'n'::boolenum not null,
  constraint pk_notificationcommand_argument primary key (id)
);
create table notificationcommand_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  notificationcommand_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_notificationcommand_customvar primary key (id)
);
create table notificationcommand_envvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  notificationcommand_id bytea20 not null,
  envvar_key character varying(64) not null,
  properties_checksum bytea20 not null,
  envvar_value text not null,
  constraint pk_notificationcommand_envvar primary key (id)
);
create table service (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  host_id bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  checkcommand_name citext not null,
  checkcommand_id bytea20 not null,
  max_check_attempts uint not null,
  check_timeperiod_name citext not null,
  check_timeperiod_id bytea20 default NULL::bytea,
  check_timeout uint default NULL::bigint,
  check_interval uint not null,
  check_retry_interval uint not null,
  active_checks_enabled boolenum default 'n'::boolenum not null,
  passive_checks_enabled boolenum default 'n'::boolenum not null,
  event_handler_enabled boolenum default 'n'::boolenum not null,
  notifications_enabled boolenum default 'n'::boolenum not null,
  flapping_enabled boolenum default 'n'::boolenum not null,
  flapping_threshold_low double precision not null,
  flapping_threshold_high double precision not null,
  perfdata_enabled boolenum default 'n'::boolenum not null,
  eventcommand_name citext not null,
  eventcommand_id bytea20 default NULL::bytea,
  is_volatile boolenum default 'n'::boolenum not null,
  action_url_id bytea20 default NULL::bytea,
  notes_url_id bytea20 default NULL::bytea,
  notes text not null,
  icon_image_id bytea20 default NULL::bytea,
  icon_image_alt character varying(32) not null,
  zone_name citext not null,
  zone_id bytea20 default NULL::bytea,
  command_endpoint_name citext not null,
  command_endpoint_id bytea20 default NULL::bytea,
  constraint pk_service primary key (id)
);
create table service_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  service_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_service_customvar primary key (id)
);
create table service_state (
  id bytea20 not null,
  host_id bytea20 not null,
  service_id bytea20 not null,
  environment_id bytea20 not null,
  properties_checksum bytea20 not null,
  state_type state_type default 'hard'::state_type not null,
  soft_state tinyuint not null,
  hard_state tinyuint not null,
  previous_soft_state tinyuint not null,
  previous_hard_state tinyuint not null,
  check_attempt tinyuint not null,
  severity smalluint not null,
  output text,
  long_output text,
  performance_data text,
  normalized_performance_data text,
  check_commandline text,
  is_problem boolenum default 'n'::boolenum not null,
  is_handled boolenum default 'n'::boolenum not null,
  is_reachable boolenum default 'n'::boolenum not null,
  is_flapping boolenum default 'n'::boolenum not null,
  is_overdue boolenum default 'n'::boolenum not null,
  is_acknowledged acked default 'n'::acked not null,
  acknowledgement_comment_id bytea20 default NULL::bytea,
  last_comment_id bytea20 default NULL::bytea,
  in_downtime boolenum default 'n'::boolenum not null,
  execution_time uint default NULL::bigint,
  latency uint default NULL::bigint,
  check_timeout uint default NULL::bigint,
  check_source text,
  scheduling_source text,
  last_update biguint default NULL::bigint,
  last_state_change biguint not null,
  next_check biguint not null,
  next_update biguint not null,
  constraint pk_service_state primary key (id)
);
create table servicegroup (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  zone_id bytea20 default NULL::bytea,
  constraint pk_servicegroup primary key (id)
);
create table servicegroup_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  servicegroup_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_servicegroup_customvar primary key (id)
);
create table servicegroup_member (
  id bytea20 not null,
  environment_id bytea20 not null,
  service_id bytea20 not null,
  servicegroup_id bytea20 not null,
  constraint pk_servicegroup_member primary key (id)
);
create table sla_history_downtime (
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  downtime_id bytea20 not null,
  downtime_start biguint not null,
  downtime_end biguint not null,
  constraint pk_sla_history_downtime primary key (downtime_id)
);
create table sla_history_state (
  id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  event_time biguint not null,
  hard_state tinyuint not null,
  previous_hard_state tinyuint not null,
  constraint pk_sla_history_state primary key (id)
);
create table state_history (
  id bytea20 not null,
  environment_id bytea20 not null,
  endpoint_id bytea20 default NULL::bytea,
  object_type checkable_type default 'host'::checkable_type not null,
  host_id bytea20 not null,
  service_id bytea20 default NULL::bytea,
  event_time biguint not null,
  state_type state_type default 'hard'::state_type not null,
  soft_state tinyuint not null,
  hard_state tinyuint not null,
  previous_soft_state tinyuint not null,
  previous_hard_state tinyuint not null,
  check_attempt tinyuint not null,
  output text,
  long_output text,
  max_check_attempts uint not null,
  check_source text,
  scheduling_source text,
  constraint pk_state_history primary key (id)
);
create table timeperiod (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  prefer_includes boolenum default 'n'::boolenum not null,
  zone_id bytea20 default NULL::bytea,
  constraint pk_timeperiod primary key (id)
);
create table timeperiod_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  timeperiod_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_timeperiod_customvar primary key (id)
);
create table timeperiod_override_exclude (
  id bytea20 not null,
  environment_id bytea20 not null,
  timeperiod_id bytea20 not null,
  override_id bytea20 not null,
  constraint pk_timeperiod_override_exclude primary key (id)
);
create table timeperiod_override_include (
  id bytea20 not null,
  environment_id bytea20 not null,
  timeperiod_id bytea20 not null,
  override_id bytea20 not null,
  constraint pk_timeperiod_override_include primary key (id)
);
create table timeperiod_range (
  id bytea20 not null,
  environment_id bytea20 not null,
  timeperiod_id bytea20 not null,
  range_key citext not null,
  range_value character varying(255) not null,
  constraint pk_timeperiod_range primary key (id)
);
create table user_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  user_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_user_customvar primary key (id)
);
create table user_notification_history (
  id bytea20 not null,
  environment_id bytea20 not null,
  notification_history_id bytea20 not null,
  user_id bytea20 not null,
  constraint pk_user_notification_history primary key (id)
);
create table usergroup (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  display_name citext not null,
  zone_id bytea20 default NULL::bytea,
  constraint pk_usergroup primary key (id)
);
create table usergroup_customvar (
  id bytea20 not null,
  environment_id bytea20 not null,
  usergroup_id bytea20 not null,
  customvar_id bytea20 not null,
  constraint pk_usergroup_customvar primary key (id)
);
create table usergroup_member (
  id bytea20 not null,
  environment_id bytea20 not null,
  user_id bytea20 not null,
  usergroup_id bytea20 not null,
  constraint pk_usergroup_member primary key (id)
);
create table zone (
  id bytea20 not null,
  environment_id bytea20 not null,
  name_checksum bytea20 not null,
  properties_checksum bytea20 not null,
  name character varying(255) not null,
  name_ci citext not null,
  is_global boolenum default 'n'::boolenum not null,
  parent_id bytea20 default NULL::bytea,
  depth tinyuint not null,
  constraint pk_zone primary key (id)
);
alter table history add constraint fk_history_acknowledgement_history foreign key (acknowledgement_history_id) references acknowledgement_history(id) on delete CASCADE;
alter table history add constraint fk_history_comment_history foreign key (comment_history_id) references comment_history(comment_id) on delete CASCADE;
alter table history add constraint fk_history_downtime_history foreign key (downtime_history_id) references downtime_history(downtime_id) on delete CASCADE;
alter table history add constraint fk_history_flapping_history foreign key (flapping_history_id) references flapping_history(id) on delete CASCADE;
alter table history add constraint fk_history_notification_history foreign key (notification_history_id) references notification_history(id) on delete CASCADE;
alter table history add constraint fk_history_state_history foreign key (state_history_id) references state_history(id) on delete CASCADE;
alter table user_notification_history add constraint fk_user_notification_history_notification_history foreign key (notification_history_id) references notification_history(id) on delete CASCADE;
create index idx_user_display_name on "user" (display_name);
create index idx_user_name on "user" (name);
create index idx_user_name_ci on "user" (name_ci);
create index idx_acknowledgement_history_env_clear_time on acknowledgement_history (environment_id, clear_time);
create index idx_action_url on action_url (action_url);
create index idx_checkcommand_customvar_checkcommand_id on checkcommand_customvar (checkcommand_id, customvar_id);
create index idx_checkcommand_customvar_customvar_id on checkcommand_customvar (customvar_id, checkcommand_id);
create index idx_comment_author on comment (author);
create index idx_comment_entry_time on comment (entry_time);
create index idx_comment_expire_time on comment (expire_time);
create index idx_comment_name on comment (name);
create index idx_comment_history_env_remove_time on comment_history (environment_id, remove_time);
create index idx_customvar_flat_customvar_id on customvar_flat (customvar_id);
create index idx_downtime_author on downtime (author);
create index idx_downtime_duration on downtime (duration);
create index idx_downtime_end_time on downtime (end_time);
create index idx_downtime_entry_time on downtime (entry_time);
create index idx_downtime_is_in_effect on downtime (is_in_effect, start_time);
create index idx_downtime_name on downtime (name);
create index idx_downtime_scheduled_end_time on downtime (scheduled_end_time);
create index idx_downtime_scheduled_start_time on downtime (scheduled_start_time);
create index idx_downtime_start_time on downtime (start_time);
create index idx_downtime_history_env_end_time on downtime_history (environment_id, end_time);
create index idx_eventcommand_customvar_customvar_id on eventcommand_customvar (customvar_id, eventcommand_id);
create index idx_eventcommand_customvar_eventcommand_id on eventcommand_customvar (eventcommand_id, customvar_id);
create index idx_flapping_history_env_end_time on flapping_history (environment_id, end_time);
create index idx_history_acknowledgement on history (acknowledgement_history_id);
create index idx_history_comment on history (comment_history_id);
create index idx_history_downtime on history (downtime_history_id);
create index idx_history_event_time on history (event_time);
create index idx_history_flapping on history (flapping_history_id);
create index idx_history_host_service_id on history (host_id, service_id, event_time);
create index idx_history_notification on history (notification_history_id);
create index idx_history_state on history (state_history_id);
create index idx_action_url_checksum on host (action_url_id);
create index idx_host_display_name on host (display_name);
create index idx_host_name on host (name);
create index idx_host_name_ci on host (name_ci);
create index idx_icon_image_checksum on host (icon_image_id);
create index idx_notes_url_checksum on host (notes_url_id);
create index idx_host_customvar_customvar_id on host_customvar (customvar_id, host_id);
create index idx_host_customvar_host_id on host_customvar (host_id, customvar_id);
create unique index idx_host_state_host_id on host_state (host_id);
create index idx_host_state_is_problem on host_state (is_problem, severity);
create index idx_host_state_last_state_change on host_state (last_state_change);
create index idx_host_state_severity on host_state (severity);
create index idx_host_state_soft_state on host_state (soft_state, last_state_change);
create index idx_hostgroup_name on hostgroup (name);
create index idx_hostgroup_customvar_customvar_id on hostgroup_customvar (customvar_id, hostgroup_id);
create index idx_hostgroup_customvar_hostgroup_id on hostgroup_customvar (hostgroup_id, customvar_id);
create index idx_hostgroup_member_host_id on hostgroup_member (host_id, hostgroup_id);
create index idx_hostgroup_member_hostgroup_id on hostgroup_member (hostgroup_id, host_id);
create index idx_icon_image on icon_image (icon_image);
create index idx_notes_url on notes_url (notes_url);
create index idx_notification_host_id on notification (host_id);
create index idx_notification_service_id on notification (service_id);
create index idx_notification_customvar_customvar_id on notification_customvar (customvar_id, notification_id);
create index idx_notification_customvar_notification_id on notification_customvar (notification_id, customvar_id);
create index idx_notification_history_env_send_time on notification_history (environment_id, send_time);
create index idx_notification_history_send_time on notification_history (send_time DESC);
create index idx_notification_recipient_notification_id_user on notification_recipient (notification_id, user_id);
create index idx_notification_recipient_notification_id_usergroup on notification_recipient (notification_id, usergroup_id);
create index idx_notification_recipient_user_id on notification_recipient (user_id, notification_id);
create index idx_notification_recipient_usergroup_id on notification_recipient (usergroup_id, notification_id);
create index idx_notification_user_notification_id on notification_user (notification_id, user_id);
create index idx_notification_user_user_id on notification_user (user_id, notification_id);
create index idx_notification_usergroup_notification_id on notification_usergroup (notification_id, usergroup_id);
create index idx_notification_usergroup_usergroup_id on notification_usergroup (usergroup_id, notification_id);
create index idx_notificationcommand_customvar_customvar_id on notificationcommand_customvar (customvar_id, notificationcommand_id);
create index idx_notificationcommand_customvar_notificationcommand_id on notificationcommand_customvar (notificationcommand_id, customvar_id);
create index idx_service_display_name on service (display_name);
create index idx_service_host_id on service (host_id, display_name);
create index idx_service_name on service (name);
create index idx_service_name_ci on service (name_ci);
create index idx_service_customvar_customvar_id on service_customvar (customvar_id, service_id);
create index idx_service_customvar_service_id on service_customvar (service_id, customvar_id);
create index idx_service_state_is_problem on service_state (is_problem, severity);
create index idx_service_state_last_state_change on service_state (last_state_change);
create unique index idx_service_state_service_id on service_state (service_id);
create index idx_service_state_severity on service_state (severity);
create index idx_service_state_soft_state on service_state (soft_state, last_state_change);
create index idx_servicegroup_name on servicegroup (name);
create index idx_servicegroup_customvar_customvar_id on servicegroup_customvar (customvar_id, servicegroup_id);
create index idx_servicegroup_customvar_servicegroup_id on servicegroup_customvar (servicegroup_id, customvar_id);
create index idx_servicegroup_member_service_id on servicegroup_member (service_id, servicegroup_id);
create index idx_servicegroup_member_servicegroup_id on servicegroup_member (servicegroup_id, service_id);
create index idx_sla_history_downtime_env_downtime_end on sla_history_downtime (environment_id, downtime_end);
create index idx_sla_history_downtime_event on sla_history_downtime (host_id, service_id, downtime_start, downtime_end);
create index idx_sla_history_state_env_event_time on sla_history_state (environment_id, event_time);
create index idx_sla_history_state_event on sla_history_state (host_id, service_id, event_time);
create index idx_state_history_env_event_time on state_history (environment_id, event_time);
create index idx_timeperiod_customvar_customvar_id on timeperiod_customvar (customvar_id, timeperiod_id);
create index idx_timeperiod_customvar_timeperiod_id on timeperiod_customvar (timeperiod_id, customvar_id);
create index idx_user_customvar_customvar_id on user_customvar (customvar_id, user_id);
create index idx_user_customvar_user_id on user_customvar (user_id, customvar_id);
create index idx_usergroup_display_name on usergroup (display_name);
create index idx_usergroup_name on usergroup (name);
create index idx_usergroup_name_ci on usergroup (name_ci);
create index idx_usergroup_customvar_customvar_id on usergroup_customvar (customvar_id, usergroup_id);
create index idx_usergroup_customvar_usergroup_id on usergroup_customvar (usergroup_id, customvar_id);
create index idx_usergroup_member_user_id on usergroup_member (user_id, usergroup_id);
create index idx_usergroup_member_usergroup_id on usergroup_member (usergroup_id, user_id);
create unique index idx_environment_id_id on zone (environment_id, id);
create index idx_zone_parent_id on zone (parent_id);
