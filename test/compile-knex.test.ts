/** compile --format knex: what Knex makes of the migration is the spec, wherever it runs; and `down` loses no row unasked. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import knex, { type Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runMigrations } from '../src/knex/migrate.js';
import { build } from './build.js';
import { makeFolder, migrationOf, removeFolder } from './migration-of.js';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from './postgres.js';
import { runCli, SPEC } from './run-cli.js';
import { checkSpec, driftFrom, planSpec } from './sql/spec-on-database.js';

const spec = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const SCHEMA = spec('schema.yaml');
const EVERY_FORM = spec('test/fixtures/every-form.yaml');
const HOSTILE = spec('test/fixtures/hostile-strings.yaml');

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

const migrations = () => join(folder, 'migrations');

async function writeMigration(text: string, js = false): Promise<void> {
  writeFileSync(join(migrations(), `001_baseline.${js ? 'js' : 'ts'}`), await migrationOf(text, { js }));
}

/** Nothing differs, and nothing is left to do; and of the right spec the checks have nothing to say. */
async function expectTheSpec(url: string, text: string): Promise<void> {
  expect(await driftFrom(url, text)).toEqual([]);
  // The forbidden role belongs to the cluster: another test of this server may have made it.
  const found = text === SCHEMA ? await checkSpec(url, text) : [];
  expect(found.filter(({ check }) => check !== 'service-admin-role')).toEqual([]);
  const { statements, kept } = await planSpec(url, text);
  expect([statements, kept]).toEqual([[], []]);
}

/** What Knex has no word for. */
const TYPES = `
extensions: [citext]
enums: { mood: { values: [sad, "it's", 'who?'], comment: how } }
domains:
  email: text not null check (value ~ '@\\?')
  good: { type: mood, checks: { fine: { expression: "value <> 'sad'", comment: why? } } }
sequences: { invoices: start 1000 increment 5, own: owned by t.k }
tables:
  t:
    columns:
      id: serial primary key
      big: bigint generated always as identity (start 100 cache 5)
      m: mood not null default 'it''s'
      many: mood[] default '{sad}'
      e: email
      g: good
      k: int default nextval('own')
`;

onVersions([14, 18], (version) => {
  test.each([
    ['types, sequences and serial', TYPES],
    ['schema.yaml', SCHEMA],
    ['every form of the language', EVERY_FORM],
    ['hostile names and texts', HOSTILE],
  ])('%s: the migration makes exactly what the spec says', async (_what, text) => {
    const database = await createDatabase({ version });
    await writeMigration(text);
    const { ran, output } = await runMigrations(database.url, migrations(), 'knex_migrations');
    expect([ran, output]).toEqual([['001_baseline.ts'], []]);
    await expectTheSpec(database.url, text);
    await database.drop();
  });
});

describe('by the command line of Knex', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
    writeFileSync(
      join(folder, 'knexfile.js'),
      `export default { client: 'pg', connection: process.env.DATABASE_URL, migrations: { extension: process.env.KIND } };`,
    );
  });
  afterEach(() => database.drop());

  /** Runs `knex <args>` in the folder. */
  async function knexCli(args: readonly string[], kind: 'ts' | 'js', env: Readonly<Record<string, string>> = {}) {
    const node = [...(kind === 'ts' ? ['--import', 'tsx'] : []), 'node_modules/knex/bin/cli.js', ...args];
    const { stdout } = await promisify(execFile)(process.execPath, node, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder, DATABASE_URL: database.url, KIND: kind, ...env },
    });
    return stdout;
  }

  test('TypeScript runs through tsx, and check has nothing to say of the result', async () => {
    await build();
    const output = join(migrations(), '001_baseline.ts');
    const compiled = await runCli(['compile', '--spec', SPEC, '--format', 'knex', '--output', output]);
    expect(compiled).toEqual({ code: 0, out: '', err: '' });
    expect(await knexCli(['migrate:latest'], 'ts')).toContain('Batch 1 run: 1 migrations');
    const checked = await runCli([
      'check',
      '--spec',
      SPEC,
      '--database-url',
      database.url,
      '--fail-on',
      'info',
      '--skip',
      // What the spec's own choices are told of, for information.
      'service-admin-role,encrypted-without-key,secret-in-clear',
    ]);
    expect(checked).toMatchObject({ code: 0, err: '' });
    await expectTheSpec(database.url, SCHEMA);
    expect(await knexCli(['migrate:latest'], 'ts')).toContain('Already up to date');
  });

  test('JavaScript runs in plain Node, and is rolled back', async () => {
    await writeMigration(SCHEMA, true);
    expect(await knexCli(['migrate:latest'], 'js')).toContain('Batch 1 run: 1 migrations');
    await expectTheSpec(database.url, SCHEMA);
    expect(await knexCli(['migrate:rollback'], 'js')).toContain('Batch 1 rolled back: 1 migrations');
    expect(await tablesOf(database.url)).toEqual(['knex_migrations', 'knex_migrations_lock']);
  });
});

const OTHER_SCHEMA = `
schema: Billing
extensions: [pg_trgm]
tenancy: { column: tenant_id, setting: app.tenant, policies: { 'only {table} of the tenant': { using: "tenant_id::text = current_setting('app.tenant', true)" }, everyone: { for: select, using: 'true' } } }
shared: { first: { id: uuid primary key default gen_random_uuid(), tenant_id: uuid not null } }
tables:
  line:
    comment: A line of an order
    columns: { order_id: uuid not null references order on delete restrict, amount: 'integer check (amount > 0)' }
    policies: { read_line: { for: select, using: tenant_id is not null }, line_writes: { for: insert, with_check: amount > 1 } }
  order:
    columns: { total: 'numeric(10, 2) not null default 0' }
    policies: { read_order: { for: select, using: tenant_id is not null }, order_writes: { for: insert, with_check: total > 1 } }
  alone:
    columns: { kind: text }
    policies: { alone_writes: { for: insert, with_check: kind is not null } }
  tenants:
    not_tenant_scoped: it lists them
    without: [tenant_id]
`;

const CIRCLE = `
tables:
  a: { columns: { id: uuid primary key, b_id: uuid references b, own: uuid references a } }
  b: { columns: { id: uuid primary key, c_id: uuid references c on delete set null } }
  c: { columns: { id: uuid primary key, a_id: uuid references a, late: 'uuid references b deferrable initially deferred' } }
  z: { columns: { id: 'bigint primary key generated always as identity', code: text not null unique, other: text references z (code) } }
`;

const KEYS = `
tables:
  person:
    primary_key: [country, number]
    columns: { country: char(2), number: integer, email: text }
    unique: { person_email: { columns: [email] } }
  pet:
    primary_key: { name: pet_key, columns: [id] }
    columns: { id: uuid, country: char(2), number: integer, email: text references person (email) on update cascade }
    foreign_keys:
      pet_owner: (country, number) references person (country, number) on delete cascade
      pet_keeper: (country, number) references person (country, number) on delete set null (number)
    unique: [{ columns: [number], nulls_not_distinct: true, comment: its number }]
    indexes: { pet_none: unique (country) nulls not distinct, pet_email: unique (email) where email is null, pet_number: using hash (number) where number > 1 }
  toy:
    primary_key: { name: toy_key, columns: [a, b] }
    columns: { a: integer, b: integer, kind: { type: text, default: "'''quoted'''", comment: "its 'kind'" } }
    foreign_keys: [{ columns: [a, b], references: { table: toy, columns: [a, b], match: full } }]
`;

describe('wherever it runs', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  test.each([
    ['a schema of its own, and an extension', OTHER_SCHEMA],
    ['tables that refer to each other in a circle, and no tenants', CIRCLE],
    ['keys over several columns and names of their own', KEYS],
  ])('%s', async (_what, text) => {
    await writeMigration(text, true);
    await runMigrations(database.url, migrations(), 'knex_migrations');
    await expectTheSpec(database.url, text);
    const tables = await tablesOf(database.url);
    await withKnex(database.url, {}, (db) => db.migrate.rollback());
    expect(tables.length).toBeGreaterThan(4);
    expect(await tablesOf(database.url)).toEqual(['knex_migrations', 'knex_migrations_lock']);
  });

  test.each([
    ['public', CIRCLE],
    ['a schema of its own', OTHER_SCHEMA],
  ])('another search_path: the tables come to %s, and the history to where Knex looks for it', async (_where, text) => {
    await withClient(database.url, (client) => client.query('create schema elsewhere; create table elsewhere.a ()'));
    await writeMigration(text, true);
    for (const disableTransactions of [false, true]) {
      const settings = { searchPath: ['elsewhere', 'public'], migrations: { disableTransactions } };
      await withKnex(database.url, settings, (db) => db.migrate.latest());
      await expectTheSpec(database.url, text);
      expect(await tablesOf(database.url, 'elsewhere')).toEqual(['a', 'knex_migrations', 'knex_migrations_lock']);
      await withKnex(database.url, settings, async (db) => {
        expect(await db.migrate.list()).toMatchObject([[{ name: '001_baseline.js' }], []]);
        await db.migrate.rollback();
      });
      expect(await tablesOf(database.url, 'elsewhere')).toEqual(['a', 'knex_migrations', 'knex_migrations_lock']);
      expect(await tablesOf(database.url)).toEqual(['a', 'knex_migrations', 'knex_migrations_lock']);
    }
  });

  test('what fails half way leaves nothing behind, with and without transactions of Knex', async () => {
    await withClient(database.url, (client) => client.query('create table public.sync_logs ()'));
    await writeMigration(SCHEMA, true);
    for (const disableTransactions of [false, true]) {
      const run = withKnex(database.url, { migrations: { disableTransactions } }, (db) => db.migrate.latest());
      await expect(run).rejects.toThrow('relation "sync_logs" already exists');
      expect((await tablesOf(database.url)).filter((name) => !name.startsWith('knex'))).toEqual(['sync_logs']);
    }
  });
});

describe('down, by an owner whose rows are hidden from it', () => {
  const ROWS = `insert into integrations (tenant_id, name, provider, category) values (gen_random_uuid(), 'n', 'p', 'c')`;
  let database: TestDatabase;
  let role: string;
  let ownerUrl: string;
  beforeEach(async () => {
    database = await createDatabase();
    role = uniqueName('owner');
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'sesame-1234'];
    ownerUrl = url.href;
    await withClient(database.url, async (client) => {
      await client.query(`create role ${role} login password 'sesame-1234'`);
      await client.query(`grant all on database ${database.name} to ${role}; grant all on schema public to ${role}`);
    });
  });
  afterEach(async () => {
    delete process.env.INTEGRATION_SERVICE_ALLOW_DATA_LOSS;
    delete process.env.SCHEMA_AUDIT_ALLOW_DATA_LOSS;
    await database.drop();
    await withClient(new URL('/postgres', database.url).href, (client) => client.query(`drop role ${role}`));
  });

  const rollback = () => withKnex(ownerUrl, {}, (db) => db.migrate.rollback());

  test.each([
    ['with a bypass in the spec', SCHEMA, 'INTEGRATION_SERVICE_ALLOW_DATA_LOSS'],
    [
      'without one',
      SCHEMA.replace(/\n {2}bypass: .*/, '')
        .replace(/\n {8}or current_setting\('app.is_system_user'.*/, '')
        .replace('service: integration-service', ''),
      'SCHEMA_AUDIT_ALLOW_DATA_LOSS',
    ],
  ])('%s: refuses while a table holds a row, and all stays; drops when it may', async (_what, text, variable) => {
    await writeMigration(text, true);
    await withKnex(ownerUrl, {}, (db) => db.migrate.latest());
    await withClient(database.url, (client) => client.query(ROWS));
    const seen = await withClient(ownerUrl, (client) => client.query('select from integrations'));
    expect(seen.rowCount).toBe(0);

    await expect(rollback()).rejects.toThrow(
      `Refused: this would drop tables that hold rows (integrations). If they are to go, set ${variable}=true.`,
    );
    process.env[variable] = 'yes';
    await expect(rollback()).rejects.toThrow('Refused');
    await expectTheSpec(database.url, text);
    expect((await withClient(database.url, (client) => client.query('select from integrations'))).rowCount).toBe(1);

    process.env[variable] = 'true';
    await rollback();
    expect(await tablesOf(database.url)).toEqual(['knex_migrations', 'knex_migrations_lock']);
  });

  test('drops empty tables, and those that are there', async () => {
    await writeMigration(SCHEMA, true);
    await withKnex(ownerUrl, {}, (db) => db.migrate.latest());
    await withClient(database.url, (client) => client.query('drop table sync_logs'));
    await rollback();
    expect(await tablesOf(database.url)).toEqual(['knex_migrations', 'knex_migrations_lock']);
  });

  test('drops nothing where a table is another role’s, or another table stands on one', async () => {
    await writeMigration(SCHEMA, true);
    await withKnex(ownerUrl, {}, (db) => db.migrate.latest());
    await withClient(database.url, (client) =>
      client.query(`alter table sync_logs owner to current_user; grant all on sync_logs to ${role}`),
    );
    await expect(rollback()).rejects.toThrow('must be owner of table sync_logs');
    await withClient(database.url, (client) =>
      client.query(`alter table sync_logs owner to ${role}; create table more (id uuid references connections)`),
    );
    await expect(rollback()).rejects.toThrow('other objects depend on them');
    await expectTheSpec(database.url, SCHEMA);
  });
});

async function withKnex<T>(url: string, config: Knex.Config, work: (db: Knex) => Promise<T>): Promise<T> {
  const silent = { warn: () => undefined, error: () => undefined };
  const db = knex({
    ...config,
    client: 'pg',
    connection: url,
    log: silent,
    compileSqlOnError: false,
    migrations: { directory: migrations(), loadExtensions: ['.js'], ...config.migrations },
  });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** The tables and indexes of a schema, or of all that are not the server's. */
async function tablesOf(url: string, schema: string | null = null): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query(
      `select relname::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind = 'r' and nspname = coalesce($1, nspname) and nspname !~ '^pg_|^information_schema$' order by relname`,
      [schema],
    ),
  );
  return rows.map(({ name }) => name);
}
