/** What the tests of adopt share: folders of migrations with a knexfile, Knex's own command line, databases in every state. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { callCli } from '../call-cli.js';
import { createOtherServices, directories } from '../knex-run.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { type Ran, SPEC } from '../run-cli.js';
import { applySpec } from '../sql/spec-on-database.js';

const require = createRequire(import.meta.url);
const KNEX = require.resolve('knex/bin/cli.js');

export const LEGACY = ['001_baseline_integration.ts', '002_add_missing_tables.ts', '20260103_add_rls_policies.ts'];
export const BASELINE = '001_baseline_integration_service.ts';

/** A name and a schema as Knex's configuration has them. */
export interface Name {
  readonly tableName: string;
  readonly schemaName?: string;
}

/** Knex's default, and one that needs quotes everywhere. */
export const NAMES: readonly Name[] = [
  { tableName: 'knex_migrations' },
  { tableName: `our "Migrations' of x`, schemaName: 'Ops; schema' },
];

export interface Project {
  readonly folder: string;
  readonly migrations: string;
  readonly knexfile: string;
  readonly files: () => readonly string[];
  write(name: string, text: string): void;
  remove(name: string): void;
  /** Knex's own command line. */
  knex(database: TestDatabase, ...args: string[]): Promise<Ran>;
  /** Knex itself, in this process. */
  withKnex<T>(database: TestDatabase, work: (migrate: Knex.Migrator) => Promise<T>): Promise<T>;
  dispose(): void;
}

/** A folder with a knexfile and the example's legacy or baseline migrations, or none. */
export function project(which: 'legacy' | 'baseline' | 'none', settings: Readonly<Record<string, unknown>>): Project {
  const folder = mkdtempSync(join(tmpdir(), 'schema-audit-adopt-'));
  const migrations = join(folder, 'migrations');
  mkdirSync(migrations);
  if (which !== 'none') cpSync(directories[which], migrations, { recursive: true });
  const knexfile = join(folder, 'knexfile.cjs');
  const { searchPath, ...more } = settings;
  writeFileSync(
    knexfile,
    `module.exports = ${JSON.stringify({ client: 'pg', connection: '$', searchPath, migrations: more }).replace('"$"', 'process.env.DATABASE_URL')}`,
  );
  return {
    folder,
    migrations,
    knexfile,
    files: () => readdirSync(migrations),
    write: (name, text) => writeFileSync(join(migrations, name), text),
    remove: (name) => rmSync(join(migrations, name)),
    knex: (database, ...args) => knexCli(database, knexfile, args),
    withKnex: async (database, work) => {
      const migrate = { directory: migrations, ...more } as Knex.MigratorConfig;
      const connection = knex({ client: 'pg', connection: database.url, pool: { min: 0 }, migrations: migrate });
      try {
        return await work(connection.migrate);
      } finally {
        await connection.destroy();
      }
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Migrations whose text is JavaScript need no loader, whatever they are called: to load tsx takes longer than the rest. */
function knexCli(
  database: TestDatabase,
  knexfile: string,
  args: readonly string[],
  loader: readonly string[] = [],
): Promise<Ran> {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: tmpdir(),
    DATABASE_URL: database.url,
    KNEX_PATH: require.resolve('knex'),
    NO_COLOR: '1',
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...loader, KNEX, ...args, '--knexfile', knexfile],
      { env, timeout: 60_000 },
      (error, out, err) =>
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err }),
    );
  });
}

/** A migration that makes a table; a second run of it fails. */
export function makesTable(table: string): string {
  return `exports.up = (knex) => knex.schema.createTable('${table}', (t) => t.increments());
exports.down = (knex) => knex.schema.dropTable('${table}');\n`;
}

const TEXT = readFileSync(SPEC, 'utf8');

/** A new environment, as `apply` makes it: no history at all. */
export async function applied(): Promise<TestDatabase> {
  const database = await createDatabase();
  await applySpec(database.url, TEXT);
  return database;
}

/** An old environment: the three legacy migrations ran, and apply brought the schema to the spec. */
export async function converged(name: Name): Promise<TestDatabase> {
  const database = await createDatabase();
  await createOtherServices(database.url);
  if (name.schemaName !== undefined) await sql(database, `create schema "${name.schemaName}"`);
  const legacy = project('legacy', { ...name });
  const ran = await knexCli(database, legacy.knexfile, ['migrate:latest'], ['--import', require.resolve('tsx')]);
  legacy.dispose();
  if (ran.code !== 0) throw new Error(ran.out + ran.err);
  await applySpec(database.url, TEXT);
  return database;
}

export interface HistoryRow {
  readonly id: number;
  readonly name: string;
  readonly batch: number;
  readonly migration_time: Date;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export function tableOf({ tableName, schemaName = 'public' }: Name, suffix = ''): string {
  return `${quoted(schemaName)}.${quoted(`${tableName}${suffix}`)}`;
}

export async function sql<T extends object = Record<string, unknown>>(
  database: TestDatabase,
  text: string,
): Promise<readonly T[]> {
  return withClient(database.url, async (client) => (await client.query<T>(text)).rows);
}

/** The rows, whole. */
export async function historyOf(database: TestDatabase, name: Name): Promise<readonly HistoryRow[]> {
  return sql<HistoryRow>(database, `select id, name, batch, migration_time::text from ${tableOf(name)} order by id`);
}

export async function namesIn(database: TestDatabase, name: Name): Promise<readonly string[]> {
  return (await historyOf(database, name)).map((row) => row.name);
}

export const at = (name: Name) => [
  '--table',
  name.tableName,
  ...(name.schemaName === undefined ? [] : ['--table-schema', name.schemaName]),
];

/** Lines are broken anywhere: what it prints comes with single spaces. */
export async function adoptCli(database: TestDatabase, ...args: string[]): Promise<Ran> {
  const { code, out, err } = await callCli(['adopt', '--spec', SPEC, '--database-url', database.url, ...args]);
  const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
  return { code, out: folded(out), err: folded(err) };
}
