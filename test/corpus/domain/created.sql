-- a
create domain email as text not null default 'a@b' constraint email_at check (value ~ '@');
create table t (id int, mail email);
-- b
create table t (id int);
