-- schemas: public, audit
-- privileges
-- a
create schema audit;
grant usage on schema audit to corpus_reader;
create table audit.log (id int);
revoke usage on schema public from public;
-- b
create schema audit authorization corpus_owner;
grant usage, create on schema audit to corpus_writer;
create table audit.log (id int);
alter table audit.log owner to corpus_owner;
grant create on schema public to public;
