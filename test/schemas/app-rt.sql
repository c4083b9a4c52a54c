-- Style: Request Tracker 5: tickets, mixed case folded, sequences by hand
create sequence acl_id_seq;
create sequence assets_id_seq;
create sequence attachments_id_seq;
create sequence attributes_id_seq;
create sequence authtokens_id_seq;
create sequence cachedgroupmembers_id_seq;
create sequence catalogs_id_seq;
create sequence configurations_id_seq;
create sequence customfields_id_seq;
create sequence customfieldvalues_id_seq;
create sequence customroles_id_seq;
create sequence groupmembers_id_seq;
create sequence groups_id_seq;
create sequence links_id_seq;
create sequence objectcustomfields_id_s;
create sequence objectcustomfieldvalues_id_s;
create sequence objectcustomroles_id_seq;
create sequence objectscrips_id_seq;
create sequence principals_id_seq;
create sequence queues_id_seq;
create sequence scripactions_id_seq;
create sequence scripconditions_id_seq;
create sequence scrips_id_seq;
create sequence templates_id_seq;
create sequence tickets_id_seq;
create sequence transactions_id_seq;
create sequence users_id_seq;
create table acl (
  id integer default nextval('acl_id_seq'::regclass) not null,
  principaltype character varying(25) not null,
  principalid integer not null,
  rightname character varying(25) not null,
  objecttype character varying(25) not null,
  objectid integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint acl_pkey primary key (id)
);
create table articles (
  id serial,
  name character varying(255) default ''::character varying not null,
  summary character varying(255) default ''::character varying not null,
  sortorder integer default 0 not null,
  class integer default 0 not null,
  parent integer default 0 not null,
  uri character varying(255),
  disabled smallint default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint articles_pkey primary key (id)
);
create table assets (
  id integer default nextval('assets_id_seq'::regclass) not null,
  name character varying(255) default ''::character varying not null,
  catalog integer default 0 not null,
  status character varying(64) default ''::character varying not null,
  description character varying(255) default ''::character varying not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint assets_pkey primary key (id)
);
create table attachments (
  id bigint default nextval('attachments_id_seq'::regclass) not null,
  transactionid bigint not null,
  parent bigint default 0 not null,
  messageid character varying(160),
  subject character varying(255),
  filename character varying(255),
  contenttype character varying(80),
  contentencoding character varying(80),
  content text,
  headers text,
  creator integer default 0 not null,
  created timestamp without time zone,
  constraint attachments_pkey primary key (id)
);
create table attributes (
  id integer default nextval('attributes_id_seq'::regclass) not null,
  name character varying(255) not null,
  description character varying(255),
  content text,
  contenttype character varying(16),
  objecttype character varying(64),
  objectid integer,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint attributes_pkey primary key (id)
);
create table authtokens (
  id integer default nextval('authtokens_id_seq'::regclass) not null,
  owner integer default 0 not null,
  token character varying(256),
  description character varying(255) default ''::character varying not null,
  lastused timestamp without time zone,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint authtokens_pkey primary key (id)
);
create table cachedgroupmembers (
  id integer default nextval('cachedgroupmembers_id_seq'::regclass) not null,
  groupid integer,
  memberid integer,
  via integer,
  immediateparentid integer,
  disabled integer default 0 not null,
  constraint cachedgroupmembers_pkey primary key (id)
);
create table catalogs (
  id integer default nextval('catalogs_id_seq'::regclass) not null,
  name character varying(255) default ''::character varying not null,
  lifecycle character varying(32) default 'assets'::character varying not null,
  description character varying(255) default ''::character varying not null,
  disabled integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint catalogs_pkey primary key (id)
);
create table classes (
  id serial,
  name character varying(255) default ''::character varying not null,
  description character varying(255) default ''::character varying not null,
  sortorder integer default 0 not null,
  disabled smallint default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint classes_pkey primary key (id)
);
create table configurations (
  id integer default nextval('configurations_id_seq'::regclass) not null,
  name character varying(255) not null,
  content text,
  contenttype character varying(80),
  disabled integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint configurations_pkey primary key (id)
);
create table customfields (
  id integer default nextval('customfields_id_seq'::regclass) not null,
  name character varying(200),
  type character varying(200),
  rendertype character varying(64),
  maxvalues integer default 0 not null,
  valuesclass character varying(64),
  basedon integer,
  pattern character varying(65536),
  lookuptype character varying(255) not null,
  entryhint character varying(255),
  description character varying(255),
  sortorder integer default 0 not null,
  uniquevalues integer default 0 not null,
  canonicalizeclass character varying(64),
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  disabled integer default 0 not null,
  constraint customfields_pkey primary key (id)
);
create table customfieldvalues (
  id integer default nextval('customfieldvalues_id_seq'::regclass) not null,
  customfield integer not null,
  name character varying(200),
  description character varying(255),
  sortorder integer default 0 not null,
  category character varying(255),
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint customfieldvalues_pkey primary key (id)
);
create table customroles (
  id integer default nextval('customroles_id_seq'::regclass) not null,
  name character varying(200),
  description character varying(255),
  maxvalues integer default 0 not null,
  entryhint character varying(255),
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  disabled integer default 0 not null,
  constraint customroles_pkey primary key (id)
);
create table groupmembers (
  id integer default nextval('groupmembers_id_seq'::regclass) not null,
  groupid integer default 0 not null,
  memberid integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint groupmembers_pkey primary key (id)
);
create table groups (
  id integer default nextval('groups_id_seq'::regclass) not null,
  name character varying(200),
  description character varying(255),
  domain character varying(64),
  instance integer,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint groups_pkey primary key (id)
);
create table links (
  id integer default nextval('links_id_seq'::regclass) not null,
  base character varying(240),
  target character varying(240),
  type character varying(20) not null,
  localtarget integer default 0 not null,
  localbase integer default 0 not null,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  creator integer default 0 not null,
  created timestamp without time zone,
  constraint links_pkey primary key (id)
);
create table objectclasses (
  id serial,
  class integer not null,
  objecttype character varying(255) default ''::character varying not null,
  objectid integer not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint objectclasses_pkey primary key (id)
);
create table objectcustomfields (
  id integer default nextval('objectcustomfields_id_s'::regclass) not null,
  customfield integer not null,
  objectid integer not null,
  sortorder integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint objectcustomfields_pkey primary key (id)
);
create table objectcustomfieldvalues (
  id integer default nextval('objectcustomfieldvalues_id_s'::regclass) not null,
  customfield integer not null,
  objecttype character varying(255),
  objectid bigint not null,
  sortorder integer default 0 not null,
  content character varying(255),
  largecontent text,
  contenttype character varying(80),
  contentencoding character varying(80),
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  disabled integer default 0 not null,
  constraint objectcustomfieldvalues_pkey primary key (id)
);
create table objectcustomroles (
  id integer default nextval('objectscrips_id_seq'::regclass) not null,
  customrole integer not null,
  objectid integer not null,
  sortorder integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint objectcustomroles_pkey primary key (id)
);
create table objectscrips (
  id integer default nextval('objectscrips_id_seq'::regclass) not null,
  scrip integer not null,
  stage character varying(32) default 'TransactionCreate'::character varying not null,
  objectid integer not null,
  sortorder integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint objectscrips_pkey primary key (id)
);
create table objecttopics (
  id serial,
  topic integer not null,
  objecttype character varying(64) default ''::character varying not null,
  objectid integer not null,
  constraint objecttopics_pkey primary key (id)
);
create table principals (
  id integer default nextval('principals_id_seq'::regclass) not null,
  principaltype character varying(16) not null,
  disabled integer default 0 not null,
  constraint principals_pkey primary key (id)
);
create table queues (
  id integer default nextval('queues_id_seq'::regclass) not null,
  name character varying(200) not null,
  description character varying(255),
  correspondaddress character varying(120),
  commentaddress character varying(120),
  lifecycle character varying(32),
  subjecttag character varying(120),
  sortorder integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  sladisabled integer default 1 not null,
  disabled integer default 0 not null,
  constraint queues_pkey primary key (id)
);
create table scripactions (
  id integer default nextval('scripactions_id_seq'::regclass) not null,
  name character varying(200),
  description character varying(255),
  execmodule character varying(60),
  argument character varying(255),
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint scripactions_pkey primary key (id)
);
create table scripconditions (
  id integer default nextval('scripconditions_id_seq'::regclass) not null,
  name character varying(200),
  description character varying(255),
  execmodule character varying(60),
  argument character varying(255),
  applicabletranstypes character varying(60),
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint scripconditions_pkey primary key (id)
);
create table scrips (
  id integer default nextval('scrips_id_seq'::regclass) not null,
  description character varying(255),
  scripcondition integer default 0 not null,
  scripaction integer default 0 not null,
  customisapplicablecode text,
  custompreparecode text,
  customcommitcode text,
  disabled integer default 0 not null,
  template character varying(200) not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint scrips_pkey primary key (id)
);
create table sessions (
  id character(32) not null,
  a_session bytea,
  lastupdated timestamp without time zone default CURRENT_TIMESTAMP not null,
  constraint sessions_pkey primary key (id)
);
create table templates (
  id integer default nextval('templates_id_seq'::regclass) not null,
  queue integer default 0 not null,
  name character varying(200) not null,
  description character varying(255),
  type character varying(16),
  content text,
  lastupdated timestamp without time zone,
  lastupdatedby integer default 0 not null,
  creator integer default 0 not null,
  created timestamp without time zone,
  constraint templates_pkey primary key (id)
);
create table tickets (
  id integer default nextval('tickets_id_seq'::regclass) not null,
  effectiveid integer default 0 not null,
  ismerged smallint,
  queue integer default 0 not null,
  type character varying(16),
  owner integer default 0 not null,
  subject character varying(200) default '[no subject]'::character varying,
  initialpriority integer default 0 not null,
  finalpriority integer default 0 not null,
  priority integer default 0 not null,
  timeestimated integer default 0 not null,
  timeworked integer default 0 not null,
  status character varying(64),
  sla character varying(64),
  timeleft integer default 0 not null,
  told timestamp without time zone,
  starts timestamp without time zone,
  started timestamp without time zone,
  due timestamp without time zone,
  resolved timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  creator integer default 0 not null,
  created timestamp without time zone,
  constraint tickets_pkey primary key (id)
);
create table topics (
  id serial,
  parent integer default 0 not null,
  name character varying(255) default ''::character varying not null,
  description character varying(255) default ''::character varying not null,
  objecttype character varying(64) default ''::character varying not null,
  objectid integer not null,
  constraint topics_pkey primary key (id)
);
create table transactions (
  id bigint default nextval('transactions_id_seq'::regclass) not null,
  objecttype character varying(255) not null,
  objectid integer default 0 not null,
  timetaken integer default 0 not null,
  type character varying(20),
  field character varying(255),
  oldvalue character varying(255),
  newvalue character varying(255),
  referencetype character varying(255),
  oldreference integer,
  newreference integer,
  data character varying(255),
  creator integer default 0 not null,
  created timestamp without time zone,
  constraint transactions_pkey primary key (id)
);
create table users (
  id integer default nextval('users_id_seq'::regclass) not null,
  name character varying(200) not null,
  password character varying(256),
  authtoken character varying(16),
  comments text,
  signature text,
  emailaddress character varying(120),
  freeformcontactinfo text,
  organization character varying(200),
  realname character varying(120),
  nickname character varying(16),
  lang character varying(16),
  gecos character varying(16),
  homephone character varying(30),
  workphone character varying(30),
  mobilephone character varying(30),
  pagerphone character varying(30),
  address1 character varying(200),
  address2 character varying(200),
  city character varying(100),
  state character varying(100),
  zip character varying(16),
  country character varying(50),
  timezone character varying(50),
  smimecertificate text,
  creator integer default 0 not null,
  created timestamp without time zone,
  lastupdatedby integer default 0 not null,
  lastupdated timestamp without time zone,
  constraint users_pkey primary key (id)
);
create index acl1 on acl (rightname, objecttype, objectid, principaltype, principalid);
create index assetscatalog on assets (catalog);
create index assetsname on assets (lower((name)::text));
create index assetsstatus on assets (status);
create index attachments1 on attachments (parent);
create index attachments2 on attachments (transactionid);
create index attachments3 on attachments (parent, transactionid);
create index attachments4 on attachments (filename);
create index attributes1 on attributes (name);
create index attributes2 on attributes (objecttype, objectid);
create index authtokensowner on authtokens (owner);
create index cachedgroupmembers2 on cachedgroupmembers (memberid, groupid, disabled);
create index cachedgroupmembers3 on cachedgroupmembers (memberid, immediateparentid);
create index disgroumem on cachedgroupmembers (groupid, memberid, disabled);
create index catalogsdisabled on catalogs (disabled);
create index catalogsname on catalogs (lower((name)::text));
create index configurations1 on configurations (lower((name)::text), disabled);
create index configurations2 on configurations (disabled);
create index customfieldvalues1 on customfieldvalues (customfield);
create unique index groupmembers1 on groupmembers (groupid, memberid);
create index groups1 on groups (lower((domain)::text), lower((name)::text), instance);
create index groups2 on groups (instance);
create unique index links1 on links (base, target, type);
create index links4 on links (type, localbase);
create index objectcustomfields1 on objectcustomfields (objectid);
create index objectcustomfieldvalues1 on objectcustomfieldvalues (customfield, objecttype, objectid, content);
create index objectcustomfieldvalues2 on objectcustomfieldvalues (customfield, objecttype, objectid);
create unique index objectcustomroles1 on objectcustomroles (objectid, customrole);
create unique index objectscrips1 on objectscrips (objectid, scrip);
create unique index queues1 on queues (lower((name)::text));
create index tickets1 on tickets (queue, status);
create index tickets2 on tickets (owner);
create index tickets3 on tickets (effectiveid);
create index transactions1 on transactions (objecttype, objectid);
create unique index users1 on users (lower((name)::text));
create index users4 on users (lower((emailaddress)::text));
