-- Style: ejabberd: chat, keys over server and user names
create table archive (
  username text not null,
  server_host text not null,
  "timestamp" bigint not null,
  peer text not null,
  bare_peer text not null,
  xml text not null,
  txt text,
  id serial,
  kind text,
  nick text,
  created_at timestamp without time zone default now() not null
);
create table archive_prefs (
  username text not null,
  server_host text not null,
  def text not null,
  always text not null,
  never text not null,
  created_at timestamp without time zone default now() not null,
  constraint archive_prefs_pkey primary key (server_host, username)
);
create table bosh (
  sid text not null,
  node text not null,
  pid text not null
);
create table caps_features (
  node text not null,
  subnode text not null,
  feature text,
  created_at timestamp without time zone default now() not null
);
create table last (
  username text not null,
  server_host text not null,
  seconds text not null,
  state text not null,
  constraint last_pkey primary key (server_host, username)
);
create table mix_channel (
  channel text not null,
  service text not null,
  username text not null,
  domain text not null,
  jid text not null,
  hidden boolean not null,
  hmac_key text not null,
  created_at timestamp without time zone default CURRENT_TIMESTAMP not null
);
create table mix_pam (
  username text not null,
  server_host text not null,
  channel text not null,
  service text not null,
  id text not null,
  created_at timestamp without time zone default CURRENT_TIMESTAMP not null
);
create table mix_participant (
  channel text not null,
  service text not null,
  username text not null,
  domain text not null,
  jid text not null,
  id text not null,
  nick text not null,
  created_at timestamp without time zone default CURRENT_TIMESTAMP not null
);
create table mix_subscription (
  channel text not null,
  service text not null,
  username text not null,
  domain text not null,
  node text not null,
  jid text not null
);
create table motd (
  username text not null,
  server_host text not null,
  xml text,
  created_at timestamp without time zone default now() not null,
  constraint motd_pkey primary key (server_host, username)
);
create table mqtt_pub (
  username text not null,
  server_host text not null,
  resource text not null,
  topic text not null,
  qos smallint not null,
  payload bytea not null,
  payload_format smallint not null,
  content_type text not null,
  response_topic text not null,
  correlation_data bytea not null,
  user_properties bytea not null,
  expiry bigint not null
);
create table muc_online_room (
  name text not null,
  host text not null,
  server_host text not null,
  node text not null,
  pid text not null
);
create table muc_online_users (
  username text not null,
  server text not null,
  resource text not null,
  name text not null,
  host text not null,
  server_host text not null,
  node text not null
);
create table muc_registered (
  jid text not null,
  host text not null,
  server_host text not null,
  nick text not null,
  created_at timestamp without time zone default now() not null
);
create table muc_room (
  name text not null,
  host text not null,
  server_host text not null,
  opts text not null,
  created_at timestamp without time zone default now() not null
);
create table muc_room_subscribers (
  room text not null,
  host text not null,
  jid text not null,
  nick text not null,
  nodes text not null,
  created_at timestamp without time zone default now() not null
);
create table oauth_client (
  client_id text not null,
  client_name text not null,
  grant_type text not null,
  options text not null,
  constraint oauth_client_pkey primary key (client_id)
);
create table oauth_token (
  token text not null,
  jid text not null,
  scope text not null,
  expire bigint not null
);
create table privacy_default_list (
  username text not null,
  server_host text not null,
  name text not null,
  constraint privacy_default_list_pkey primary key (server_host, username)
);
create table privacy_list (
  username text not null,
  server_host text not null,
  name text not null,
  id serial,
  created_at timestamp without time zone default now() not null,
  constraint privacy_list_id_key unique (id)
);
create table privacy_list_data (
  id bigint,
  t character(1) not null,
  value text not null,
  action character(1) not null,
  ord numeric not null,
  match_all boolean not null,
  match_iq boolean not null,
  match_message boolean not null,
  match_presence_in boolean not null,
  match_presence_out boolean not null
);
create table private_storage (
  username text not null,
  server_host text not null,
  namespace text not null,
  data text not null,
  created_at timestamp without time zone default now() not null,
  constraint private_storage_pkey primary key (server_host, username, namespace)
);
create table proxy65 (
  sid text not null,
  pid_t text not null,
  pid_i text not null,
  node_t text not null,
  node_i text not null,
  jid_i text not null
);
create table pubsub_item (
  nodeid bigint,
  itemid text not null,
  publisher text not null,
  creation character varying(32) not null,
  modification character varying(32) not null,
  payload text default ''::text not null
);
create table pubsub_node (
  host text not null,
  node text not null,
  parent text default ''::text not null,
  plugin text not null,
  nodeid serial,
  constraint pubsub_node_nodeid_key unique (nodeid)
);
create table pubsub_node_option (
  nodeid bigint,
  name text not null,
  val text not null
);
create table pubsub_node_owner (
  nodeid bigint,
  owner text not null
);
create table pubsub_state (
  nodeid bigint,
  jid text not null,
  affiliation character(1),
  subscriptions text default ''::text not null,
  stateid serial,
  constraint pubsub_state_stateid_key unique (stateid)
);
create table pubsub_subscription_opt (
  subid text not null,
  opt_name character varying(32),
  opt_value text not null
);
create table push_session (
  username text not null,
  server_host text not null,
  "timestamp" bigint not null,
  service text not null,
  node text not null,
  xml text not null,
  constraint push_session_pkey primary key (server_host, username, "timestamp")
);
create table roster_version (
  username text not null,
  server_host text not null,
  version text not null,
  constraint roster_version_pkey primary key (server_host, username)
);
create table rostergroups (
  username text not null,
  server_host text not null,
  jid text not null,
  grp text not null
);
create table rosterusers (
  username text not null,
  server_host text not null,
  jid text not null,
  nick text not null,
  subscription character(1) not null,
  ask character(1) not null,
  askmessage text not null,
  server character(1) not null,
  subscribe text not null,
  type text,
  created_at timestamp without time zone default now() not null
);
create table route (
  domain text not null,
  server_host text not null,
  node text not null,
  pid text not null,
  local_hint text not null
);
create table sm (
  usec bigint not null,
  pid text not null,
  node text not null,
  username text not null,
  server_host text not null,
  resource text not null,
  priority text not null,
  info text not null,
  constraint sm_pkey primary key (usec, pid)
);
create table spool (
  username text not null,
  server_host text not null,
  xml text not null,
  seq serial,
  created_at timestamp without time zone default now() not null
);
create table sr_group (
  name text not null,
  server_host text not null,
  opts text not null,
  created_at timestamp without time zone default now() not null,
  constraint sr_group_pkey primary key (server_host, name)
);
create table sr_user (
  jid text not null,
  server_host text not null,
  grp text not null,
  created_at timestamp without time zone default now() not null,
  constraint sr_user_pkey primary key (server_host, jid, grp)
);
create table users (
  username text not null,
  server_host text not null,
  password text not null,
  serverkey text default ''::text not null,
  salt text default ''::text not null,
  iterationcount integer default 0 not null,
  created_at timestamp without time zone default now() not null,
  constraint users_pkey primary key (server_host, username)
);
create table vcard (
  username text not null,
  server_host text not null,
  vcard text not null,
  created_at timestamp without time zone default now() not null,
  constraint vcard_pkey primary key (server_host, username)
);
create table vcard_search (
  username text not null,
  lusername text not null,
  server_host text not null,
  fn text not null,
  lfn text not null,
  family text not null,
  lfamily text not null,
  given text not null,
  lgiven text not null,
  middle text not null,
  lmiddle text not null,
  nickname text not null,
  lnickname text not null,
  bday text not null,
  lbday text not null,
  ctry text not null,
  lctry text not null,
  locality text not null,
  llocality text not null,
  email text not null,
  lemail text not null,
  orgname text not null,
  lorgname text not null,
  orgunit text not null,
  lorgunit text not null,
  constraint vcard_search_pkey primary key (server_host, lusername)
);
alter table privacy_list_data add constraint privacy_list_data_id_fkey foreign key (id) references privacy_list(id) on delete CASCADE;
alter table pubsub_item add constraint pubsub_item_nodeid_fkey foreign key (nodeid) references pubsub_node(nodeid) on delete CASCADE;
alter table pubsub_node_option add constraint pubsub_node_option_nodeid_fkey foreign key (nodeid) references pubsub_node(nodeid) on delete CASCADE;
alter table pubsub_node_owner add constraint pubsub_node_owner_nodeid_fkey foreign key (nodeid) references pubsub_node(nodeid) on delete CASCADE;
alter table pubsub_state add constraint pubsub_state_nodeid_fkey foreign key (nodeid) references pubsub_node(nodeid) on delete CASCADE;
create index i_archive_sh_timestamp on archive (server_host, "timestamp");
create index i_archive_sh_username_bare_peer on archive (server_host, username, bare_peer);
create index i_archive_sh_username_peer on archive (server_host, username, peer);
create index i_archive_sh_username_timestamp on archive (server_host, username, "timestamp");
create unique index i_bosh_sid on bosh (sid);
create index i_caps_features_node_subnode on caps_features (node, subnode);
create unique index i_mix_channel on mix_channel (channel, service);
create index i_mix_channel_serv on mix_channel (service);
create unique index i_mix_pam on mix_pam (username, server_host, channel, service);
create index i_mix_pam_us on mix_pam (username, server_host);
create unique index i_mix_participant on mix_participant (channel, service, username, domain);
create index i_mix_participant_chan_serv on mix_participant (channel, service);
create unique index i_mix_subscription on mix_subscription (channel, service, username, domain, node);
create index i_mix_subscription_chan_serv on mix_subscription (channel, service);
create index i_mix_subscription_chan_serv_node on mix_subscription (channel, service, node);
create index i_mix_subscription_chan_serv_ud on mix_subscription (channel, service, username, domain);
create unique index i_mqtt_topic_server on mqtt_pub (topic, server_host);
create unique index i_muc_online_room_name_host on muc_online_room (name, host);
create unique index i_muc_online_users on muc_online_users (username, server, resource, name, host);
create index i_muc_online_users_us on muc_online_users (username, server);
create unique index i_muc_registered_jid_host on muc_registered (jid, host);
create index i_muc_registered_nick on muc_registered (nick);
create index i_muc_room_host_created_at on muc_room (host, created_at);
create unique index i_muc_room_name_host on muc_room (name, host);
create index i_muc_room_subscribers_host_jid on muc_room_subscribers (host, jid);
create unique index i_muc_room_subscribers_host_room_jid on muc_room_subscribers (host, room, jid);
create index i_muc_room_subscribers_jid on muc_room_subscribers (jid);
create unique index i_oauth_token_token on oauth_token (token);
create index i_privacy_list_sh_username on privacy_list (server_host, username);
create unique index i_privacy_list_sh_username_name on privacy_list (server_host, username, name);
create index i_privacy_list_data_id on privacy_list_data (id);
create index i_private_storage_sh_username on private_storage (server_host, username);
create index i_proxy65_jid on proxy65 (jid_i);
create unique index i_proxy65_sid on proxy65 (sid);
create index i_pubsub_item_itemid on pubsub_item (itemid);
create unique index i_pubsub_item_tuple on pubsub_item (nodeid, itemid);
create index i_pubsub_node_parent on pubsub_node (parent);
create unique index i_pubsub_node_tuple on pubsub_node (host, node);
create index i_pubsub_node_option_nodeid on pubsub_node_option (nodeid);
create index i_pubsub_node_owner_nodeid on pubsub_node_owner (nodeid);
create index i_pubsub_state_jid on pubsub_state (jid);
create unique index i_pubsub_state_tuple on pubsub_state (nodeid, jid);
create unique index i_pubsub_subscription_opt on pubsub_subscription_opt (subid, opt_name);
create unique index i_push_session_susn on push_session (server_host, username, service, node);
create index i_rosterg_sh_user_jid on rostergroups (server_host, username, jid);
create index i_rosteru_sh_jid on rosterusers (server_host, jid);
create unique index i_rosteru_sh_user_jid on rosterusers (server_host, username, jid);
create index i_rosteru_sh_username on rosterusers (server_host, username);
create unique index i_route on route (domain, server_host, node, pid);
create index i_route_domain on route (domain);
create index i_sm_node on sm (node);
create index i_sm_sh_username on sm (server_host, username);
create index i_spool_sh_username on spool (server_host, username);
create unique index i_sr_group_sh_name on sr_group (server_host, name);
create index i_sr_user_sh_grp on sr_user (server_host, grp);
create index i_sr_user_sh_jid on sr_user (server_host, jid);
create unique index i_sr_user_sh_jid_grp on sr_user (server_host, jid, grp);
create index i_vcard_search_sh_lbday on vcard_search (server_host, lbday);
create index i_vcard_search_sh_lctry on vcard_search (server_host, lctry);
create index i_vcard_search_sh_lemail on vcard_search (server_host, lemail);
create index i_vcard_search_sh_lfamily on vcard_search (server_host, lfamily);
create index i_vcard_search_sh_lfn on vcard_search (server_host, lfn);
create index i_vcard_search_sh_lgiven on vcard_search (server_host, lgiven);
create index i_vcard_search_sh_llocality on vcard_search (server_host, llocality);
create index i_vcard_search_sh_lmiddle on vcard_search (server_host, lmiddle);
create index i_vcard_search_sh_lnickname on vcard_search (server_host, lnickname);
create index i_vcard_search_sh_lorgname on vcard_search (server_host, lorgname);
create index i_vcard_search_sh_lorgunit on vcard_search (server_host, lorgunit);
