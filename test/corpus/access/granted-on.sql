-- privileges
-- a
create table t (id int);
alter table t owner to corpus_owner;
set role corpus_owner;
grant select, insert on t to corpus_reader with grant option;
set role corpus_reader;
grant select on t to corpus_writer with grant option;
grant insert on t to public;
reset role;
-- b
create table t (id int);
alter table t owner to corpus_owner;
grant select on t to corpus_writer with grant option;
grant insert on t to corpus_reader;
set role corpus_writer;
grant select on t to corpus_reader;
reset role;
