-- Style: Icinga IDO: monitoring of an earlier age, mixed spelling, tables without foreign keys
create function from_unixtime(bigint) returns timestamp without time zone language plpgsql as $$ begin return null; end $$;
create function unix_timestamp(timestamp without time zone) returns bigint language plpgsql as $$ begin return null; end $$;
create function updatedbversion(version_i text) returns void language plpgsql as $$ begin null; end $$;
create table icinga_acknowledgements (
  acknowledgement_id bigserial,
  instance_id bigint default 0,
  entry_time timestamp without time zone,
  entry_time_usec integer default 0,
  acknowledgement_type integer default 0,
  object_id bigint default 0,
  state integer default 0,
  author_name text default ''::text,
  comment_data text default ''::text,
  is_sticky integer default 0,
  persistent_comment integer default 0,
  notify_contacts integer default 0,
  end_time timestamp without time zone,
  endpoint_object_id bigint,
  constraint pk_acknowledgement_id primary key (acknowledgement_id)
);
create table icinga_commands (
  command_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  object_id bigint default 0,
  command_line text default ''::text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_command_id primary key (command_id),
  constraint uq_commands unique (instance_id, object_id, config_type)
);
create table icinga_commenthistory (
  commenthistory_id bigserial,
  instance_id bigint default 0,
  entry_time timestamp without time zone,
  entry_time_usec integer default 0,
  comment_type integer default 0,
  entry_type integer default 0,
  object_id bigint default 0,
  comment_time timestamp without time zone,
  internal_comment_id bigint default 0,
  author_name text default ''::text,
  comment_data text default ''::text,
  is_persistent integer default 0,
  comment_source integer default 0,
  expires integer default 0,
  expiration_time timestamp without time zone,
  deletion_time timestamp without time zone,
  deletion_time_usec integer default 0,
  name text,
  endpoint_object_id bigint,
  constraint pk_commenthistory_id primary key (commenthistory_id)
);
create table icinga_comments (
  comment_id bigserial,
  instance_id bigint default 0,
  entry_time timestamp without time zone,
  entry_time_usec integer default 0,
  comment_type integer default 0,
  entry_type integer default 0,
  object_id bigint default 0,
  comment_time timestamp without time zone,
  internal_comment_id bigint default 0,
  author_name text default ''::text,
  comment_data text default ''::text,
  is_persistent integer default 0,
  comment_source integer default 0,
  expires integer default 0,
  expiration_time timestamp without time zone,
  name text,
  session_token integer,
  endpoint_object_id bigint,
  constraint pk_comment_id primary key (comment_id)
);
create table icinga_configfiles (
  configfile_id bigserial,
  instance_id bigint default 0,
  configfile_type integer default 0,
  configfile_path text default ''::text,
  constraint pk_configfile_id primary key (configfile_id),
  constraint uq_configfiles unique (instance_id, configfile_type, configfile_path)
);
create table icinga_configfilevariables (
  configfilevariable_id bigserial,
  instance_id bigint default 0,
  configfile_id bigint default 0,
  varname text default ''::text,
  varvalue text default ''::text,
  constraint pk_configfilevariable_id primary key (configfilevariable_id)
);
create table icinga_conninfo (
  conninfo_id bigserial,
  instance_id bigint default 0,
  agent_name text default ''::text,
  agent_version text default ''::text,
  disposition text default ''::text,
  connect_source text default ''::text,
  connect_type text default ''::text,
  connect_time timestamp without time zone,
  disconnect_time timestamp without time zone,
  last_checkin_time timestamp without time zone,
  data_start_time timestamp without time zone,
  data_end_time timestamp without time zone,
  bytes_processed bigint default 0,
  lines_processed bigint default 0,
  entries_processed bigint default 0,
  constraint pk_conninfo_id primary key (conninfo_id)
);
create table icinga_contact_addresses (
  contact_address_id bigserial,
  instance_id bigint default 0,
  contact_id bigint default 0,
  address_number integer default 0,
  address text default ''::text,
  constraint pk_contact_address_id primary key (contact_address_id),
  constraint uq_contact_addresses unique (contact_id, address_number)
);
create sequence icinga_contact_notificationco_contact_notificationcommand_i_seq;
create table icinga_contact_notificationcommands (
  contact_notificationcommand_id bigint default nextval('icinga_contact_notificationco_contact_notificationcommand_i_seq'::regclass) not null,
  instance_id bigint default 0,
  contact_id bigint default 0,
  notification_type integer default 0,
  command_object_id bigint default 0,
  command_args text default ''::text,
  constraint pk_contact_notificationcommand_id primary key (contact_notificationcommand_id),
  constraint uq_contact_notificationcommands unique (contact_id, notification_type, command_object_id, command_args)
);
alter sequence icinga_contact_notificationco_contact_notificationcommand_i_seq owned by icinga_contact_notificationcommands.contact_notificationcommand_id;
create table icinga_contactgroup_members (
  contactgroup_member_id bigserial,
  instance_id bigint default 0,
  contactgroup_id bigint default 0,
  contact_object_id bigint default 0,
  session_token integer,
  constraint pk_contactgroup_member_id primary key (contactgroup_member_id)
);
create table icinga_contactgroups (
  contactgroup_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  contactgroup_object_id bigint default 0,
  alias text default ''::text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_contactgroup_id primary key (contactgroup_id),
  constraint uq_contactgroups unique (instance_id, config_type, contactgroup_object_id)
);
create sequence icinga_contactnotificationmeth_contactnotificationmethod_id_seq;
create table icinga_contactnotificationmethods (
  contactnotificationmethod_id bigint default nextval('icinga_contactnotificationmeth_contactnotificationmethod_id_seq'::regclass) not null,
  instance_id bigint default 0,
  contactnotification_id bigint default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  command_object_id bigint default 0,
  command_args text default ''::text,
  constraint pk_contactnotificationmethod_id primary key (contactnotificationmethod_id),
  constraint uq_contactnotificationmethods unique (instance_id, contactnotification_id, start_time, start_time_usec)
);
alter sequence icinga_contactnotificationmeth_contactnotificationmethod_id_seq owned by icinga_contactnotificationmethods.contactnotificationmethod_id;
create table icinga_contactnotifications (
  contactnotification_id bigserial,
  instance_id bigint default 0,
  notification_id bigint default 0,
  contact_object_id bigint default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  endpoint_object_id bigint,
  constraint pk_contactnotification_id primary key (contactnotification_id),
  constraint uq_contactnotifications unique (instance_id, contact_object_id, start_time, start_time_usec)
);
create table icinga_contacts (
  contact_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  contact_object_id bigint default 0,
  alias text default ''::text,
  email_address text default ''::text,
  pager_address text default ''::text,
  host_timeperiod_object_id bigint default 0,
  service_timeperiod_object_id bigint default 0,
  host_notifications_enabled integer default 0,
  service_notifications_enabled integer default 0,
  can_submit_commands integer default 0,
  notify_service_recovery integer default 0,
  notify_service_warning integer default 0,
  notify_service_unknown integer default 0,
  notify_service_critical integer default 0,
  notify_service_flapping integer default 0,
  notify_service_downtime integer default 0,
  notify_host_recovery integer default 0,
  notify_host_down integer default 0,
  notify_host_unreachable integer default 0,
  notify_host_flapping integer default 0,
  notify_host_downtime integer default 0,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_contact_id primary key (contact_id),
  constraint uq_contacts unique (instance_id, config_type, contact_object_id)
);
create table icinga_contactstatus (
  contactstatus_id bigserial,
  instance_id bigint default 0,
  contact_object_id bigint default 0,
  status_update_time timestamp without time zone,
  host_notifications_enabled integer default 0,
  service_notifications_enabled integer default 0,
  last_host_notification timestamp without time zone,
  last_service_notification timestamp without time zone,
  modified_attributes integer default 0,
  modified_host_attributes integer default 0,
  modified_service_attributes integer default 0,
  endpoint_object_id bigint,
  constraint pk_contactstatus_id primary key (contactstatus_id),
  constraint uq_contactstatus unique (contact_object_id)
);
create table icinga_customvariables (
  customvariable_id bigserial,
  instance_id bigint default 0,
  object_id bigint default 0,
  config_type integer default 0,
  has_been_modified integer default 0,
  varname text default ''::text,
  varvalue text default ''::text,
  is_json integer default 0,
  session_token integer,
  constraint pk_customvariable_id primary key (customvariable_id),
  constraint uq_customvariables unique (object_id, config_type, varname)
);
create table icinga_customvariablestatus (
  customvariablestatus_id bigserial,
  instance_id bigint default 0,
  object_id bigint default 0,
  status_update_time timestamp without time zone,
  has_been_modified integer default 0,
  varname text default ''::text,
  varvalue text default ''::text,
  is_json integer default 0,
  session_token integer,
  endpoint_object_id bigint,
  constraint pk_customvariablestatus_id primary key (customvariablestatus_id),
  constraint uq_customvariablestatus unique (object_id, varname)
);
create table icinga_dbversion (
  dbversion_id bigserial,
  name text default ''::text,
  version text default ''::text,
  create_time timestamp without time zone,
  modify_time timestamp without time zone,
  constraint pk_dbversion_id primary key (dbversion_id),
  constraint uq_dbversion unique (name)
);
create table icinga_downtimehistory (
  downtimehistory_id bigserial,
  instance_id bigint default 0,
  downtime_type integer default 0,
  object_id bigint default 0,
  entry_time timestamp without time zone,
  author_name text default ''::text,
  comment_data text default ''::text,
  internal_downtime_id bigint default 0,
  triggered_by_id bigint default 0,
  is_fixed integer default 0,
  duration bigint default 0,
  scheduled_start_time timestamp without time zone,
  scheduled_end_time timestamp without time zone,
  was_started integer default 0,
  actual_start_time timestamp without time zone,
  actual_start_time_usec integer default 0,
  actual_end_time timestamp without time zone,
  actual_end_time_usec integer default 0,
  was_cancelled integer default 0,
  is_in_effect integer default 0,
  trigger_time timestamp without time zone,
  name text,
  endpoint_object_id bigint,
  constraint pk_downtimehistory_id primary key (downtimehistory_id)
);
create table icinga_endpoints (
  endpoint_id bigserial,
  instance_id bigint default 0,
  endpoint_object_id bigint default 0,
  zone_object_id bigint default 0,
  config_type integer default 0,
  identity text,
  node text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_endpoint_id primary key (endpoint_id),
  constraint uq_endpoints unique (instance_id, config_type, endpoint_object_id)
);
create table icinga_endpointstatus (
  endpointstatus_id bigserial,
  instance_id bigint default 0,
  endpoint_object_id bigint default 0,
  zone_object_id bigint default 0,
  status_update_time timestamp without time zone,
  identity text,
  node text,
  is_connected integer default 0,
  constraint pk_endpointstatus_id primary key (endpointstatus_id),
  constraint uq_endpointstatus unique (endpoint_object_id)
);
create table icinga_eventhandlers (
  eventhandler_id bigserial,
  instance_id bigint default 0,
  eventhandler_type integer default 0,
  object_id bigint default 0,
  state integer default 0,
  state_type integer default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  command_object_id bigint default 0,
  command_args text default ''::text,
  command_line text default ''::text,
  timeout integer default 0,
  early_timeout integer default 0,
  execution_time double precision default 0,
  return_code integer default 0,
  output text default ''::text,
  long_output text default ''::text,
  endpoint_object_id bigint,
  constraint pk_eventhandler_id primary key (eventhandler_id),
  constraint uq_eventhandlers unique (instance_id, object_id, start_time, start_time_usec)
);
create table icinga_externalcommands (
  externalcommand_id bigserial,
  instance_id bigint default 0,
  entry_time timestamp without time zone,
  command_type integer default 0,
  command_name text default ''::text,
  command_args text default ''::text,
  endpoint_object_id bigint,
  constraint pk_externalcommand_id primary key (externalcommand_id)
);
create table icinga_flappinghistory (
  flappinghistory_id bigserial,
  instance_id bigint default 0,
  event_time timestamp without time zone,
  event_time_usec integer default 0,
  event_type integer default 0,
  reason_type integer default 0,
  flapping_type integer default 0,
  object_id bigint default 0,
  percent_state_change double precision default 0,
  low_threshold double precision default 0,
  high_threshold double precision default 0,
  comment_time timestamp without time zone,
  internal_comment_id bigint default 0,
  endpoint_object_id bigint,
  constraint pk_flappinghistory_id primary key (flappinghistory_id)
);
create table icinga_host_contactgroups (
  host_contactgroup_id bigserial,
  instance_id bigint default 0,
  host_id bigint default 0,
  contactgroup_object_id bigint default 0,
  constraint pk_host_contactgroup_id primary key (host_contactgroup_id)
);
create table icinga_host_contacts (
  host_contact_id bigserial,
  instance_id bigint default 0,
  host_id bigint default 0,
  contact_object_id bigint default 0,
  constraint pk_host_contact_id primary key (host_contact_id)
);
create table icinga_host_parenthosts (
  host_parenthost_id bigserial,
  instance_id bigint default 0,
  host_id bigint default 0,
  parent_host_object_id bigint default 0,
  constraint pk_host_parenthost_id primary key (host_parenthost_id)
);
create table icinga_hostchecks (
  hostcheck_id bigserial,
  instance_id bigint default 0,
  host_object_id bigint default 0,
  check_type integer default 0,
  is_raw_check integer default 0,
  current_check_attempt integer default 0,
  max_check_attempts integer default 0,
  state integer default 0,
  state_type integer default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  command_object_id bigint default 0,
  command_args text default ''::text,
  command_line text default ''::text,
  timeout integer default 0,
  early_timeout integer default 0,
  execution_time double precision default 0,
  latency double precision default 0,
  return_code integer default 0,
  output text default ''::text,
  long_output text default ''::text,
  perfdata text default ''::text,
  endpoint_object_id bigint,
  constraint pk_hostcheck_id primary key (hostcheck_id)
);
create table icinga_hostdependencies (
  hostdependency_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  host_object_id bigint default 0,
  dependent_host_object_id bigint default 0,
  dependency_type integer default 0,
  inherits_parent integer default 0,
  timeperiod_object_id bigint default 0,
  fail_on_up integer default 0,
  fail_on_down integer default 0,
  fail_on_unreachable integer default 0,
  constraint pk_hostdependency_id primary key (hostdependency_id)
);
create sequence icinga_hostescalation_contact_hostescalation_contactgroup_i_seq;
create table icinga_hostescalation_contactgroups (
  hostescalation_contactgroup_id bigint default nextval('icinga_hostescalation_contact_hostescalation_contactgroup_i_seq'::regclass) not null,
  instance_id bigint default 0,
  hostescalation_id bigint default 0,
  contactgroup_object_id bigint default 0,
  constraint pk_hostescalation_contactgroup_id primary key (hostescalation_contactgroup_id),
  constraint uq_hostescalation_contactgroups unique (hostescalation_id, contactgroup_object_id)
);
alter sequence icinga_hostescalation_contact_hostescalation_contactgroup_i_seq owned by icinga_hostescalation_contactgroups.hostescalation_contactgroup_id;
create table icinga_hostescalation_contacts (
  hostescalation_contact_id bigserial,
  instance_id bigint default 0,
  hostescalation_id bigint default 0,
  contact_object_id bigint default 0,
  constraint pk_hostescalation_contact_id primary key (hostescalation_contact_id),
  constraint uq_hostescalation_contacts unique (instance_id, hostescalation_id, contact_object_id)
);
create table icinga_hostescalations (
  hostescalation_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  host_object_id bigint default 0,
  timeperiod_object_id bigint default 0,
  first_notification integer default 0,
  last_notification integer default 0,
  notification_interval double precision default 0,
  escalate_on_recovery integer default 0,
  escalate_on_down integer default 0,
  escalate_on_unreachable integer default 0,
  constraint pk_hostescalation_id primary key (hostescalation_id),
  constraint uq_hostescalations unique (instance_id, config_type, host_object_id, timeperiod_object_id, first_notification, last_notification)
);
create table icinga_hostgroup_members (
  hostgroup_member_id bigserial,
  instance_id bigint default 0,
  hostgroup_id bigint default 0,
  host_object_id bigint default 0,
  session_token integer,
  constraint pk_hostgroup_member_id primary key (hostgroup_member_id)
);
create table icinga_hostgroups (
  hostgroup_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  hostgroup_object_id bigint default 0,
  alias text default ''::text,
  notes text,
  notes_url text,
  action_url text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_hostgroup_id primary key (hostgroup_id),
  constraint uq_hostgroups unique (instance_id, hostgroup_object_id)
);
create table icinga_hosts (
  host_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  host_object_id bigint default 0,
  alias text default ''::text,
  display_name text default ''::text,
  address text default ''::text,
  address6 text default ''::text,
  check_command_object_id bigint default 0,
  check_command_args text default ''::text,
  eventhandler_command_object_id bigint default 0,
  eventhandler_command_args text default ''::text,
  notification_timeperiod_object_id bigint default 0,
  check_timeperiod_object_id bigint default 0,
  failure_prediction_options text default ''::text,
  check_interval double precision default 0,
  retry_interval double precision default 0,
  max_check_attempts integer default 0,
  first_notification_delay double precision default 0,
  notification_interval double precision default 0,
  notify_on_down integer default 0,
  notify_on_unreachable integer default 0,
  notify_on_recovery integer default 0,
  notify_on_flapping integer default 0,
  notify_on_downtime integer default 0,
  stalk_on_up integer default 0,
  stalk_on_down integer default 0,
  stalk_on_unreachable integer default 0,
  flap_detection_enabled integer default 0,
  flap_detection_on_up integer default 0,
  flap_detection_on_down integer default 0,
  flap_detection_on_unreachable integer default 0,
  low_flap_threshold double precision default 0,
  high_flap_threshold double precision default 0,
  process_performance_data integer default 0,
  freshness_checks_enabled integer default 0,
  freshness_threshold integer default 0,
  passive_checks_enabled integer default 0,
  event_handler_enabled integer default 0,
  active_checks_enabled integer default 0,
  retain_status_information integer default 0,
  retain_nonstatus_information integer default 0,
  notifications_enabled integer default 0,
  obsess_over_host integer default 0,
  failure_prediction_enabled integer default 0,
  notes text default ''::text,
  notes_url text default ''::text,
  action_url text default ''::text,
  icon_image text default ''::text,
  icon_image_alt text default ''::text,
  vrml_image text default ''::text,
  statusmap_image text default ''::text,
  have_2d_coords integer default 0,
  x_2d integer default 0,
  y_2d integer default 0,
  have_3d_coords integer default 0,
  x_3d double precision default 0,
  y_3d double precision default 0,
  z_3d double precision default 0,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_host_id primary key (host_id),
  constraint uq_hosts unique (instance_id, config_type, host_object_id)
);
create table icinga_hoststatus (
  hoststatus_id bigserial,
  instance_id bigint default 0,
  host_object_id bigint default 0,
  status_update_time timestamp without time zone,
  output text default ''::text,
  long_output text default ''::text,
  perfdata text default ''::text,
  check_source character varying(255) default ''::character varying,
  current_state integer default 0,
  has_been_checked integer default 0,
  should_be_scheduled integer default 0,
  current_check_attempt integer default 0,
  max_check_attempts integer default 0,
  last_check timestamp without time zone,
  next_check timestamp without time zone,
  check_type integer default 0,
  last_state_change timestamp without time zone,
  last_hard_state_change timestamp without time zone,
  last_hard_state integer default 0,
  last_time_up timestamp without time zone,
  last_time_down timestamp without time zone,
  last_time_unreachable timestamp without time zone,
  state_type integer default 0,
  last_notification timestamp without time zone,
  next_notification timestamp without time zone,
  no_more_notifications integer default 0,
  notifications_enabled integer default 0,
  problem_has_been_acknowledged integer default 0,
  acknowledgement_type integer default 0,
  current_notification_number integer default 0,
  passive_checks_enabled integer default 0,
  active_checks_enabled integer default 0,
  event_handler_enabled integer default 0,
  flap_detection_enabled integer default 0,
  is_flapping integer default 0,
  percent_state_change double precision default 0,
  latency double precision default 0,
  execution_time double precision default 0,
  scheduled_downtime_depth integer default 0,
  failure_prediction_enabled integer default 0,
  process_performance_data integer default 0,
  obsess_over_host integer default 0,
  modified_host_attributes integer default 0,
  original_attributes text,
  event_handler text default ''::text,
  check_command text default ''::text,
  normal_check_interval double precision default 0,
  retry_check_interval double precision default 0,
  check_timeperiod_object_id bigint default 0,
  is_reachable integer default 0,
  endpoint_object_id bigint,
  constraint pk_hoststatus_id primary key (hoststatus_id),
  constraint uq_hoststatus unique (host_object_id)
);
create table icinga_instances (
  instance_id bigserial,
  instance_name text default ''::text,
  instance_description text default ''::text,
  constraint pk_instance_id primary key (instance_id)
);
create table icinga_logentries (
  logentry_id bigserial,
  instance_id bigint default 0,
  logentry_time timestamp without time zone,
  entry_time timestamp without time zone,
  entry_time_usec integer default 0,
  logentry_type integer default 0,
  logentry_data text default ''::text,
  realtime_data integer default 0,
  inferred_data_extracted integer default 0,
  object_id bigint,
  endpoint_object_id bigint,
  constraint pk_logentry_id primary key (logentry_id)
);
create table icinga_notifications (
  notification_id bigserial,
  instance_id bigint default 0,
  notification_type integer default 0,
  notification_reason integer default 0,
  object_id bigint default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  state integer default 0,
  output text default ''::text,
  long_output text default ''::text,
  escalated integer default 0,
  contacts_notified integer default 0,
  endpoint_object_id bigint,
  constraint pk_notification_id primary key (notification_id),
  constraint uq_notifications unique (instance_id, object_id, start_time, start_time_usec)
);
create table icinga_objects (
  object_id bigserial,
  instance_id bigint default 0,
  objecttype_id bigint default 0,
  name1 text,
  name2 text,
  is_active integer default 0,
  constraint pk_object_id primary key (object_id)
);
create table icinga_processevents (
  processevent_id bigserial,
  instance_id bigint default 0,
  event_type integer default 0,
  event_time timestamp without time zone,
  event_time_usec integer default 0,
  process_id bigint default 0,
  program_name text default ''::text,
  program_version text default ''::text,
  program_date text default ''::text,
  endpoint_object_id bigint,
  constraint pk_processevent_id primary key (processevent_id)
);
create table icinga_programstatus (
  programstatus_id bigserial,
  instance_id bigint default 0,
  program_version text,
  status_update_time timestamp without time zone,
  program_start_time timestamp without time zone,
  program_end_time timestamp without time zone,
  is_currently_running integer default 0,
  endpoint_name text default ''::text,
  process_id bigint default 0,
  daemon_mode integer default 0,
  last_command_check timestamp without time zone,
  last_log_rotation timestamp without time zone,
  notifications_enabled integer default 0,
  disable_notif_expire_time timestamp without time zone,
  active_service_checks_enabled integer default 0,
  passive_service_checks_enabled integer default 0,
  active_host_checks_enabled integer default 0,
  passive_host_checks_enabled integer default 0,
  event_handlers_enabled integer default 0,
  flap_detection_enabled integer default 0,
  failure_prediction_enabled integer default 0,
  process_performance_data integer default 0,
  obsess_over_hosts integer default 0,
  obsess_over_services integer default 0,
  modified_host_attributes integer default 0,
  modified_service_attributes integer default 0,
  global_host_event_handler text default ''::text,
  global_service_event_handler text default ''::text,
  config_dump_in_progress integer default 0,
  endpoint_object_id bigint,
  constraint pk_programstatus_id primary key (programstatus_id),
  constraint uq_programstatus unique (instance_id)
);
create table icinga_runtimevariables (
  runtimevariable_id bigserial,
  instance_id bigint default 0,
  varname text default ''::text,
  varvalue text default ''::text,
  endpoint_object_id bigint,
  constraint pk_runtimevariable_id primary key (runtimevariable_id)
);
create table icinga_scheduleddowntime (
  scheduleddowntime_id bigserial,
  instance_id bigint default 0,
  downtime_type integer default 0,
  object_id bigint default 0,
  entry_time timestamp without time zone,
  author_name text default ''::text,
  comment_data text default ''::text,
  internal_downtime_id bigint default 0,
  triggered_by_id bigint default 0,
  is_fixed integer default 0,
  duration bigint default 0,
  scheduled_start_time timestamp without time zone,
  scheduled_end_time timestamp without time zone,
  was_started integer default 0,
  actual_start_time timestamp without time zone,
  actual_start_time_usec integer default 0,
  is_in_effect integer default 0,
  trigger_time timestamp without time zone,
  name text,
  session_token integer,
  endpoint_object_id bigint,
  constraint pk_scheduleddowntime_id primary key (scheduleddowntime_id)
);
create table icinga_service_contactgroups (
  service_contactgroup_id bigserial,
  instance_id bigint default 0,
  service_id bigint default 0,
  contactgroup_object_id bigint default 0,
  constraint pk_service_contactgroup_id primary key (service_contactgroup_id)
);
create table icinga_service_contacts (
  service_contact_id bigserial,
  instance_id bigint default 0,
  service_id bigint default 0,
  contact_object_id bigint default 0,
  constraint pk_service_contact_id primary key (service_contact_id)
);
create table icinga_servicechecks (
  servicecheck_id bigserial,
  instance_id bigint default 0,
  service_object_id bigint default 0,
  check_type integer default 0,
  current_check_attempt integer default 0,
  max_check_attempts integer default 0,
  state integer default 0,
  state_type integer default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  command_object_id bigint default 0,
  command_args text default ''::text,
  command_line text default ''::text,
  timeout integer default 0,
  early_timeout integer default 0,
  execution_time double precision default 0,
  latency double precision default 0,
  return_code integer default 0,
  output text default ''::text,
  long_output text default ''::text,
  perfdata text default ''::text,
  endpoint_object_id bigint,
  constraint pk_servicecheck_id primary key (servicecheck_id)
);
create table icinga_servicedependencies (
  servicedependency_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  service_object_id bigint default 0,
  dependent_service_object_id bigint default 0,
  dependency_type integer default 0,
  inherits_parent integer default 0,
  timeperiod_object_id bigint default 0,
  fail_on_ok integer default 0,
  fail_on_warning integer default 0,
  fail_on_unknown integer default 0,
  fail_on_critical integer default 0,
  constraint pk_servicedependency_id primary key (servicedependency_id)
);
create sequence icinga_serviceescalation_cont_serviceescalation_contactgrou_seq;
create table icinga_serviceescalation_contactgroups (
  serviceescalation_contactgroup_id bigint default nextval('icinga_serviceescalation_cont_serviceescalation_contactgrou_seq'::regclass) not null,
  instance_id bigint default 0,
  serviceescalation_id bigint default 0,
  contactgroup_object_id bigint default 0,
  constraint pk_serviceescalation_contactgroup_id primary key (serviceescalation_contactgroup_id),
  constraint uq_serviceescalation_contactgro unique (serviceescalation_id, contactgroup_object_id)
);
alter sequence icinga_serviceescalation_cont_serviceescalation_contactgrou_seq owned by icinga_serviceescalation_contactgroups.serviceescalation_contactgroup_id;
create sequence icinga_serviceescalation_conta_serviceescalation_contact_id_seq;
create table icinga_serviceescalation_contacts (
  serviceescalation_contact_id bigint default nextval('icinga_serviceescalation_conta_serviceescalation_contact_id_seq'::regclass) not null,
  instance_id bigint default 0,
  serviceescalation_id bigint default 0,
  contact_object_id bigint default 0,
  constraint pk_serviceescalation_contact_id primary key (serviceescalation_contact_id),
  constraint uq_serviceescalation_contacts unique (instance_id, serviceescalation_id, contact_object_id)
);
alter sequence icinga_serviceescalation_conta_serviceescalation_contact_id_seq owned by icinga_serviceescalation_contacts.serviceescalation_contact_id;
create table icinga_serviceescalations (
  serviceescalation_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  service_object_id bigint default 0,
  timeperiod_object_id bigint default 0,
  first_notification integer default 0,
  last_notification integer default 0,
  notification_interval double precision default 0,
  escalate_on_recovery integer default 0,
  escalate_on_warning integer default 0,
  escalate_on_unknown integer default 0,
  escalate_on_critical integer default 0,
  constraint pk_serviceescalation_id primary key (serviceescalation_id),
  constraint uq_serviceescalations unique (instance_id, config_type, service_object_id, timeperiod_object_id, first_notification, last_notification)
);
create table icinga_servicegroup_members (
  servicegroup_member_id bigserial,
  instance_id bigint default 0,
  servicegroup_id bigint default 0,
  service_object_id bigint default 0,
  session_token integer,
  constraint pk_servicegroup_member_id primary key (servicegroup_member_id)
);
create table icinga_servicegroups (
  servicegroup_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  servicegroup_object_id bigint default 0,
  alias text default ''::text,
  notes text,
  notes_url text,
  action_url text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_servicegroup_id primary key (servicegroup_id),
  constraint uq_servicegroups unique (instance_id, config_type, servicegroup_object_id)
);
create table icinga_services (
  service_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  host_object_id bigint default 0,
  service_object_id bigint default 0,
  display_name text default ''::text,
  check_command_object_id bigint default 0,
  check_command_args text default ''::text,
  eventhandler_command_object_id bigint default 0,
  eventhandler_command_args text default ''::text,
  notification_timeperiod_object_id bigint default 0,
  check_timeperiod_object_id bigint default 0,
  failure_prediction_options text default ''::text,
  check_interval double precision default 0,
  retry_interval double precision default 0,
  max_check_attempts integer default 0,
  first_notification_delay double precision default 0,
  notification_interval double precision default 0,
  notify_on_warning integer default 0,
  notify_on_unknown integer default 0,
  notify_on_critical integer default 0,
  notify_on_recovery integer default 0,
  notify_on_flapping integer default 0,
  notify_on_downtime integer default 0,
  stalk_on_ok integer default 0,
  stalk_on_warning integer default 0,
  stalk_on_unknown integer default 0,
  stalk_on_critical integer default 0,
  is_volatile integer default 0,
  flap_detection_enabled integer default 0,
  flap_detection_on_ok integer default 0,
  flap_detection_on_warning integer default 0,
  flap_detection_on_unknown integer default 0,
  flap_detection_on_critical integer default 0,
  low_flap_threshold double precision default 0,
  high_flap_threshold double precision default 0,
  process_performance_data integer default 0,
  freshness_checks_enabled integer default 0,
  freshness_threshold integer default 0,
  passive_checks_enabled integer default 0,
  event_handler_enabled integer default 0,
  active_checks_enabled integer default 0,
  retain_status_information integer default 0,
  retain_nonstatus_information integer default 0,
  notifications_enabled integer default 0,
  obsess_over_service integer default 0,
  failure_prediction_enabled integer default 0,
  notes text default ''::text,
  notes_url text default ''::text,
  action_url text default ''::text,
  icon_image text default ''::text,
  icon_image_alt text default ''::text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_service_id primary key (service_id),
  constraint uq_services unique (instance_id, config_type, service_object_id)
);
create table icinga_servicestatus (
  servicestatus_id bigserial,
  instance_id bigint default 0,
  service_object_id bigint default 0,
  status_update_time timestamp without time zone,
  output text default ''::text,
  long_output text default ''::text,
  perfdata text default ''::text,
  check_source character varying(255) default ''::character varying,
  current_state integer default 0,
  has_been_checked integer default 0,
  should_be_scheduled integer default 0,
  current_check_attempt integer default 0,
  max_check_attempts integer default 0,
  last_check timestamp without time zone,
  next_check timestamp without time zone,
  check_type integer default 0,
  last_state_change timestamp without time zone,
  last_hard_state_change timestamp without time zone,
  last_hard_state integer default 0,
  last_time_ok timestamp without time zone,
  last_time_warning timestamp without time zone,
  last_time_unknown timestamp without time zone,
  last_time_critical timestamp without time zone,
  state_type integer default 0,
  last_notification timestamp without time zone,
  next_notification timestamp without time zone,
  no_more_notifications integer default 0,
  notifications_enabled integer default 0,
  problem_has_been_acknowledged integer default 0,
  acknowledgement_type integer default 0,
  current_notification_number integer default 0,
  passive_checks_enabled integer default 0,
  active_checks_enabled integer default 0,
  event_handler_enabled integer default 0,
  flap_detection_enabled integer default 0,
  is_flapping integer default 0,
  percent_state_change double precision default 0,
  latency double precision default 0,
  execution_time double precision default 0,
  scheduled_downtime_depth integer default 0,
  failure_prediction_enabled integer default 0,
  process_performance_data integer default 0,
  obsess_over_service integer default 0,
  modified_service_attributes integer default 0,
  original_attributes text,
  event_handler text default ''::text,
  check_command text default ''::text,
  normal_check_interval double precision default 0,
  retry_check_interval double precision default 0,
  check_timeperiod_object_id bigint default 0,
  is_reachable integer default 0,
  endpoint_object_id bigint,
  constraint pk_servicestatus_id primary key (servicestatus_id),
  constraint uq_servicestatus unique (service_object_id)
);
create table icinga_statehistory (
  statehistory_id bigserial,
  instance_id bigint default 0,
  state_time timestamp without time zone,
  state_time_usec integer default 0,
  object_id bigint default 0,
  state_change integer default 0,
  state integer default 0,
  state_type integer default 0,
  current_check_attempt integer default 0,
  max_check_attempts integer default 0,
  last_state integer default '-1'::integer,
  last_hard_state integer default '-1'::integer,
  output text default ''::text,
  long_output text default ''::text,
  check_source character varying(255) default ''::character varying,
  endpoint_object_id bigint,
  constraint pk_statehistory_id primary key (statehistory_id)
);
create table icinga_systemcommands (
  systemcommand_id bigserial,
  instance_id bigint default 0,
  start_time timestamp without time zone,
  start_time_usec integer default 0,
  end_time timestamp without time zone,
  end_time_usec integer default 0,
  command_line text default ''::text,
  timeout integer default 0,
  early_timeout integer default 0,
  execution_time double precision default 0,
  return_code integer default 0,
  output text default ''::text,
  long_output text default ''::text,
  endpoint_object_id bigint,
  constraint pk_systemcommand_id primary key (systemcommand_id),
  constraint uq_systemcommands unique (instance_id, start_time, start_time_usec)
);
create table icinga_timeperiod_timeranges (
  timeperiod_timerange_id bigserial,
  instance_id bigint default 0,
  timeperiod_id bigint default 0,
  day integer default 0,
  start_sec integer default 0,
  end_sec integer default 0,
  constraint pk_timeperiod_timerange_id primary key (timeperiod_timerange_id)
);
create table icinga_timeperiods (
  timeperiod_id bigserial,
  instance_id bigint default 0,
  config_type integer default 0,
  timeperiod_object_id bigint default 0,
  alias text default ''::text,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_timeperiod_id primary key (timeperiod_id),
  constraint uq_timeperiods unique (instance_id, config_type, timeperiod_object_id)
);
create table icinga_zones (
  zone_id bigserial,
  instance_id bigint default 0,
  zone_object_id bigint default 0,
  parent_zone_object_id bigint default 0,
  config_type integer default 0,
  is_global integer default 0,
  config_hash character varying(64) default NULL::character varying,
  constraint pk_zone_id primary key (zone_id),
  constraint uq_zones unique (instance_id, config_type, zone_object_id)
);
create table icinga_zonestatus (
  zonestatus_id bigserial,
  instance_id bigint default 0,
  zone_object_id bigint default 0,
  parent_zone_object_id bigint default 0,
  status_update_time timestamp without time zone,
  constraint pk_zonestatus_id primary key (zonestatus_id),
  constraint uq_zonestatus unique (zone_object_id)
);
create index command_object_idx on icinga_commands (object_id);
create index commands_i_id_idx on icinga_commands (instance_id);
create index commenthistory_delete_idx on icinga_commenthistory (instance_id, comment_time, internal_comment_id);
create index idx_commenthistory_remove on icinga_commenthistory (object_id, entry_time);
create index comments_i_id_idx on icinga_comments (instance_id);
create index idx_comments_object_id on icinga_comments (object_id);
create index idx_comments_remove on icinga_comments (object_id, entry_time);
create index idx_comments_session_del on icinga_comments (instance_id, session_token);
create index configfiles_i_id_idx on icinga_configfiles (instance_id);
create index configfilevariables_i_id_idx on icinga_configfilevariables (instance_id);
create index contact_addresses_i_id_idx on icinga_contact_addresses (instance_id);
create index contact_notifcommands_i_id_idx on icinga_contact_notificationcommands (instance_id);
create index cntgrpmbrs_cgid_coid on icinga_contactgroup_members (contactgroup_id, contact_object_id);
create index contactgroup_members_i_id_idx on icinga_contactgroup_members (instance_id);
create index idx_contactgroup_members_object_id on icinga_contactgroup_members (contact_object_id);
create index contactgroups_i_id_idx on icinga_contactgroups (instance_id);
create index contact_notif_meth_notif_idx on icinga_contactnotificationmethods (contactnotification_id, command_object_id);
create index contact_notification_idx on icinga_contactnotifications (notification_id, contact_object_id);
create index contacts_i_id_idx on icinga_contacts (instance_id);
create index contacts_object_id_idx on icinga_contacts (contact_object_id);
create index contactstatus_i_id_idx on icinga_contactstatus (instance_id);
create index customvariables_i_id_idx on icinga_customvariables (instance_id);
create index icinga_customvariables_i on icinga_customvariables (varname);
create index idx_customvariables_object_id on icinga_customvariables (object_id);
create index customvariablestatus_i_id_idx on icinga_customvariablestatus (instance_id);
create index icinga_customvariablestatus_i on icinga_customvariablestatus (varname);
create index idx_downtimehistory_remove on icinga_downtimehistory (object_id, entry_time, scheduled_start_time, scheduled_end_time);
create index sla_idx_dohist on icinga_downtimehistory (object_id, actual_start_time, actual_end_time);
create index idx_endpoints_object_id on icinga_endpoints (endpoint_object_id);
create index idx_endpoints_zone_object_id on icinga_endpoints (zone_object_id);
create index idx_endpointstatus_object_id on icinga_endpointstatus (endpoint_object_id);
create index idx_endpointstatus_zone_object_id on icinga_endpointstatus (zone_object_id);
create index eventhandlers_i_id_idx on icinga_eventhandlers (instance_id);
create index eventhandlers_time_id_idx on icinga_eventhandlers (start_time);
create index externalcommands_i_id_idx on icinga_externalcommands (instance_id);
create index externalcommands_time_id_idx on icinga_externalcommands (entry_time);
create index host_contactgroups_i_id_idx on icinga_host_contactgroups (instance_id);
create index hstcntgrps_hid_cgoid on icinga_host_contactgroups (host_id, contactgroup_object_id);
create index host_contacts_i_id_idx on icinga_host_contacts (instance_id);
create index idx_host_contacts_host_id on icinga_host_contacts (host_id);
create index host_parenthosts_i_id_idx on icinga_host_parenthosts (instance_id);
create index hstprnthsts_hid_phoid on icinga_host_parenthosts (host_id, parent_host_object_id);
create index hostchecks_i_id_idx on icinga_hostchecks (instance_id);
create index hostchecks_time_id_idx on icinga_hostchecks (start_time);
create index hostchks_h_obj_id_idx on icinga_hostchecks (host_object_id);
create index hostdependencies_i_id_idx on icinga_hostdependencies (instance_id);
create index idx_hostdependencies on icinga_hostdependencies (instance_id, config_type, host_object_id, dependent_host_object_id, dependency_type, inherits_parent, fail_on_up, fail_on_down, fail_on_unreachable);
create index idx_hostdependencies_dependent_host_object_id on icinga_hostdependencies (dependent_host_object_id);
create index hostesc_cgroups_i_id_idx on icinga_hostescalation_contactgroups (instance_id);
create index hostesc_contacts_i_id_idx on icinga_hostescalation_contacts (instance_id);
create index hostesc_i_id_idx on icinga_hostescalations (instance_id);
create index hostgroup_members_i_id_idx on icinga_hostgroup_members (instance_id);
create index hstgrpmbrs_hgid_hoid on icinga_hostgroup_members (hostgroup_id, host_object_id);
create index idx_hostgroup_members_object_id on icinga_hostgroup_members (host_object_id);
create index hostgroups_i_id_idx on icinga_hostgroups (instance_id);
create index hosts_host_object_id_idx on icinga_hosts (host_object_id);
create index hosts_i_id_idx on icinga_hosts (instance_id);
create index hoststatus_act_chks_en_idx on icinga_hoststatus (active_checks_enabled);
create index hoststatus_check_type_idx on icinga_hoststatus (check_type);
create index hoststatus_current_state_idx on icinga_hoststatus (current_state);
create index hoststatus_event_hdl_en_idx on icinga_hoststatus (event_handler_enabled);
create index hoststatus_ex_time_idx on icinga_hoststatus (execution_time);
create index hoststatus_flap_det_en_idx on icinga_hoststatus (flap_detection_enabled);
create index hoststatus_i_id_idx on icinga_hoststatus (instance_id);
create index hoststatus_is_flapping_idx on icinga_hoststatus (is_flapping);
create index hoststatus_last_state_chg_idx on icinga_hoststatus (last_state_change);
create index hoststatus_latency_idx on icinga_hoststatus (latency);
create index hoststatus_notif_enabled_idx on icinga_hoststatus (notifications_enabled);
create index hoststatus_p_state_chg_idx on icinga_hoststatus (percent_state_change);
create index hoststatus_pas_chks_en_idx on icinga_hoststatus (passive_checks_enabled);
create index hoststatus_problem_ack_idx on icinga_hoststatus (problem_has_been_acknowledged);
create index hoststatus_sch_downt_d_idx on icinga_hoststatus (scheduled_downtime_depth);
create index hoststatus_stat_upd_time_idx on icinga_hoststatus (status_update_time);
create index hoststatus_state_type_idx on icinga_hoststatus (state_type);
create index loge_inst_id_time_idx on icinga_logentries (instance_id, logentry_time);
create index loge_time_idx on icinga_logentries (logentry_time);
create index notification_idx on icinga_notifications (notification_type, object_id, start_time);
create index notification_object_id_idx on icinga_notifications (object_id);
create index icinga_objects_i on icinga_objects (objecttype_id, name1, name2);
create index objects_inst_id_idx on icinga_objects (instance_id);
create index objects_name1_idx on icinga_objects (name1);
create index objects_name2_idx on icinga_objects (name2);
create index objects_objtype_id_idx on icinga_objects (objecttype_id);
create index sla_idx_obj on icinga_objects (objecttype_id, is_active, name1);
create index programstatus_i_id_idx on icinga_programstatus (instance_id);
create index runtimevariables_i_id_idx on icinga_runtimevariables (instance_id);
create index runtimevars_iid_varn on icinga_runtimevariables (instance_id, varname);
create index idx_downtimes_session_del on icinga_scheduleddowntime (instance_id, session_token);
create index idx_scheduleddowntime_object_id on icinga_scheduleddowntime (object_id);
create index idx_scheduleddowntime_remove on icinga_scheduleddowntime (object_id, entry_time, scheduled_start_time, scheduled_end_time);
create index scheduleddowntime_i_id_idx on icinga_scheduleddowntime (instance_id);
create index scgrps_sid_cgoid on icinga_service_contactgroups (service_id, contactgroup_object_id);
create index service_contactgroups_i_id_idx on icinga_service_contactgroups (instance_id);
create index idx_service_contacts_service_id on icinga_service_contacts (service_id);
create index service_contacts_i_id_idx on icinga_service_contacts (instance_id);
create index servicechecks_i_id_idx on icinga_servicechecks (instance_id);
create index servicechecks_time_id_idx on icinga_servicechecks (start_time);
create index servicechks_s_obj_id_idx on icinga_servicechecks (service_object_id);
create index idx_servicedependencies on icinga_servicedependencies (instance_id, config_type, service_object_id, dependent_service_object_id, dependency_type, inherits_parent, fail_on_ok, fail_on_warning, fail_on_unknown, fail_on_critical);
create index idx_servicedependencies_dependent_service_object_id on icinga_servicedependencies (dependent_service_object_id);
create index serviceesc_cgroups_i_id_idx on icinga_serviceescalation_contactgroups (instance_id);
create index serviceesc_contacts_i_id_idx on icinga_serviceescalation_contacts (instance_id);
create index serviceesc_i_id_idx on icinga_serviceescalations (instance_id);
create index idx_servicegroup_members_object_id on icinga_servicegroup_members (service_object_id);
create index servicegroup_members_i_id_idx on icinga_servicegroup_members (instance_id);
create index sgmbrs_sgid_soid on icinga_servicegroup_members (servicegroup_id, service_object_id);
create index servicegroups_i_id_idx on icinga_servicegroups (instance_id);
create index services_combined_object_idx on icinga_services (service_object_id, host_object_id);
create index services_host_object_id_idx on icinga_services (host_object_id);
create index services_i_id_idx on icinga_services (instance_id);
create index servicestatus_i_id_idx on icinga_servicestatus (instance_id);
create index srvcstatus_act_chks_en_idx on icinga_servicestatus (active_checks_enabled);
create index srvcstatus_check_type_idx on icinga_servicestatus (check_type);
create index srvcstatus_current_state_idx on icinga_servicestatus (current_state);
create index srvcstatus_event_hdl_en_idx on icinga_servicestatus (event_handler_enabled);
create index srvcstatus_ex_time_idx on icinga_servicestatus (execution_time);
create index srvcstatus_flap_det_en_idx on icinga_servicestatus (flap_detection_enabled);
create index srvcstatus_is_flapping_idx on icinga_servicestatus (is_flapping);
create index srvcstatus_last_state_chg_idx on icinga_servicestatus (last_state_change);
create index srvcstatus_latency_idx on icinga_servicestatus (latency);
create index srvcstatus_notif_enabled_idx on icinga_servicestatus (notifications_enabled);
create index srvcstatus_p_state_chg_idx on icinga_servicestatus (percent_state_change);
create index srvcstatus_pas_chks_en_idx on icinga_servicestatus (passive_checks_enabled);
create index srvcstatus_problem_ack_idx on icinga_servicestatus (problem_has_been_acknowledged);
create index srvcstatus_sch_downt_d_idx on icinga_servicestatus (scheduled_downtime_depth);
create index srvcstatus_stat_upd_time_idx on icinga_servicestatus (status_update_time);
create index srvcstatus_state_type_idx on icinga_servicestatus (state_type);
create index idx_statehistory_cleanup on icinga_statehistory (instance_id, state_time);
create index sla_idx_sthist on icinga_statehistory (object_id, state_time DESC);
create index statehist_i_id_o_id_s_ty_s_ti on icinga_statehistory (instance_id, object_id, state_type, state_time);
create index statehist_state_idx on icinga_statehistory (object_id, state);
create index systemcommands_i_id_idx on icinga_systemcommands (instance_id);
create index systemcommands_time_id_idx on icinga_systemcommands (start_time);
create index timeperiod_timeranges_i_id_idx on icinga_timeperiod_timeranges (instance_id);
create index tperiod_tid_d_ss_es on icinga_timeperiod_timeranges (timeperiod_id, day, start_sec, end_sec);
create index timeperiods_i_id_idx on icinga_timeperiods (instance_id);
create index idx_zones_object_id on icinga_zones (zone_object_id);
create index idx_zones_parent_object_id on icinga_zones (parent_zone_object_id);
create index idx_zonestatus_object_id on icinga_zonestatus (zone_object_id);
create index idx_zonestatus_parent_object_id on icinga_zonestatus (parent_zone_object_id);
