-- a
create sequence s;
create sequence away;
create sequence free;
create table t (id int default nextval('s'), k int, gone int);
alter sequence s owned by t.id;
alter sequence away owned by t.gone;
alter sequence free owned by t.k;
-- b
create sequence s;
create sequence away;
create table t (id int, k int default nextval('away'));
alter sequence s owned by t.k;
create sequence other;
create table u (id int default nextval('other'));
alter sequence other owned by u.id;
