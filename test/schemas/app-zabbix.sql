-- Style: Zabbix 6: monitoring, 170 tables of numbers and short texts, every key named by hand
create function hosts_name_upper_upper() returns trigger language plpgsql as $$ begin return new; end $$;
create function items_name_upper_upper() returns trigger language plpgsql as $$ begin return new; end $$;
create table acknowledges (
  acknowledgeid bigint not null,
  userid bigint not null,
  eventid bigint not null,
  clock integer default 0 not null,
  message character varying(2048) default ''::character varying not null,
  action integer default 0 not null,
  old_severity integer default 0 not null,
  new_severity integer default 0 not null,
  constraint acknowledges_pkey primary key (acknowledgeid)
);
create table actions (
  actionid bigint not null,
  name character varying(255) default ''::character varying not null,
  eventsource integer default 0 not null,
  evaltype integer default 0 not null,
  status integer default 0 not null,
  esc_period character varying(255) default '1h'::character varying not null,
  formula character varying(1024) default ''::character varying not null,
  pause_suppressed integer default 1 not null,
  notify_if_canceled integer default 1 not null,
  constraint actions_pkey primary key (actionid)
);
create table alerts (
  alertid bigint not null,
  actionid bigint not null,
  eventid bigint not null,
  userid bigint,
  clock integer default 0 not null,
  mediatypeid bigint,
  sendto character varying(1024) default ''::character varying not null,
  subject character varying(255) default ''::character varying not null,
  message text default ''::text not null,
  status integer default 0 not null,
  retries integer default 0 not null,
  error character varying(2048) default ''::character varying not null,
  esc_step integer default 0 not null,
  alerttype integer default 0 not null,
  p_eventid bigint,
  acknowledgeid bigint,
  parameters text default '{}'::text not null,
  constraint alerts_pkey primary key (alertid)
);
create table auditlog (
  auditid character varying(25) not null,
  userid bigint,
  username character varying(100) default ''::character varying not null,
  clock integer default 0 not null,
  ip character varying(39) default ''::character varying not null,
  action integer default 0 not null,
  resourcetype integer default 0 not null,
  resourceid bigint,
  resource_cuid character varying(25),
  resourcename character varying(255) default ''::character varying not null,
  recordsetid character varying(25) not null,
  details text default ''::text not null,
  constraint auditlog_pkey primary key (auditid)
);
create table autoreg_host (
  autoreg_hostid bigint not null,
  proxy_hostid bigint,
  host character varying(128) default ''::character varying not null,
  listen_ip character varying(39) default ''::character varying not null,
  listen_port integer default 0 not null,
  listen_dns character varying(255) default ''::character varying not null,
  host_metadata character varying(255) default ''::character varying not null,
  flags integer default 0 not null,
  tls_accepted integer default 1 not null,
  constraint autoreg_host_pkey primary key (autoreg_hostid)
);
create table conditions (
  conditionid bigint not null,
  actionid bigint not null,
  conditiontype integer default 0 not null,
  operator integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  value2 character varying(255) default ''::character varying not null,
  constraint conditions_pkey primary key (conditionid)
);
create table config (
  configid bigint not null,
  work_period character varying(255) default '1-5,09:00-18:00'::character varying not null,
  alert_usrgrpid bigint,
  default_theme character varying(128) default 'blue-theme'::character varying not null,
  authentication_type integer default 0 not null,
  ldap_host character varying(255) default ''::character varying not null,
  ldap_port integer default 389 not null,
  ldap_base_dn character varying(255) default ''::character varying not null,
  ldap_bind_dn character varying(255) default ''::character varying not null,
  ldap_bind_password character varying(128) default ''::character varying not null,
  ldap_search_attribute character varying(128) default ''::character varying not null,
  discovery_groupid bigint not null,
  max_in_table integer default 50 not null,
  search_limit integer default 1000 not null,
  severity_color_0 character varying(6) default '97AAB3'::character varying not null,
  severity_color_1 character varying(6) default '7499FF'::character varying not null,
  severity_color_2 character varying(6) default 'FFC859'::character varying not null,
  severity_color_3 character varying(6) default 'FFA059'::character varying not null,
  severity_color_4 character varying(6) default 'E97659'::character varying not null,
  severity_color_5 character varying(6) default 'E45959'::character varying not null,
  severity_name_0 character varying(32) default 'Not classified'::character varying not null,
  severity_name_1 character varying(32) default 'Information'::character varying not null,
  severity_name_2 character varying(32) default 'Warning'::character varying not null,
  severity_name_3 character varying(32) default 'Average'::character varying not null,
  severity_name_4 character varying(32) default 'High'::character varying not null,
  severity_name_5 character varying(32) default 'Disaster'::character varying not null,
  ok_period character varying(32) default '5m'::character varying not null,
  blink_period character varying(32) default '2m'::character varying not null,
  problem_unack_color character varying(6) default 'CC0000'::character varying not null,
  problem_ack_color character varying(6) default 'CC0000'::character varying not null,
  ok_unack_color character varying(6) default '009900'::character varying not null,
  ok_ack_color character varying(6) default '009900'::character varying not null,
  problem_unack_style integer default 1 not null,
  problem_ack_style integer default 1 not null,
  ok_unack_style integer default 1 not null,
  ok_ack_style integer default 1 not null,
  snmptrap_logging integer default 1 not null,
  server_check_interval integer default 10 not null,
  hk_events_mode integer default 1 not null,
  hk_events_trigger character varying(32) default '365d'::character varying not null,
  hk_events_internal character varying(32) default '1d'::character varying not null,
  hk_events_discovery character varying(32) default '1d'::character varying not null,
  hk_events_autoreg character varying(32) default '1d'::character varying not null,
  hk_services_mode integer default 1 not null,
  hk_services character varying(32) default '365d'::character varying not null,
  hk_audit_mode integer default 1 not null,
  hk_audit character varying(32) default '365d'::character varying not null,
  hk_sessions_mode integer default 1 not null,
  hk_sessions character varying(32) default '365d'::character varying not null,
  hk_history_mode integer default 1 not null,
  hk_history_global integer default 0 not null,
  hk_history character varying(32) default '90d'::character varying not null,
  hk_trends_mode integer default 1 not null,
  hk_trends_global integer default 0 not null,
  hk_trends character varying(32) default '365d'::character varying not null,
  default_inventory_mode integer default '-1'::integer not null,
  custom_color integer default 0 not null,
  http_auth_enabled integer default 0 not null,
  http_login_form integer default 0 not null,
  http_strip_domains character varying(2048) default ''::character varying not null,
  http_case_sensitive integer default 1 not null,
  ldap_configured integer default 0 not null,
  ldap_case_sensitive integer default 1 not null,
  db_extension character varying(32) default ''::character varying not null,
  autoreg_tls_accept integer default 1 not null,
  compression_status integer default 0 not null,
  compress_older character varying(32) default '7d'::character varying not null,
  instanceid character varying(32) default ''::character varying not null,
  saml_auth_enabled integer default 0 not null,
  saml_idp_entityid character varying(1024) default ''::character varying not null,
  saml_sso_url character varying(2048) default ''::character varying not null,
  saml_slo_url character varying(2048) default ''::character varying not null,
  saml_username_attribute character varying(128) default ''::character varying not null,
  saml_sp_entityid character varying(1024) default ''::character varying not null,
  saml_nameid_format character varying(2048) default ''::character varying not null,
  saml_sign_messages integer default 0 not null,
  saml_sign_assertions integer default 0 not null,
  saml_sign_authn_requests integer default 0 not null,
  saml_sign_logout_requests integer default 0 not null,
  saml_sign_logout_responses integer default 0 not null,
  saml_encrypt_nameid integer default 0 not null,
  saml_encrypt_assertions integer default 0 not null,
  saml_case_sensitive integer default 0 not null,
  default_lang character varying(5) default 'en_US'::character varying not null,
  default_timezone character varying(50) default 'system'::character varying not null,
  login_attempts integer default 5 not null,
  login_block character varying(32) default '30s'::character varying not null,
  show_technical_errors integer default 0 not null,
  validate_uri_schemes integer default 1 not null,
  uri_valid_schemes character varying(255) default 'http,https,ftp,file,mailto,tel,ssh'::character varying not null,
  x_frame_options character varying(255) default 'SAMEORIGIN'::character varying not null,
  iframe_sandboxing_enabled integer default 1 not null,
  iframe_sandboxing_exceptions character varying(255) default ''::character varying not null,
  max_overview_table_size integer default 50 not null,
  history_period character varying(32) default '24h'::character varying not null,
  period_default character varying(32) default '1h'::character varying not null,
  max_period character varying(32) default '2y'::character varying not null,
  socket_timeout character varying(32) default '3s'::character varying not null,
  connect_timeout character varying(32) default '3s'::character varying not null,
  media_type_test_timeout character varying(32) default '65s'::character varying not null,
  script_timeout character varying(32) default '60s'::character varying not null,
  item_test_timeout character varying(32) default '60s'::character varying not null,
  session_key character varying(32) default ''::character varying not null,
  url character varying(255) default ''::character varying not null,
  report_test_timeout character varying(32) default '60s'::character varying not null,
  dbversion_status text default ''::text not null,
  hk_events_service character varying(32) default '1d'::character varying not null,
  passwd_min_length integer default 8 not null,
  passwd_check_rules integer default 8 not null,
  auditlog_enabled integer default 1 not null,
  ha_failover_delay character varying(32) default '1m'::character varying not null,
  geomaps_tile_provider character varying(255) default ''::character varying not null,
  geomaps_tile_url character varying(1024) default ''::character varying not null,
  geomaps_max_zoom integer default 0 not null,
  geomaps_attribution character varying(1024) default ''::character varying not null,
  constraint config_pkey primary key (configid)
);
create table config_autoreg_tls (
  autoreg_tlsid bigint not null,
  tls_psk_identity character varying(128) default ''::character varying not null,
  tls_psk character varying(512) default ''::character varying not null,
  constraint config_autoreg_tls_pkey primary key (autoreg_tlsid)
);
create table corr_condition (
  corr_conditionid bigint not null,
  correlationid bigint not null,
  type integer default 0 not null,
  constraint corr_condition_pkey primary key (corr_conditionid)
);
create table corr_condition_group (
  corr_conditionid bigint not null,
  operator integer default 0 not null,
  groupid bigint not null,
  constraint corr_condition_group_pkey primary key (corr_conditionid)
);
create table corr_condition_tag (
  corr_conditionid bigint not null,
  tag character varying(255) default ''::character varying not null,
  constraint corr_condition_tag_pkey primary key (corr_conditionid)
);
create table corr_condition_tagpair (
  corr_conditionid bigint not null,
  oldtag character varying(255) default ''::character varying not null,
  newtag character varying(255) default ''::character varying not null,
  constraint corr_condition_tagpair_pkey primary key (corr_conditionid)
);
create table corr_condition_tagvalue (
  corr_conditionid bigint not null,
  tag character varying(255) default ''::character varying not null,
  operator integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  constraint corr_condition_tagvalue_pkey primary key (corr_conditionid)
);
create table corr_operation (
  corr_operationid bigint not null,
  correlationid bigint not null,
  type integer default 0 not null,
  constraint corr_operation_pkey primary key (corr_operationid)
);
create table correlation (
  correlationid bigint not null,
  name character varying(255) default ''::character varying not null,
  description text default ''::text not null,
  evaltype integer default 0 not null,
  status integer default 0 not null,
  formula character varying(255) default ''::character varying not null,
  constraint correlation_pkey primary key (correlationid)
);
create table dashboard (
  dashboardid bigint not null,
  name character varying(255) not null,
  userid bigint,
  private integer default 1 not null,
  templateid bigint,
  display_period integer default 30 not null,
  auto_start integer default 1 not null,
  uuid character varying(32) default ''::character varying not null,
  constraint dashboard_pkey primary key (dashboardid)
);
create table dashboard_page (
  dashboard_pageid bigint not null,
  dashboardid bigint not null,
  name character varying(255) default ''::character varying not null,
  display_period integer default 0 not null,
  sortorder integer default 0 not null,
  constraint dashboard_page_pkey primary key (dashboard_pageid)
);
create table dashboard_user (
  dashboard_userid bigint not null,
  dashboardid bigint not null,
  userid bigint not null,
  permission integer default 2 not null,
  constraint dashboard_user_pkey primary key (dashboard_userid)
);
create table dashboard_usrgrp (
  dashboard_usrgrpid bigint not null,
  dashboardid bigint not null,
  usrgrpid bigint not null,
  permission integer default 2 not null,
  constraint dashboard_usrgrp_pkey primary key (dashboard_usrgrpid)
);
create table dbversion (
  dbversionid bigint not null,
  mandatory integer default 0 not null,
  optional integer default 0 not null,
  constraint dbversion_pkey primary key (dbversionid)
);
create table dchecks (
  dcheckid bigint not null,
  druleid bigint not null,
  type integer default 0 not null,
  key_ character varying(2048) default ''::character varying not null,
  snmp_community character varying(255) default ''::character varying not null,
  ports character varying(255) default '0'::character varying not null,
  snmpv3_securityname character varying(64) default ''::character varying not null,
  snmpv3_securitylevel integer default 0 not null,
  snmpv3_authpassphrase character varying(64) default ''::character varying not null,
  snmpv3_privpassphrase character varying(64) default ''::character varying not null,
  uniq integer default 0 not null,
  snmpv3_authprotocol integer default 0 not null,
  snmpv3_privprotocol integer default 0 not null,
  snmpv3_contextname character varying(255) default ''::character varying not null,
  host_source integer default 1 not null,
  name_source integer default 0 not null,
  constraint dchecks_pkey primary key (dcheckid)
);
create table dhosts (
  dhostid bigint not null,
  druleid bigint not null,
  status integer default 0 not null,
  lastup integer default 0 not null,
  lastdown integer default 0 not null,
  constraint dhosts_pkey primary key (dhostid)
);
create table drules (
  druleid bigint not null,
  proxy_hostid bigint,
  name character varying(255) default ''::character varying not null,
  iprange character varying(2048) default ''::character varying not null,
  delay character varying(255) default '1h'::character varying not null,
  nextcheck integer default 0 not null,
  status integer default 0 not null,
  constraint drules_pkey primary key (druleid)
);
create table dservices (
  dserviceid bigint not null,
  dhostid bigint not null,
  value character varying(255) default ''::character varying not null,
  port integer default 0 not null,
  status integer default 0 not null,
  lastup integer default 0 not null,
  lastdown integer default 0 not null,
  dcheckid bigint not null,
  ip character varying(39) default ''::character varying not null,
  dns character varying(255) default ''::character varying not null,
  constraint dservices_pkey primary key (dserviceid)
);
create table escalations (
  escalationid bigint not null,
  actionid bigint not null,
  triggerid bigint,
  eventid bigint,
  r_eventid bigint,
  nextcheck integer default 0 not null,
  esc_step integer default 0 not null,
  status integer default 0 not null,
  itemid bigint,
  acknowledgeid bigint,
  servicealarmid bigint,
  serviceid bigint,
  constraint escalations_pkey primary key (escalationid)
);
create table event_recovery (
  eventid bigint not null,
  r_eventid bigint not null,
  c_eventid bigint,
  correlationid bigint,
  userid bigint,
  constraint event_recovery_pkey primary key (eventid)
);
create table event_suppress (
  event_suppressid bigint not null,
  eventid bigint not null,
  maintenanceid bigint,
  suppress_until integer default 0 not null,
  constraint event_suppress_pkey primary key (event_suppressid)
);
create table event_tag (
  eventtagid bigint not null,
  eventid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint event_tag_pkey primary key (eventtagid)
);
create table events (
  eventid bigint not null,
  source integer default 0 not null,
  object integer default 0 not null,
  objectid bigint default '0'::bigint not null,
  clock integer default 0 not null,
  value integer default 0 not null,
  acknowledged integer default 0 not null,
  ns integer default 0 not null,
  name character varying(2048) default ''::character varying not null,
  severity integer default 0 not null,
  constraint events_pkey primary key (eventid)
);
create table expressions (
  expressionid bigint not null,
  regexpid bigint not null,
  expression character varying(255) default ''::character varying not null,
  expression_type integer default 0 not null,
  exp_delimiter character varying(1) default ''::character varying not null,
  case_sensitive integer default 0 not null,
  constraint expressions_pkey primary key (expressionid)
);
create table functions (
  functionid bigint not null,
  itemid bigint not null,
  triggerid bigint not null,
  name character varying(12) default ''::character varying not null,
  parameter character varying(255) default '0'::character varying not null,
  constraint functions_pkey primary key (functionid)
);
create table globalmacro (
  globalmacroid bigint not null,
  macro character varying(255) default ''::character varying not null,
  value character varying(2048) default ''::character varying not null,
  description text default ''::text not null,
  type integer default 0 not null,
  constraint globalmacro_pkey primary key (globalmacroid)
);
create table globalvars (
  globalvarid bigint not null,
  snmp_lastsize numeric(20,0) default '0'::numeric not null,
  constraint globalvars_pkey primary key (globalvarid)
);
create table graph_discovery (
  graphid bigint not null,
  parent_graphid bigint not null,
  lastcheck integer default 0 not null,
  ts_delete integer default 0 not null,
  constraint graph_discovery_pkey primary key (graphid)
);
create table graph_theme (
  graphthemeid bigint not null,
  theme character varying(64) default ''::character varying not null,
  backgroundcolor character varying(6) default ''::character varying not null,
  graphcolor character varying(6) default ''::character varying not null,
  gridcolor character varying(6) default ''::character varying not null,
  maingridcolor character varying(6) default ''::character varying not null,
  gridbordercolor character varying(6) default ''::character varying not null,
  textcolor character varying(6) default ''::character varying not null,
  highlightcolor character varying(6) default ''::character varying not null,
  leftpercentilecolor character varying(6) default ''::character varying not null,
  rightpercentilecolor character varying(6) default ''::character varying not null,
  nonworktimecolor character varying(6) default ''::character varying not null,
  colorpalette character varying(255) default ''::character varying not null,
  constraint graph_theme_pkey primary key (graphthemeid)
);
create table graphs (
  graphid bigint not null,
  name character varying(128) default ''::character varying not null,
  width integer default 900 not null,
  height integer default 200 not null,
  yaxismin double precision default '0'::double precision not null,
  yaxismax double precision default '100'::double precision not null,
  templateid bigint,
  show_work_period integer default 1 not null,
  show_triggers integer default 1 not null,
  graphtype integer default 0 not null,
  show_legend integer default 1 not null,
  show_3d integer default 0 not null,
  percent_left double precision default '0'::double precision not null,
  percent_right double precision default '0'::double precision not null,
  ymin_type integer default 0 not null,
  ymax_type integer default 0 not null,
  ymin_itemid bigint,
  ymax_itemid bigint,
  flags integer default 0 not null,
  discover integer default 0 not null,
  uuid character varying(32) default ''::character varying not null,
  constraint graphs_pkey primary key (graphid)
);
create table graphs_items (
  gitemid bigint not null,
  graphid bigint not null,
  itemid bigint not null,
  drawtype integer default 0 not null,
  sortorder integer default 0 not null,
  color character varying(6) default '009600'::character varying not null,
  yaxisside integer default 0 not null,
  calc_fnc integer default 2 not null,
  type integer default 0 not null,
  constraint graphs_items_pkey primary key (gitemid)
);
create table group_discovery (
  groupid bigint not null,
  parent_group_prototypeid bigint not null,
  name character varying(255) default ''::character varying not null,
  lastcheck integer default 0 not null,
  ts_delete integer default 0 not null,
  constraint group_discovery_pkey primary key (groupid)
);
create table group_prototype (
  group_prototypeid bigint not null,
  hostid bigint not null,
  name character varying(255) default ''::character varying not null,
  groupid bigint,
  templateid bigint,
  constraint group_prototype_pkey primary key (group_prototypeid)
);
create table ha_node (
  ha_nodeid character varying(25) not null,
  name character varying(255) default ''::character varying not null,
  address character varying(255) default ''::character varying not null,
  port integer default 10051 not null,
  lastaccess integer default 0 not null,
  status integer default 0 not null,
  ha_sessionid character varying(25) default ''::character varying not null,
  constraint ha_node_pkey primary key (ha_nodeid)
);
create table history (
  itemid bigint not null,
  clock integer default 0 not null,
  value double precision default '0'::double precision not null,
  ns integer default 0 not null,
  constraint history_pkey primary key (itemid, clock, ns)
);
create table history_log (
  itemid bigint not null,
  clock integer default 0 not null,
  "timestamp" integer default 0 not null,
  source character varying(64) default ''::character varying not null,
  severity integer default 0 not null,
  value text default ''::text not null,
  logeventid integer default 0 not null,
  ns integer default 0 not null,
  constraint history_log_pkey primary key (itemid, clock, ns)
);
create table history_str (
  itemid bigint not null,
  clock integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  ns integer default 0 not null,
  constraint history_str_pkey primary key (itemid, clock, ns)
);
create table history_text (
  itemid bigint not null,
  clock integer default 0 not null,
  value text default ''::text not null,
  ns integer default 0 not null,
  constraint history_text_pkey primary key (itemid, clock, ns)
);
create table history_uint (
  itemid bigint not null,
  clock integer default 0 not null,
  value numeric(20,0) default '0'::numeric not null,
  ns integer default 0 not null,
  constraint history_uint_pkey primary key (itemid, clock, ns)
);
create table host_discovery (
  hostid bigint not null,
  parent_hostid bigint,
  parent_itemid bigint,
  host character varying(128) default ''::character varying not null,
  lastcheck integer default 0 not null,
  ts_delete integer default 0 not null,
  constraint host_discovery_pkey primary key (hostid)
);
create table host_inventory (
  hostid bigint not null,
  inventory_mode integer default 0 not null,
  type character varying(64) default ''::character varying not null,
  type_full character varying(64) default ''::character varying not null,
  name character varying(128) default ''::character varying not null,
  alias character varying(128) default ''::character varying not null,
  os character varying(128) default ''::character varying not null,
  os_full character varying(255) default ''::character varying not null,
  os_short character varying(128) default ''::character varying not null,
  serialno_a character varying(64) default ''::character varying not null,
  serialno_b character varying(64) default ''::character varying not null,
  tag character varying(64) default ''::character varying not null,
  asset_tag character varying(64) default ''::character varying not null,
  macaddress_a character varying(64) default ''::character varying not null,
  macaddress_b character varying(64) default ''::character varying not null,
  hardware character varying(255) default ''::character varying not null,
  hardware_full text default ''::text not null,
  software character varying(255) default ''::character varying not null,
  software_full text default ''::text not null,
  software_app_a character varying(64) default ''::character varying not null,
  software_app_b character varying(64) default ''::character varying not null,
  software_app_c character varying(64) default ''::character varying not null,
  software_app_d character varying(64) default ''::character varying not null,
  software_app_e character varying(64) default ''::character varying not null,
  contact text default ''::text not null,
  location text default ''::text not null,
  location_lat character varying(16) default ''::character varying not null,
  location_lon character varying(16) default ''::character varying not null,
  notes text default ''::text not null,
  chassis character varying(64) default ''::character varying not null,
  model character varying(64) default ''::character varying not null,
  hw_arch character varying(32) default ''::character varying not null,
  vendor character varying(64) default ''::character varying not null,
  contract_number character varying(64) default ''::character varying not null,
  installer_name character varying(64) default ''::character varying not null,
  deployment_status character varying(64) default ''::character varying not null,
  url_a character varying(255) default ''::character varying not null,
  url_b character varying(255) default ''::character varying not null,
  url_c character varying(255) default ''::character varying not null,
  host_networks text default ''::text not null,
  host_netmask character varying(39) default ''::character varying not null,
  host_router character varying(39) default ''::character varying not null,
  oob_ip character varying(39) default ''::character varying not null,
  oob_netmask character varying(39) default ''::character varying not null,
  oob_router character varying(39) default ''::character varying not null,
  date_hw_purchase character varying(64) default ''::character varying not null,
  date_hw_install character varying(64) default ''::character varying not null,
  date_hw_expiry character varying(64) default ''::character varying not null,
  date_hw_decomm character varying(64) default ''::character varying not null,
  site_address_a character varying(128) default ''::character varying not null,
  site_address_b character varying(128) default ''::character varying not null,
  site_address_c character varying(128) default ''::character varying not null,
  site_city character varying(128) default ''::character varying not null,
  site_state character varying(64) default ''::character varying not null,
  site_country character varying(64) default ''::character varying not null,
  site_zip character varying(64) default ''::character varying not null,
  site_rack character varying(128) default ''::character varying not null,
  site_notes text default ''::text not null,
  poc_1_name character varying(128) default ''::character varying not null,
  poc_1_email character varying(128) default ''::character varying not null,
  poc_1_phone_a character varying(64) default ''::character varying not null,
  poc_1_phone_b character varying(64) default ''::character varying not null,
  poc_1_cell character varying(64) default ''::character varying not null,
  poc_1_screen character varying(64) default ''::character varying not null,
  poc_1_notes text default ''::text not null,
  poc_2_name character varying(128) default ''::character varying not null,
  poc_2_email character varying(128) default ''::character varying not null,
  poc_2_phone_a character varying(64) default ''::character varying not null,
  poc_2_phone_b character varying(64) default ''::character varying not null,
  poc_2_cell character varying(64) default ''::character varying not null,
  poc_2_screen character varying(64) default ''::character varying not null,
  poc_2_notes text default ''::text not null,
  constraint host_inventory_pkey primary key (hostid)
);
create table host_tag (
  hosttagid bigint not null,
  hostid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint host_tag_pkey primary key (hosttagid)
);
create table hostmacro (
  hostmacroid bigint not null,
  hostid bigint not null,
  macro character varying(255) default ''::character varying not null,
  value character varying(2048) default ''::character varying not null,
  description text default ''::text not null,
  type integer default 0 not null,
  constraint hostmacro_pkey primary key (hostmacroid)
);
create table hosts (
  hostid bigint not null,
  proxy_hostid bigint,
  host character varying(128) default ''::character varying not null,
  status integer default 0 not null,
  lastaccess integer default 0 not null,
  ipmi_authtype integer default '-1'::integer not null,
  ipmi_privilege integer default 2 not null,
  ipmi_username character varying(16) default ''::character varying not null,
  ipmi_password character varying(20) default ''::character varying not null,
  maintenanceid bigint,
  maintenance_status integer default 0 not null,
  maintenance_type integer default 0 not null,
  maintenance_from integer default 0 not null,
  name character varying(128) default ''::character varying not null,
  flags integer default 0 not null,
  templateid bigint,
  description text default ''::text not null,
  tls_connect integer default 1 not null,
  tls_accept integer default 1 not null,
  tls_issuer character varying(1024) default ''::character varying not null,
  tls_subject character varying(1024) default ''::character varying not null,
  tls_psk_identity character varying(128) default ''::character varying not null,
  tls_psk character varying(512) default ''::character varying not null,
  proxy_address character varying(255) default ''::character varying not null,
  auto_compress integer default 1 not null,
  discover integer default 0 not null,
  custom_interfaces integer default 0 not null,
  uuid character varying(32) default ''::character varying not null,
  name_upper character varying(128) default ''::character varying not null,
  constraint hosts_pkey primary key (hostid)
);
create table hosts_groups (
  hostgroupid bigint not null,
  hostid bigint not null,
  groupid bigint not null,
  constraint hosts_groups_pkey primary key (hostgroupid)
);
create table hosts_templates (
  hosttemplateid bigint not null,
  hostid bigint not null,
  templateid bigint not null,
  constraint hosts_templates_pkey primary key (hosttemplateid)
);
create table housekeeper (
  housekeeperid bigint not null,
  tablename character varying(64) default ''::character varying not null,
  field character varying(64) default ''::character varying not null,
  value bigint not null,
  constraint housekeeper_pkey primary key (housekeeperid)
);
create table hstgrp (
  groupid bigint not null,
  name character varying(255) default ''::character varying not null,
  internal integer default 0 not null,
  flags integer default 0 not null,
  uuid character varying(32) default ''::character varying not null,
  constraint hstgrp_pkey primary key (groupid)
);
create table httpstep (
  httpstepid bigint not null,
  httptestid bigint not null,
  name character varying(64) default ''::character varying not null,
  no integer default 0 not null,
  url character varying(2048) default ''::character varying not null,
  timeout character varying(255) default '15s'::character varying not null,
  posts text default ''::text not null,
  required character varying(255) default ''::character varying not null,
  status_codes character varying(255) default ''::character varying not null,
  follow_redirects integer default 1 not null,
  retrieve_mode integer default 0 not null,
  post_type integer default 0 not null,
  constraint httpstep_pkey primary key (httpstepid)
);
create table httpstep_field (
  httpstep_fieldid bigint not null,
  httpstepid bigint not null,
  type integer default 0 not null,
  name character varying(255) default ''::character varying not null,
  value text default ''::text not null,
  constraint httpstep_field_pkey primary key (httpstep_fieldid)
);
create table httpstepitem (
  httpstepitemid bigint not null,
  httpstepid bigint not null,
  itemid bigint not null,
  type integer default 0 not null,
  constraint httpstepitem_pkey primary key (httpstepitemid)
);
create table httptest (
  httptestid bigint not null,
  name character varying(64) default ''::character varying not null,
  nextcheck integer default 0 not null,
  delay character varying(255) default '1m'::character varying not null,
  status integer default 0 not null,
  agent character varying(255) default 'Zabbix'::character varying not null,
  authentication integer default 0 not null,
  http_user character varying(64) default ''::character varying not null,
  http_password character varying(64) default ''::character varying not null,
  hostid bigint not null,
  templateid bigint,
  http_proxy character varying(255) default ''::character varying not null,
  retries integer default 1 not null,
  ssl_cert_file character varying(255) default ''::character varying not null,
  ssl_key_file character varying(255) default ''::character varying not null,
  ssl_key_password character varying(64) default ''::character varying not null,
  verify_peer integer default 0 not null,
  verify_host integer default 0 not null,
  uuid character varying(32) default ''::character varying not null,
  constraint httptest_pkey primary key (httptestid)
);
create table httptest_field (
  httptest_fieldid bigint not null,
  httptestid bigint not null,
  type integer default 0 not null,
  name character varying(255) default ''::character varying not null,
  value text default ''::text not null,
  constraint httptest_field_pkey primary key (httptest_fieldid)
);
create table httptest_tag (
  httptesttagid bigint not null,
  httptestid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint httptest_tag_pkey primary key (httptesttagid)
);
create table httptestitem (
  httptestitemid bigint not null,
  httptestid bigint not null,
  itemid bigint not null,
  type integer default 0 not null,
  constraint httptestitem_pkey primary key (httptestitemid)
);
create table icon_map (
  iconmapid bigint not null,
  name character varying(64) default ''::character varying not null,
  default_iconid bigint not null,
  constraint icon_map_pkey primary key (iconmapid)
);
create table icon_mapping (
  iconmappingid bigint not null,
  iconmapid bigint not null,
  iconid bigint not null,
  inventory_link integer default 0 not null,
  expression character varying(64) default ''::character varying not null,
  sortorder integer default 0 not null,
  constraint icon_mapping_pkey primary key (iconmappingid)
);
create table ids (
  table_name character varying(64) default ''::character varying not null,
  field_name character varying(64) default ''::character varying not null,
  nextid bigint not null,
  constraint ids_pkey primary key (table_name, field_name)
);
create table images (
  imageid bigint not null,
  imagetype integer default 0 not null,
  name character varying(64) default '0'::character varying not null,
  image bytea default '\x'::bytea not null,
  constraint images_pkey primary key (imageid)
);
create table interface (
  interfaceid bigint not null,
  hostid bigint not null,
  main integer default 0 not null,
  type integer default 1 not null,
  useip integer default 1 not null,
  ip character varying(64) default '127.0.0.1'::character varying not null,
  dns character varying(255) default ''::character varying not null,
  port character varying(64) default '10050'::character varying not null,
  available integer default 0 not null,
  error character varying(2048) default ''::character varying not null,
  errors_from integer default 0 not null,
  disable_until integer default 0 not null,
  constraint interface_pkey primary key (interfaceid)
);
create table interface_discovery (
  interfaceid bigint not null,
  parent_interfaceid bigint not null,
  constraint interface_discovery_pkey primary key (interfaceid)
);
create table interface_snmp (
  interfaceid bigint not null,
  version integer default 2 not null,
  bulk integer default 1 not null,
  community character varying(64) default ''::character varying not null,
  securityname character varying(64) default ''::character varying not null,
  securitylevel integer default 0 not null,
  authpassphrase character varying(64) default ''::character varying not null,
  privpassphrase character varying(64) default ''::character varying not null,
  authprotocol integer default 0 not null,
  privprotocol integer default 0 not null,
  contextname character varying(255) default ''::character varying not null,
  constraint interface_snmp_pkey primary key (interfaceid)
);
create table item_condition (
  item_conditionid bigint not null,
  itemid bigint not null,
  operator integer default 8 not null,
  macro character varying(64) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint item_condition_pkey primary key (item_conditionid)
);
create table item_discovery (
  itemdiscoveryid bigint not null,
  itemid bigint not null,
  parent_itemid bigint not null,
  key_ character varying(2048) default ''::character varying not null,
  lastcheck integer default 0 not null,
  ts_delete integer default 0 not null,
  constraint item_discovery_pkey primary key (itemdiscoveryid)
);
create table item_parameter (
  item_parameterid bigint not null,
  itemid bigint not null,
  name character varying(255) default ''::character varying not null,
  value character varying(2048) default ''::character varying not null,
  constraint item_parameter_pkey primary key (item_parameterid)
);
create table item_preproc (
  item_preprocid bigint not null,
  itemid bigint not null,
  step integer default 0 not null,
  type integer default 0 not null,
  params text default ''::text not null,
  error_handler integer default 0 not null,
  error_handler_params character varying(255) default ''::character varying not null,
  constraint item_preproc_pkey primary key (item_preprocid)
);
create table item_rtdata (
  itemid bigint not null,
  lastlogsize numeric(20,0) default '0'::numeric not null,
  state integer default 0 not null,
  mtime integer default 0 not null,
  error character varying(2048) default ''::character varying not null,
  constraint item_rtdata_pkey primary key (itemid)
);
create table item_tag (
  itemtagid bigint not null,
  itemid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint item_tag_pkey primary key (itemtagid)
);
create table items (
  itemid bigint not null,
  type integer default 0 not null,
  snmp_oid character varying(512) default ''::character varying not null,
  hostid bigint not null,
  name character varying(255) default ''::character varying not null,
  key_ character varying(2048) default ''::character varying not null,
  delay character varying(1024) default '0'::character varying not null,
  history character varying(255) default '90d'::character varying not null,
  trends character varying(255) default '365d'::character varying not null,
  status integer default 0 not null,
  value_type integer default 0 not null,
  trapper_hosts character varying(255) default ''::character varying not null,
  units character varying(255) default ''::character varying not null,
  formula character varying(255) default ''::character varying not null,
  logtimefmt character varying(64) default ''::character varying not null,
  templateid bigint,
  valuemapid bigint,
  params text default ''::text not null,
  ipmi_sensor character varying(128) default ''::character varying not null,
  authtype integer default 0 not null,
  username character varying(64) default ''::character varying not null,
  password character varying(64) default ''::character varying not null,
  publickey character varying(64) default ''::character varying not null,
  privatekey character varying(64) default ''::character varying not null,
  flags integer default 0 not null,
  interfaceid bigint,
  description text default ''::text not null,
  inventory_link integer default 0 not null,
  lifetime character varying(255) default '30d'::character varying not null,
  evaltype integer default 0 not null,
  jmx_endpoint character varying(255) default ''::character varying not null,
  master_itemid bigint,
  timeout character varying(255) default '3s'::character varying not null,
  url character varying(2048) default ''::character varying not null,
  query_fields character varying(2048) default ''::character varying not null,
  posts text default ''::text not null,
  status_codes character varying(255) default '200'::character varying not null,
  follow_redirects integer default 1 not null,
  post_type integer default 0 not null,
  http_proxy character varying(255) default ''::character varying not null,
  headers text default ''::text not null,
  retrieve_mode integer default 0 not null,
  request_method integer default 0 not null,
  output_format integer default 0 not null,
  ssl_cert_file character varying(255) default ''::character varying not null,
  ssl_key_file character varying(255) default ''::character varying not null,
  ssl_key_password character varying(64) default ''::character varying not null,
  verify_peer integer default 0 not null,
  verify_host integer default 0 not null,
  allow_traps integer default 0 not null,
  discover integer default 0 not null,
  uuid character varying(32) default ''::character varying not null,
  name_upper character varying(255) default ''::character varying not null,
  constraint items_pkey primary key (itemid)
);
create table lld_macro_path (
  lld_macro_pathid bigint not null,
  itemid bigint not null,
  lld_macro character varying(255) default ''::character varying not null,
  path character varying(255) default ''::character varying not null,
  constraint lld_macro_path_pkey primary key (lld_macro_pathid)
);
create table lld_override (
  lld_overrideid bigint not null,
  itemid bigint not null,
  name character varying(255) default ''::character varying not null,
  step integer default 0 not null,
  evaltype integer default 0 not null,
  formula character varying(255) default ''::character varying not null,
  stop integer default 0 not null,
  constraint lld_override_pkey primary key (lld_overrideid)
);
create table lld_override_condition (
  lld_override_conditionid bigint not null,
  lld_overrideid bigint not null,
  operator integer default 8 not null,
  macro character varying(64) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint lld_override_condition_pkey primary key (lld_override_conditionid)
);
create table lld_override_opdiscover (
  lld_override_operationid bigint not null,
  discover integer default 0 not null,
  constraint lld_override_opdiscover_pkey primary key (lld_override_operationid)
);
create table lld_override_operation (
  lld_override_operationid bigint not null,
  lld_overrideid bigint not null,
  operationobject integer default 0 not null,
  operator integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  constraint lld_override_operation_pkey primary key (lld_override_operationid)
);
create table lld_override_ophistory (
  lld_override_operationid bigint not null,
  history character varying(255) default '90d'::character varying not null,
  constraint lld_override_ophistory_pkey primary key (lld_override_operationid)
);
create table lld_override_opinventory (
  lld_override_operationid bigint not null,
  inventory_mode integer default 0 not null,
  constraint lld_override_opinventory_pkey primary key (lld_override_operationid)
);
create table lld_override_opperiod (
  lld_override_operationid bigint not null,
  delay character varying(1024) default '0'::character varying not null,
  constraint lld_override_opperiod_pkey primary key (lld_override_operationid)
);
create table lld_override_opseverity (
  lld_override_operationid bigint not null,
  severity integer default 0 not null,
  constraint lld_override_opseverity_pkey primary key (lld_override_operationid)
);
create table lld_override_opstatus (
  lld_override_operationid bigint not null,
  status integer default 0 not null,
  constraint lld_override_opstatus_pkey primary key (lld_override_operationid)
);
create table lld_override_optag (
  lld_override_optagid bigint not null,
  lld_override_operationid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint lld_override_optag_pkey primary key (lld_override_optagid)
);
create table lld_override_optemplate (
  lld_override_optemplateid bigint not null,
  lld_override_operationid bigint not null,
  templateid bigint not null,
  constraint lld_override_optemplate_pkey primary key (lld_override_optemplateid)
);
create table lld_override_optrends (
  lld_override_operationid bigint not null,
  trends character varying(255) default '365d'::character varying not null,
  constraint lld_override_optrends_pkey primary key (lld_override_operationid)
);
create table maintenance_tag (
  maintenancetagid bigint not null,
  maintenanceid bigint not null,
  tag character varying(255) default ''::character varying not null,
  operator integer default 2 not null,
  value character varying(255) default ''::character varying not null,
  constraint maintenance_tag_pkey primary key (maintenancetagid)
);
create table maintenances (
  maintenanceid bigint not null,
  name character varying(128) default ''::character varying not null,
  maintenance_type integer default 0 not null,
  description text default ''::text not null,
  active_since integer default 0 not null,
  active_till integer default 0 not null,
  tags_evaltype integer default 0 not null,
  constraint maintenances_pkey primary key (maintenanceid)
);
create table maintenances_groups (
  maintenance_groupid bigint not null,
  maintenanceid bigint not null,
  groupid bigint not null,
  constraint maintenances_groups_pkey primary key (maintenance_groupid)
);
create table maintenances_hosts (
  maintenance_hostid bigint not null,
  maintenanceid bigint not null,
  hostid bigint not null,
  constraint maintenances_hosts_pkey primary key (maintenance_hostid)
);
create table maintenances_windows (
  maintenance_timeperiodid bigint not null,
  maintenanceid bigint not null,
  timeperiodid bigint not null,
  constraint maintenances_windows_pkey primary key (maintenance_timeperiodid)
);
create table media (
  mediaid bigint not null,
  userid bigint not null,
  mediatypeid bigint not null,
  sendto character varying(1024) default ''::character varying not null,
  active integer default 0 not null,
  severity integer default 63 not null,
  period character varying(1024) default '1-7,00:00-24:00'::character varying not null,
  constraint media_pkey primary key (mediaid)
);
create table media_type (
  mediatypeid bigint not null,
  type integer default 0 not null,
  name character varying(100) default ''::character varying not null,
  smtp_server character varying(255) default ''::character varying not null,
  smtp_helo character varying(255) default ''::character varying not null,
  smtp_email character varying(255) default ''::character varying not null,
  exec_path character varying(255) default ''::character varying not null,
  gsm_modem character varying(255) default ''::character varying not null,
  username character varying(255) default ''::character varying not null,
  passwd character varying(255) default ''::character varying not null,
  status integer default 0 not null,
  smtp_port integer default 25 not null,
  smtp_security integer default 0 not null,
  smtp_verify_peer integer default 0 not null,
  smtp_verify_host integer default 0 not null,
  smtp_authentication integer default 0 not null,
  exec_params character varying(255) default ''::character varying not null,
  maxsessions integer default 1 not null,
  maxattempts integer default 3 not null,
  attempt_interval character varying(32) default '10s'::character varying not null,
  content_type integer default 1 not null,
  script text default ''::text not null,
  timeout character varying(32) default '30s'::character varying not null,
  process_tags integer default 0 not null,
  show_event_menu integer default 0 not null,
  event_menu_url character varying(2048) default ''::character varying not null,
  event_menu_name character varying(255) default ''::character varying not null,
  description text default ''::text not null,
  constraint media_type_pkey primary key (mediatypeid)
);
create table media_type_message (
  mediatype_messageid bigint not null,
  mediatypeid bigint not null,
  eventsource integer not null,
  recovery integer not null,
  subject character varying(255) default ''::character varying not null,
  message text default ''::text not null,
  constraint media_type_message_pkey primary key (mediatype_messageid)
);
create table media_type_param (
  mediatype_paramid bigint not null,
  mediatypeid bigint not null,
  name character varying(255) default ''::character varying not null,
  value character varying(2048) default ''::character varying not null,
  constraint media_type_param_pkey primary key (mediatype_paramid)
);
create table module (
  moduleid bigint not null,
  id character varying(255) default ''::character varying not null,
  relative_path character varying(255) default ''::character varying not null,
  status integer default 0 not null,
  config text default ''::text not null,
  constraint module_pkey primary key (moduleid)
);
create table opcommand (
  operationid bigint not null,
  scriptid bigint not null,
  constraint opcommand_pkey primary key (operationid)
);
create table opcommand_grp (
  opcommand_grpid bigint not null,
  operationid bigint not null,
  groupid bigint not null,
  constraint opcommand_grp_pkey primary key (opcommand_grpid)
);
create table opcommand_hst (
  opcommand_hstid bigint not null,
  operationid bigint not null,
  hostid bigint,
  constraint opcommand_hst_pkey primary key (opcommand_hstid)
);
create table opconditions (
  opconditionid bigint not null,
  operationid bigint not null,
  conditiontype integer default 0 not null,
  operator integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  constraint opconditions_pkey primary key (opconditionid)
);
create table operations (
  operationid bigint not null,
  actionid bigint not null,
  operationtype integer default 0 not null,
  esc_period character varying(255) default '0'::character varying not null,
  esc_step_from integer default 1 not null,
  esc_step_to integer default 1 not null,
  evaltype integer default 0 not null,
  recovery integer default 0 not null,
  constraint operations_pkey primary key (operationid)
);
create table opgroup (
  opgroupid bigint not null,
  operationid bigint not null,
  groupid bigint not null,
  constraint opgroup_pkey primary key (opgroupid)
);
create table opinventory (
  operationid bigint not null,
  inventory_mode integer default 0 not null,
  constraint opinventory_pkey primary key (operationid)
);
create table opmessage (
  operationid bigint not null,
  default_msg integer default 1 not null,
  subject character varying(255) default ''::character varying not null,
  message text default ''::text not null,
  mediatypeid bigint,
  constraint opmessage_pkey primary key (operationid)
);
create table opmessage_grp (
  opmessage_grpid bigint not null,
  operationid bigint not null,
  usrgrpid bigint not null,
  constraint opmessage_grp_pkey primary key (opmessage_grpid)
);
create table opmessage_usr (
  opmessage_usrid bigint not null,
  operationid bigint not null,
  userid bigint not null,
  constraint opmessage_usr_pkey primary key (opmessage_usrid)
);
create table optemplate (
  optemplateid bigint not null,
  operationid bigint not null,
  templateid bigint not null,
  constraint optemplate_pkey primary key (optemplateid)
);
create table problem (
  eventid bigint not null,
  source integer default 0 not null,
  object integer default 0 not null,
  objectid bigint default '0'::bigint not null,
  clock integer default 0 not null,
  ns integer default 0 not null,
  r_eventid bigint,
  r_clock integer default 0 not null,
  r_ns integer default 0 not null,
  correlationid bigint,
  userid bigint,
  name character varying(2048) default ''::character varying not null,
  acknowledged integer default 0 not null,
  severity integer default 0 not null,
  constraint problem_pkey primary key (eventid)
);
create table problem_tag (
  problemtagid bigint not null,
  eventid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint problem_tag_pkey primary key (problemtagid)
);
create table profiles (
  profileid bigint not null,
  userid bigint not null,
  idx character varying(96) default ''::character varying not null,
  idx2 bigint default '0'::bigint not null,
  value_id bigint default '0'::bigint not null,
  value_int integer default 0 not null,
  value_str text default ''::text not null,
  source character varying(96) default ''::character varying not null,
  type integer default 0 not null,
  constraint profiles_pkey primary key (profileid)
);
create table proxy_autoreg_host (
  id bigserial,
  clock integer default 0 not null,
  host character varying(128) default ''::character varying not null,
  listen_ip character varying(39) default ''::character varying not null,
  listen_port integer default 0 not null,
  listen_dns character varying(255) default ''::character varying not null,
  host_metadata character varying(255) default ''::character varying not null,
  flags integer default 0 not null,
  tls_accepted integer default 1 not null,
  constraint proxy_autoreg_host_pkey primary key (id)
);
create table proxy_dhistory (
  id bigserial,
  clock integer default 0 not null,
  druleid bigint not null,
  ip character varying(39) default ''::character varying not null,
  port integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  status integer default 0 not null,
  dcheckid bigint,
  dns character varying(255) default ''::character varying not null,
  constraint proxy_dhistory_pkey primary key (id)
);
create table proxy_history (
  id bigserial,
  itemid bigint not null,
  clock integer default 0 not null,
  "timestamp" integer default 0 not null,
  source character varying(64) default ''::character varying not null,
  severity integer default 0 not null,
  value text default ''::text not null,
  logeventid integer default 0 not null,
  ns integer default 0 not null,
  state integer default 0 not null,
  lastlogsize numeric(20,0) default '0'::numeric not null,
  mtime integer default 0 not null,
  flags integer default 0 not null,
  write_clock integer default 0 not null,
  constraint proxy_history_pkey primary key (id)
);
create table regexps (
  regexpid bigint not null,
  name character varying(128) default ''::character varying not null,
  test_string text default ''::text not null,
  constraint regexps_pkey primary key (regexpid)
);
create table report (
  reportid bigint not null,
  userid bigint not null,
  name character varying(255) default ''::character varying not null,
  description character varying(2048) default ''::character varying not null,
  status integer default 0 not null,
  dashboardid bigint not null,
  period integer default 0 not null,
  cycle integer default 0 not null,
  weekdays integer default 0 not null,
  start_time integer default 0 not null,
  active_since integer default 0 not null,
  active_till integer default 0 not null,
  state integer default 0 not null,
  lastsent integer default 0 not null,
  info character varying(2048) default ''::character varying not null,
  constraint report_pkey primary key (reportid)
);
create table report_param (
  reportparamid bigint not null,
  reportid bigint not null,
  name character varying(255) default ''::character varying not null,
  value text default ''::text not null,
  constraint report_param_pkey primary key (reportparamid)
);
create table report_user (
  reportuserid bigint not null,
  reportid bigint not null,
  userid bigint not null,
  exclude integer default 0 not null,
  access_userid bigint,
  constraint report_user_pkey primary key (reportuserid)
);
create table report_usrgrp (
  reportusrgrpid bigint not null,
  reportid bigint not null,
  usrgrpid bigint not null,
  access_userid bigint,
  constraint report_usrgrp_pkey primary key (reportusrgrpid)
);
create table rights (
  rightid bigint not null,
  groupid bigint not null,
  permission integer default 0 not null,
  id bigint not null,
  constraint rights_pkey primary key (rightid)
);
create table role (
  roleid bigint not null,
  name character varying(255) default ''::character varying not null,
  type integer default 0 not null,
  readonly integer default 0 not null,
  constraint role_pkey primary key (roleid)
);
create table role_rule (
  role_ruleid bigint not null,
  roleid bigint not null,
  type integer default 0 not null,
  name character varying(255) default ''::character varying not null,
  value_int integer default 0 not null,
  value_str character varying(255) default ''::character varying not null,
  value_moduleid bigint,
  value_serviceid bigint,
  constraint role_rule_pkey primary key (role_ruleid)
);
create table script_param (
  script_paramid bigint not null,
  scriptid bigint not null,
  name character varying(255) default ''::character varying not null,
  value character varying(2048) default ''::character varying not null,
  constraint script_param_pkey primary key (script_paramid)
);
create table scripts (
  scriptid bigint not null,
  name character varying(255) default ''::character varying not null,
  command text default ''::text not null,
  host_access integer default 2 not null,
  usrgrpid bigint,
  groupid bigint,
  description text default ''::text not null,
  confirmation character varying(255) default ''::character varying not null,
  type integer default 5 not null,
  execute_on integer default 2 not null,
  timeout character varying(32) default '30s'::character varying not null,
  scope integer default 1 not null,
  port character varying(64) default ''::character varying not null,
  authtype integer default 0 not null,
  username character varying(64) default ''::character varying not null,
  password character varying(64) default ''::character varying not null,
  publickey character varying(64) default ''::character varying not null,
  privatekey character varying(64) default ''::character varying not null,
  menu_path character varying(255) default ''::character varying not null,
  constraint scripts_pkey primary key (scriptid)
);
create table service_alarms (
  servicealarmid bigint not null,
  serviceid bigint not null,
  clock integer default 0 not null,
  value integer default '-1'::integer not null,
  constraint service_alarms_pkey primary key (servicealarmid)
);
create table service_problem (
  service_problemid bigint not null,
  eventid bigint not null,
  serviceid bigint not null,
  severity integer default 0 not null,
  constraint service_problem_pkey primary key (service_problemid)
);
create table service_problem_tag (
  service_problem_tagid bigint not null,
  serviceid bigint not null,
  tag character varying(255) default ''::character varying not null,
  operator integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  constraint service_problem_tag_pkey primary key (service_problem_tagid)
);
create table service_status_rule (
  service_status_ruleid bigint not null,
  serviceid bigint not null,
  type integer default 0 not null,
  limit_value integer default 0 not null,
  limit_status integer default 0 not null,
  new_status integer default 0 not null,
  constraint service_status_rule_pkey primary key (service_status_ruleid)
);
create table service_tag (
  servicetagid bigint not null,
  serviceid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint service_tag_pkey primary key (servicetagid)
);
create table services (
  serviceid bigint not null,
  name character varying(128) default ''::character varying not null,
  status integer default '-1'::integer not null,
  algorithm integer default 0 not null,
  sortorder integer default 0 not null,
  weight integer default 0 not null,
  propagation_rule integer default 0 not null,
  propagation_value integer default 0 not null,
  description text default ''::text not null,
  uuid character varying(32) default ''::character varying not null,
  created_at integer default 0 not null,
  constraint services_pkey primary key (serviceid)
);
create table services_links (
  linkid bigint not null,
  serviceupid bigint not null,
  servicedownid bigint not null,
  constraint services_links_pkey primary key (linkid)
);
create table sessions (
  sessionid character varying(32) default ''::character varying not null,
  userid bigint not null,
  lastaccess integer default 0 not null,
  status integer default 0 not null,
  constraint sessions_pkey primary key (sessionid)
);
create table sla (
  slaid bigint not null,
  name character varying(255) default ''::character varying not null,
  period integer default 0 not null,
  slo double precision default '99.9'::double precision not null,
  effective_date integer default 0 not null,
  timezone character varying(50) default 'UTC'::character varying not null,
  status integer default 1 not null,
  description text default ''::text not null,
  constraint sla_pkey primary key (slaid)
);
create table sla_excluded_downtime (
  sla_excluded_downtimeid bigint not null,
  slaid bigint not null,
  name character varying(255) default ''::character varying not null,
  period_from integer default 0 not null,
  period_to integer default 0 not null,
  constraint sla_excluded_downtime_pkey primary key (sla_excluded_downtimeid)
);
create table sla_schedule (
  sla_scheduleid bigint not null,
  slaid bigint not null,
  period_from integer default 0 not null,
  period_to integer default 0 not null,
  constraint sla_schedule_pkey primary key (sla_scheduleid)
);
create table sla_service_tag (
  sla_service_tagid bigint not null,
  slaid bigint not null,
  tag character varying(255) default ''::character varying not null,
  operator integer default 0 not null,
  value character varying(255) default ''::character varying not null,
  constraint sla_service_tag_pkey primary key (sla_service_tagid)
);
create table sysmap_element_trigger (
  selement_triggerid bigint not null,
  selementid bigint not null,
  triggerid bigint not null,
  constraint sysmap_element_trigger_pkey primary key (selement_triggerid)
);
create table sysmap_element_url (
  sysmapelementurlid bigint not null,
  selementid bigint not null,
  name character varying(255) not null,
  url character varying(255) default ''::character varying not null,
  constraint sysmap_element_url_pkey primary key (sysmapelementurlid)
);
create table sysmap_shape (
  sysmap_shapeid bigint not null,
  sysmapid bigint not null,
  type integer default 0 not null,
  x integer default 0 not null,
  y integer default 0 not null,
  width integer default 200 not null,
  height integer default 200 not null,
  text text default ''::text not null,
  font integer default 9 not null,
  font_size integer default 11 not null,
  font_color character varying(6) default '000000'::character varying not null,
  text_halign integer default 0 not null,
  text_valign integer default 0 not null,
  border_type integer default 0 not null,
  border_width integer default 1 not null,
  border_color character varying(6) default '000000'::character varying not null,
  background_color character varying(6) default ''::character varying not null,
  zindex integer default 0 not null,
  constraint sysmap_shape_pkey primary key (sysmap_shapeid)
);
create table sysmap_url (
  sysmapurlid bigint not null,
  sysmapid bigint not null,
  name character varying(255) not null,
  url character varying(255) default ''::character varying not null,
  elementtype integer default 0 not null,
  constraint sysmap_url_pkey primary key (sysmapurlid)
);
create table sysmap_user (
  sysmapuserid bigint not null,
  sysmapid bigint not null,
  userid bigint not null,
  permission integer default 2 not null,
  constraint sysmap_user_pkey primary key (sysmapuserid)
);
create table sysmap_usrgrp (
  sysmapusrgrpid bigint not null,
  sysmapid bigint not null,
  usrgrpid bigint not null,
  permission integer default 2 not null,
  constraint sysmap_usrgrp_pkey primary key (sysmapusrgrpid)
);
create table sysmaps (
  sysmapid bigint not null,
  name character varying(128) default ''::character varying not null,
  width integer default 600 not null,
  height integer default 400 not null,
  backgroundid bigint,
  label_type integer default 2 not null,
  label_location integer default 0 not null,
  highlight integer default 1 not null,
  expandproblem integer default 1 not null,
  markelements integer default 0 not null,
  show_unack integer default 0 not null,
  grid_size integer default 50 not null,
  grid_show integer default 1 not null,
  grid_align integer default 1 not null,
  label_format integer default 0 not null,
  label_type_host integer default 2 not null,
  label_type_hostgroup integer default 2 not null,
  label_type_trigger integer default 2 not null,
  label_type_map integer default 2 not null,
  label_type_image integer default 2 not null,
  label_string_host character varying(255) default ''::character varying not null,
  label_string_hostgroup character varying(255) default ''::character varying not null,
  label_string_trigger character varying(255) default ''::character varying not null,
  label_string_map character varying(255) default ''::character varying not null,
  label_string_image character varying(255) default ''::character varying not null,
  iconmapid bigint,
  expand_macros integer default 0 not null,
  severity_min integer default 0 not null,
  userid bigint not null,
  private integer default 1 not null,
  show_suppressed integer default 0 not null,
  constraint sysmaps_pkey primary key (sysmapid)
);
create table sysmaps_element_tag (
  selementtagid bigint not null,
  selementid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  operator integer default 0 not null,
  constraint sysmaps_element_tag_pkey primary key (selementtagid)
);
create table sysmaps_elements (
  selementid bigint not null,
  sysmapid bigint not null,
  elementid bigint default '0'::bigint not null,
  elementtype integer default 0 not null,
  iconid_off bigint,
  iconid_on bigint,
  label character varying(2048) default ''::character varying not null,
  label_location integer default '-1'::integer not null,
  x integer default 0 not null,
  y integer default 0 not null,
  iconid_disabled bigint,
  iconid_maintenance bigint,
  elementsubtype integer default 0 not null,
  areatype integer default 0 not null,
  width integer default 200 not null,
  height integer default 200 not null,
  viewtype integer default 0 not null,
  use_iconmap integer default 1 not null,
  evaltype integer default 0 not null,
  constraint sysmaps_elements_pkey primary key (selementid)
);
create table sysmaps_link_triggers (
  linktriggerid bigint not null,
  linkid bigint not null,
  triggerid bigint not null,
  drawtype integer default 0 not null,
  color character varying(6) default '000000'::character varying not null,
  constraint sysmaps_link_triggers_pkey primary key (linktriggerid)
);
create table sysmaps_links (
  linkid bigint not null,
  sysmapid bigint not null,
  selementid1 bigint not null,
  selementid2 bigint not null,
  drawtype integer default 0 not null,
  color character varying(6) default '000000'::character varying not null,
  label character varying(2048) default ''::character varying not null,
  constraint sysmaps_links_pkey primary key (linkid)
);
create table tag_filter (
  tag_filterid bigint not null,
  usrgrpid bigint not null,
  groupid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint tag_filter_pkey primary key (tag_filterid)
);
create table task (
  taskid bigint not null,
  type integer not null,
  status integer default 0 not null,
  clock integer default 0 not null,
  ttl integer default 0 not null,
  proxy_hostid bigint,
  constraint task_pkey primary key (taskid)
);
create table task_acknowledge (
  taskid bigint not null,
  acknowledgeid bigint not null,
  constraint task_acknowledge_pkey primary key (taskid)
);
create table task_check_now (
  taskid bigint not null,
  itemid bigint not null,
  constraint task_check_now_pkey primary key (taskid)
);
create table task_close_problem (
  taskid bigint not null,
  acknowledgeid bigint not null,
  constraint task_close_problem_pkey primary key (taskid)
);
create table task_data (
  taskid bigint not null,
  type integer default 0 not null,
  data text default ''::text not null,
  parent_taskid bigint not null,
  constraint task_data_pkey primary key (taskid)
);
create table task_remote_command (
  taskid bigint not null,
  command_type integer default 0 not null,
  execute_on integer default 0 not null,
  port integer default 0 not null,
  authtype integer default 0 not null,
  username character varying(64) default ''::character varying not null,
  password character varying(64) default ''::character varying not null,
  publickey character varying(64) default ''::character varying not null,
  privatekey character varying(64) default ''::character varying not null,
  command text default ''::text not null,
  alertid bigint,
  parent_taskid bigint not null,
  hostid bigint not null,
  constraint task_remote_command_pkey primary key (taskid)
);
create table task_remote_command_result (
  taskid bigint not null,
  status integer default 0 not null,
  parent_taskid bigint not null,
  info text default ''::text not null,
  constraint task_remote_command_result_pkey primary key (taskid)
);
create table task_result (
  taskid bigint not null,
  status integer default 0 not null,
  parent_taskid bigint not null,
  info text default ''::text not null,
  constraint task_result_pkey primary key (taskid)
);
create table timeperiods (
  timeperiodid bigint not null,
  timeperiod_type integer default 0 not null,
  every integer default 1 not null,
  month integer default 0 not null,
  dayofweek integer default 0 not null,
  day integer default 0 not null,
  start_time integer default 0 not null,
  period integer default 0 not null,
  start_date integer default 0 not null,
  constraint timeperiods_pkey primary key (timeperiodid)
);
create table token (
  tokenid bigint not null,
  name character varying(64) default ''::character varying not null,
  description text default ''::text not null,
  userid bigint not null,
  token character varying(128),
  lastaccess integer default 0 not null,
  status integer default 0 not null,
  expires_at integer default 0 not null,
  created_at integer default 0 not null,
  creator_userid bigint,
  constraint token_pkey primary key (tokenid)
);
create table trends (
  itemid bigint not null,
  clock integer default 0 not null,
  num integer default 0 not null,
  value_min double precision default '0'::double precision not null,
  value_avg double precision default '0'::double precision not null,
  value_max double precision default '0'::double precision not null,
  constraint trends_pkey primary key (itemid, clock)
);
create table trends_uint (
  itemid bigint not null,
  clock integer default 0 not null,
  num integer default 0 not null,
  value_min numeric(20,0) default '0'::numeric not null,
  value_avg numeric(20,0) default '0'::numeric not null,
  value_max numeric(20,0) default '0'::numeric not null,
  constraint trends_uint_pkey primary key (itemid, clock)
);
create table trigger_depends (
  triggerdepid bigint not null,
  triggerid_down bigint not null,
  triggerid_up bigint not null,
  constraint trigger_depends_pkey primary key (triggerdepid)
);
create table trigger_discovery (
  triggerid bigint not null,
  parent_triggerid bigint not null,
  lastcheck integer default 0 not null,
  ts_delete integer default 0 not null,
  constraint trigger_discovery_pkey primary key (triggerid)
);
create table trigger_queue (
  trigger_queueid bigint not null,
  objectid bigint not null,
  type integer default 0 not null,
  clock integer default 0 not null,
  ns integer default 0 not null,
  constraint trigger_queue_pkey primary key (trigger_queueid)
);
create table trigger_tag (
  triggertagid bigint not null,
  triggerid bigint not null,
  tag character varying(255) default ''::character varying not null,
  value character varying(255) default ''::character varying not null,
  constraint trigger_tag_pkey primary key (triggertagid)
);
create table triggers (
  triggerid bigint not null,
  expression character varying(2048) default ''::character varying not null,
  description text default ''::text not null,
  url character varying(255) default ''::character varying not null,
  status integer default 0 not null,
  value integer default 0 not null,
  priority integer default 0 not null,
  lastchange integer default 0 not null,
  comments text default ''::text not null,
  error character varying(2048) default ''::character varying not null,
  templateid bigint,
  type integer default 0 not null,
  state integer default 0 not null,
  flags integer default 0 not null,
  recovery_mode integer default 0 not null,
  recovery_expression character varying(2048) default ''::character varying not null,
  correlation_mode integer default 0 not null,
  correlation_tag character varying(255) default ''::character varying not null,
  manual_close integer default 0 not null,
  opdata character varying(255) default ''::character varying not null,
  discover integer default 0 not null,
  event_name character varying(2048) default ''::character varying not null,
  uuid character varying(32) default ''::character varying not null,
  constraint triggers_pkey primary key (triggerid)
);
create table users (
  userid bigint not null,
  username character varying(100) default ''::character varying not null,
  name character varying(100) default ''::character varying not null,
  surname character varying(100) default ''::character varying not null,
  passwd character varying(60) default ''::character varying not null,
  url character varying(2048) default ''::character varying not null,
  autologin integer default 0 not null,
  autologout character varying(32) default '15m'::character varying not null,
  lang character varying(7) default 'default'::character varying not null,
  refresh character varying(32) default '30s'::character varying not null,
  theme character varying(128) default 'default'::character varying not null,
  attempt_failed integer default 0 not null,
  attempt_ip character varying(39) default ''::character varying not null,
  attempt_clock integer default 0 not null,
  rows_per_page integer default 50 not null,
  timezone character varying(50) default 'default'::character varying not null,
  roleid bigint not null,
  constraint users_pkey primary key (userid)
);
create table users_groups (
  id bigint not null,
  usrgrpid bigint not null,
  userid bigint not null,
  constraint users_groups_pkey primary key (id)
);
create table usrgrp (
  usrgrpid bigint not null,
  name character varying(64) default ''::character varying not null,
  gui_access integer default 0 not null,
  users_status integer default 0 not null,
  debug_mode integer default 0 not null,
  constraint usrgrp_pkey primary key (usrgrpid)
);
create table valuemap (
  valuemapid bigint not null,
  hostid bigint not null,
  name character varying(64) default ''::character varying not null,
  uuid character varying(32) default ''::character varying not null,
  constraint valuemap_pkey primary key (valuemapid)
);
create table valuemap_mapping (
  valuemap_mappingid bigint not null,
  valuemapid bigint not null,
  value character varying(64) default ''::character varying not null,
  newvalue character varying(64) default ''::character varying not null,
  type integer default 0 not null,
  sortorder integer default 0 not null,
  constraint valuemap_mapping_pkey primary key (valuemap_mappingid)
);
create table widget (
  widgetid bigint not null,
  type character varying(255) default ''::character varying not null,
  name character varying(255) default ''::character varying not null,
  x integer default 0 not null,
  y integer default 0 not null,
  width integer default 1 not null,
  height integer default 2 not null,
  view_mode integer default 0 not null,
  dashboard_pageid bigint not null,
  constraint widget_pkey primary key (widgetid)
);
create table widget_field (
  widget_fieldid bigint not null,
  widgetid bigint not null,
  type integer default 0 not null,
  name character varying(255) default ''::character varying not null,
  value_int integer default 0 not null,
  value_str character varying(255) default ''::character varying not null,
  value_groupid bigint,
  value_hostid bigint,
  value_itemid bigint,
  value_graphid bigint,
  value_sysmapid bigint,
  value_serviceid bigint,
  value_slaid bigint,
  constraint widget_field_pkey primary key (widget_fieldid)
);
alter table acknowledges add constraint c_acknowledges_1 foreign key (userid) references users(userid) on delete CASCADE;
alter table acknowledges add constraint c_acknowledges_2 foreign key (eventid) references events(eventid) on delete CASCADE;
alter table alerts add constraint c_alerts_1 foreign key (actionid) references actions(actionid) on delete CASCADE;
alter table alerts add constraint c_alerts_2 foreign key (eventid) references events(eventid) on delete CASCADE;
alter table alerts add constraint c_alerts_3 foreign key (userid) references users(userid) on delete CASCADE;
alter table alerts add constraint c_alerts_4 foreign key (mediatypeid) references media_type(mediatypeid) on delete CASCADE;
alter table alerts add constraint c_alerts_5 foreign key (p_eventid) references events(eventid) on delete CASCADE;
alter table alerts add constraint c_alerts_6 foreign key (acknowledgeid) references acknowledges(acknowledgeid) on delete CASCADE;
alter table autoreg_host add constraint c_autoreg_host_1 foreign key (proxy_hostid) references hosts(hostid) on delete CASCADE;
alter table conditions add constraint c_conditions_1 foreign key (actionid) references actions(actionid) on delete CASCADE;
alter table config add constraint c_config_1 foreign key (alert_usrgrpid) references usrgrp(usrgrpid);
alter table config add constraint c_config_2 foreign key (discovery_groupid) references hstgrp(groupid);
alter table corr_condition add constraint c_corr_condition_1 foreign key (correlationid) references correlation(correlationid) on delete CASCADE;
alter table corr_condition_group add constraint c_corr_condition_group_1 foreign key (corr_conditionid) references corr_condition(corr_conditionid) on delete CASCADE;
alter table corr_condition_group add constraint c_corr_condition_group_2 foreign key (groupid) references hstgrp(groupid);
alter table corr_condition_tag add constraint c_corr_condition_tag_1 foreign key (corr_conditionid) references corr_condition(corr_conditionid) on delete CASCADE;
alter table corr_condition_tagpair add constraint c_corr_condition_tagpair_1 foreign key (corr_conditionid) references corr_condition(corr_conditionid) on delete CASCADE;
alter table corr_condition_tagvalue add constraint c_corr_condition_tagvalue_1 foreign key (corr_conditionid) references corr_condition(corr_conditionid) on delete CASCADE;
alter table corr_operation add constraint c_corr_operation_1 foreign key (correlationid) references correlation(correlationid) on delete CASCADE;
alter table dashboard add constraint c_dashboard_1 foreign key (userid) references users(userid);
alter table dashboard add constraint c_dashboard_2 foreign key (templateid) references hosts(hostid) on delete CASCADE;
alter table dashboard_page add constraint c_dashboard_page_1 foreign key (dashboardid) references dashboard(dashboardid) on delete CASCADE;
alter table dashboard_user add constraint c_dashboard_user_1 foreign key (dashboardid) references dashboard(dashboardid) on delete CASCADE;
alter table dashboard_user add constraint c_dashboard_user_2 foreign key (userid) references users(userid) on delete CASCADE;
alter table dashboard_usrgrp add constraint c_dashboard_usrgrp_1 foreign key (dashboardid) references dashboard(dashboardid) on delete CASCADE;
alter table dashboard_usrgrp add constraint c_dashboard_usrgrp_2 foreign key (usrgrpid) references usrgrp(usrgrpid) on delete CASCADE;
alter table dchecks add constraint c_dchecks_1 foreign key (druleid) references drules(druleid) on delete CASCADE;
alter table dhosts add constraint c_dhosts_1 foreign key (druleid) references drules(druleid) on delete CASCADE;
alter table drules add constraint c_drules_1 foreign key (proxy_hostid) references hosts(hostid);
alter table dservices add constraint c_dservices_1 foreign key (dhostid) references dhosts(dhostid) on delete CASCADE;
alter table dservices add constraint c_dservices_2 foreign key (dcheckid) references dchecks(dcheckid) on delete CASCADE;
alter table event_recovery add constraint c_event_recovery_1 foreign key (eventid) references events(eventid) on delete CASCADE;
alter table event_recovery add constraint c_event_recovery_2 foreign key (r_eventid) references events(eventid) on delete CASCADE;
alter table event_recovery add constraint c_event_recovery_3 foreign key (c_eventid) references events(eventid) on delete CASCADE;
alter table event_suppress add constraint c_event_suppress_1 foreign key (eventid) references events(eventid) on delete CASCADE;
alter table event_suppress add constraint c_event_suppress_2 foreign key (maintenanceid) references maintenances(maintenanceid) on delete CASCADE;
alter table event_tag add constraint c_event_tag_1 foreign key (eventid) references events(eventid) on delete CASCADE;
alter table expressions add constraint c_expressions_1 foreign key (regexpid) references regexps(regexpid) on delete CASCADE;
alter table functions add constraint c_functions_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table functions add constraint c_functions_2 foreign key (triggerid) references triggers(triggerid) on delete CASCADE;
alter table graph_discovery add constraint c_graph_discovery_1 foreign key (graphid) references graphs(graphid) on delete CASCADE;
alter table graph_discovery add constraint c_graph_discovery_2 foreign key (parent_graphid) references graphs(graphid);
alter table graphs add constraint c_graphs_1 foreign key (templateid) references graphs(graphid) on delete CASCADE;
alter table graphs add constraint c_graphs_2 foreign key (ymin_itemid) references items(itemid);
alter table graphs add constraint c_graphs_3 foreign key (ymax_itemid) references items(itemid);
alter table graphs_items add constraint c_graphs_items_1 foreign key (graphid) references graphs(graphid) on delete CASCADE;
alter table graphs_items add constraint c_graphs_items_2 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table group_discovery add constraint c_group_discovery_1 foreign key (groupid) references hstgrp(groupid) on delete CASCADE;
alter table group_discovery add constraint c_group_discovery_2 foreign key (parent_group_prototypeid) references group_prototype(group_prototypeid);
alter table group_prototype add constraint c_group_prototype_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table group_prototype add constraint c_group_prototype_2 foreign key (groupid) references hstgrp(groupid);
alter table group_prototype add constraint c_group_prototype_3 foreign key (templateid) references group_prototype(group_prototypeid) on delete CASCADE;
alter table host_discovery add constraint c_host_discovery_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table host_discovery add constraint c_host_discovery_2 foreign key (parent_hostid) references hosts(hostid);
alter table host_discovery add constraint c_host_discovery_3 foreign key (parent_itemid) references items(itemid);
alter table host_inventory add constraint c_host_inventory_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table host_tag add constraint c_host_tag_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table hostmacro add constraint c_hostmacro_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table hosts add constraint c_hosts_1 foreign key (proxy_hostid) references hosts(hostid);
alter table hosts add constraint c_hosts_2 foreign key (maintenanceid) references maintenances(maintenanceid);
alter table hosts add constraint c_hosts_3 foreign key (templateid) references hosts(hostid) on delete CASCADE;
alter table hosts_groups add constraint c_hosts_groups_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table hosts_groups add constraint c_hosts_groups_2 foreign key (groupid) references hstgrp(groupid) on delete CASCADE;
alter table hosts_templates add constraint c_hosts_templates_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table hosts_templates add constraint c_hosts_templates_2 foreign key (templateid) references hosts(hostid) on delete CASCADE;
alter table httpstep add constraint c_httpstep_1 foreign key (httptestid) references httptest(httptestid) on delete CASCADE;
alter table httpstep_field add constraint c_httpstep_field_1 foreign key (httpstepid) references httpstep(httpstepid) on delete CASCADE;
alter table httpstepitem add constraint c_httpstepitem_1 foreign key (httpstepid) references httpstep(httpstepid) on delete CASCADE;
alter table httpstepitem add constraint c_httpstepitem_2 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table httptest add constraint c_httptest_2 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table httptest add constraint c_httptest_3 foreign key (templateid) references httptest(httptestid) on delete CASCADE;
alter table httptest_field add constraint c_httptest_field_1 foreign key (httptestid) references httptest(httptestid) on delete CASCADE;
alter table httptest_tag add constraint c_httptest_tag_1 foreign key (httptestid) references httptest(httptestid) on delete CASCADE;
alter table httptestitem add constraint c_httptestitem_1 foreign key (httptestid) references httptest(httptestid) on delete CASCADE;
alter table httptestitem add constraint c_httptestitem_2 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table icon_map add constraint c_icon_map_1 foreign key (default_iconid) references images(imageid);
alter table icon_mapping add constraint c_icon_mapping_1 foreign key (iconmapid) references icon_map(iconmapid) on delete CASCADE;
alter table icon_mapping add constraint c_icon_mapping_2 foreign key (iconid) references images(imageid);
alter table interface add constraint c_interface_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table interface_discovery add constraint c_interface_discovery_1 foreign key (interfaceid) references interface(interfaceid) on delete CASCADE;
alter table interface_discovery add constraint c_interface_discovery_2 foreign key (parent_interfaceid) references interface(interfaceid) on delete CASCADE;
alter table interface_snmp add constraint c_interface_snmp_1 foreign key (interfaceid) references interface(interfaceid) on delete CASCADE;
alter table item_condition add constraint c_item_condition_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table item_discovery add constraint c_item_discovery_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table item_discovery add constraint c_item_discovery_2 foreign key (parent_itemid) references items(itemid) on delete CASCADE;
alter table item_parameter add constraint c_item_parameter_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table item_preproc add constraint c_item_preproc_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table item_rtdata add constraint c_item_rtdata_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table item_tag add constraint c_item_tag_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table items add constraint c_items_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table items add constraint c_items_2 foreign key (templateid) references items(itemid) on delete CASCADE;
alter table items add constraint c_items_3 foreign key (valuemapid) references valuemap(valuemapid);
alter table items add constraint c_items_4 foreign key (interfaceid) references interface(interfaceid);
alter table items add constraint c_items_5 foreign key (master_itemid) references items(itemid) on delete CASCADE;
alter table lld_macro_path add constraint c_lld_macro_path_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table lld_override add constraint c_lld_override_1 foreign key (itemid) references items(itemid) on delete CASCADE;
alter table lld_override_condition add constraint c_lld_override_condition_1 foreign key (lld_overrideid) references lld_override(lld_overrideid) on delete CASCADE;
alter table lld_override_opdiscover add constraint c_lld_override_opdiscover_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_operation add constraint c_lld_override_operation_1 foreign key (lld_overrideid) references lld_override(lld_overrideid) on delete CASCADE;
alter table lld_override_ophistory add constraint c_lld_override_ophistory_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_opinventory add constraint c_lld_override_opinventory_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_opperiod add constraint c_lld_override_opperiod_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_opseverity add constraint c_lld_override_opseverity_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_opstatus add constraint c_lld_override_opstatus_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_optag add constraint c_lld_override_optag_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_optemplate add constraint c_lld_override_optemplate_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table lld_override_optemplate add constraint c_lld_override_optemplate_2 foreign key (templateid) references hosts(hostid);
alter table lld_override_optrends add constraint c_lld_override_optrends_1 foreign key (lld_override_operationid) references lld_override_operation(lld_override_operationid) on delete CASCADE;
alter table maintenance_tag add constraint c_maintenance_tag_1 foreign key (maintenanceid) references maintenances(maintenanceid) on delete CASCADE;
alter table maintenances_groups add constraint c_maintenances_groups_1 foreign key (maintenanceid) references maintenances(maintenanceid) on delete CASCADE;
alter table maintenances_groups add constraint c_maintenances_groups_2 foreign key (groupid) references hstgrp(groupid) on delete CASCADE;
alter table maintenances_hosts add constraint c_maintenances_hosts_1 foreign key (maintenanceid) references maintenances(maintenanceid) on delete CASCADE;
alter table maintenances_hosts add constraint c_maintenances_hosts_2 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table maintenances_windows add constraint c_maintenances_windows_1 foreign key (maintenanceid) references maintenances(maintenanceid) on delete CASCADE;
alter table maintenances_windows add constraint c_maintenances_windows_2 foreign key (timeperiodid) references timeperiods(timeperiodid) on delete CASCADE;
alter table media add constraint c_media_1 foreign key (userid) references users(userid) on delete CASCADE;
alter table media add constraint c_media_2 foreign key (mediatypeid) references media_type(mediatypeid) on delete CASCADE;
alter table media_type_message add constraint c_media_type_message_1 foreign key (mediatypeid) references media_type(mediatypeid) on delete CASCADE;
alter table media_type_param add constraint c_media_type_param_1 foreign key (mediatypeid) references media_type(mediatypeid) on delete CASCADE;
alter table opcommand add constraint c_opcommand_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opcommand add constraint c_opcommand_2 foreign key (scriptid) references scripts(scriptid);
alter table opcommand_grp add constraint c_opcommand_grp_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opcommand_grp add constraint c_opcommand_grp_2 foreign key (groupid) references hstgrp(groupid);
alter table opcommand_hst add constraint c_opcommand_hst_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opcommand_hst add constraint c_opcommand_hst_2 foreign key (hostid) references hosts(hostid);
alter table opconditions add constraint c_opconditions_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table operations add constraint c_operations_1 foreign key (actionid) references actions(actionid) on delete CASCADE;
alter table opgroup add constraint c_opgroup_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opgroup add constraint c_opgroup_2 foreign key (groupid) references hstgrp(groupid);
alter table opinventory add constraint c_opinventory_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opmessage add constraint c_opmessage_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opmessage add constraint c_opmessage_2 foreign key (mediatypeid) references media_type(mediatypeid);
alter table opmessage_grp add constraint c_opmessage_grp_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opmessage_grp add constraint c_opmessage_grp_2 foreign key (usrgrpid) references usrgrp(usrgrpid);
alter table opmessage_usr add constraint c_opmessage_usr_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table opmessage_usr add constraint c_opmessage_usr_2 foreign key (userid) references users(userid);
alter table optemplate add constraint c_optemplate_1 foreign key (operationid) references operations(operationid) on delete CASCADE;
alter table optemplate add constraint c_optemplate_2 foreign key (templateid) references hosts(hostid);
alter table problem add constraint c_problem_1 foreign key (eventid) references events(eventid) on delete CASCADE;
alter table problem add constraint c_problem_2 foreign key (r_eventid) references events(eventid) on delete CASCADE;
alter table problem_tag add constraint c_problem_tag_1 foreign key (eventid) references problem(eventid) on delete CASCADE;
alter table profiles add constraint c_profiles_1 foreign key (userid) references users(userid) on delete CASCADE;
alter table report add constraint c_report_1 foreign key (userid) references users(userid) on delete CASCADE;
alter table report add constraint c_report_2 foreign key (dashboardid) references dashboard(dashboardid) on delete CASCADE;
alter table report_param add constraint c_report_param_1 foreign key (reportid) references report(reportid) on delete CASCADE;
alter table report_user add constraint c_report_user_1 foreign key (reportid) references report(reportid) on delete CASCADE;
alter table report_user add constraint c_report_user_2 foreign key (userid) references users(userid) on delete CASCADE;
alter table report_user add constraint c_report_user_3 foreign key (access_userid) references users(userid);
alter table report_usrgrp add constraint c_report_usrgrp_1 foreign key (reportid) references report(reportid) on delete CASCADE;
alter table report_usrgrp add constraint c_report_usrgrp_2 foreign key (usrgrpid) references usrgrp(usrgrpid) on delete CASCADE;
alter table report_usrgrp add constraint c_report_usrgrp_3 foreign key (access_userid) references users(userid);
alter table rights add constraint c_rights_1 foreign key (groupid) references usrgrp(usrgrpid) on delete CASCADE;
alter table rights add constraint c_rights_2 foreign key (id) references hstgrp(groupid) on delete CASCADE;
alter table role_rule add constraint c_role_rule_1 foreign key (roleid) references role(roleid) on delete CASCADE;
alter table role_rule add constraint c_role_rule_2 foreign key (value_moduleid) references module(moduleid) on delete CASCADE;
alter table role_rule add constraint c_role_rule_3 foreign key (value_serviceid) references services(serviceid) on delete CASCADE;
alter table script_param add constraint c_script_param_1 foreign key (scriptid) references scripts(scriptid) on delete CASCADE;
alter table scripts add constraint c_scripts_1 foreign key (usrgrpid) references usrgrp(usrgrpid);
alter table scripts add constraint c_scripts_2 foreign key (groupid) references hstgrp(groupid);
alter table service_alarms add constraint c_service_alarms_1 foreign key (serviceid) references services(serviceid) on delete CASCADE;
alter table service_problem add constraint c_service_problem_1 foreign key (eventid) references problem(eventid) on delete CASCADE;
alter table service_problem add constraint c_service_problem_2 foreign key (serviceid) references services(serviceid) on delete CASCADE;
alter table service_problem_tag add constraint c_service_problem_tag_1 foreign key (serviceid) references services(serviceid) on delete CASCADE;
alter table service_status_rule add constraint c_service_status_rule_1 foreign key (serviceid) references services(serviceid) on delete CASCADE;
alter table service_tag add constraint c_service_tag_1 foreign key (serviceid) references services(serviceid) on delete CASCADE;
alter table services_links add constraint c_services_links_1 foreign key (serviceupid) references services(serviceid) on delete CASCADE;
alter table services_links add constraint c_services_links_2 foreign key (servicedownid) references services(serviceid) on delete CASCADE;
alter table sessions add constraint c_sessions_1 foreign key (userid) references users(userid) on delete CASCADE;
alter table sla_excluded_downtime add constraint c_sla_excluded_downtime_1 foreign key (slaid) references sla(slaid) on delete CASCADE;
alter table sla_schedule add constraint c_sla_schedule_1 foreign key (slaid) references sla(slaid) on delete CASCADE;
alter table sla_service_tag add constraint c_sla_service_tag_1 foreign key (slaid) references sla(slaid) on delete CASCADE;
alter table sysmap_element_trigger add constraint c_sysmap_element_trigger_1 foreign key (selementid) references sysmaps_elements(selementid) on delete CASCADE;
alter table sysmap_element_trigger add constraint c_sysmap_element_trigger_2 foreign key (triggerid) references triggers(triggerid) on delete CASCADE;
alter table sysmap_element_url add constraint c_sysmap_element_url_1 foreign key (selementid) references sysmaps_elements(selementid) on delete CASCADE;
alter table sysmap_shape add constraint c_sysmap_shape_1 foreign key (sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table sysmap_url add constraint c_sysmap_url_1 foreign key (sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table sysmap_user add constraint c_sysmap_user_1 foreign key (sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table sysmap_user add constraint c_sysmap_user_2 foreign key (userid) references users(userid) on delete CASCADE;
alter table sysmap_usrgrp add constraint c_sysmap_usrgrp_1 foreign key (sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table sysmap_usrgrp add constraint c_sysmap_usrgrp_2 foreign key (usrgrpid) references usrgrp(usrgrpid) on delete CASCADE;
alter table sysmaps add constraint c_sysmaps_1 foreign key (backgroundid) references images(imageid);
alter table sysmaps add constraint c_sysmaps_2 foreign key (iconmapid) references icon_map(iconmapid);
alter table sysmaps add constraint c_sysmaps_3 foreign key (userid) references users(userid);
alter table sysmaps_element_tag add constraint c_sysmaps_element_tag_1 foreign key (selementid) references sysmaps_elements(selementid) on delete CASCADE;
alter table sysmaps_elements add constraint c_sysmaps_elements_1 foreign key (sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table sysmaps_elements add constraint c_sysmaps_elements_2 foreign key (iconid_off) references images(imageid);
alter table sysmaps_elements add constraint c_sysmaps_elements_3 foreign key (iconid_on) references images(imageid);
alter table sysmaps_elements add constraint c_sysmaps_elements_4 foreign key (iconid_disabled) references images(imageid);
alter table sysmaps_elements add constraint c_sysmaps_elements_5 foreign key (iconid_maintenance) references images(imageid);
alter table sysmaps_link_triggers add constraint c_sysmaps_link_triggers_1 foreign key (linkid) references sysmaps_links(linkid) on delete CASCADE;
alter table sysmaps_link_triggers add constraint c_sysmaps_link_triggers_2 foreign key (triggerid) references triggers(triggerid) on delete CASCADE;
alter table sysmaps_links add constraint c_sysmaps_links_1 foreign key (sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table sysmaps_links add constraint c_sysmaps_links_2 foreign key (selementid1) references sysmaps_elements(selementid) on delete CASCADE;
alter table sysmaps_links add constraint c_sysmaps_links_3 foreign key (selementid2) references sysmaps_elements(selementid) on delete CASCADE;
alter table tag_filter add constraint c_tag_filter_1 foreign key (usrgrpid) references usrgrp(usrgrpid) on delete CASCADE;
alter table tag_filter add constraint c_tag_filter_2 foreign key (groupid) references hstgrp(groupid) on delete CASCADE;
alter table task add constraint c_task_1 foreign key (proxy_hostid) references hosts(hostid) on delete CASCADE;
alter table task_acknowledge add constraint c_task_acknowledge_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table task_check_now add constraint c_task_check_now_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table task_close_problem add constraint c_task_close_problem_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table task_data add constraint c_task_data_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table task_remote_command add constraint c_task_remote_command_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table task_remote_command_result add constraint c_task_remote_command_result_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table task_result add constraint c_task_result_1 foreign key (taskid) references task(taskid) on delete CASCADE;
alter table token add constraint c_token_1 foreign key (userid) references users(userid) on delete CASCADE;
alter table token add constraint c_token_2 foreign key (creator_userid) references users(userid);
alter table trigger_depends add constraint c_trigger_depends_1 foreign key (triggerid_down) references triggers(triggerid) on delete CASCADE;
alter table trigger_depends add constraint c_trigger_depends_2 foreign key (triggerid_up) references triggers(triggerid) on delete CASCADE;
alter table trigger_discovery add constraint c_trigger_discovery_1 foreign key (triggerid) references triggers(triggerid) on delete CASCADE;
alter table trigger_discovery add constraint c_trigger_discovery_2 foreign key (parent_triggerid) references triggers(triggerid);
alter table trigger_tag add constraint c_trigger_tag_1 foreign key (triggerid) references triggers(triggerid) on delete CASCADE;
alter table triggers add constraint c_triggers_1 foreign key (templateid) references triggers(triggerid) on delete CASCADE;
alter table users add constraint c_users_1 foreign key (roleid) references role(roleid) on delete CASCADE;
alter table users_groups add constraint c_users_groups_1 foreign key (usrgrpid) references usrgrp(usrgrpid) on delete CASCADE;
alter table users_groups add constraint c_users_groups_2 foreign key (userid) references users(userid) on delete CASCADE;
alter table valuemap add constraint c_valuemap_1 foreign key (hostid) references hosts(hostid) on delete CASCADE;
alter table valuemap_mapping add constraint c_valuemap_mapping_1 foreign key (valuemapid) references valuemap(valuemapid) on delete CASCADE;
alter table widget add constraint c_widget_1 foreign key (dashboard_pageid) references dashboard_page(dashboard_pageid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_1 foreign key (widgetid) references widget(widgetid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_2 foreign key (value_groupid) references hstgrp(groupid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_3 foreign key (value_hostid) references hosts(hostid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_4 foreign key (value_itemid) references items(itemid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_5 foreign key (value_graphid) references graphs(graphid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_6 foreign key (value_sysmapid) references sysmaps(sysmapid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_7 foreign key (value_serviceid) references services(serviceid) on delete CASCADE;
alter table widget_field add constraint c_widget_field_8 foreign key (value_slaid) references sla(slaid) on delete CASCADE;
create index acknowledges_1 on acknowledges (userid);
create index acknowledges_2 on acknowledges (eventid);
create index acknowledges_3 on acknowledges (clock);
create index actions_1 on actions (eventsource, status);
create unique index actions_2 on actions (name);
create index alerts_1 on alerts (actionid);
create index alerts_2 on alerts (clock);
create index alerts_3 on alerts (eventid);
create index alerts_4 on alerts (status);
create index alerts_5 on alerts (mediatypeid);
create index alerts_6 on alerts (userid);
create index alerts_7 on alerts (p_eventid);
create index alerts_8 on alerts (acknowledgeid);
create index auditlog_1 on auditlog (userid, clock);
create index auditlog_2 on auditlog (clock);
create index auditlog_3 on auditlog (resourcetype, resourceid);
create index autoreg_host_1 on autoreg_host (host);
create index autoreg_host_2 on autoreg_host (proxy_hostid);
create index conditions_1 on conditions (actionid);
create index config_1 on config (alert_usrgrpid);
create index config_2 on config (discovery_groupid);
create unique index config_autoreg_tls_1 on config_autoreg_tls (tls_psk_identity);
create index corr_condition_1 on corr_condition (correlationid);
create index corr_condition_group_1 on corr_condition_group (groupid);
create index corr_operation_1 on corr_operation (correlationid);
create index correlation_1 on correlation (status);
create unique index correlation_2 on correlation (name);
create index dashboard_1 on dashboard (userid);
create index dashboard_2 on dashboard (templateid);
create index dashboard_page_1 on dashboard_page (dashboardid);
create unique index dashboard_user_1 on dashboard_user (dashboardid, userid);
create unique index dashboard_usrgrp_1 on dashboard_usrgrp (dashboardid, usrgrpid);
create index dchecks_1 on dchecks (druleid, host_source, name_source);
create index dhosts_1 on dhosts (druleid);
create index drules_1 on drules (proxy_hostid);
create unique index drules_2 on drules (name);
create unique index dservices_1 on dservices (dcheckid, ip, port);
create index dservices_2 on dservices (dhostid);
create unique index escalations_1 on escalations (triggerid, itemid, serviceid, escalationid);
create index escalations_2 on escalations (eventid);
create index escalations_3 on escalations (nextcheck);
create index event_recovery_1 on event_recovery (r_eventid);
create index event_recovery_2 on event_recovery (c_eventid);
create unique index event_suppress_1 on event_suppress (eventid, maintenanceid);
create index event_suppress_2 on event_suppress (suppress_until);
create index event_suppress_3 on event_suppress (maintenanceid);
create index event_tag_1 on event_tag (eventid);
create index events_1 on events (source, object, objectid, clock);
create index events_2 on events (source, object, clock);
create index expressions_1 on expressions (regexpid);
create index functions_1 on functions (triggerid);
create index functions_2 on functions (itemid, name, parameter);
create unique index globalmacro_1 on globalmacro (macro);
create index graph_discovery_1 on graph_discovery (parent_graphid);
create unique index graph_theme_1 on graph_theme (theme);
create index graphs_1 on graphs (name);
create index graphs_2 on graphs (templateid);
create index graphs_3 on graphs (ymin_itemid);
create index graphs_4 on graphs (ymax_itemid);
create index graphs_items_1 on graphs_items (itemid);
create index graphs_items_2 on graphs_items (graphid);
create index group_prototype_1 on group_prototype (hostid);
create unique index ha_node_1 on ha_node (name);
create index ha_node_2 on ha_node (status, lastaccess);
create index host_tag_1 on host_tag (hostid);
create unique index hostmacro_1 on hostmacro (hostid, macro);
create index hosts_1 on hosts (host);
create index hosts_2 on hosts (status);
create index hosts_3 on hosts (proxy_hostid);
create index hosts_4 on hosts (name);
create index hosts_5 on hosts (maintenanceid);
create index hosts_6 on hosts (name_upper);
create unique index hosts_groups_1 on hosts_groups (hostid, groupid);
create index hosts_groups_2 on hosts_groups (groupid);
create unique index hosts_templates_1 on hosts_templates (hostid, templateid);
create index hosts_templates_2 on hosts_templates (templateid);
create index hstgrp_1 on hstgrp (name);
create index httpstep_1 on httpstep (httptestid);
create index httpstep_field_1 on httpstep_field (httpstepid);
create unique index httpstepitem_1 on httpstepitem (httpstepid, itemid);
create index httpstepitem_2 on httpstepitem (itemid);
create unique index httptest_2 on httptest (hostid, name);
create index httptest_3 on httptest (status);
create index httptest_4 on httptest (templateid);
create index httptest_field_1 on httptest_field (httptestid);
create index httptest_tag_1 on httptest_tag (httptestid);
create unique index httptestitem_1 on httptestitem (httptestid, itemid);
create index httptestitem_2 on httptestitem (itemid);
create unique index icon_map_1 on icon_map (name);
create index icon_map_2 on icon_map (default_iconid);
create index icon_mapping_1 on icon_mapping (iconmapid);
create index icon_mapping_2 on icon_mapping (iconid);
create unique index images_1 on images (name);
create index interface_1 on interface (hostid, type);
create index interface_2 on interface (ip, dns);
create index interface_3 on interface (available);
create index item_condition_1 on item_condition (itemid);
create unique index item_discovery_1 on item_discovery (itemid, parent_itemid);
create index item_discovery_2 on item_discovery (parent_itemid);
create index item_parameter_1 on item_parameter (itemid);
create index item_preproc_1 on item_preproc (itemid, step);
create index item_tag_1 on item_tag (itemid);
create index items_1 on items (hostid, key_);
create index items_3 on items (status);
create index items_4 on items (templateid);
create index items_5 on items (valuemapid);
create index items_6 on items (interfaceid);
create index items_7 on items (master_itemid);
create index items_8 on items (key_);
create index items_9 on items (hostid, name_upper);
create unique index lld_macro_path_1 on lld_macro_path (itemid, lld_macro);
create unique index lld_override_1 on lld_override (itemid, name);
create index lld_override_condition_1 on lld_override_condition (lld_overrideid);
create index lld_override_operation_1 on lld_override_operation (lld_overrideid);
create index lld_override_optag_1 on lld_override_optag (lld_override_operationid);
create unique index lld_override_optemplate_1 on lld_override_optemplate (lld_override_operationid, templateid);
create index lld_override_optemplate_2 on lld_override_optemplate (templateid);
create index maintenance_tag_1 on maintenance_tag (maintenanceid);
create index maintenances_1 on maintenances (active_since, active_till);
create unique index maintenances_2 on maintenances (name);
create unique index maintenances_groups_1 on maintenances_groups (maintenanceid, groupid);
create index maintenances_groups_2 on maintenances_groups (groupid);
create unique index maintenances_hosts_1 on maintenances_hosts (maintenanceid, hostid);
create index maintenances_hosts_2 on maintenances_hosts (hostid);
create unique index maintenances_windows_1 on maintenances_windows (maintenanceid, timeperiodid);
create index maintenances_windows_2 on maintenances_windows (timeperiodid);
create index media_1 on media (userid);
create index media_2 on media (mediatypeid);
create unique index media_type_1 on media_type (name);
create unique index media_type_message_1 on media_type_message (mediatypeid, eventsource, recovery);
create index media_type_param_1 on media_type_param (mediatypeid);
create index opcommand_1 on opcommand (scriptid);
create index opcommand_grp_1 on opcommand_grp (operationid);
create index opcommand_grp_2 on opcommand_grp (groupid);
create index opcommand_hst_1 on opcommand_hst (operationid);
create index opcommand_hst_2 on opcommand_hst (hostid);
create index opconditions_1 on opconditions (operationid);
create index operations_1 on operations (actionid);
create unique index opgroup_1 on opgroup (operationid, groupid);
create index opgroup_2 on opgroup (groupid);
create index opmessage_1 on opmessage (mediatypeid);
create unique index opmessage_grp_1 on opmessage_grp (operationid, usrgrpid);
create index opmessage_grp_2 on opmessage_grp (usrgrpid);
create unique index opmessage_usr_1 on opmessage_usr (operationid, userid);
create index opmessage_usr_2 on opmessage_usr (userid);
create unique index optemplate_1 on optemplate (operationid, templateid);
create index optemplate_2 on optemplate (templateid);
create index problem_1 on problem (source, object, objectid);
create index problem_2 on problem (r_clock);
create index problem_3 on problem (r_eventid);
create index problem_tag_1 on problem_tag (eventid, tag, value);
create index profiles_1 on profiles (userid, idx, idx2);
create index profiles_2 on profiles (userid, profileid);
create index proxy_autoreg_host_1 on proxy_autoreg_host (clock);
create index proxy_dhistory_1 on proxy_dhistory (clock);
create index proxy_dhistory_2 on proxy_dhistory (druleid);
create index proxy_history_1 on proxy_history (clock);
create unique index regexps_1 on regexps (name);
create unique index report_1 on report (name);
create index report_param_1 on report_param (reportid);
create index report_user_1 on report_user (reportid);
create index report_usrgrp_1 on report_usrgrp (reportid);
create index rights_1 on rights (groupid);
create index rights_2 on rights (id);
create unique index role_1 on role (name);
create index role_rule_1 on role_rule (roleid);
create index role_rule_2 on role_rule (value_moduleid);
create index role_rule_3 on role_rule (value_serviceid);
create unique index script_param_1 on script_param (scriptid, name);
create index scripts_1 on scripts (usrgrpid);
create index scripts_2 on scripts (groupid);
create unique index scripts_3 on scripts (name);
create index service_alarms_1 on service_alarms (serviceid, clock);
create index service_alarms_2 on service_alarms (clock);
create index service_problem_1 on service_problem (eventid);
create index service_problem_2 on service_problem (serviceid);
create index service_problem_tag_1 on service_problem_tag (serviceid);
create index service_status_rule_1 on service_status_rule (serviceid);
create index service_tag_1 on service_tag (serviceid);
create index services_links_1 on services_links (servicedownid);
create unique index services_links_2 on services_links (serviceupid, servicedownid);
create index sessions_1 on sessions (userid, status, lastaccess);
create unique index sla_1 on sla (name);
create index sla_excluded_downtime_1 on sla_excluded_downtime (slaid);
create index sla_schedule_1 on sla_schedule (slaid);
create index sla_service_tag_1 on sla_service_tag (slaid);
create unique index sysmap_element_trigger_1 on sysmap_element_trigger (selementid, triggerid);
create unique index sysmap_element_url_1 on sysmap_element_url (selementid, name);
create index sysmap_shape_1 on sysmap_shape (sysmapid);
create unique index sysmap_url_1 on sysmap_url (sysmapid, name);
create unique index sysmap_user_1 on sysmap_user (sysmapid, userid);
create unique index sysmap_usrgrp_1 on sysmap_usrgrp (sysmapid, usrgrpid);
create unique index sysmaps_1 on sysmaps (name);
create index sysmaps_2 on sysmaps (backgroundid);
create index sysmaps_3 on sysmaps (iconmapid);
create index sysmaps_element_tag_1 on sysmaps_element_tag (selementid);
create index sysmaps_elements_1 on sysmaps_elements (sysmapid);
create index sysmaps_elements_2 on sysmaps_elements (iconid_off);
create index sysmaps_elements_3 on sysmaps_elements (iconid_on);
create index sysmaps_elements_4 on sysmaps_elements (iconid_disabled);
create index sysmaps_elements_5 on sysmaps_elements (iconid_maintenance);
create unique index sysmaps_link_triggers_1 on sysmaps_link_triggers (linkid, triggerid);
create index sysmaps_link_triggers_2 on sysmaps_link_triggers (triggerid);
create index sysmaps_links_1 on sysmaps_links (sysmapid);
create index sysmaps_links_2 on sysmaps_links (selementid1);
create index sysmaps_links_3 on sysmaps_links (selementid2);
create index task_1 on task (status, proxy_hostid);
create index task_result_1 on task_result (parent_taskid);
create index token_1 on token (name);
create unique index token_2 on token (userid, name);
create unique index token_3 on token (token);
create index token_4 on token (creator_userid);
create unique index trigger_depends_1 on trigger_depends (triggerid_down, triggerid_up);
create index trigger_depends_2 on trigger_depends (triggerid_up);
create index trigger_discovery_1 on trigger_discovery (parent_triggerid);
create index trigger_tag_1 on trigger_tag (triggerid);
create index triggers_1 on triggers (status);
create index triggers_2 on triggers (value, lastchange);
create index triggers_3 on triggers (templateid);
create unique index users_1 on users (username);
create unique index users_groups_1 on users_groups (usrgrpid, userid);
create index users_groups_2 on users_groups (userid);
create unique index usrgrp_1 on usrgrp (name);
create unique index valuemap_1 on valuemap (hostid, name);
create unique index valuemap_mapping_1 on valuemap_mapping (valuemapid, value, type);
create index widget_1 on widget (dashboard_pageid);
create index widget_field_1 on widget_field (widgetid);
create index widget_field_2 on widget_field (value_groupid);
create index widget_field_3 on widget_field (value_hostid);
create index widget_field_4 on widget_field (value_itemid);
create index widget_field_5 on widget_field (value_graphid);
create index widget_field_6 on widget_field (value_sysmapid);
create index widget_field_7 on widget_field (value_serviceid);
create index widget_field_8 on widget_field (value_slaid);
create TRIGGER hosts_name_upper_insert AFTER INSERT ON hosts FOR EACH ROW EXECUTE FUNCTION hosts_name_upper_upper();
create TRIGGER hosts_name_upper_update AFTER UPDATE OF name ON hosts FOR EACH ROW EXECUTE FUNCTION hosts_name_upper_upper();
create TRIGGER items_name_upper_insert AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION items_name_upper_upper();
create TRIGGER items_name_upper_update AFTER UPDATE OF name ON items FOR EACH ROW EXECUTE FUNCTION items_name_upper_upper();
