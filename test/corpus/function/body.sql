-- a
create function touch() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
create function f(a integer, b text default 'x') returns text language sql immutable strict as 'select b || a';
-- b
create function touch() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.updated_at := now() + interval '1 second';
  return new;
end;
$$;
create function f(a integer, b text default 'y') returns text language sql stable parallel safe cost 7 as 'select b || a || ''$$''';
