-- Style: PostgreSQL's regression test "matview".
create extension pg_trgm;
create table mvtest_t (id int not null primary key, type text not null, amt numeric not null);
create table mvtest_foo (a, b, c) as select 1, 'x'::varchar(10), now() with no data;
create table products (id bigserial primary key, name text, price numeric(10, 2), category_id int);
create table categories (id serial primary key, name text, parent_id int references categories);
create table sales (product_id bigint references products, sold_at timestamptz not null, quantity int check (quantity > 0));
create view mvtest_tv as select type, sum(amt) as totamt from mvtest_t group by type;
create materialized view mvtest_tm as select type, sum(amt) as totamt from mvtest_t group by type with no data;
create materialized view mvtest_tvm as select * from mvtest_tv order by type;
create materialized view mvtest_tmm as select sum(totamt) as grandtot from mvtest_tm with no data;
create materialized view mvtest_tvmm as select sum(totamt) as grandtot from mvtest_tvm;
create view mvtest_tvmmv as select grandtot from mvtest_tvmm where grandtot > 0;
create unique index mvtest_tm_type on mvtest_tm (type);
create unique index mvtest_tvmm_expr on mvtest_tvmm ((grandtot > 0));
create unique index mvtest_tvmm_pred on mvtest_tvmm (grandtot) where grandtot < 0;
create index mvtest_tvm_desc on mvtest_tvm (totamt desc, type collate "C");
create schema mvtest_mvschema;
create materialized view mvtest_mvschema.mvtest_tvm as select * from public.mvtest_tvm;
create materialized view mvtest_mvschema."Per Month" ("Month", product_id, "sum") with (fillfactor = 70) as
  select date_trunc('month', sold_at at time zone 'UTC'), product_id, sum(quantity) from sales group by 1, 2 with no data;
create unique index "Per Month key" on mvtest_mvschema."Per Month" ("Month", product_id) include ("sum");
create materialized view product_search as
  with recursive up as (
    select id, name, parent_id from categories where parent_id is null
    union all select c.id, up.name || ' > ' || c.name, c.parent_id from categories c join up on c.parent_id = up.id
  )
  select p.id, p.name, up.name as category, to_tsvector('english', coalesce(p.name, '')) as document,
    row_number() over (partition by p.category_id order by p.price desc) as rank, exists (select from sales s where s.product_id = p.id) as sold
  from products p left join up on up.id = p.category_id with no data;
create index product_search_document on product_search using gin (document);
create index product_search_trgm on product_search using gin (name gin_trgm_ops) where sold;
create index product_search_rank on product_search (rank) with (fillfactor = 90);
create materialized view no_columns_named as values (1, 'a'), (2, 'b');
create materialized view empty_of_columns as select;
create function refresh_all() returns void language plpgsql security definer as $$
begin
  refresh materialized view mvtest_tm;
  refresh materialized view concurrently public.product_search;
end $$;
create function total_of(t text) returns numeric language sql stable as $$ select totamt from mvtest_tm where type = t $$;
comment on materialized view mvtest_tvm is 'Refreshed at night';
comment on column mvtest_tvm.totamt is 'Of all';
comment on index mvtest_tm_type is 'For refresh concurrently';
grant select on mvtest_tm, product_search to public;
