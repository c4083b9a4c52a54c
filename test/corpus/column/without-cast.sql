-- a
create type mood as enum ('sad', 'ok');
create type state as enum ('ok', 'gone');
create domain listed as int[];
create table t (words tsvector, mood mood default 'ok', n int, many mood[], listed numeric, named text);
-- b
create type mood as enum ('sad', 'ok');
create type state as enum ('ok', 'gone');
create domain listed as int[];
create table t (words tstzrange, mood state default 'ok', n mood, many state[], listed listed, named mood);
