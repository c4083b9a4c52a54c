/** Existing environments with rows in every table: one apply brings each to the spec, and not a row is lost. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFacts } from '../facts.js';
import { createOtherServices, directories, makeLegacy, runMigrations } from '../knex-run.js';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';
import { checksums, fill, SERVICE_TABLES } from '../rows.js';
import { dump, pgDump, sorted } from './dump.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const text = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
const OTHERS = ['tenants', 'users', 'venues'];

/** The first migrations of the legacy folder alone. */
async function runFirst(url: string, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'legacy-'));
  try {
    for (const file of readdirSync(directories.legacy).sort().slice(0, count))
      cpSync(join(directories.legacy, file), join(folder, file));
    await createOtherServices(url);
    await runMigrations(url, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const START: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'migration 001 alone': (url) => runFirst(url, 1),
  'migrations 001 and 002': (url) => runFirst(url, 2),
  'the three legacy migrations': makeLegacy,
};

async function tablesOf(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    ),
  );
  const there = new Set(rows.map(({ name }) => name));
  return SERVICE_TABLES.filter((name) => there.has(name));
}

/** Knex quotes the numbers of defaults: the same value, spelled otherwise. */
const plain = (facts: unknown) => JSON.parse(JSON.stringify(facts).replaceAll(/'(\d+)'::numeric/g, '$1')) as unknown;

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await createDatabase();
  await applySpec(fresh.url, text);
});
afterAll(() => fresh.drop());

describe.each(Object.entries(START))('from %s, 1,000 rows a table', (_name, make) => {
  test.each(['plain', 'online'])('%s', { timeout: 120_000 }, async (mode) => {
    const database = await createDatabase();
    try {
      await make(database.url);
      const ours = await tablesOf(database.url);
      const before = await withClient(database.url, async (client) => {
        await fill(client, OTHERS, 30);
        await fill(client, ours, 1000);
        return checksums(client, [...OTHERS, ...ours]);
      });
      const { statements } = await applySpec(database.url, text, { online: mode === 'online' });
      expect(statements.length).toBeGreaterThan(100);
      // What may not be run without being asked for by name: indexes that the spec does not know.
      expect([...new Set(statements.flatMap(({ mustAllow }) => mustAllow))]).toEqual(
        statements.some(({ sql }) => sql.includes('integrations_name_provider_unique')) ? ['drops-index'] : [],
      );
      // Dearer ways where there are cheap ones: nothing is rewritten, and one index is built.
      expect(statements.filter(({ work }) => work?.what === 'rewrite')).toEqual([]);
      expect(statements.filter(({ work }) => work?.what === 'build').length).toBeLessThanOrEqual(1);
      expect((await applySpec(database.url, text)).statements).toEqual([]);
      const found = await checkSpec(database.url, text);
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
      const after = await withClient(database.url, (client) => checksums(client, [...OTHERS, ...ours]));
      expect(after).toEqual(before);
      const [here, there] = await Promise.all(
        [database, fresh].map(({ url }) => withClient(url, (client) => readFacts(client))),
      );
      expect(plain(here)).toEqual(plain(there));
      if (pgDump === null) return;
      const only = SERVICE_TABLES.flatMap((name) => ['--table', `public.${name}`]);
      expect(plain(sorted(await dump(database.url, only)))).toEqual(plain(sorted(await dump(fresh.url, only))));
    } finally {
      await database.drop();
    }
  });
});

onVersions([14, 18], (version) => {
  test.each(['plain', 'online'])('from the legacy migrations, %s', { timeout: 120_000 }, async (mode) => {
    const database = await createDatabase({ version });
    try {
      await makeLegacy(database.url);
      await withClient(database.url, async (client) => {
        await fill(client, OTHERS, 10);
        await fill(client, SERVICE_TABLES, 50);
      });
      await applySpec(database.url, text, { online: mode === 'online' });
      expect((await applySpec(database.url, text)).statements).toEqual([]);
      const found = await checkSpec(database.url, text);
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});

test('online, the turn is held however soon the server ends idle transactions', async () => {
  const database = await createDatabase();
  try {
    await makeLegacy(database.url);
    await withClient(database.url, (client) =>
      client.query(`alter database ${database.name} set idle_in_transaction_session_timeout = '20ms'`),
    );
    await applySpec(database.url, text, { online: true });
    expect((await applySpec(database.url, text)).statements).toEqual([]);
  } finally {
    await database.drop();
  }
});
