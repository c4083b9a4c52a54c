-- since: 15
-- a
create unlogged sequence s;
create unlogged table t (id serial);
-- b
create sequence s;
create table t (id serial);
