-- privileges
-- a
create table t (id int);
alter table t owner to corpus_owner;
revoke insert, update, delete on t from corpus_owner;
create table nothing (id int);
alter table nothing owner to corpus_owner;
revoke all on nothing from corpus_owner;
create table moved (id int);
alter table moved owner to corpus_owner;
revoke delete on moved from corpus_owner;
-- b
create table t (id int);
alter table t owner to corpus_owner;
create table nothing (id int);
alter table nothing owner to corpus_owner;
grant select on nothing to corpus_owner with grant option;
create table moved (id int);
alter table moved owner to corpus_reader;
grant select on moved to corpus_writer;
