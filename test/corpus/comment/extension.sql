-- a
create extension pgcrypto;
comment on extension pgcrypto is 'for one function';
-- b
create extension pgcrypto;
comment on schema public is 'ours';
