-- Style: Roundcube: webmail, sequences of its own as defaults
create sequence collected_addresses_seq;
create sequence contactgroups_seq;
create sequence contacts_seq;
create sequence filestore_seq;
create sequence identities_seq;
create sequence responses_seq;
create sequence searches_seq;
create sequence users_seq;
create table cache (
  user_id integer not null,
  cache_key character varying(128) default ''::character varying not null,
  expires timestamp with time zone,
  data text not null,
  constraint cache_pkey primary key (user_id, cache_key)
);
create table cache_index (
  user_id integer not null,
  mailbox character varying(255) not null,
  expires timestamp with time zone,
  valid smallint default 0 not null,
  data text not null,
  constraint cache_index_pkey primary key (user_id, mailbox)
);
create table cache_messages (
  user_id integer not null,
  mailbox character varying(255) not null,
  uid integer not null,
  expires timestamp with time zone,
  data text not null,
  flags integer default 0 not null,
  constraint cache_messages_pkey primary key (user_id, mailbox, uid)
);
create table cache_shared (
  cache_key character varying(255) not null,
  expires timestamp with time zone,
  data text not null,
  constraint cache_shared_pkey primary key (cache_key)
);
create table cache_thread (
  user_id integer not null,
  mailbox character varying(255) not null,
  expires timestamp with time zone,
  data text not null,
  constraint cache_thread_pkey primary key (user_id, mailbox)
);
create table collected_addresses (
  address_id integer default nextval(('collected_addresses_seq'::text)::regclass) not null,
  user_id integer not null,
  changed timestamp with time zone default now() not null,
  name character varying(255) default ''::character varying not null,
  email character varying(255) not null,
  type integer not null,
  constraint collected_addresses_pkey primary key (address_id)
);
create table contactgroupmembers (
  contactgroup_id integer not null,
  contact_id integer not null,
  created timestamp with time zone default now() not null,
  constraint contactgroupmembers_pkey primary key (contactgroup_id, contact_id)
);
create table contactgroups (
  contactgroup_id integer default nextval(('contactgroups_seq'::text)::regclass) not null,
  user_id integer not null,
  changed timestamp with time zone default now() not null,
  del smallint default 0 not null,
  name character varying(128) default ''::character varying not null,
  constraint contactgroups_pkey primary key (contactgroup_id)
);
create table contacts (
  contact_id integer default nextval(('contacts_seq'::text)::regclass) not null,
  user_id integer not null,
  changed timestamp with time zone default now() not null,
  del smallint default 0 not null,
  name character varying(128) default ''::character varying not null,
  email text default ''::text not null,
  firstname character varying(128) default ''::character varying not null,
  surname character varying(128) default ''::character varying not null,
  vcard text,
  words text,
  constraint contacts_pkey primary key (contact_id)
);
create table dictionary (
  user_id integer,
  language character varying(16) not null,
  data text not null,
  constraint dictionary_user_id_language_key unique (user_id, language)
);
create table filestore (
  file_id integer default nextval(('filestore_seq'::text)::regclass) not null,
  user_id integer not null,
  context character varying(32) not null,
  filename character varying(128) not null,
  mtime integer not null,
  data text not null,
  constraint filestore_pkey primary key (file_id),
  constraint filestore_user_id_filename unique (user_id, context, filename)
);
create table identities (
  identity_id integer default nextval(('identities_seq'::text)::regclass) not null,
  user_id integer not null,
  changed timestamp with time zone default now() not null,
  del smallint default 0 not null,
  standard smallint default 0 not null,
  name character varying(128) not null,
  organization character varying(128),
  email character varying(128) not null,
  "reply-to" character varying(128),
  bcc character varying(128),
  signature text,
  html_signature smallint default 0 not null,
  constraint identities_pkey primary key (identity_id)
);
create table responses (
  response_id integer default nextval(('responses_seq'::text)::regclass) not null,
  user_id integer not null,
  changed timestamp with time zone default now() not null,
  del smallint default 0 not null,
  name character varying(255) not null,
  data text not null,
  is_html smallint default 0 not null,
  constraint responses_pkey primary key (response_id)
);
create table searches (
  search_id integer default nextval(('searches_seq'::text)::regclass) not null,
  user_id integer not null,
  type smallint default 0 not null,
  name character varying(128) not null,
  data text not null,
  constraint searches_pkey primary key (search_id),
  constraint searches_user_id_key unique (user_id, type, name)
);
create table session (
  sess_id character varying(128) default ''::character varying not null,
  changed timestamp with time zone default now() not null,
  ip character varying(41) not null,
  vars text not null,
  constraint session_pkey primary key (sess_id)
);
create table system (
  name character varying(64) not null,
  value text,
  constraint system_pkey primary key (name)
);
create table users (
  user_id integer default nextval(('users_seq'::text)::regclass) not null,
  username character varying(128) default ''::character varying not null,
  mail_host character varying(128) default ''::character varying not null,
  created timestamp with time zone default now() not null,
  last_login timestamp with time zone,
  failed_login timestamp with time zone,
  failed_login_counter integer,
  language character varying(16),
  preferences text,
  constraint users_pkey primary key (user_id),
  constraint users_username_key unique (username, mail_host)
);
alter table cache add constraint cache_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table cache_index add constraint cache_index_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table cache_messages add constraint cache_messages_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table cache_thread add constraint cache_thread_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table collected_addresses add constraint collected_addresses_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table contactgroupmembers add constraint contactgroupmembers_contact_id_fkey foreign key (contact_id) references contacts(contact_id) on update CASCADE on delete CASCADE;
alter table contactgroupmembers add constraint contactgroupmembers_contactgroup_id_fkey foreign key (contactgroup_id) references contactgroups(contactgroup_id) on update CASCADE on delete CASCADE;
alter table contactgroups add constraint contactgroups_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table contacts add constraint contacts_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table dictionary add constraint dictionary_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table filestore add constraint filestore_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table identities add constraint identities_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table responses add constraint responses_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
alter table searches add constraint searches_user_id_fkey foreign key (user_id) references users(user_id) on update CASCADE on delete CASCADE;
create index cache_expires_idx on cache (expires);
create index cache_index_expires_idx on cache_index (expires);
create index cache_messages_expires_idx on cache_messages (expires);
create index cache_shared_expires_idx on cache_shared (expires);
create index cache_thread_expires_idx on cache_thread (expires);
create unique index collected_addresses_user_id_idx on collected_addresses (user_id, type, email);
create index contactgroupmembers_contact_id_idx on contactgroupmembers (contact_id);
create index contactgroups_user_id_idx on contactgroups (user_id, del);
create index contacts_user_id_idx on contacts (user_id, del);
create index identities_email_idx on identities (email, del);
create index identities_user_id_idx on identities (user_id, del);
create index responses_user_id_idx on responses (user_id, del);
create index session_changed_idx on session (changed);
