/** The connection dies at every point while an existing environment is changed: plain, it is the old one or the new one; online, a second run completes it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/catalog/fingerprint.js';
import { UserError } from '../../src/errors.js';
import { LONG } from '../long.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { checksums } from '../rows.js';
import { type Cutter, settled, startCutter } from './cutter.js';
import { applySpec, driftFrom, planSpec, withSession } from './spec-on-database.js';

const SPEC = `
tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  policies: { '{table}_tenant_isolation': { using: "tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid" } }
tables:
  a:
    columns: { id: uuid primary key, tenant_id: uuid not null, name: { type: text, not_null: true, comment: 'The name' } }
    unique: { a_name: [tenant_id, name], a_fresh: [id, name] }
    indexes: { a_tenant: tenant_id, a_changed: name }
  b:
    columns: { id: uuid primary key, tenant_id: uuid not null, a_id: uuid references a, note: text }
    checks: { b_note: note <> '' }
    indexes: { b_a: a_id }
`;

/** As a legacy environment is: defaults, an old policy, a key to a stranger, an index that should be a constraint, one doubled, one invalid. */
const OLD = `
create table tenants (id uuid primary key);
insert into tenants select md5('t' || g)::uuid from generate_series(0, 4) g;
create table a (id uuid primary key, tenant_id uuid not null default '00000000-0000-0000-0000-000000000001' references tenants, name text);
create unique index a_name_index on a (tenant_id, name);
create index a_tenant_index on a (tenant_id);
create index a_tenant_again on a (tenant_id);
create index a_changed on a (lower(name));
create table b (id uuid primary key, tenant_id uuid not null references tenants, a_id uuid, note text);
create index b_a on b (a_id);
update pg_index set indisvalid = false where indexrelid = 'b_a'::regclass;
alter table a enable row level security; alter table b enable row level security;
create policy old on a using (tenant_id::text = current_setting('app.current_tenant', true));
insert into a select md5('a' || g)::uuid, md5('t' || g % 5)::uuid, 'name ' || g from generate_series(1, 50) g;
insert into b select md5('b' || g)::uuid, md5('t' || g % 5)::uuid, md5('a' || g % 50 + 1)::uuid, 'note' from generate_series(1, 50) g;
`;
const TABLES = ['tenants', 'a', 'b'];

let template: TestDatabase;
beforeAll(async () => {
  template = await createDatabase();
  await withClient(template.url, (client) => client.query(OLD));
});
afterAll(() => template.drop());

async function within(work: (database: TestDatabase, cutter: Cutter) => Promise<void>): Promise<void> {
  const database = await createDatabase({ template: template.name });
  const cutter = await startCutter(database.url);
  try {
    await work(database, cutter);
  } finally {
    await cutter.close();
    await database.drop();
  }
}

const catalogOf = async (url: string) => fingerprint((await planSpec(url, SPEC)).snapshot.catalog);
const rowsOf = (url: string) => withClient(url, (client) => checksums(client, TABLES));

/** How many queries an undisturbed run takes. */
async function length(online: boolean): Promise<number> {
  let queries = 0;
  await within(async (database, cutter) => {
    await applySpec(cutter.url, SPEC, { online });
    queries = cutter.queries();
    expect(await driftFrom(database.url, SPEC)).toEqual([]);
  });
  return queries;
}

describe.each(['before', 'after'] as const)('the line is cut %s the server got the query', (when) => {
  test('plain: the old schema or the new one', { timeout: 300_000 }, async () => {
    const total = await length(false);
    expect(total).toBeGreaterThan(25);
    const [old, rows] = [await catalogOf(template.url), await rowsOf(template.url)];
    await within((database, cutter) =>
      withClient(database.url, async (client) => {
        for (let query = 1; query <= total; query++) {
          cutter.cutAt(query, when);
          await expect(applySpec(cutter.url, SPEC), `query ${query}`).rejects.toThrow(UserError);
          await settled(database);
          const done = query === total && when === 'after';
          expect([query, (await catalogOf(database.url)) === old]).toEqual([query, !done]);
          expect(await checksums(client, TABLES)).toEqual(rows);
        }
      }),
    );
  });

  test('online: a second run completes it, from wherever it was', { timeout: 600_000 }, async () => {
    const total = await length(true);
    expect(total).toBeGreaterThan(60);
    const rows = await rowsOf(template.url);
    // Before a query the database is as it was after the one before it; only the client knows less.
    const step = when === 'before' && LONG === 0 ? 4 : 1;
    for (let query = 1; query <= total; query += step) {
      await within(async (database, cutter) => {
        cutter.cutAt(query, when);
        const error = await applySpec(cutter.url, SPEC, { online: true }).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        // Of the very last queries nothing depends: the keeper's goodbye.
        if (query < total - 1) expect(error, `query ${query}`).toBeInstanceOf(UserError);
        await settled(database);
        await applySpec(database.url, SPEC, { online: true });
        await withSession(database.url, async (session) => {
          expect(await driftFrom(session, SPEC), `query ${query}`).toEqual([]);
          expect((await applySpec(session, SPEC)).statements, `query ${query}`).toEqual([]);
        });
        expect(await rowsOf(database.url)).toEqual(rows);
      });
    }
  });
});
