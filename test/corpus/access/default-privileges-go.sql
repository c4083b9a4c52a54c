-- privileges
-- schemas: public, other
-- a
create schema other;
alter default privileges grant select on tables to corpus_reader;
alter default privileges in schema other grant insert on tables to corpus_writer;
create table t (id int);
create function f() returns int language sql as 'select 1';
-- b
create schema other;
create table u (id int);
grant select on u to corpus_reader;
create view t as select 1 as id;
