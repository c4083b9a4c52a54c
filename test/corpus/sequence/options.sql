-- a
create sequence s;
create sequence t as smallint start 7 increment 2 minvalue 3 maxvalue 99 cache 5 cycle;
-- b
create sequence s increment -1;
create sequence t as integer;
