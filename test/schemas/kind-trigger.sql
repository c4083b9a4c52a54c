-- Style: PostgreSQL's regression tests "triggers" and "plpgsql".
create schema other;
create table main_table (a int unique, b int, c text, "Mixed" text, gen int generated always as (a + b) stored);
create table pkeys (pkey1 int4 not null, pkey2 text not null, primary key (pkey1, pkey2));
create table fkeys (fkey1 int4, fkey2 text, fkey3 int, foreign key (fkey1, fkey2) references pkeys on delete cascade on update cascade);
create table log (id serial primary key, at timestamptz not null default now(), op text, row_data jsonb);
create table parted (a int, b text) partition by list (a);
create table parted_1 partition of parted for values in (1);
create table parted_2 partition of parted for values in (2) partition by list (b);
create table parted_2_x partition of parted_2 for values in ('x');
create table search_doc (id int primary key, title text, body text, tsv tsvector);
create table other.main_table (a int);
create view main_view as select a, b from main_table;
create view other_view as select * from other.main_table;

create function trigger_func() returns trigger language plpgsql as $$ begin raise notice '% % % %', tg_argv[0], tg_op, tg_when, tg_level; return null; end $$;
create function touch() returns trigger language plpgsql as $$ begin new.b := coalesce(new.b, 0) + 1; return new; end $$;
create function other.log_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into log (op, row_data) values (tg_op, case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end);
  return coalesce(new, old);
end $$;
create function count_rows() returns trigger language plpgsql as $$ begin insert into log (op) select 'rows ' || count(*) from new_rows; return null; end $$;
create function compare_rows() returns trigger language plpgsql as $$ begin perform 1 from new_rows n join "Old Rows" o using (a); return null; end $$;
create function view_trigger() returns trigger language plpgsql as $$ begin return new; end $$;

create trigger before_ins_stmt_trig before insert on main_table for each statement execute function trigger_func('before_ins_stmt');
create trigger after_ins_stmt_trig after insert on main_table for each statement execute procedure trigger_func('after_ins_stmt', 'two', '3', 'it''s', 'a\b', '');
create trigger after_upd_row_trig after update on main_table for each row execute function trigger_func('after_upd_row');
create trigger many_events before insert or delete or update or truncate on main_table execute function trigger_func();
create trigger b_touch before insert or update of a, "Mixed" on main_table for each row execute function touch();
create trigger update_of after update of b on main_table for each statement execute function trigger_func('b');
create trigger when_insert after insert on main_table for each row when (new.a = 123 and new.c is not null) execute function trigger_func('insert_a');
create trigger when_update after update on main_table for each row when (old.* is distinct from new.*) execute function touch();
create trigger when_delete after delete on main_table for each row when (old.a = any (array[1, 2]) or old."Mixed" = 'it''s') execute function other.log_change();
create trigger when_gen after insert on main_table for each row when (new.gen > 5) execute function trigger_func();
create trigger "Odd ""Trigger"" name; here" after insert on main_table for each row execute function trigger_func();
create trigger on_truncate after truncate on log for each statement execute function trigger_func();
create trigger same_name after insert on pkeys for each row execute function other.log_change();
create trigger same_name after insert on fkeys for each row execute function other.log_change();

create trigger transition_insert after insert on main_table referencing new table as new_rows for each statement execute function count_rows();
create trigger transition_update after update on main_table referencing old table as "Old Rows" new table new_rows for each statement execute function compare_rows();
create trigger transition_row after update on fkeys referencing new table as new_rows for each row execute function count_rows();

create constraint trigger check_later after insert or update on fkeys deferrable initially deferred for each row execute function trigger_func('later');
create constraint trigger check_now after delete on fkeys deferrable initially immediate for each row when (old.fkey3 > 0) execute function trigger_func('now');
create constraint trigger check_from after insert on fkeys from pkeys not deferrable for each row execute function trigger_func();

create trigger instead_of_insert instead of insert on main_view for each row execute function view_trigger();
create trigger instead_of_others instead of update or delete on main_view for each row execute function view_trigger();
create trigger before_view_stmt before insert or update on main_view for each statement execute function trigger_func('view');
create trigger instead_other instead of insert on other_view for each row execute function view_trigger();

create trigger disabled before insert on pkeys for each statement execute function trigger_func();
create trigger on_replica before insert on pkeys for each statement execute function trigger_func();
create trigger on_always before insert on pkeys for each statement execute function trigger_func();
create trigger disabled_again before insert on pkeys for each statement execute function trigger_func();
alter table pkeys disable trigger disabled, enable replica trigger on_replica, enable always trigger on_always, disable trigger disabled_again;
alter table pkeys enable trigger disabled_again;

create trigger parted_after after insert or update on parted for each row execute function other.log_change();
create trigger parted_statement after delete on parted referencing old table as new_rows for each statement execute function count_rows();
create trigger parted_1_own after update on parted_1 for each row execute function trigger_func('own');
create constraint trigger parted_constraint after insert on parted deferrable for each row execute function trigger_func();
alter table parted_2_x disable trigger parted_after;

create trigger tsv_update before insert or update on search_doc for each row execute function tsvector_update_trigger('tsv', 'pg_catalog.english', 'title', 'body');
create trigger no_change before update on search_doc for each row execute function suppress_redundant_updates_trigger();
comment on trigger b_touch on main_table is 'Counts; changes';
comment on trigger "Odd ""Trigger"" name; here" on main_table is 'Of a strange name';
