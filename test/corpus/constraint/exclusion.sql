-- a
create extension btree_gist;
create table booking (id int primary key, room int, during tstzrange, cancelled boolean default false,
  constraint no_overlap exclude using gist (room with =, during with &&) where (not cancelled),
  constraint plain exclude using btree (id with =),
  constraint odd exclude using gist (tstzrange(lower(during), upper(during), '[]') range_ops with &&) deferrable initially deferred);
comment on constraint no_overlap on booking is 'A room is booked once';
-- b
create extension btree_gist;
create table booking (id int primary key, room int, during tstzrange, cancelled boolean default false,
  constraint no_overlap exclude using gist (room with =, during with &&) with (fillfactor = 60),
  constraint named exclude using btree (id with =),
  constraint odd exclude using gist (tstzrange(lower(during), upper(during), '[]') with &&) deferrable);
