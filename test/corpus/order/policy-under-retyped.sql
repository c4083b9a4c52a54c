-- a
create table t (id int primary key, data text, plain int);
create table looked_at (id int);
alter table t enable row level security;
create policy before on t using (plain in (select id from looked_at) and data like 'a%');
create table u (id int) partition by list (id);
create policy here on u using (id in (select id from looked_at));
-- b
create table t (id int primary key, data jsonb, plain int);
alter table t enable row level security;
create policy after on t as restrictive using (data ->> 'a' = 'b');
create table u (id int) partition by range (id);
create policy here on u using (id > 0);
