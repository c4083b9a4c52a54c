-- Style: pg_dump's own dependency loops: views and functions that need each other, circular foreign keys, and orders that names alone do not give.
create table a_order (id int primary key, customer int not null, latest_item int, note text);
create table b_item (id int primary key, "order" int not null references a_order on delete cascade, next int references b_item);
alter table a_order add constraint latest foreign key (latest_item) references b_item deferrable initially deferred;
create table c_customer (id int primary key, favourite int references a_order, boss int references c_customer);
alter table a_order add foreign key (customer) references c_customer;
create table d_one (id int primary key, two int);
create table d_two (id int primary key, three int);
create table d_three (id int primary key, one int references d_one on delete set null);
alter table d_two add foreign key (three) references d_three not valid;
alter table d_one add foreign key (two) references d_two;

-- A function over a view's row type, and the view calls the function.
create view loop_view as select id, customer, ''::text as label from a_order;
create function loop_function(loop_view) returns text language sql stable as $$ select 'order ' || $1.id $$;
create or replace view loop_view as select o.id, o.customer, loop_function(row (o.id, o.customer, '')::loop_view)::text as label from a_order o;

-- Two views through each other's rows.
create view ping as select 1 as n;
create view pong as select n from ping;
create or replace view ping as select coalesce((select count(*)::int from d_one), 1) as n;

-- A view that groups by a primary key needs the constraint.
create view by_key as select o.id, o.note, count(i.*) as items from a_order o left join b_item i on i."order" = o.id group by o.id;
create materialized view by_key_again as select c.id, c.favourite, count(*) as n from c_customer c join a_order o on o.customer = c.id group by c.id with no data;

-- A check, a default, an index and a generated column that call functions; functions that read the table.
create function z_valid(text) returns boolean language sql immutable as $$ select $1 <> '' $$;
create table e_checked (id int primary key, word text default z_valid('x')::text check (z_valid(word)), ok boolean generated always as (z_valid('y')) stored);
create index e_checked_word on e_checked (z_valid(word)) where z_valid(word);
create function a_uses_table() returns setof e_checked language sql stable as $$ select * from e_checked $$;
create function a_uses_function() returns bigint language sql stable begin atomic select count(*) from a_uses_table() where z_valid(word); end;
create view a_uses_view as select a_uses_function() as n, e.* from e_checked e;
create function b_uses_view() returns a_uses_view language sql stable begin atomic select * from a_uses_view; end;
create domain z_domain as text check (z_valid(value));
create function y_default() returns z_domain language plpgsql as $$ begin return 'x'; end $$;
create table f_default (id int primary key, d z_domain default y_default(), e z_domain[]);
create function w_later(f_default, z_domain default y_default()) returns int language sql as 'select 1';

-- Names in the reverse of their dependencies.
create view z1 as select id from d_one; create view y1 as select id from z1; create view x1 as select id from y1;
create materialized view w1 as select id from x1 with no data; create view v1 as select id from w1;
create type zz_state as enum ('a', 'b');
create table aa_first (s zz_state, d z_domain, check (s <> 'b'));
create sequence zz_seq;
create table aa_second (id bigint default nextval('zz_seq') primary key);
alter sequence zz_seq owned by aa_second.id;
create table aa_shares (id bigint default nextval('zz_seq'), part int) partition by list (part);
create table aa_part partition of aa_shares for values in (1);
create policy needs_function on aa_first using (z_valid(d));
create policy needs_other on aa_second using (exists (select from aa_first where z_valid(d)));
create policy needs_view on d_one using (id in (select id from v1));
create function on_change() returns trigger language plpgsql as $$ begin perform from loop_view; return new; end $$;
create trigger on_change after insert on a_order for each row when (z_valid(new.note)) execute function on_change();
create trigger on_view instead of insert on loop_view for each row execute function on_change();
create index by_key_n on by_key_again (n) where z_valid(n::text);
