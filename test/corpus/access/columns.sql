-- privileges
-- a
create table t (id int, name text, secret text);
grant select (id, name) on t to corpus_reader;
grant update (name) on t to corpus_writer with grant option;
grant select on t to corpus_writer;
-- b
create table t (id int, name text, secret text);
grant all (id) on t to corpus_reader;
grant select on t to corpus_reader;
grant select (name), insert (name) on t to corpus_writer;
