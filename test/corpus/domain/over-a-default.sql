-- a
create domain base as int default 3;
create domain plain as base;
alter domain plain drop default;
create domain own as base default 4;
-- b
create domain base as int default 3;
create domain plain as base check (value > 0);
create domain own as plain default 4;
alter domain own drop default;
