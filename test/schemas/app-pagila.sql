-- Style: Pagila, the DVD rental sample: an enum, a domain, full text, views that aggregate, payments partitioned by month.
create type mpaa_rating as enum ('G', 'PG', 'PG-13', 'R', 'NC-17');
create domain year as integer constraint year_check check (value >= 1901 and value <= 2155);
create domain bigint_positive as bigint check (value > 0);
create function _group_concat(text, text) returns text language sql immutable as $$
  select case when $2 is null then $1 when $1 is null then $2 else $1 || ', ' || $2 end
$$;
create function last_updated() returns trigger language plpgsql as $$
begin
  new.last_update = current_timestamp;
  return new;
end $$;
create sequence actor_actor_id_seq;
create sequence film_film_id_seq;
create sequence payment_payment_id_seq;
create table actor (
  actor_id integer default nextval('actor_actor_id_seq') not null primary key,
  first_name text not null,
  last_name text not null,
  last_update timestamptz not null default now()
);
create table category (category_id serial primary key, name text not null, last_update timestamptz not null default now());
create table country (country_id serial primary key, country text not null, last_update timestamptz not null default now());
create table city (
  city_id serial primary key,
  city text not null,
  country_id integer not null references country on update cascade on delete restrict,
  last_update timestamptz not null default now()
);
create table language (language_id serial primary key, name character(20) not null, last_update timestamptz not null default now());
create table film (
  film_id integer default nextval('film_film_id_seq') not null primary key,
  title text not null,
  description text,
  release_year year,
  language_id integer not null references language on update cascade on delete restrict,
  original_language_id integer references language on update cascade on delete restrict,
  rental_duration smallint not null default 3,
  rental_rate numeric(4, 2) not null default 4.99,
  length smallint,
  replacement_cost numeric(5, 2) not null default 19.99,
  rating mpaa_rating default 'G'::mpaa_rating,
  last_update timestamptz not null default now(),
  special_features text[],
  fulltext tsvector not null
);
create table film_actor (
  actor_id integer not null references actor on update cascade on delete restrict,
  film_id integer not null references film on update cascade on delete restrict,
  last_update timestamptz not null default now(),
  primary key (actor_id, film_id)
);
create table film_category (
  film_id integer not null references film on update cascade on delete restrict,
  category_id integer not null references category on update cascade on delete restrict,
  last_update timestamptz not null default now(),
  primary key (film_id, category_id)
);
create table address (
  address_id serial primary key,
  address text not null,
  address2 text,
  district text not null,
  city_id integer not null references city on update cascade on delete restrict,
  postal_code text,
  phone text not null,
  last_update timestamptz not null default now()
);
create table store (
  store_id serial primary key,
  manager_staff_id integer not null,
  address_id integer not null references address on update cascade on delete restrict,
  last_update timestamptz not null default now()
);
create table staff (
  staff_id serial primary key,
  first_name text not null,
  last_name text not null,
  address_id integer not null references address on update cascade on delete restrict,
  email text,
  store_id integer not null references store,
  active boolean not null default true,
  username text not null,
  password text,
  last_update timestamptz not null default now(),
  picture bytea
);
create unique index idx_unq_manager_staff_id on store (manager_staff_id);
alter table store add constraint store_manager_staff_id_fkey foreign key (manager_staff_id) references staff on update cascade on delete restrict;
create table customer (
  customer_id serial primary key,
  store_id integer not null references store on update cascade on delete restrict,
  first_name text not null,
  last_name text not null,
  email text,
  address_id integer not null references address on update cascade on delete restrict,
  activebool boolean not null default true,
  create_date date not null default current_date,
  last_update timestamptz default now(),
  active integer
);
create table inventory (
  inventory_id serial primary key,
  film_id integer not null references film on update cascade on delete restrict,
  store_id integer not null references store on update cascade on delete restrict,
  last_update timestamptz not null default now()
);
create table rental (
  rental_id serial primary key,
  rental_date timestamptz not null,
  inventory_id integer not null references inventory on update cascade on delete restrict,
  customer_id integer not null references customer on update cascade on delete restrict,
  return_date timestamptz,
  staff_id integer not null references staff on update cascade on delete restrict,
  last_update timestamptz not null default now()
);
create table payment (
  payment_id integer default nextval('payment_payment_id_seq') not null,
  customer_id integer not null,
  staff_id integer not null,
  rental_id integer not null,
  amount numeric(5, 2) not null,
  payment_date timestamptz not null,
  primary key (payment_date, payment_id)
) partition by range (payment_date);
create table payment_p2022_01 partition of payment for values from ('2022-01-01 00:00:00+00') to ('2022-02-01 00:00:00+00');
create table payment_p2022_02 partition of payment for values from ('2022-02-01 00:00:00+00') to ('2022-03-01 00:00:00+00');
create table payment_p2022_03 partition of payment for values from ('2022-03-01 00:00:00+00') to ('2022-04-01 01:00:00+01');
create table payment_p2022_04 partition of payment for values from ('2022-04-01 01:00:00+01') to ('2022-05-01 01:00:00+01');
alter table payment_p2022_01 add constraint payment_p2022_01_customer_id_fkey foreign key (customer_id) references customer;
alter table payment_p2022_01 add constraint payment_p2022_01_rental_id_fkey foreign key (rental_id) references rental;
alter table payment_p2022_02 add constraint payment_p2022_02_customer_id_fkey foreign key (customer_id) references customer;
alter table payment_p2022_02 add constraint payment_p2022_02_staff_id_fkey foreign key (staff_id) references staff;
create index idx_fk_payment_p2022_01_customer_id on payment_p2022_01 (customer_id);
create index idx_fk_payment_p2022_02_staff_id on payment_p2022_02 (staff_id);
alter sequence actor_actor_id_seq owned by actor.actor_id;
alter sequence film_film_id_seq owned by film.film_id;
create index film_fulltext_idx on film using gist (fulltext);
create index idx_title on film (title);
create index idx_actor_last_name on actor (last_name);
create index idx_fk_language_id on film (language_id);
create index idx_fk_original_language_id on film (original_language_id);
create index idx_fk_store_id on customer (store_id);
create index idx_last_name on customer (last_name);
create index idx_store_id_film_id on inventory (store_id, film_id);
create unique index idx_unq_rental_rental_date_inventory_id_customer_id on rental (rental_date, inventory_id, customer_id);

create function inventory_in_stock(p_inventory_id integer) returns boolean language plpgsql as $$
declare
  v_out integer;
begin
  select count(*) into v_out from rental where inventory_id = p_inventory_id and return_date is null;
  return v_out = 0;
end $$;
create function film_in_stock(p_film_id integer, p_store_id integer, out p_film_count integer) returns setof integer language sql as $$
  select inventory_id from inventory where film_id = $1 and store_id = $2 and inventory_in_stock(inventory_id)
$$;
create function film_not_in_stock(p_film_id integer, p_store_id integer, out p_film_count integer) returns setof integer language sql as $$
  select inventory_id from inventory where film_id = $1 and store_id = $2 and not inventory_in_stock(inventory_id)
$$;
create function last_day(timestamptz) returns date language sql immutable strict as $$
  select (date_trunc('month', $1 at time zone 'UTC') + interval '1 month - 1 day')::date
$$;
create function get_customer_balance(p_customer_id integer, p_effective_date timestamptz) returns numeric language plpgsql as $$
declare
  v_fees numeric(5, 2);
  v_paid numeric(5, 2);
begin
  select coalesce(sum(f.rental_rate), 0) into v_fees from film f join inventory using (film_id) join rental r using (inventory_id)
    where r.rental_date <= p_effective_date and r.customer_id = p_customer_id;
  select coalesce(sum(amount), 0) into v_paid from payment p where p.payment_date <= p_effective_date and p.customer_id = p_customer_id;
  return v_fees - v_paid;
end $$;
create function rewards_report(min_monthly_purchases integer, min_dollar_amount_purchased numeric) returns setof customer language plpgsql security definer as $_$
declare
  rr record;
begin
  if min_monthly_purchases = 0 then raise exception 'Minimum monthly purchases parameter must be > 0'; end if;
  for rr in execute 'select c.* from customer as c where c.active = $1' using 1 loop
    return next rr;
  end loop;
  return;
end $_$;

create view actor_info as
  select a.actor_id, a.first_name, a.last_name,
    string_agg(distinct (c.name || ': ' || (
      select string_agg(f.title, ', ') from film f join film_category fc_1 on f.film_id = fc_1.film_id join film_actor fa_1 on f.film_id = fa_1.film_id
      where fc_1.category_id = c.category_id and fa_1.actor_id = a.actor_id group by fa_1.actor_id
    )), '; ') as film_info
  from actor a left join film_actor fa on a.actor_id = fa.actor_id left join film_category fc on fa.film_id = fc.film_id left join category c on fc.category_id = c.category_id
  group by a.actor_id, a.first_name, a.last_name;
create view customer_list as
  select cu.customer_id as id, (cu.first_name || ' ') || cu.last_name as name, a.address, a.postal_code as "zip code", a.phone, city.city, country.country,
    case when cu.activebool then 'active' else '' end as notes, cu.store_id as sid
  from customer cu join address a on cu.address_id = a.address_id join city on a.city_id = city.city_id join country on city.country_id = country.country_id;
create view film_list as
  select film.film_id as fid, film.title, film.description, category.name as category, film.rental_rate as price, film.length, film.rating,
    string_agg(actor.first_name || ' ' || actor.last_name, ', ') as actors
  from category left join film_category on category.category_id = film_category.category_id left join film on film_category.film_id = film.film_id
    join film_actor on film.film_id = film_actor.film_id join actor on film_actor.actor_id = actor.actor_id
  group by film.film_id, film.title, film.description, category.name, film.rental_rate, film.length, film.rating;
create view nicer_but_slower_film_list as
  select film.film_id as fid, film.title, category.name as category,
    string_agg(upper("substring"(actor.first_name, 1, 1)) || lower("substring"(actor.first_name, 2)), ', ') as actors
  from category left join film_category on category.category_id = film_category.category_id left join film on film_category.film_id = film.film_id
    join film_actor on film.film_id = film_actor.film_id join actor on film_actor.actor_id = actor.actor_id
  group by film.film_id, film.title, category.name;
create view sales_by_film_category as
  select c.name as category, sum(p.amount) as total_sales
  from payment p join rental r on p.rental_id = r.rental_id join inventory i on r.inventory_id = i.inventory_id join film f on i.film_id = f.film_id
    join film_category fc on f.film_id = fc.film_id join category c on fc.category_id = c.category_id
  group by c.name order by sum(p.amount) desc;
create view sales_by_store as
  select (c.city || ',') || cy.country as store, (m.first_name || ' ') || m.last_name as manager, sum(p.amount) as total_sales
  from payment p join rental r on p.rental_id = r.rental_id join inventory i on r.inventory_id = i.inventory_id join store s on i.store_id = s.store_id
    join address a on s.address_id = a.address_id join city c on a.city_id = c.city_id join country cy on c.country_id = cy.country_id join staff m on s.manager_staff_id = m.staff_id
  group by cy.country, c.city, s.store_id, m.first_name, m.last_name order by cy.country, c.city;
create view staff_list as
  select s.staff_id as id, (s.first_name || ' ') || s.last_name as name, a.address, a.postal_code as "zip code", a.phone, city.city, country.country, s.store_id as sid
  from staff s join address a on s.address_id = a.address_id join city on a.city_id = city.city_id join country on city.country_id = country.country_id;
create materialized view rental_by_category as
  select c.name as category, sum(p.amount) as total_sales
  from payment p join rental r on p.rental_id = r.rental_id join inventory i on r.inventory_id = i.inventory_id join film f on i.film_id = f.film_id
    join film_category fc on f.film_id = fc.film_id join category c on fc.category_id = c.category_id
  group by c.name order by sum(p.amount) desc with no data;
create unique index rental_category on rental_by_category (category);

create trigger film_fulltext_trigger before insert or update on film for each row execute function tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title', 'description');
create trigger last_updated before update on actor for each row execute function last_updated();
create trigger last_updated before update on address for each row execute function last_updated();
create trigger last_updated before update on category for each row execute function last_updated();
create trigger last_updated before update on city for each row execute function last_updated();
create trigger last_updated before update on country for each row execute function last_updated();
create trigger last_updated before update on customer for each row execute function last_updated();
create trigger last_updated before update on film for each row execute function last_updated();
create trigger last_updated before update on film_actor for each row execute function last_updated();
create trigger last_updated before update on film_category for each row execute function last_updated();
create trigger last_updated before update on inventory for each row execute function last_updated();
create trigger last_updated before update on language for each row execute function last_updated();
create trigger last_updated before update on rental for each row execute function last_updated();
create trigger last_updated before update on staff for each row execute function last_updated();
create trigger last_updated before update on store for each row execute function last_updated();
