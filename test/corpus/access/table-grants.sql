-- privileges
-- a
create table t (id int, name text);
grant select, insert on t to corpus_reader;
grant all on t to corpus_writer;
grant select on t to public;
create table closed (id int);
-- b
create table t (id int, name text);
grant select, update, delete on t to corpus_reader;
grant select on t to corpus_writer with grant option;
create table closed (id int);
grant all on closed to corpus_writer with grant option;
