-- privileges
-- a
create table t (id int, name text);
grant select on t to corpus_reader;
alter table t owner to corpus_owner;
create table u (id int);
grant select (id) on u to corpus_owner;
-- b
create table t (id int, name text);
grant insert on t to corpus_owner;
grant select on t to corpus_writer;
alter table t owner to corpus_reader;
create table u (id int);
alter table u owner to corpus_owner;
