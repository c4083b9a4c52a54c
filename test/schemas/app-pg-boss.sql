-- Style: pg-boss: a queue partitioned by list, throttling by unique partial indexes
create schema pgboss;
create type pgboss.job_state as enum ('created', 'retry', 'active', 'completed', 'cancelled', 'failed');
create function pgboss.create_queue(queue_name text, options json) returns void language plpgsql as $$ begin null; end $$;
create function pgboss.delete_queue(queue_name text) returns void language plpgsql as $$ begin null; end $$;
create table pgboss.archive (
  id uuid not null,
  name text not null,
  priority integer not null,
  data jsonb,
  state pgboss.job_state not null,
  retry_limit integer not null,
  retry_count integer not null,
  retry_delay integer not null,
  retry_backoff boolean not null,
  start_after timestamp with time zone not null,
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null,
  created_on timestamp with time zone not null,
  completed_on timestamp with time zone,
  keep_until timestamp with time zone not null,
  output jsonb,
  dead_letter text,
  policy text,
  archived_on timestamp with time zone default now() not null,
  constraint archive_pkey primary key (name, id)
);
create table pgboss.job (
  id uuid default gen_random_uuid() not null,
  name text not null,
  priority integer default 0 not null,
  data jsonb,
  state pgboss.job_state default 'created'::pgboss.job_state not null,
  retry_limit integer default 2 not null,
  retry_count integer default 0 not null,
  retry_delay integer default 0 not null,
  retry_backoff boolean default false not null,
  start_after timestamp with time zone default now() not null,
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval default '00:15:00'::interval not null,
  created_on timestamp with time zone default now() not null,
  completed_on timestamp with time zone,
  keep_until timestamp with time zone default (now() + '14 days'::interval) not null,
  output jsonb,
  dead_letter text,
  policy text,
  constraint job_pkey primary key (name, id)
) partition by LIST (name);
create table pgboss.queue (
  name text not null,
  policy text,
  retry_limit integer,
  retry_delay integer,
  retry_backoff boolean,
  expire_seconds integer,
  retention_minutes integer,
  dead_letter text,
  partition_name text,
  created_on timestamp with time zone default now() not null,
  updated_on timestamp with time zone default now() not null,
  constraint queue_pkey primary key (name)
);
create table pgboss.schedule (
  name text not null,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone default now() not null,
  updated_on timestamp with time zone default now() not null,
  constraint schedule_pkey primary key (name)
);
create table pgboss.subscription (
  event text not null,
  name text not null,
  created_on timestamp with time zone default now() not null,
  updated_on timestamp with time zone default now() not null,
  constraint subscription_pkey primary key (event, name)
);
create table pgboss.version (
  version integer not null,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone,
  constraint version_pkey primary key (version)
);
alter table pgboss.queue add constraint queue_dead_letter_fkey foreign key (dead_letter) references pgboss.queue(name);
alter table pgboss.schedule add constraint schedule_name_fkey foreign key (name) references pgboss.queue(name) on delete CASCADE;
alter table pgboss.subscription add constraint subscription_name_fkey foreign key (name) references pgboss.queue(name) on delete CASCADE;
create index archive_i1 on pgboss.archive (archived_on);
