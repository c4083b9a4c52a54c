-- privileges
-- a
create table t (id int, name text);
grant select, insert on t to corpus_reader;
grant select (name), insert (id) on t to corpus_reader;
grant select (id) on t to corpus_owner;
grant update (id) on t to corpus_writer;
-- b
create table t (id int, name text);
grant insert on t to corpus_reader;
grant select (name), insert (id) on t to corpus_reader;
grant update (id) on t to corpus_writer;
alter table t owner to corpus_owner;
grant select (id) on t to corpus_owner;
