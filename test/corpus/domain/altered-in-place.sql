-- a
create domain d as int default 3 constraint low check (value > 0) constraint renamed check (value <> 7) constraint loose check (value < 9);
alter domain d add constraint late check (value < 100) not valid;
create table t (id int, n d);
insert into t values (1, 5);
-- b
create domain d as int not null constraint low check (value > 1) constraint other check (value <> 7);
alter domain d add constraint loose check (value < 9) not valid;
alter domain d add constraint late check (value < 100);
create table t (id int, n d);
insert into t values (1, 5);
