-- privileges
-- a
alter default privileges for role corpus_owner grant select on tables to corpus_reader;
alter default privileges for role corpus_owner in schema public grant select, insert on tables to corpus_writer with grant option;
alter default privileges for role corpus_owner revoke execute on functions from public;
alter default privileges for role corpus_reader grant usage on schemas to corpus_writer;
-- b
alter default privileges for role corpus_owner grant all on tables to corpus_reader;
alter default privileges for role corpus_owner revoke delete on tables from corpus_owner;
alter default privileges for role corpus_owner in schema public grant insert on tables to corpus_writer;
alter default privileges for role corpus_owner in schema public grant execute on functions to corpus_reader;
alter default privileges for role corpus_owner revoke usage on types from public;
alter default privileges for role corpus_writer grant all on sequences to corpus_reader with grant option;
