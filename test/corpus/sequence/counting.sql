-- a
create sequence plain;
create sequence down increment -1;
create sequence down2 increment by -2 minvalue -20 maxvalue 30 start 5;
create sequence small as smallint maxvalue 100;
create sequence cached cache 5 cycle;
select nextval('plain'), nextval('small'), nextval('cached');
-- b
create sequence plain as integer start 1 minvalue 0;
create sequence down;
create sequence down2 minvalue 50 start 60;
create sequence small as bigint;
create sequence cached start 3 maxvalue 9;
