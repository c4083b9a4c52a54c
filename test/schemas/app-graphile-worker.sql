-- Style: Graphile Worker: a queue after nineteen migrations, functions over its own row types
create schema graphile_worker;
create type graphile_worker.job_spec as (identifier text, payload json, queue_name text, run_at timestamp with time zone, max_attempts smallint, job_key text, priority smallint, flags text[]);
create function graphile_worker.force_unlock_workers(worker_ids text[]) returns void language plpgsql as $$ begin null; end $$;
create table graphile_worker._private_job_queues (
  id integer generated always as identity not null,
  queue_name text not null,
  locked_at timestamp with time zone,
  locked_by text,
  is_available boolean generated always as ((locked_at IS NULL)) stored not null,
  constraint job_queues_pkey1 primary key (id),
  constraint job_queues_queue_name_key unique (queue_name),
  constraint job_queues_queue_name_check check ((length(queue_name) <= 128))
);
create table graphile_worker._private_jobs (
  id bigint generated always as identity not null,
  job_queue_id integer,
  task_id integer not null,
  payload json default '{}'::json not null,
  priority smallint default 0 not null,
  run_at timestamp with time zone default now() not null,
  attempts smallint default 0 not null,
  max_attempts smallint default 25 not null,
  last_error text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  key text,
  locked_at timestamp with time zone,
  locked_by text,
  revision integer default 0 not null,
  flags jsonb,
  is_available boolean generated always as (((locked_at IS NULL) AND (attempts < max_attempts))) stored not null,
  constraint jobs_pkey1 primary key (id),
  constraint jobs_key_key1 unique (key),
  constraint jobs_key_check check (((length(key) > 0) AND (length(key) <= 512))),
  constraint jobs_max_attempts_check check ((max_attempts >= 1))
);
create table graphile_worker._private_known_crontabs (
  identifier text not null,
  known_since timestamp with time zone not null,
  last_execution timestamp with time zone,
  constraint known_crontabs_pkey primary key (identifier)
);
create table graphile_worker._private_tasks (
  id integer generated always as identity not null,
  identifier text not null,
  constraint tasks_pkey primary key (id),
  constraint tasks_identifier_key unique (identifier),
  constraint tasks_identifier_check check ((length(identifier) <= 128))
);
create function graphile_worker.add_job(identifier text, payload json DEFAULT NULL::json, queue_name text DEFAULT NULL::text, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, max_attempts integer DEFAULT NULL::integer, job_key text DEFAULT NULL::text, priority integer DEFAULT NULL::integer, flags text[] DEFAULT NULL::text[], job_key_mode text DEFAULT 'replace'::text) returns graphile_worker._private_jobs language plpgsql as $$ begin return null; end $$;
create function graphile_worker.add_jobs(specs graphile_worker.job_spec[], job_key_preserve_run_at boolean DEFAULT false) returns SETOF graphile_worker._private_jobs language plpgsql as $$ begin return; end $$;
create function graphile_worker.complete_jobs(job_ids bigint[]) returns SETOF graphile_worker._private_jobs language plpgsql as $$ begin return; end $$;
create function graphile_worker.permanently_fail_jobs(job_ids bigint[], error_message text DEFAULT NULL::text) returns SETOF graphile_worker._private_jobs language plpgsql as $$ begin return; end $$;
create function graphile_worker.remove_job(job_key text) returns graphile_worker._private_jobs language plpgsql strict as $$ begin return null; end $$;
create function graphile_worker.reschedule_jobs(job_ids bigint[], run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, priority integer DEFAULT NULL::integer, attempts integer DEFAULT NULL::integer, max_attempts integer DEFAULT NULL::integer) returns SETOF graphile_worker._private_jobs language plpgsql as $$ begin return; end $$;
create view graphile_worker.jobs as SELECT jobs.id, job_queues.queue_name, tasks.identifier AS task_identifier, jobs.priority, jobs.run_at, jobs.attempts, jobs.max_attempts, jobs.last_error, jobs.created_at, jobs.updated_at, jobs.key, jobs.locked_at, jobs.locked_by, jobs.revision, jobs.flags FROM ((graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks ON ((tasks.id = jobs.task_id))) LEFT JOIN graphile_worker._private_job_queues job_queues ON ((job_queues.id = jobs.job_queue_id)));
create index jobs_main_index on graphile_worker._private_jobs (priority, run_at) INCLUDE (id, task_id, job_queue_id) where (is_available = true);
create index jobs_no_queue_index on graphile_worker._private_jobs (priority, run_at) INCLUDE (id, task_id) where ((is_available = true) AND (job_queue_id IS NULL));
alter table graphile_worker._private_job_queues enable row level security;
alter table graphile_worker._private_jobs enable row level security;
alter table graphile_worker._private_known_crontabs enable row level security;
alter table graphile_worker._private_tasks enable row level security;
