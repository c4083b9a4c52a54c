/** What bears a former name is renamed, once, with all that hangs on it; nothing is lost, and the hint may stay. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { applySpec, driftFrom } from './spec-on-database.js';

let database: TestDatabase;
const sql = (text: string) => withClient(database.url, (client) => client.query(text));

beforeEach(async () => {
  database = await createDatabase();
  await sql(`create table sync_jobs (id int primary key, tenant_id uuid, "Kind" text constraint kinds check ("Kind" <> ''),
      twice text generated always as ("Kind" || "Kind") stored, status text);
    comment on column sync_jobs."Kind" is 'the kind';
    create index jobs_kind on sync_jobs ("Kind") where "Kind" <> 'none';
    create index jobs_lower on sync_jobs (lower("Kind"));
    create table log (id int primary key, kind text, job_id int references sync_jobs);
    alter table sync_jobs enable row level security;
    create policy jobs_own on sync_jobs using ("Kind" = current_setting('app.kind', true));
    insert into sync_jobs (id, "Kind") values (1, 'a'), (2, 'b'); insert into log values (1, 'x', 2)`);
});
afterEach(() => database.drop());

const SPEC = `
tenancy: { column: tenant_id, setting: app.kind, force: false, policies: { jobs_own: { using: "type = current_setting('app.kind', true)" } } }
tables:
  sync_queue:
    formerly: [sync_tasks, sync_jobs]
    primary_key: { name: sync_jobs_pkey, columns: id }
    columns:
      id: int
      tenant_id: uuid
      type: { type: text, formerly: Kind, comment: the kind }
      twice: text generated always as (type || type) stored
      status: text
    checks: { kinds: type <> '' }
    indexes: { jobs_kind: type where type <> 'none', jobs_lower: lower(type) }
  log:
    not_tenant_scoped: it is a log
    columns: { id: int primary key, kind: text, job_id: int references sync_queue }
`;

describe.each([false, true])('online: %s', (online) => {
  test('a table and a column are renamed, and nothing else is touched', async () => {
    const { statements } = await applySpec(database.url, SPEC, { online });
    expect(statements.map((one) => one.sql)).toEqual([
      'alter table public.sync_jobs rename to sync_queue',
      'alter table public.sync_queue rename column "Kind" to type',
    ]);
    expect(await driftFrom(database.url, SPEC)).toEqual([]);
    expect((await applySpec(database.url, SPEC)).statements).toEqual([]);
    expect((await sql('select type, twice from sync_queue order by id')).rows).toEqual([
      { type: 'a', twice: 'aa' },
      { type: 'b', twice: 'bb' },
    ]);
  });
});

test('triggers and views go along with a renamed table', async () => {
  await sql(`create function touch() returns trigger language plpgsql as 'begin return new; end';
    create trigger touched before update on sync_jobs for each row when (new.status is not null) execute function touch();
    create view open_jobs as select id, status from sync_jobs where status is not null`);
  const spec = `${SPEC.replace("    checks: { kinds: type <> '' }", "    checks: { kinds: type <> '' }\n    triggers: { touched: before update for each row when (new.status is not null) execute function touch() }")}
functions: { touch(): { returns: trigger, language: plpgsql, body: begin return new; end } }
views:
  open_jobs: select id, status from public.sync_queue where status is not null
`;
  const { statements } = await applySpec(database.url, spec);
  expect(statements.map((one) => one.sql)).toEqual([
    'alter table public.sync_jobs rename to sync_queue',
    'alter table public.sync_queue rename column "Kind" to type',
  ]);
  expect((await applySpec(database.url, spec)).statements).toEqual([]);
});

test('check says it once, with the rename as its fix', async () => {
  const found = await driftFrom(database.url, SPEC);
  expect(found.map(({ message, fix }) => [message, ...fix])).toEqual([
    ['table public.sync_jobs is named sync_queue in the spec', 'alter table public.sync_jobs rename to sync_queue'],
    [
      'column public.sync_queue.Kind is named type in the spec',
      'alter table public.sync_queue rename column "Kind" to type',
    ],
  ]);
});

test('where both are there, nothing is renamed, and the old one stays', async () => {
  await sql('create table sync_queue (id int)');
  const { statements, kept } = await applySpec(
    database.url,
    SPEC.replace('references sync_queue', '')
      .replaceAll('jobs_', 'queue_')
      .replace('sync_queue_pkey', 'q_pkey')
      .replace('sync_jobs_pkey', 'q_pkey'),
    {
      prune: false,
    },
  );
  expect(statements.some((one) => one.sql.includes('sync_jobs'))).toBe(false);
  expect(kept).toContainEqual({ kind: 'table', schema: 'public', table: 'sync_jobs' });
  expect((await sql('select count(*)::int as n from sync_jobs')).rows).toEqual([{ n: 2 }]);
});

test('a renamed column takes a new type in the same run', async () => {
  const text = SPEC.replace(
    '{ type: text, formerly: Kind, comment: the kind }',
    '{ type: varchar(10), formerly: Kind, comment: the kind }',
  );
  await applySpec(database.url, text);
  expect(await driftFrom(database.url, text)).toEqual([]);
  expect((await sql('select type from sync_queue order by id')).rows).toEqual([{ type: 'a' }, { type: 'b' }]);
});
