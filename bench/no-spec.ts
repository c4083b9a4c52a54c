/**
 * What `check --no-spec` takes of 300 tables with 400 policies, as a whole process, beside a bare connection that reads
 * every column and every policy (the least that anyone who looks has to do): medians, in turn. The goal is 1 second.
 */
import { spawnSync } from 'node:child_process';
import { startEmbedded } from '../src/embedded/server.js';
import { createDatabase } from '../src/sql/scratch.js';
import { load } from '../test/schemas/dump.js';

const RUNS = 11;
const path = (name: string) => new URL(`../${name}`, import.meta.url).pathname;

/** One pattern on most tables, by a function on some; a policy of their own for a hundred; views, functions, grants. */
const SCHEMA = `
create role bench_app;
create function tenant() returns uuid language sql stable as $f$ select nullif(current_setting('app.tenant_id', true), '')::uuid $f$;
do $do$ declare t text; mine text; begin
  for i in 1..300 loop
    t := 'table_' || i;
    mine := case when i % 3 = 0 then 'tenant_id = tenant()' else $q$tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid$q$ end;
    execute format('create table %I (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, parent uuid, name text, kind text, is_public boolean not null default false, amount numeric(12, 2), created_at timestamptz not null default now(), updated_at timestamptz, note text, unique (tenant_id, id))', t);
    execute format('create index on %I (tenant_id, created_at)', t);
    if i > 1 then execute format('alter table %I add foreign key (tenant_id, parent) references %I (tenant_id, id)', t, 'table_' || (i - 1)); end if;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (%s) with check (%s)', t, mine, mine);
    if i % 3 = 1 then execute format('create policy shared on %I for select using (is_public)', t); end if;
    execute format('grant select, insert, update, delete on %I to bench_app', t);
    if i % 10 = 0 then execute format('create view %I with (security_barrier) as select * from %I where is_public', 'view_' || i, t); end if;
  end loop;
end $do$;
create function total() returns bigint language sql security definer set search_path = '' as 'select count(*) from public.table_1';`;

const BARE = `
  import pg from 'pg';
  const client = new pg.Client(process.argv[1]);
  await client.connect();
  await client.query('select attrelid::regclass, attname, format_type(atttypid, atttypmod) from pg_attribute where attnum > 0');
  await client.query('select *, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) from pg_policy');
  await client.end();`;

const server = await startEmbedded();
try {
  const url = await createDatabase(server.url, 'bench');
  await load(url, SCHEMA);
  const timed = (expected: number, ...args: readonly string[]) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: path('.') });
    if (status !== expected) throw new Error(`exit ${status}: ${stderr}`);
    return performance.now() - start;
  };
  const check = () =>
    timed(0, path('bin/schema-audit.js'), 'check', '--no-spec', '--fail-on', 'error', '--database-url', url);
  const bare = () => timed(0, '--input-type=module', '--eval', BARE, url);
  check();
  const runs = Array.from({ length: RUNS }, () => ({ bare: bare(), check: check() }));
  const of = (key: 'bare' | 'check') => median(runs.map((one) => one[key])).toFixed(0);
  console.log(`runs    ${RUNS}, in turn; Node ${process.version}, PostgreSQL ${server.version}`);
  console.log(`bare    ${of('bare')} ms`);
  console.log(`check   ${of('check')} ms, fastest ${Math.min(...runs.map((one) => one.check)).toFixed(0)} ms`);
} finally {
  await server.stop();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
