/** A forbidden extension goes when nothing needs it, and stays, said, when something of somebody else's does. */
import { beforeEach, expect, test } from 'vitest';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec, checkSpec, planSpec } from './spec-on-database.js';

const SPEC = `forbidden: { extensions: { uuid-ossp: gen_random_uuid() is built in } }
tables:
  t: { columns: { id: uuid primary key default gen_random_uuid() } }\n`;

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  const sql = (text: string) => withClient(database.url, (client) => client.query(text));
  beforeEach(async () => {
    database = await createDatabase({ version });
    await sql('create extension "uuid-ossp"; create table t (id uuid primary key default uuid_generate_v4())');
    return () => database.drop();
  });

  test("the spec's own defaults do not hold it: it goes with them", async () => {
    const { statements } = await applySpec(database.url, SPEC);
    expect(statements.map((one) => one.sql)).toEqual([
      'alter table public.t alter column id set default gen_random_uuid()',
      'drop extension "uuid-ossp"',
    ]);
    expect(await checkSpec(database.url, SPEC)).toEqual([]);
  });

  test.each([
    ["another service's default", 'create table other (id uuid default uuid_generate_v4())', 'public.other'],
    ['a view', 'create view v as select uuid_generate_v1() as one', 'view public.v'],
    [
      'a function by its text',
      "create function f() returns uuid language plpgsql as 'begin return UUID_generate_v4(); end'",
      'function public.f',
    ],
    ['an index', "create table x (n uuid); create index on x (uuid_generate_v5(n, 'a'))", 'public.x'],
  ])('%s holds it', async (_name, more, needs) => {
    await sql(more);
    const { statements, notes } = await applySpec(database.url, SPEC);
    expect(statements.map((one) => one.sql)).toEqual([
      'alter table public.t alter column id set default gen_random_uuid()',
    ]);
    expect(notes.map(({ text }) => text)).toEqual([expect.stringMatching(/^extension uuid-ossp stays: .* needs it$/)]);
    expect(notes[0]?.text).toContain(needs);
    const [finding, ...others] = await checkSpec(database.url, SPEC);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ check: 'uuid-ossp', severity: 'info', fix: [] });
    expect(finding?.message).toContain(needs);
  });

  test('a function whose text has a longer name does not', async () => {
    await sql("create function f() returns text language sql as $$ select 'my_uuid_generate_v4x' $$");
    expect((await planSpec(database.url, SPEC)).statements.map((one) => one.sql)).toContain(
      'drop extension "uuid-ossp"',
    );
  });

  test("another's extension is left to its owner, with the statement", async () => {
    const role = uniqueName('owner');
    await sql(
      `create role ${role} login password 'owner'; alter table t owner to ${role}; grant all on schema public to ${role}`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = 'owner';
    try {
      const { statements, notes } = await applySpec(url.href, SPEC);
      expect(statements).toHaveLength(1);
      expect(notes).toEqual([
        { text: expect.stringContaining('only that role may drop it'), sql: 'drop extension "uuid-ossp"' },
      ]);
    } finally {
      await sql(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`);
    }
  });
});
