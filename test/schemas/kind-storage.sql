-- Style: PostgreSQL's regression test "reloptions", and its documentation of storage parameters.
create table reloptions_test (i int) with (fillfactor = 30, autovacuum_enabled = false, autovacuum_analyze_scale_factor = 0.2);
create table many (
  id bigint primary key with (fillfactor = 90),
  body text,
  doc jsonb,
  unique (body) with (deduplicate_items = off)
) with (
  fillfactor = 75, parallel_workers = 4, toast_tuple_target = 4080, user_catalog_table = false,
  autovacuum_enabled = true, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_insert_scale_factor = 0.5,
  autovacuum_analyze_threshold = 250, autovacuum_vacuum_cost_delay = 2.5, autovacuum_vacuum_cost_limit = 1000,
  autovacuum_freeze_min_age = 1000000, autovacuum_freeze_max_age = 200000000, autovacuum_freeze_table_age = 150000000,
  autovacuum_multixact_freeze_min_age = 100000, autovacuum_multixact_freeze_max_age = 300000000, autovacuum_multixact_freeze_table_age = 200000000,
  log_autovacuum_min_duration = 250, vacuum_index_cleanup = auto, vacuum_truncate = true,
  toast.autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 1000, toast.vacuum_truncate = off, toast.log_autovacuum_min_duration = 0
);
create table only_toast (t text) with (toast.autovacuum_vacuum_scale_factor = 0.1);
create table changed (i int);
alter table changed set (fillfactor = 60, parallel_workers = 2);
alter table changed reset (fillfactor);
create table was (i int) with (fillfactor = 60);
alter table was reset (fillfactor);
create unlogged table cache (key text primary key, value bytea, expires timestamptz) with (autovacuum_vacuum_scale_factor = 0.05);
create unlogged table unlogged_counter (id serial primary key, n int generated always as identity);
create table became_unlogged (id int primary key, other text unique);
alter table became_unlogged set unlogged;
create table became_logged (like cache including all);
create unlogged table refers_to_unlogged (key text references cache on delete cascade);
create index many_body on many (body) with (fillfactor = 50, deduplicate_items = on);
create index many_doc on many using gin (doc jsonb_path_ops) with (fastupdate = off, gin_pending_list_limit = 256);
create index many_brin on many using brin (id) with (pages_per_range = 32, autosummarize = true);
create index many_hash on many using hash (body) with (fillfactor = 60);
create table shapes (b box, p point, r int4range) with (fillfactor = 100);
create index shapes_b on shapes using gist (b) with (buffering = on, fillfactor = 85);
create index shapes_p on shapes using spgist (p) with (fillfactor = 65);
create materialized view sums with (fillfactor = 80, autovacuum_enabled = off) as select body, count(*) as n from many group by body with no data;
create index sums_n on sums (n) with (fillfactor = 99);
create table parent (id int, k int) partition by list (k);
create table parent_1 partition of parent for values in (1) with (fillfactor = 70);
create unlogged table parent_2 partition of parent for values in (2) with (autovacuum_enabled = off);
create index parent_id on parent (id) with (fillfactor = 88);
create view guarded with (security_barrier) as select key from cache where key <> 'secret';
create view checked with (check_option = local) as select i from changed where i > 0;
comment on table cache is 'Gone after a crash';
