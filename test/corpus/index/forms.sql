-- Parameters of an extension's operator class stand in b alone: a server falls over its own feet when it drops such an index by the extension.
-- a
create extension pg_trgm;
create table t (a int, b text, c tsvector, d jsonb, e int4range, f inet);
create index i1 on t using gist (b gist_trgm_ops);
create index i2 on t using gist (c tsvector_ops (siglen = 100));
create unique index i3 on t (a desc nulls last, lower(b) collate "C" text_pattern_ops) include (d) where a > 0;
create index i4 on t using brin (a int4_minmax_multi_ops (values_per_range = 16)) with (pages_per_range = 8, autosummarize = true);
create index i5 on t using gin (d jsonb_path_ops) with (fastupdate = false, gin_pending_list_limit = 128);
create index i6 on t using spgist (f);
create index i7 on t using hash (b);
create index i8 on t using gin (b gin_trgm_ops);
create index i9 on t ((a + 1), (d ->> 'x'), coalesce(b, ''));
comment on index i9 is 'nine';
-- b
create extension pg_trgm;
create table t (a int, b text, c tsvector, d jsonb, e int4range, f inet);
create index i1 on t using gist (b gist_trgm_ops (siglen = 32));
create index i2 on t using gist (c);
create unique index i3 on t (a nulls first, lower(b) text_pattern_ops) where a > 1;
create index i4 on t using brin (a int4_bloom_ops (false_positive_rate = 0.05)) with (pages_per_range = 16);
create index i5 on t using gin (d);
create index i6 on t using gist (f inet_ops);
create index i7 on t (b);
create index i8 on t using gist (b gist_trgm_ops (siglen = 16));
create index i9 on t ((a + 2), (d ->> 'x'));
