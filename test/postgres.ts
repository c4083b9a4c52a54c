/**
 * A real PostgreSQL for tests: one server a run (global-setup.ts), one database a test. The default server is the one
 * of TEST_DATABASE_URL, else a container, else the embedded one; a server of a given version is that of
 * TEST_DATABASE_URL_18 (or whichever), else an embedded one.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { findBinaries } from '../src/embedded/binaries.js';

export interface TestDatabase {
  /** For a superuser of the server. */
  readonly url: string;
  readonly name: string;
  /** Drops the database, ending whatever sessions it has. */
  drop(): Promise<void>;
}

export interface DatabaseOptions {
  /** The name of a database on the same server, with no open sessions, to copy. */
  readonly template?: string;
  /** A major version; by default the default server's, whichever that is. */
  readonly version?: number;
}

const servers = new Map<string, Promise<string>>();

/** The address of a server's database `postgres`; the server is started if this is the run's first question for it. */
export function serverUrl(version?: number): Promise<string> {
  const name = String(version ?? 'default');
  const url = servers.get(name) ?? askForServer(name);
  servers.set(name, url);
  return url;
}

async function askForServer(name: string): Promise<string> {
  const response = await fetch(`${inject('serversUrl')}/${name}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

const makers = new Map<string, Promise<pg.Client>>();

/**
 * Asks a server what is no matter of one database, on one connection for all tests of a worker: to open one takes the
 * server longer than to make a database.
 * @param url the server's, or that of any database on it
 */
export async function onServer<T extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly T[]> {
  const server = new URL('/postgres', url).href;
  const client = makers.get(server) ?? openMaker(server);
  makers.set(server, client);
  return (await (await client).query<T>(sql)).rows;
}

async function openMaker(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => makers.delete(url));
  await client.connect();
  return client;
}

/** Creates a database of its own for a test. */
export async function createDatabase({ template, version }: DatabaseOptions = {}): Promise<TestDatabase> {
  const server = await serverUrl(version);
  const name = uniqueName('test');
  const from = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`;
  await onServer(server, `create database ${name}${from}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    drop: async () => {
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Connects, works and disconnects. A connection that the test breaks on purpose fails the work, not the run. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A name nobody else uses: for roles, which belong to the server and not to a test's database. Needs no quotes. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

const installed = new Map<number, boolean>();
for (const version of [14, 15, 16, 17, 18]) {
  const found = await findBinaries(version).then(
    () => true,
    () => false,
  );
  installed.set(version, found);
}

/** Describes tests once a version; they are skipped for a version that has no embedded server on this platform. */
export function onVersions(versions: readonly number[], tests: (version: number) => void): void {
  for (const version of versions) {
    describe.skipIf(installed.get(version) !== true)(`on PostgreSQL ${version}`, () => tests(version));
  }
}
