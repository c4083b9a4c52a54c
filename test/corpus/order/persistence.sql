-- a
create unlogged table a_refers (id int primary key, other int);
create unlogged table z_meant (id int primary key, back int references a_refers);
create unlogged table m_between (id int primary key references z_meant);
create table was (id int primary key);
-- b
create table a_refers (id int primary key, other int);
create table z_meant (id int primary key, back int references a_refers);
create table m_between (id int primary key references z_meant);
create table was (id int primary key, other int references z_meant);
