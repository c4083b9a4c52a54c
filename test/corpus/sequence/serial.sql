-- a
create table t (id serial primary key, big bigserial, small smallserial);
create table gone (id serial);
-- b
create table t (id int primary key, big bigserial, new serial);
