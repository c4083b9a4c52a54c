-- since: 17
-- privileges
-- a
create table t (id int);
grant maintain on t to corpus_reader;
grant select, insert, update, delete, truncate, references, trigger on t to corpus_writer;
-- b
create table t (id int);
grant all on t to corpus_reader;
grant all on t to corpus_writer;
