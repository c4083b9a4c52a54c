/** The connection dies at every point of an apply: the database is the old one or the new one, and the message tells. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { type Cutter, settled, startCutter } from './cutter.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const SPEC = `
tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  policies: { '{table}_tenant_isolation': { using: "tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid" } }
tables:
  a:
    columns: { id: uuid primary key, tenant_id: uuid not null, name: { type: text, comment: 'The name' } }
    indexes: { a_tenant: tenant_id }
  b:
    columns: { id: uuid primary key, tenant_id: uuid not null, a_id: uuid references a }
`;

async function state(database: TestDatabase): Promise<'old' | 'new' | 'between'> {
  await settled(database);
  const { rows } = await withClient(database.url, (client) =>
    client.query("select relname from pg_class where relnamespace = 'public'::regnamespace"),
  );
  if (rows.length === 0) return 'old';
  return (await checkSpec(database.url, SPEC)).length === 0 ? 'new' : 'between';
}

let database: TestDatabase;
let cutter: Cutter;
let total: number;

beforeAll(async () => {
  const probe = await createDatabase();
  const line = await startCutter(probe.url);
  await applySpec(line.url, SPEC);
  total = line.queries();
  await line.close();
  await probe.drop();
});

describe.each(['before', 'after'] as const)('the line is cut %s the server got the query', (when) => {
  beforeAll(async () => {
    database = await createDatabase();
    cutter = await startCutter(database.url);
  });
  afterAll(async () => {
    await cutter.close();
    await database.drop();
  });

  test('at each query of an apply', async () => {
    expect(total).toBeGreaterThan(12);
    for (let query = 1; query <= total; query++) {
      cutter.cutAt(query, when);
      const error = await applySpec(cutter.url, SPEC).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error, `query ${query} of ${total}`).toBeInstanceOf(UserError);
      const message = (error as UserError).message;
      const now = await state(database);
      if (query < total) {
        expect([query, message, now]).toEqual([query, expect.stringContaining('nothing was changed'), 'old']);
      } else {
        // The last query is COMMIT: the client cannot know, and says so.
        expect(message).toContain('in doubt');
        expect(now).toBe(when === 'before' ? 'old' : 'new');
      }
    }
  });
});
