/**
 * How long queries wait while `apply --online` changes a table of 1,000,000 rows that is in use: readers, writers and
 * transactions that stay open for a while, as without it (the yardstick, measured before and after in the same run). No
 * query may wait longer than the lock timeout.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/embedded/server.js';

const ROWS = Number(process.env.ROWS ?? 1_000_000);
const LOCK_TIMEOUT = 1000;
const CLIENTS = 6;

const SPEC = `
tenancy:
  column: tenant_id
  setting: app.tenant
  policies: { '{table}_isolation': { using: "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid" } }
tables:
  accounts: { columns: { id: int primary key, tenant_id: uuid not null } }
  events:
    columns:
      id: bigint primary key
      tenant_id: uuid not null
      account_id: int not null references accounts
      kind: varchar(50) not null default 'none'
      amount: int
    checks: { amount_positive: amount >= 0 }
    unique: { event_kind: [kind, id] }
    indexes: { events_account: account_id, events_tenant: '(tenant_id, kind)' }
`;

const OLD = `
create table accounts (id int primary key, tenant_id uuid not null default '00000000-0000-0000-0000-000000000001');
insert into accounts select g, md5('t' || g % 100)::uuid from generate_series(0, 999) g;
create table events (id bigint primary key, tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  account_id int, kind varchar(20), amount int);
insert into events select g, md5('t' || g % 100)::uuid, g % 1000, 'kind ' || g % 7, g % 500 from generate_series(1, ${ROWS}) g;
create index events_old on events (tenant_id);
alter table events enable row level security;
create policy everybody on events using (true);
analyze`;

interface Phase {
  readonly name: string;
  count: number;
  worst: number;
}

const server = await startEmbedded();
const folder = mkdtempSync(join(tmpdir(), 'schema-audit-bench-'));
try {
  const spec = join(folder, 'spec.yaml');
  writeFileSync(spec, SPEC);
  const admin = await session();
  await admin.query(OLD);
  let phase: Phase = { name: 'without', count: 0, worst: 0 };
  const phases = [phase];
  let done = false;
  const measure = async (work: () => Promise<unknown>) => {
    const at = phase;
    const started = performance.now();
    await work();
    at.count++;
    at.worst = Math.max(at.worst, performance.now() - started);
  };
  const load = Array.from({ length: CLIENTS }, async (_, n) => {
    const client = await session();
    while (!done) {
      const id = Math.ceil(Math.random() * ROWS);
      if (n % 3 === 0) await measure(() => client.query('update events set amount = amount + 1 where id = $1', [id]));
      else if (n % 3 === 1) await measure(() => client.query('select kind from events where id = $1', [id]));
      else {
        // A transaction that keeps its locks for a while: what ours have to wait for.
        await client.query('begin');
        await measure(() => client.query('select amount from events where id = $1', [id]));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
        await client.query('commit');
      }
    }
    await client.end();
  });
  for (const one of load) one.catch(() => undefined);
  const start = (name: string) => {
    phase = { name, count: 0, worst: 0 };
    phases.push(phase);
  };
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  start('while apply --online runs');
  const started = performance.now();
  const retries = await apply(spec);
  const took = performance.now() - started;
  start('after');
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  done = true;
  await Promise.all(load);
  await admin.end();
  console.log(
    `${ROWS.toLocaleString('en-US')} rows, ${CLIENTS} clients, PostgreSQL ${server.version}, Node ${process.version}`,
  );
  console.log(`apply --online  ${(took / 1000).toFixed(1)} s, ${retries} retries for want of a lock`);
  for (const { name, count, worst } of phases)
    console.log(`${name.padEnd(26)} ${String(count).padStart(7)} queries, the longest ${worst.toFixed(0)} ms`);
  const worst = phases[1]?.worst ?? Number.NaN;
  console.log(`longest wait / lock timeout ${(worst / LOCK_TIMEOUT).toFixed(2)}; the goal is below 1`);
} finally {
  rmSync(folder, { recursive: true });
  await server.stop();
}

async function session(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url });
  // Where the run fails the server goes first; the failure itself is what matters.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs it; how often it had to try again. */
function apply(spec: string): Promise<number> {
  const bin = new URL('../bin/schema-audit.js', import.meta.url).pathname;
  const args = [
    'apply',
    '--online',
    '--yes',
    '--prune',
    '--allow',
    'drops-index',
    '--lock-timeout',
    `${LOCK_TIMEOUT}ms`,
  ];
  const child = spawn(process.execPath, [bin, ...args, '--spec', spec, '--database-url', server.url]);
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(said.split('no lock on').length - 1) : reject(new Error(`exit ${code}: ${said}`)),
    ),
  );
}
