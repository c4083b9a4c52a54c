/** The connection dies at every point of an apply: the database is the old one or the new one, and the message tells. */
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
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

/** A proxy that counts the client's queries and cuts the line at one of them, before or after the server has got it. */
interface Cutter {
  readonly url: string;
  readonly queries: () => number;
  cutAt(query: number, when: 'before' | 'after'): void;
  close(): Promise<void>;
}

async function startCutter(target: string): Promise<Cutter> {
  const { hostname, port } = new URL(target);
  let seen = 0;
  let at = Number.POSITIVE_INFINITY;
  let cut: 'before' | 'after' = 'before';
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connectTo(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (data) => {
      // 'Q': a simple query; the start-up packet and the password are not.
      const isQuery = data[0] === 0x51;
      if (isQuery) seen++;
      if (isQuery && seen === at && cut === 'before') return end();
      upstream.write(data);
      if (isQuery && seen === at && cut === 'after') {
        // The server has the query; its answer never comes.
        upstream.pause();
        client.destroy();
        setTimeout(end, 300);
      }
      return undefined;
    });
    upstream.on('data', (data) => client.write(data));
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    queries: () => seen,
    cutAt(query, when) {
      seen = 0;
      at = query;
      cut = when;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function settled(database: TestDatabase): Promise<void> {
  await withClient(database.url, async (client) => {
    for (let i = 0; i < 100; i++) {
      const { rows } = await client.query(
        "select 1 from pg_stat_activity where datname = $1 and application_name = 'schema-audit'",
        [database.name],
      );
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the session that was cut off lives on');
  });
}

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
