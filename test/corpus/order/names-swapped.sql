-- a
create table one (id integer primary key);
create view two as select id from one;
create table three (a integer);
create type four as enum ('x');
create sequence five;
create index six on three (a);
create table seven (id integer constraint eight primary key);
-- b
create table two (id integer primary key);
create view one as select id from two;
create materialized view three as select 1 as a;
create domain four as text;
create table five (id integer);
create table six (a integer);
create index seven on six (a);
create table eight (id integer primary key);
