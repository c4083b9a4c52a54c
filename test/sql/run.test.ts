/** apply's promises: twice changes nothing, two at once take turns, what fails leaves nothing, locks are named. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { read } from '../../src/sql/read.js';
import { connect } from '../../src/sql/session.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const SPEC = `
tables:
  a: { columns: { id: uuid primary key, name: text default 'x' } }
  b: { columns: { id: uuid primary key, a_id: uuid references a } }
`;

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

test('a second apply has nothing to do', async () => {
  expect((await applySpec(database.url, SPEC)).statements.length).toBeGreaterThan(0);
  expect((await applySpec(database.url, SPEC)).statements).toEqual([]);
});

test('of several applies at once one does it and the others find it done', async () => {
  const done = await Promise.all([1, 2, 3, 4].map(() => applySpec(database.url, SPEC)));
  expect(done.filter(({ statements }) => statements.length > 0)).toHaveLength(1);
  expect(await checkSpec(database.url, SPEC)).toEqual([]);
});

test('a statement that the server refuses leaves nothing behind', async () => {
  const wrong = `${SPEC}  c: { columns: { id: uuid primary key }, checks: { broken: no_such_function(id) = 1 } }\n`;
  await expect(applySpec(database.url, wrong)).rejects.toThrow(UserError);
  const { rows } = await withClient(database.url, (client) =>
    client.query("select relname from pg_class where relnamespace = 'public'::regnamespace"),
  );
  expect(rows).toEqual([]);
});

test('a table that another session holds is named, within the time limit', async () => {
  await applySpec(database.url, SPEC);
  await withClient(database.url, async (holder) => {
    await holder.query('begin; lock table a in access exclusive mode');
    const session = await connect({ url: database.url });
    const spec = parseSpec(SPEC, 'spec.yaml');
    const started = Date.now();
    try {
      await expect(read(session, scopeOf(spec), { lock: 300, statement: 5000 })).rejects.toThrow(
        /public\.a \(held by process \d+\)/,
      );
      expect(Date.now() - started).toBeLessThan(4000);
    } finally {
      await session.end();
    }
    await holder.query('rollback');
  });
});

test("other services' tables in the same schema are neither read as drift nor touched", async () => {
  await withClient(database.url, (client) =>
    client.query(
      'create table users (id uuid primary key); create table a_backup (id int); create view v as select 1 as one',
    ),
  );
  await applySpec(database.url, SPEC);
  expect(await checkSpec(database.url, SPEC)).toEqual([]);
  const strict = await checkSpec(database.url, SPEC, { strict: true });
  expect(strict.map((f) => f.message)).toEqual([
    'table public.a_backup is not in the spec',
    'table public.users is not in the spec',
    'view public.v is not in the spec',
  ]);
});

test('reading writes nothing and takes no lock above ACCESS SHARE', async () => {
  await applySpec(database.url, SPEC);
  const session = await connect({ url: database.url });
  try {
    const { catalog } = compile(parseSpec(SPEC, 'spec.yaml'));
    expect(catalog.table).toHaveLength(2);
    await read(session, scopeOf(parseSpec(SPEC, 'spec.yaml')), { lock: 1000, statement: 5000 });
    const [locks, writable] = await session.run([
      "select distinct mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'",
      "select current_setting('transaction_read_only') as read_only",
    ]);
    expect(locks?.rows).toEqual([{ mode: 'AccessShareLock' }]);
    expect(writable?.rows).toEqual([{ read_only: 'on' }]);
  } finally {
    await session.end();
  }
});
