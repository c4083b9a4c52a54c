-- Every query names its tenant, the database looks after nothing: the acts_as_tenant way.
do $$ begin create role no_spec_app login; exception when duplicate_object then null; end $$;
create table accounts (id bigint generated always as identity primary key, name text not null, subdomain text not null unique);
create table users (id bigint generated always as identity primary key, account_id bigint not null references accounts, email text not null, unique (account_id, email));
create table posts (id bigint generated always as identity primary key, account_id bigint not null references accounts, user_id bigint not null references users, body text);
create index on posts (account_id);
create index on posts (user_id);
grant select, insert, update, delete on accounts, users, posts to no_spec_app;
