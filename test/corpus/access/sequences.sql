-- privileges
-- a
create sequence s;
grant usage on sequence s to corpus_reader;
create table t (id serial);
alter table t owner to corpus_owner;
grant all on sequence t_id_seq to corpus_writer;
-- b
create sequence s;
alter sequence s owner to corpus_owner;
grant select, update on sequence s to corpus_reader with grant option;
create table t (id serial);
alter table t owner to corpus_writer;
grant usage on sequence t_id_seq to corpus_reader;
