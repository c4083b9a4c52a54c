-- a
create table one (id int, region text, note text) partition by list (region);
create table one_a partition of one for values in ('a') partition by hash (id);
create table one_a_0 partition of one_a for values with (modulus 2, remainder 0);
create table part partition of one for values in ('b');
create table like_one (id int, region text, note text) partition by list (region);
create table goes_over partition of one for values in ('c');
create table other (id int, region text) partition by list (region);
create table referred (id int primary key);
alter table one add foreign key (id) references referred;
-- b
create table one (id int, region text) partition by list (region);
create table one_b partition of one for values in ('a') partition by hash (id);
create table one_a_0 partition of one_b for values with (modulus 2, remainder 0);
create table like_one (id int, region text, note text) partition by list (region);
create table goes_over partition of like_one for values in ('c');
create table other (id int, region text) partition by list (region);
create table part partition of other for values in ('b');
create table referred (id int primary key);
