/** check --no-spec by the command line: what it refuses, how it ends, and that prove takes the same. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { build } from '../build.js';
import { callCli } from '../call-cli.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';

const sqlOf = (name: string) => readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8');

let grown: TestDatabase;
let several: TestDatabase;
beforeAll(async () => {
  await build();
  [grown, several] = await Promise.all([createDatabase(), createDatabase()]);
  await withClient(grown.url, (client) => client.query(sqlOf('grown')));
  await withClient(several.url, (client) => client.query(SEVERAL));
});
afterAll(() => Promise.all([grown.drop(), several.drop()]));

/** Five tables that fail alike, and more keys without a tenant than anybody wants to read one by one. */
const SEVERAL = `do $$ declare t text; begin
  foreach t in array array['a', 'b', 'c', 'd', 'e'] loop
    execute format('create table %I (id int primary key, tenant_id uuid not null, code text)', t);
    execute format('create index on %I (tenant_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy p on %I using (tenant_id = current_setting(''app.t'', true)::uuid)', t);
  end loop;
end $$`;

const check = (database: TestDatabase, ...args: readonly string[]) =>
  callCli(['check', '--no-spec', '--database-url', database.url, ...args]);
const words = (text: string) => text.replaceAll(/\s+/g, ' ');

it('says first what it takes for granted, and at the end what to do next', async () => {
  const { code, out, err } = await check(grown);
  expect([code, err]).toEqual([1, '']);
  expect(words(out)).toMatch(
    /^11 of 12 tables with policies and a column tenant_id follow: tenant_id = \(nullif\(current_setting\('app.current_tenant_id', true\), ''::text\)\)::uuid the tenant is what app.current_tenant_id says looked at: 13 tables in public /,
  );
  expect(words(out)).toMatch(/ next: schema-audit pull --out schema.yaml .* is noticed. $/);
});

it('ends by --fail-on', async () => {
  expect((await check(grown, '--fail-on', 'never')).code).toBe(0);
  expect((await check(grown, '--only', 'rls-not-forced', '--fail-on', 'error')).code).toBe(0);
  expect((await check(grown, '--only', 'rls-not-forced')).code).toBe(1);
});

it('has the inference in its JSON', async () => {
  const { out } = await check(grown, '--format', 'json');
  expect(JSON.parse(out).inferred).toMatchObject({
    ...{ column: 'tenant_id', setting: 'app.current_tenant_id', bypass: null, following: 11, of: 12 },
    conditions: ["tenant_id = (NULLIF(current_setting('app.current_tenant_id'::text, true), ''::text))::uuid"],
  });
});

it('tells once what all tables of a pattern share, and much information', async () => {
  const { out } = await check(several, '--format', 'json');
  const found = JSON.parse(out).findings as readonly { check: string; message: string; object: object }[];
  expect(
    found.filter((one) => one.check === 'rls-fails-on-empty').map(({ message, object }) => [message, object]),
  ).toEqual([
    [
      'a: a query fails when the setting is empty: invalid input syntax for type uuid: ""; so it is on 4 other tables: b, c, d and e',
      { kind: 'schema', name: 'public' },
    ],
  ]);
  expect(found.filter((one) => one.check === 'unique-without-tenant').map(({ message }) => message)).toEqual([
    '5 unique keys leave the tenant out: that a value is taken can be probed: a_pkey, b_pkey, c_pkey, d_pkey and e_pkey',
  ]);
  const apart = JSON.parse((await check(several, '--format', 'json', '--only', 'unique-without-tenant')).out).findings;
  expect(apart).toHaveLength(5);
});

it('tells a new table that has a flaw which a baseline knows of others', async () => {
  const database = await createDatabase({ template: several.name });
  const folder = mkdtempSync(join(tmpdir(), 'no-spec-'));
  const baseline = ['--baseline', join(folder, 'baseline.json')];
  expect((await check(database, ...baseline, '--update-baseline')).code).toBe(0);
  expect((await check(database, ...baseline)).code).toBe(0);
  await withClient(database.url, (client) =>
    client.query(`create table f (id int primary key, tenant_id uuid not null); create index on f (tenant_id);
      alter table f enable row level security; create policy p on f using (tenant_id = current_setting('app.t', true)::uuid)`),
  );
  const { code, out } = await check(database, ...baseline);
  rmSync(folder, { recursive: true });
  await database.drop();
  expect(code).toBe(1);
  expect(out).toContain('f: a query fails when the setting is empty');
});

it('writes conditions that speak of their own table', async () => {
  const database = await createDatabase();
  await withClient(database.url, (client) =>
    client.query(`create table members (org_id uuid, user_id uuid); create table projects (id uuid, org_id uuid not null);
      alter table projects enable row level security; create policy m on projects using (exists (select 1 from members m
        where m.org_id = projects.org_id and m.user_id = current_setting('app.user_id', true)::uuid))`),
  );
  const { out, err } = await check(database);
  await database.drop();
  expect(err).toBe('');
  expect(words(out)).toContain('follows: exists (select 1 from public.members m where ((m.org_id = {table}.org_id)');
});

describe('exit 2', () => {
  test.each([
    [['--tenant-column', 'nope'], 'no table of public has a column nope'],
    [['--schema', 'nope'], 'there is no schema nope with tables'],
    [['--strict'], '--strict goes with a spec'],
    [['--data'], '--data goes with a spec'],
    [['--migrations', 'x'], '--migrations goes with a spec'],
    [['--only', 'drift'], 'drift speaks of what a spec says'],
  ])('for %s', async (more, message) => {
    const { code, out, err } = await check(grown, ...more);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('for --tenant-column with a spec', async () => {
    const { code, err } = await callCli(['check', '--tenant-column', 'tenant_id', '--database-url', grown.url]);
    expect(code).toBe(2);
    expect(err).toContain('--tenant-column goes with --no-spec');
  });

  test('for a database without tables', async () => {
    const empty = await createDatabase();
    const { code, err } = await check(empty);
    await empty.drop();
    expect(code).toBe(2);
    expect(err).toContain('there are no tables');
  });
});

describe('prove --no-spec', () => {
  test('acts as the role that the policies are for', async () => {
    const database = await createDatabase();
    await withClient(database.url, (client) => client.query(sqlOf('one-policy-per-verb')));
    const { code, out, err } = await callCli([
      'prove',
      '--no-spec',
      '--format',
      'json',
      '--database-url',
      database.url,
    ]);
    await database.drop();
    expect([code, words(err)]).toEqual([0, 'taken from the policies: the setting app.tenant_id holds the tenant ']);
    const { proofs, summary } = JSON.parse(out);
    expect(summary).toMatchObject({ broken: 0, abstained: 0 });
    expect(new Set(proofs.map(({ actor }: { actor: string }) => actor))).toContain('no_spec_app');
  });

  test('says why, where no setting tells the tenant', async () => {
    const database = await createDatabase();
    await withClient(database.url, (client) => client.query(sqlOf('membership')));
    const { code, err } = await callCli(['prove', '--no-spec', '--database-url', database.url]);
    await database.drop();
    expect(code).toBe(2);
    expect(words(err)).toContain('the tenant of organization_id is looked up in other tables');
  });
});
