-- a
create procedure p(a integer, inout b text) language plpgsql as $$ begin b := 'x'; end $$;
create procedure q() language sql as 'select 1';
-- b
create procedure p(a integer, inout b text) language plpgsql security definer set search_path = pg_catalog, "$user" set work_mem = '4MB' as $$ begin b := 'y'; end $$;
comment on procedure p(integer, text) is 'it''s p';
