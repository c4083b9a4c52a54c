-- since: 15
-- Style: PostgreSQL's regression tests "constraints" and "foreign_key", as of version 15.
create table unique_tbl (i int unique nulls not distinct, t text, constraint i_and_t unique nulls not distinct (i, t) include (u) deferrable, u int);
create unique index unique_idx3 on unique_tbl (i) nulls not distinct;
create unique index unique_idx4 on unique_tbl (i, (lower(t))) include (u) nulls not distinct where t is not null;
create table tenants (id uuid primary key default gen_random_uuid());
create table users (tenant_id uuid references tenants on delete cascade, id bigint not null, primary key (tenant_id, id));
create table posts (
  tenant_id uuid not null, id bigint not null, author bigint, editor bigint default 0,
  primary key (tenant_id, id),
  constraint author_gone foreign key (tenant_id, author) references users on delete set null (author),
  constraint editor_gone foreign key (tenant_id, editor) references users on delete set default (editor) on update cascade,
  constraint all_gone foreign key (tenant_id, editor) references users match full on delete set null not valid
);
create table parted (a int, b int, unique nulls not distinct (a, b)) partition by list (a);
create table parted_1 partition of parted for values in (1);
