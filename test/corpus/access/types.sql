-- privileges
-- a
create type mood as enum ('sad', 'ok');
create domain d as int;
revoke usage on type mood from public;
grant usage on type mood to corpus_reader;
alter domain d owner to corpus_owner;
-- b
create type mood as enum ('sad', 'ok');
create domain d as int;
alter type mood owner to corpus_owner;
revoke usage on domain d from public;
grant usage on domain d to corpus_writer with grant option;
