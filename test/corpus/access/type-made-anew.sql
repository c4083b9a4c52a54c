-- privileges
-- a
create type mood as enum ('sad', 'ok');
alter type mood owner to corpus_owner;
revoke usage on type mood from public;
grant usage on type mood to corpus_reader;
-- b
create type mood as enum ('ok');
alter type mood owner to corpus_owner;
revoke usage on type mood from public;
grant usage on type mood to corpus_reader;
