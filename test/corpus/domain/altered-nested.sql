-- a
create domain d as int;
create domain e as d check (value < 50);
create domain f as int[] check (cardinality(value) < 3);
create table t (id int, n d, m e, l e[], f f);
insert into t values (1, 2, 3, '{4}', '{5}');
-- b
create domain d as int not null;
create domain e as d check (value < 40);
create domain f as int[] default '{}' check (cardinality(value) < 4);
create table t (id int, n d, m e, l e[], f f);
