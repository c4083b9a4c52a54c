-- a
create table plain (id int primary key, t text) with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = off);
create unlogged table fast (id int primary key, t text) with (autovacuum_vacuum_scale_factor = 0.05);
create table "Odd ""name""" ("Some Column" int) with (parallel_workers = 4, user_catalog_table = true);
-- b
create unlogged table plain (id int primary key, t text) with (fillfactor = 80, toast.autovacuum_vacuum_threshold = 7);
create table fast (id int primary key, t text);
create table "Odd ""name""" ("Some Column" int) with (toast_tuple_target = 256);
