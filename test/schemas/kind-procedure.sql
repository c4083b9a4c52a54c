-- Style: PostgreSQL's regression test "create_procedure".
create table cp_test (a int, b text);
create table accounts (id int primary key, balance numeric(12, 2) not null check (balance >= 0));
create table transfers (id bigint generated always as identity primary key, payer int references accounts, payee int references accounts, amount numeric(12, 2));
create table failures (at timestamptz default now(), message text);
create table batches (n int primary key, done boolean not null default false);
create schema admin;
create procedure ptest1(x text) language sql as $$ insert into cp_test values (1, x); $$;
create procedure ptest1s(x text) language sql begin atomic insert into cp_test values (1, x); insert into cp_test select 2, case when x = '' then null else x end; end;
create procedure ptest2() language sql as $$ select 5; $$;
create procedure ptest4a(inout a int, inout b int) language sql as $$ select 1, 2; $$;
create procedure ptest5(a int, b text, c int default 100) language sql as $$ insert into cp_test values (a, b); insert into cp_test values (c, b); $$;
create procedure ptest6(a int, b anyelement) language sql as $$ select null::int; $$;
create procedure ptest7(a text, b text) language sql as $$ select a = b; $$;
create procedure ptest8(x text) begin atomic end;
create procedure ptest9(out a int) language sql as $$ insert into cp_test values (1, 'a'); select 1; $$;
create procedure ptest10(out a int, in b int default 10, inout c int default 0) language sql as $$ select b - c, c; $$;
create procedure ptest11(a int, variadic b int[]) language sql as $$ select b[1]; $$;
create procedure overloaded() language sql as '';
create procedure overloaded(int) language sql as '';
create procedure overloaded(text) language sql as '';
create procedure admin."Do It"("What" text default 'all', in out "How" int default null) language plpgsql security definer set search_path = admin, pg_temp as $$
begin
  "How" := coalesce("How", 1);
end $$;
create procedure transfer(payer int, payee int, amount numeric) language plpgsql as $body$
declare
  failed text;
begin
  if amount <= 0 then raise exception 'amount; % is not positive', amount; end if;
  update accounts set balance = balance - amount where id = payer;
  update accounts set balance = balance + amount where id = payee;
  insert into transfers (payer, payee, amount) values ($1, $2, $3);
  commit;
exception when check_violation then
  get stacked diagnostics failed = message_text;
  insert into failures (message) values (failed);
end
$body$;
create procedure run_batches() language plpgsql as $$
declare b record;
begin
  for b in select n from batches where not done order by n loop
    update batches set done = true where n = b.n;
    commit;
  end loop;
end $$;
comment on procedure ptest1(text) is 'A procedure';
comment on procedure transfer(int, int, numeric) is 'Moves money; commits';
revoke all on procedure transfer(int, int, numeric) from public;
grant execute on procedure ptest2() to public;
