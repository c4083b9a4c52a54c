/**
 * What the wording of a policy costs on a large table: the same tenant's rows counted under each, as a role that the
 * policies bind. Prints the table of docs/policy-speed.md.
 */
import pg from 'pg';
import { startEmbedded } from '../src/embedded/server.js';

const ROWS = 1_000_000;
const TENANTS = 1000;
const RUNS = 5;

const SETTING = "nullif(current_setting('app.current_tenant_id', true), '')::uuid";
const FLAG = "current_setting('app.is_system_user', true) = 'true'";
const ONCE = `(select ${SETTING})`;
const FLAG_ONCE = "(select current_setting('app.is_system_user', true)) = 'true'";

const POLICIES: readonly (readonly [what: string, using: string, more?: string])[] = [
  ['the tenant alone', `tenant_id = ${SETTING}`],
  ['the same in a sub-select', `tenant_id = ${ONCE}`],
  ['OR-ed with the bypass', `tenant_id = ${SETTING} or ${FLAG}`],
  ['the same in sub-selects', `tenant_id = ${ONCE} or ${FLAG_ONCE}`],
  [
    'the bypass as a policy for a role',
    `tenant_id = ${SETTING}`,
    'create policy sys on big to speed_system using (true)',
  ],
  ['the column cast', "tenant_id::text = current_setting('app.current_tenant_id', true)"],
  ['a VOLATILE function in PL/pgSQL', 'tenant_id = tenant_volatile()'],
  ['the same, STABLE', 'tenant_id = tenant_stable()'],
  ['a function of the column', 'is_ours(tenant_id)'],
];

const server = await startEmbedded();
const client = new pg.Client({ connectionString: server.url });
await client.connect();
try {
  const body = `begin return ${SETTING}; end`;
  await client.query(`set jit = off; set max_parallel_workers_per_gather = 0;
    create role speed_app; create role speed_system;
    create table big (id bigint primary key, tenant_id uuid not null, body text);
    insert into big select i, ('00000000-0000-4000-8000-' || lpad((i % ${TENANTS})::text, 12, '0'))::uuid, 'row ' || i
      from generate_series(1, ${ROWS}) i;
    create index big_tenant on big (tenant_id);
    alter table big enable row level security;
    grant select on big to speed_app;
    create function tenant_volatile() returns uuid language plpgsql as $$${body}$$;
    create function tenant_stable() returns uuid language plpgsql stable as $$${body}$$;
    create function is_ours(uuid) returns boolean language plpgsql stable as $$begin return $1 = ${SETTING}; end$$;
    select set_config('app.current_tenant_id', '00000000-0000-4000-8000-000000000007', false)`);
  await client.query('vacuum analyze big');
  console.log(`PostgreSQL ${server.version}, ${ROWS} rows, ${TENANTS} tenants, best of ${RUNS}\n`);
  console.log(
    '| the policy | with the index on the tenant | without an index | with `where tenant_id = …` in the query |',
  );
  console.log('|---|---|---|---|');
  const rows: string[][] = POLICIES.map(([what, using]) => [what, `\`${using}\``]);
  for (const how of ['index', 'filter', 'scan'] as const) {
    if (how === 'scan') await client.query('drop index big_tenant');
    for (const [i, [, using, more]] of POLICIES.entries()) {
      await client.query(`create policy p on big using (${using}); ${more ?? 'select'}`);
      rows[i]?.push(await time(how === 'filter' ? `where tenant_id = '00000000-0000-4000-8000-000000000007'` : ''));
      await client.query('drop policy p on big; drop policy if exists sys on big');
    }
  }
  for (const [what, using, index, filter, scan] of rows)
    console.log(`| ${what}: ${using} | ${index} | ${scan} | ${filter} |`);
} finally {
  await client.end();
  await server.stop();
}

async function time(where: string): Promise<string> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    await client.query('set role speed_app');
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly 'Execution Time': number }[] }>(
      `explain (analyze, timing off, format json) select count(*) from big ${where}`,
    );
    await client.query('reset role');
    best = Math.min(best, rows[0]?.['QUERY PLAN'][0]?.['Execution Time'] ?? best);
  }
  return best < 10 ? `${best.toFixed(2)} ms` : `${Math.round(best).toLocaleString('en')} ms`;
}
