/** check --strict knows the history of the migrations, and what adopt keeps beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { applySpec, checkSpec } from '../sql/spec-on-database.js';
import { sql } from './environment.js';

const SPEC = `
history: { table: our_migrations, baseline: 001.ts }
tables: { a: { columns: { id: uuid primary key } } }
`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await applySpec(database.url, SPEC);
  for (const table of ['our_migrations', 'our_migrations_lock', 'our_migrations_archive'])
    await sql(database, `create table ${table} (id int)`);
});
afterAll(() => database.drop());

const strict = async (spec: string) =>
  (await checkSpec(database.url, spec, { strict: true })).map(({ object }) => object.table).sort();

test('the three tables of the history are no tables unknown to the spec', async () => {
  expect(await strict(SPEC)).toEqual([]);
});

test('what only looks like a history is reported', async () => {
  expect(new Set(await strict(SPEC.replace('our_migrations', 'other')))).toEqual(
    new Set(['our_migrations', 'our_migrations_archive', 'our_migrations_lock']),
  );
  expect(new Set(await strict(SPEC.replace('table:', 'schema: elsewhere, table:')))).toHaveProperty('size', 3);
});

test('a table of the spec is looked at, whatever the history is called', async () => {
  const spec = SPEC.replace('tables: {', 'tables: { our_migrations_lock: { columns: { id: int primary key } },');
  expect(await strict(spec)).toContain('our_migrations_lock');
});
