-- Style: pgAgent: jobs, a schema of its own, triggers that keep tables in step
create schema pgagent;
create function pgagent.pga_exception_trigger() returns trigger language plpgsql as $$ begin return new; end $$;
create function pgagent.pga_is_leap_year(smallint) returns boolean language plpgsql immutable as $$ begin return null; end $$;
create function pgagent.pga_job_trigger() returns trigger language plpgsql as $$ begin return new; end $$;
create function pgagent.pga_next_schedule(integer, timestamp with time zone, timestamp with time zone, boolean[], boolean[], boolean[], boolean[], boolean[]) returns timestamp with time zone language plpgsql as $$ begin return null; end $$;
create function pgagent.pga_schedule_trigger() returns trigger language plpgsql as $$ begin return new; end $$;
create function pgagent.pgagent_schema_version() returns smallint language plpgsql as $$ begin return null; end $$;
create table pgagent.pga_exception (
  jexid serial,
  jexscid integer not null,
  jexdate date,
  jextime time without time zone,
  constraint pga_exception_pkey primary key (jexid)
);
create table pgagent.pga_job (
  jobid serial,
  jobjclid integer not null,
  jobname text not null,
  jobdesc text default ''::text not null,
  jobhostagent text default ''::text not null,
  jobenabled boolean default true not null,
  jobcreated timestamp with time zone default CURRENT_TIMESTAMP not null,
  jobchanged timestamp with time zone default CURRENT_TIMESTAMP not null,
  jobagentid integer,
  jobnextrun timestamp with time zone,
  joblastrun timestamp with time zone,
  constraint pga_job_pkey primary key (jobid)
);
create table pgagent.pga_jobagent (
  jagpid integer not null,
  jaglogintime timestamp with time zone default CURRENT_TIMESTAMP not null,
  jagstation text not null,
  constraint pga_jobagent_pkey primary key (jagpid)
);
create table pgagent.pga_jobclass (
  jclid serial,
  jclname text not null,
  constraint pga_jobclass_pkey primary key (jclid)
);
create table pgagent.pga_joblog (
  jlgid serial,
  jlgjobid integer not null,
  jlgstatus character(1) default 'r'::bpchar not null,
  jlgstart timestamp with time zone default CURRENT_TIMESTAMP not null,
  jlgduration interval,
  constraint pga_joblog_pkey primary key (jlgid),
  constraint pga_joblog_jlgstatus_check check ((jlgstatus = ANY (ARRAY['r'::bpchar, 's'::bpchar, 'f'::bpchar, 'i'::bpchar, 'd'::bpchar])))
);
create table pgagent.pga_jobstep (
  jstid serial,
  jstjobid integer not null,
  jstname text not null,
  jstdesc text default ''::text not null,
  jstenabled boolean default true not null,
  jstkind character(1) not null,
  jstcode text not null,
  jstconnstr text default ''::text not null,
  jstdbname name default ''::name not null,
  jstonerror character(1) default 'f'::bpchar not null,
  jscnextrun timestamp with time zone,
  constraint pga_jobstep_pkey primary key (jstid),
  constraint pga_jobstep_check check ((((jstconnstr <> ''::text) AND (jstkind = 's'::bpchar)) OR ((jstconnstr = ''::text) AND ((jstkind = 'b'::bpchar) OR (jstdbname <> ''::name))))),
  constraint pga_jobstep_check1 check ((((jstdbname <> ''::name) AND (jstkind = 's'::bpchar)) OR ((jstdbname = ''::name) AND ((jstkind = 'b'::bpchar) OR (jstconnstr <> ''::text))))),
  constraint pga_jobstep_jstkind_check check ((jstkind = ANY (ARRAY['b'::bpchar, 's'::bpchar]))),
  constraint pga_jobstep_jstonerror_check check ((jstonerror = ANY (ARRAY['f'::bpchar, 's'::bpchar, 'i'::bpchar])))
);
create table pgagent.pga_jobsteplog (
  jslid serial,
  jsljlgid integer not null,
  jsljstid integer not null,
  jslstatus character(1) default 'r'::bpchar not null,
  jslresult integer,
  jslstart timestamp with time zone default CURRENT_TIMESTAMP not null,
  jslduration interval,
  jsloutput text,
  constraint pga_jobsteplog_pkey primary key (jslid),
  constraint pga_jobsteplog_jslstatus_check check ((jslstatus = ANY (ARRAY['r'::bpchar, 's'::bpchar, 'i'::bpchar, 'f'::bpchar, 'd'::bpchar])))
);
create table pgagent.pga_schedule (
  jscid serial,
  jscjobid integer not null,
  jscname text not null,
  jscdesc text default ''::text not null,
  jscenabled boolean default true not null,
  jscstart timestamp with time zone default CURRENT_TIMESTAMP not null,
  jscend timestamp with time zone,
  jscminutes boolean[] default '{f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f}'::boolean[] not null,
  jschours boolean[] default '{f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f}'::boolean[] not null,
  jscweekdays boolean[] default '{f,f,f,f,f,f,f}'::boolean[] not null,
  jscmonthdays boolean[] default '{f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f}'::boolean[] not null,
  jscmonths boolean[] default '{f,f,f,f,f,f,f,f,f,f,f,f}'::boolean[] not null,
  constraint pga_schedule_pkey primary key (jscid),
  constraint pga_schedule_jschours_size check ((array_upper(jschours, 1) = 24)),
  constraint pga_schedule_jscminutes_size check ((array_upper(jscminutes, 1) = 60)),
  constraint pga_schedule_jscmonthdays_size check ((array_upper(jscmonthdays, 1) = 32)),
  constraint pga_schedule_jscmonths_size check ((array_upper(jscmonths, 1) = 12)),
  constraint pga_schedule_jscweekdays_size check ((array_upper(jscweekdays, 1) = 7))
);
alter table pgagent.pga_exception add constraint pga_exception_jexscid_fkey foreign key (jexscid) references pgagent.pga_schedule(jscid) on update RESTRICT on delete CASCADE;
alter table pgagent.pga_job add constraint pga_job_jobagentid_fkey foreign key (jobagentid) references pgagent.pga_jobagent(jagpid) on update RESTRICT on delete SET NULL;
alter table pgagent.pga_job add constraint pga_job_jobjclid_fkey foreign key (jobjclid) references pgagent.pga_jobclass(jclid) on update RESTRICT on delete RESTRICT;
alter table pgagent.pga_joblog add constraint pga_joblog_jlgjobid_fkey foreign key (jlgjobid) references pgagent.pga_job(jobid) on update RESTRICT on delete CASCADE;
alter table pgagent.pga_jobstep add constraint pga_jobstep_jstjobid_fkey foreign key (jstjobid) references pgagent.pga_job(jobid) on update RESTRICT on delete CASCADE;
alter table pgagent.pga_jobsteplog add constraint pga_jobsteplog_jsljlgid_fkey foreign key (jsljlgid) references pgagent.pga_joblog(jlgid) on update RESTRICT on delete CASCADE;
alter table pgagent.pga_jobsteplog add constraint pga_jobsteplog_jsljstid_fkey foreign key (jsljstid) references pgagent.pga_jobstep(jstid) on update RESTRICT on delete CASCADE;
alter table pgagent.pga_schedule add constraint pga_schedule_jscjobid_fkey foreign key (jscjobid) references pgagent.pga_job(jobid) on update RESTRICT on delete CASCADE;
create unique index pga_exception_datetime on pgagent.pga_exception (jexdate, jextime);
create index pga_exception_jexscid on pgagent.pga_exception (jexscid);
create unique index pga_jobclass_name on pgagent.pga_jobclass (jclname);
create index pga_joblog_jobid on pgagent.pga_joblog (jlgjobid);
create index pga_jobstep_jobid on pgagent.pga_jobstep (jstjobid);
create index pga_jobsteplog_jslid on pgagent.pga_jobsteplog (jsljlgid);
create index pga_jobschedule_jobid on pgagent.pga_schedule (jscjobid);
create TRIGGER pga_exception_trigger AFTER INSERT OR DELETE OR UPDATE ON pgagent.pga_exception FOR EACH ROW EXECUTE FUNCTION pgagent.pga_exception_trigger();
create TRIGGER pga_job_trigger BEFORE UPDATE ON pgagent.pga_job FOR EACH ROW EXECUTE FUNCTION pgagent.pga_job_trigger();
create TRIGGER pga_schedule_trigger AFTER INSERT OR DELETE OR UPDATE ON pgagent.pga_schedule FOR EACH ROW EXECUTE FUNCTION pgagent.pga_schedule_trigger();
