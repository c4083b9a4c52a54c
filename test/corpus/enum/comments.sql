-- a
create type mood as enum ('sad', 'ok');
comment on type mood is 'how one feels';
create domain d as int constraint positive check (value > 0);
comment on domain d is 'a number';
comment on constraint positive on domain d is 'no debts';
create sequence s;
comment on sequence s is 'counts';
-- b
create type mood as enum ('sad', 'ok');
create domain d as int constraint positive check (value > 0);
comment on constraint positive on domain d is 'no debts at all';
create sequence s;
comment on sequence s is 'it counts';
