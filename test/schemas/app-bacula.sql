-- Style: Bacula: backups, tables of an age before identity
create table basefiles (
  baseid bigserial,
  jobid integer not null,
  fileid bigint not null,
  fileindex integer default 0,
  basejobid integer,
  constraint basefiles_pkey primary key (baseid)
);
create table cdimages (
  mediaid integer not null,
  lastburn timestamp without time zone not null,
  constraint cdimages_pkey primary key (mediaid)
);
create table client (
  clientid serial,
  name text not null,
  uname text not null,
  autoprune smallint default 0,
  fileretention bigint default 0,
  jobretention bigint default 0,
  constraint client_pkey primary key (clientid)
);
create table counters (
  counter text not null,
  minvalue integer default 0,
  maxvalue integer default 0,
  currentvalue integer default 0,
  wrapcounter text not null,
  constraint counters_pkey primary key (counter)
);
create table device (
  deviceid serial,
  name text not null,
  mediatypeid integer not null,
  storageid integer not null,
  devmounts integer default 0 not null,
  devreadbytes bigint default 0 not null,
  devwritebytes bigint default 0 not null,
  devreadbytessincecleaning bigint default 0 not null,
  devwritebytessincecleaning bigint default 0 not null,
  devreadtime bigint default 0 not null,
  devwritetime bigint default 0 not null,
  devreadtimesincecleaning bigint default 0 not null,
  devwritetimesincecleaning bigint default 0 not null,
  cleaningdate timestamp without time zone,
  cleaningperiod bigint default 0 not null,
  constraint device_pkey primary key (deviceid)
);
create table file (
  fileid bigserial,
  fileindex integer default 0 not null,
  jobid integer not null,
  pathid integer not null,
  filenameid integer not null,
  deltaseq smallint default 0 not null,
  markid integer default 0 not null,
  lstat text not null,
  md5 text not null,
  constraint file_pkey primary key (fileid)
);
create table filename (
  filenameid serial,
  name text not null,
  constraint filename_pkey primary key (filenameid)
);
create table fileset (
  filesetid serial,
  fileset text not null,
  md5 text not null,
  createtime timestamp without time zone not null,
  constraint fileset_pkey primary key (filesetid)
);
create table job (
  jobid serial,
  job text not null,
  name text not null,
  type character(1) not null,
  level character(1) not null,
  clientid integer default 0,
  jobstatus character(1) not null,
  schedtime timestamp without time zone,
  starttime timestamp without time zone,
  endtime timestamp without time zone,
  realendtime timestamp without time zone,
  jobtdate bigint default 0,
  volsessionid integer default 0,
  volsessiontime integer default 0,
  jobfiles integer default 0,
  jobbytes bigint default 0,
  readbytes bigint default 0,
  joberrors integer default 0,
  jobmissingfiles integer default 0,
  poolid integer default 0,
  filesetid integer default 0,
  priorjobid integer default 0,
  purgedfiles smallint default 0,
  hasbase smallint default 0,
  hascache smallint default 0,
  reviewed smallint default 0,
  comment text,
  filetable text default 'File'::text,
  constraint job_pkey primary key (jobid)
);
create table jobhisto (
  jobid integer not null,
  job text not null,
  name text not null,
  type character(1) not null,
  level character(1) not null,
  clientid integer,
  jobstatus character(1) not null,
  schedtime timestamp without time zone,
  starttime timestamp without time zone,
  endtime timestamp without time zone,
  realendtime timestamp without time zone,
  jobtdate bigint,
  volsessionid integer,
  volsessiontime integer,
  jobfiles integer,
  jobbytes bigint,
  readbytes bigint,
  joberrors integer,
  jobmissingfiles integer,
  poolid integer,
  filesetid integer,
  priorjobid integer,
  purgedfiles smallint,
  hasbase smallint,
  hascache smallint,
  reviewed smallint,
  comment text,
  filetable text
);
create table jobmedia (
  jobmediaid serial,
  jobid integer not null,
  mediaid integer not null,
  firstindex integer default 0,
  lastindex integer default 0,
  startfile integer default 0,
  endfile integer default 0,
  startblock bigint default 0,
  endblock bigint default 0,
  volindex integer default 0,
  constraint jobmedia_pkey primary key (jobmediaid)
);
create table location (
  locationid serial,
  location text not null,
  cost integer default 0,
  enabled smallint,
  constraint location_pkey primary key (locationid)
);
create table locationlog (
  loclogid serial,
  date timestamp without time zone,
  comment text not null,
  mediaid integer default 0,
  locationid integer default 0,
  newvolstatus text not null,
  newenabled smallint,
  constraint locationlog_pkey primary key (loclogid),
  constraint locationlog_newvolstatus_check check ((newvolstatus = ANY (ARRAY['Full'::text, 'Archive'::text, 'Append'::text, 'Recycle'::text, 'Purged'::text, 'Read-Only'::text, 'Disabled'::text, 'Error'::text, 'Busy'::text, 'Used'::text, 'Cleaning'::text, 'Scratch'::text])))
);
create table log (
  logid serial,
  jobid integer not null,
  "time" timestamp without time zone,
  logtext text not null,
  constraint log_pkey primary key (logid)
);
create table media (
  mediaid serial,
  volumename text not null,
  slot integer default 0,
  poolid integer default 0,
  mediatype text not null,
  mediatypeid integer default 0,
  labeltype integer default 0,
  firstwritten timestamp without time zone,
  lastwritten timestamp without time zone,
  labeldate timestamp without time zone,
  voljobs integer default 0,
  volfiles integer default 0,
  volblocks integer default 0,
  volparts integer default 0,
  volcloudparts integer default 0,
  volmounts integer default 0,
  volbytes bigint default 0,
  volabytes bigint default 0,
  volapadding bigint default 0,
  volholebytes bigint default 0,
  volholes integer default 0,
  voltype integer default 0,
  volerrors integer default 0,
  volwrites bigint default 0,
  volcapacitybytes bigint default 0,
  lastpartbytes bigint default 0,
  volstatus text not null,
  enabled smallint default 1,
  recycle smallint default 0,
  actiononpurge smallint default 0,
  cacheretention bigint default 0,
  volretention bigint default 0,
  voluseduration bigint default 0,
  maxvoljobs integer default 0,
  maxvolfiles integer default 0,
  maxvolbytes bigint default 0,
  inchanger smallint default 0,
  storageid integer default 0,
  deviceid integer default 0,
  mediaaddressing smallint default 0,
  volreadtime bigint default 0,
  volwritetime bigint default 0,
  endfile integer default 0,
  endblock bigint default 0,
  locationid integer default 0,
  recyclecount integer default 0,
  initialwrite timestamp without time zone,
  scratchpoolid integer default 0,
  recyclepoolid integer default 0,
  comment text,
  constraint media_pkey primary key (mediaid),
  constraint media_volstatus_check check ((volstatus = ANY (ARRAY['Full'::text, 'Archive'::text, 'Append'::text, 'Recycle'::text, 'Purged'::text, 'Read-Only'::text, 'Disabled'::text, 'Error'::text, 'Busy'::text, 'Used'::text, 'Cleaning'::text, 'Scratch'::text])))
);
create table mediatype (
  mediatypeid serial,
  mediatype text not null,
  readonly integer default 0,
  constraint mediatype_pkey primary key (mediatypeid)
);
create table path (
  pathid serial,
  path text not null,
  constraint path_pkey primary key (pathid)
);
create table pathhierarchy (
  pathid integer not null,
  ppathid integer not null,
  constraint pathhierarchy_pkey primary key (pathid)
);
create table pathvisibility (
  pathid integer not null,
  jobid integer not null,
  size bigint default 0,
  files integer default 0,
  constraint pathvisibility_pkey primary key (jobid, pathid)
);
create table pool (
  poolid serial,
  name text not null,
  numvols integer default 0,
  maxvols integer default 0,
  useonce smallint default 0,
  usecatalog smallint default 0,
  acceptanyvolume smallint default 0,
  cacheretention bigint default 0,
  volretention bigint default 0,
  voluseduration bigint default 0,
  maxvoljobs integer default 0,
  maxvolfiles integer default 0,
  maxvolbytes bigint default 0,
  autoprune smallint default 0,
  recycle smallint default 0,
  actiononpurge smallint default 0,
  pooltype text,
  labeltype integer default 0,
  labelformat text not null,
  enabled smallint default 1,
  scratchpoolid integer default 0,
  recyclepoolid integer default 0,
  nextpoolid integer default 0,
  migrationhighbytes bigint default 0,
  migrationlowbytes bigint default 0,
  migrationtime bigint default 0,
  constraint pool_pkey primary key (poolid),
  constraint pool_pooltype_check check ((pooltype = ANY (ARRAY['Backup'::text, 'Copy'::text, 'Cloned'::text, 'Archive'::text, 'Migration'::text, 'Scratch'::text])))
);
create table restoreobject (
  restoreobjectid serial,
  objectname text not null,
  restoreobject bytea not null,
  pluginname text not null,
  objectlength integer default 0,
  objectfulllength integer default 0,
  objectindex integer default 0,
  objecttype integer default 0,
  fileindex integer default 0,
  jobid integer,
  objectcompression integer default 0,
  constraint restoreobject_pkey primary key (restoreobjectid)
);
create table snapshot (
  snapshotid serial,
  name text not null,
  jobid integer default 0,
  filesetid integer default 0,
  createtdate bigint default 0,
  createdate timestamp without time zone not null,
  clientid integer default 0,
  volume text not null,
  device text not null,
  type text not null,
  retention integer default 0,
  comment text,
  constraint snapshot_pkey primary key (snapshotid)
);
create table status (
  jobstatus character(1) not null,
  jobstatuslong text,
  severity integer,
  constraint status_pkey primary key (jobstatus)
);
create table storage (
  storageid serial,
  name text not null,
  autochanger integer default 0,
  constraint storage_pkey primary key (storageid)
);
create table unsavedfiles (
  unsavedid integer not null,
  jobid integer not null,
  pathid integer not null,
  filenameid integer not null,
  constraint unsavedfiles_pkey primary key (unsavedid)
);
create table version (
  versionid integer not null
);
create index basefiles_jobid_idx on basefiles (jobid);
create unique index client_name_idx on client (name text_pattern_ops);
create index file_jobid_idx on file (jobid);
create index file_jpfid_idx on file (jobid, pathid, filenameid);
create unique index filename_name_idx on filename (name text_pattern_ops);
create index fileset_name_idx on fileset (fileset text_pattern_ops);
create index job_jobtdate_idx on job (jobtdate);
create index job_name_idx on job (name text_pattern_ops);
create index jobhisto_idx on jobhisto (starttime);
create index job_media_job_id_media_id_idx on jobmedia (jobid, mediaid);
create index log_name_idx on log (jobid);
create index media_poolid_idx on media (poolid);
create index media_storageid_idx on media (storageid);
create unique index media_volumename_id on media (volumename text_pattern_ops);
create unique index path_name_idx on path (path text_pattern_ops);
create index pathhierarchy_ppathid on pathhierarchy (ppathid);
create index pathvisibility_jobid on pathvisibility (jobid);
create index pool_name_idx on pool (name text_pattern_ops);
create index restore_jobid_idx on restoreobject (jobid);
create unique index snapshot_idx on snapshot (device text_pattern_ops, volume text_pattern_ops, name text_pattern_ops);
