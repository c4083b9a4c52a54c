-- a
create table p (id int primary key);
create table t (a int, b int);
insert into t values (-1, 5);
alter table t add constraint positive check (a > 0) not valid;
alter table t add constraint known foreign key (b) references p not valid;
alter table t add constraint fine check (b > 0) not valid;
-- b
create table p (id int primary key);
create table t (a int, b int, constraint fine check (b > 0));
alter table t add constraint positive check (a > -5) not valid;
alter table t add constraint known foreign key (b) references p on delete cascade not valid;
