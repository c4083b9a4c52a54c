-- privileges
-- a
alter default privileges grant select on tables to corpus_reader;
alter default privileges in schema public grant insert on tables to corpus_reader with grant option;
alter default privileges revoke usage on types from public;
alter default privileges grant all on sequences to corpus_writer;
-- b
alter default privileges grant select on tables to corpus_reader;
alter default privileges in schema public grant insert on tables to corpus_reader with grant option;
alter default privileges revoke usage on types from public;
alter default privileges grant all on sequences to corpus_writer;
create table plain (id int);
revoke all on plain from corpus_reader;
create table given (id int);
create type mood as enum ('ok');
grant usage on type mood to public;
create sequence s;
revoke all on sequence s from corpus_writer;
