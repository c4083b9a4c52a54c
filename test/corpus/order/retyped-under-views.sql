-- privileges
-- a
create table t (id integer primary key, n integer, s varchar(20));
create view v1 with (security_barrier) as select id, n, s from t;
create view v2 as select v1.id, v1.n + 1 as more from v1;
create view v3 as select a.id, b.more from v1 a join v2 b using (id);
create materialized view m as select id, more from v3;
create unique index m_key on m (id);
create view apart as select id from t;
comment on view v1 is 'the first';
comment on column v2.more is 'one more';
comment on index m_key is 'its key';
grant select on v1 to corpus_reader with grant option;
grant select, update on v3 to corpus_writer;
alter view v2 owner to corpus_owner;
grant create, usage on schema public to corpus_owner;
grant select on v1 to corpus_owner;
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr instead of update on v1 for each row execute function tf();
comment on trigger tr on v1 is 'its trigger';
-- b
create table t (id integer primary key, n bigint, s varchar(50));
create view v1 with (security_barrier) as select id, n, s from t;
create view v2 as select v1.id, v1.n + 1 as more from v1;
create view v3 as select a.id, b.more from v1 a join v2 b using (id);
create materialized view m as select id, more from v3;
create unique index m_key on m (id);
create view apart as select id from t;
comment on view v1 is 'the first';
comment on column v2.more is 'one more';
comment on index m_key is 'its key';
grant select on v1 to corpus_reader with grant option;
grant select, update on v3 to corpus_writer;
alter view v2 owner to corpus_owner;
grant create, usage on schema public to corpus_owner;
grant select on v1 to corpus_owner;
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr instead of update on v1 for each row execute function tf();
comment on trigger tr on v1 is 'its trigger';
