-- schemas: public, other
-- a
create schema other;
create extension cube;
create extension earthdistance;
create sequence numbers;
create table a_owner (id bigint default nextval('numbers') primary key);
alter sequence numbers owned by a_owner.id;
create table b_shares (id bigint default nextval('numbers'));
create table whole (id int, part int) partition by list (part);
create table other.part_1 partition of whole for values in (1);
-- b
create table c_other (id int);
