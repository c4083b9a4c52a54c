/** Schemas, extensions and roles: each missing, extra or changed one is one finding, and what can be mended is. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const TABLES = `
tables:
  a: { columns: { id: uuid primary key, name: { type: text, comment: 'The name' } }, indexes: { a_name: name } }
  b: { columns: { id: uuid primary key, a_id: uuid references a } }
`;

let database: TestDatabase;
const sql = (text: string) => withClient(database.url, (client) => client.query(text));
const said = async (spec: string) =>
  (await checkSpec(database.url, spec)).map(({ severity, message }) => `${severity}: ${message}`);

beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

test('a schema that is not there is one finding, whose fix builds all of it', async () => {
  const spec = `schema: "My App"\n${TABLES}`;
  const [finding, ...more] = await checkSpec(database.url, spec);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    check: 'drift',
    severity: 'error',
    object: { kind: 'schema', name: 'My App' },
    message: 'schema My App is missing',
  });
  for (const statement of finding?.fix ?? []) await sql(statement);
  expect(await said(spec)).toEqual([]);
});

test('a required extension that is not there is one finding, and apply installs it', async () => {
  const spec = `extensions: [pgcrypto]\n${TABLES}`;
  await applySpec(database.url, TABLES);
  const [finding, ...more] = await checkSpec(database.url, spec);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    object: { kind: 'extension', name: 'pgcrypto' },
    fix: ['create extension pgcrypto schema public'],
  });
  await applySpec(database.url, spec);
  expect(await said(spec)).toEqual([]);
});

test('a forbidden extension is one finding, and goes', async () => {
  const spec = `forbidden: { extensions: { pgcrypto: 'digest() is built in' } }\n${TABLES}`;
  await applySpec(database.url, spec);
  await sql('create extension pgcrypto');
  const [finding, ...more] = await checkSpec(database.url, spec);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ object: { kind: 'extension', name: 'pgcrypto' }, fix: ['drop extension pgcrypto'] });
  expect((await applySpec(database.url, spec)).statements.map((one) => one.sql)).toEqual(['drop extension pgcrypto']);
  expect(await said(spec)).toEqual([]);
});

test('an extension that the spec does not speak of is nobody’s business', async () => {
  await applySpec(database.url, TABLES);
  await sql('create extension pgcrypto');
  expect(await said(TABLES)).toEqual([]);
});

test('a forbidden role: information while it only exists, an error once it has something here', async () => {
  const role = uniqueName('forbidden');
  const spec = `forbidden: { roles: { ${role}: for infrastructure } }\n${TABLES}`;
  await applySpec(database.url, spec);
  expect(await said(spec)).toEqual([]);
  await sql(`create role ${role} bypassrls`);
  try {
    expect(await said(spec)).toEqual([
      `info: role ${role} exists in the cluster and holds BYPASSRLS, and has nothing in this database (for infrastructure)`,
    ]);
    await sql(`grant select on a to ${role}`);
    expect(await said(spec)).toEqual([`error: role ${role} is granted rights on table public.a (for infrastructure)`]);
    await sql(`revoke select on a from ${role}; alter table b owner to ${role}`);
    expect(await said(spec)).toEqual([`error: role ${role} owns table public.b (for infrastructure)`]);
  } finally {
    await sql(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`);
  }
});

test('a role that has something in another database of the cluster has nothing here', async () => {
  const role = uniqueName('elsewhere');
  const spec = `forbidden: { roles: { ${role}: for infrastructure } }\n${TABLES}`;
  await applySpec(database.url, spec);
  const other = await createDatabase();
  await withClient(other.url, (client) =>
    client.query(`create role ${role}; create table t (id int); grant select on t to ${role}`),
  );
  expect(await said(spec)).toEqual([
    `info: role ${role} exists in the cluster, and has nothing in this database (for infrastructure)`,
  ]);
  await withClient(other.url, (client) => client.query(`drop owned by ${role}; drop role ${role}`));
  await other.drop();
});
