/** The example's migrations, run by Knex on a real server, leave exactly what the facts say. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as baseline from '../examples/integration-service/baseline/001_baseline_integration_service.js';
import * as legacyTables from '../examples/integration-service/legacy/001_baseline_integration.js';
import * as legacyMissing from '../examples/integration-service/legacy/002_add_missing_tables.js';
import * as legacyRls from '../examples/integration-service/legacy/20260103_add_rls_policies.js';
import { UserError } from '../src/errors.js';
import { type Facts, loadFacts, readFacts } from './facts.js';
import { createOtherServices, directories, historyTable, makeLegacy, runMigrations } from './knex-run.js';
import { createDatabase } from './postgres.js';

type Database = Awaited<ReturnType<typeof createDatabase>>;

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  return withClient(url, async (client) => (await client.query<T>(sql)).rows);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withKnex<T>(url: string, work: (database: Knex) => Promise<T>): Promise<T> {
  const database = knex({ client: 'pg', connection: url, pool: { min: 0 } });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

/** A database for one test. */
async function scratch(): Promise<string> {
  const database = await createDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

/** A folder that holds one migration whose `up` does what is given. */
async function folderWith(up: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(directory, '001_it.ts'),
    `export async function up(knex: any): Promise<void> { ${up} }\nexport async function down(): Promise<void> {}\n`,
  );
  return directory;
}

async function tables(url: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  return rows.map((row) => row.name);
}

const counts: Record<'baseline' | 'legacy', Record<keyof Facts, number>> = {
  legacy: { columns: 221, constraints: 36, indexes: 91, policies: 13 },
  baseline: { columns: 221, constraints: 21, indexes: 78, policies: 13 },
};

describe.each(['legacy', 'baseline'] as const)('the %s migrations', (generation) => {
  let database: Database;
  let expected: Facts;
  let actual: Facts;
  beforeAll(async () => {
    database = await createDatabase();
    if (generation === 'legacy') await createOtherServices(database.url);
    await runMigrations(database.url, directories[generation]);
    [expected, actual] = await Promise.all([loadFacts(generation), withClient(database.url, readFacts)]);
  });
  afterAll(() => database.drop());

  it.each(['columns', 'constraints', 'indexes', 'policies'] as const)(
    'leave the %s of the facts, no more, no less',
    (kind) => {
      expect(expected[kind]).toHaveLength(counts[generation][kind]);
      expect(actual[kind]).toEqual(expected[kind]);
    },
  );

  it('stand in the history that the service configures, under their .ts names, in one batch', async () => {
    const names = {
      legacy: ['001_baseline_integration.ts', '002_add_missing_tables.ts', '20260103_add_rls_policies.ts'],
      baseline: ['001_baseline_integration_service.ts'],
    };
    const rows = await query(database.url, `select name, batch from ${historyTable} order by id`);
    expect(rows).toEqual(names[generation].map((name) => ({ name, batch: 1 })));
  });

  it('run once: the second time there is nothing to do', async () => {
    expect(await runMigrations(database.url, directories[generation])).toEqual({ ran: [], output: [] });
  });
});

describe('the legacy environment', () => {
  it('skips five names that no table has, one line of output each, and the console stays ours', async () => {
    const url = await scratch();
    const before = { ...console };
    const { ran, output } = await makeLegacy(url);
    expect({ ...console }).toEqual(before);
    expect(ran).toHaveLength(3);
    expect(output).toEqual(
      ['sync_jobs', 'webhook_events', 'webhook_configs', 'provider_credentials', 'mapping_templates'].map(
        (name) => `Table ${name} does not exist, skipping RLS`,
      ),
    );
  });

  it('has the extension, and the role in the cluster, which bypasses RLS and cannot log in', async () => {
    const url = await scratch();
    await makeLegacy(url);
    expect(await query(url, `select extname from pg_extension where extname <> 'plpgsql'`)).toEqual([
      { extname: 'uuid-ossp' },
    ]);
    expect(
      await query(
        url,
        `select rolcanlogin, rolbypassrls, rolsuper from pg_roles where rolname = 'integration_service_admin'`,
      ),
    ).toEqual([{ rolcanlogin: false, rolbypassrls: true, rolsuper: false }]);
  });

  it('comes up in several databases of one cluster at once', async () => {
    const urls = await Promise.all([scratch(), scratch(), scratch()]);
    const runs = await Promise.all(urls.map(makeLegacy));
    expect(runs.map((run) => run.ran.length)).toEqual([3, 3, 3]);
    expect(runs.map((run) => run.output.length)).toEqual([5, 5, 5]);
  });

  it('goes down step by step, and leaves the other services their tables', async () => {
    const url = await scratch();
    await makeLegacy(url);
    await withKnex(url, async (database) => {
      await legacyRls.down(database);
      const { policies } = await withClient(url, readFacts);
      expect(policies.filter((line) => !line.includes("current_setting('app.current_tenant'::text, true)"))).toEqual(
        [],
      );
      await legacyMissing.down(database);
      await legacyTables.down(database);
    });
    expect(await tables(url)).toEqual([historyTable, `${historyTable}_lock`, 'tenants', 'users', 'venues']);
  });
});

describe('the baseline going down', () => {
  const insert = `
    set app.is_system_user = 'true';
    insert into sync_logs (tenant_id, venue_id, integration_type, sync_type, direction, status, started_at)
      values (gen_random_uuid(), gen_random_uuid(), 'pos', 'full', 'in', 'done', now())`;

  it('drops the tables when they are empty', async () => {
    const url = await scratch();
    await runMigrations(url, directories.baseline);
    await withKnex(url, baseline.down);
    expect(await tables(url)).toEqual([historyTable, `${historyTable}_lock`]);
  });

  it('refuses while one of them holds a row, also as an owner whom RLS shows none', async () => {
    const url = await scratch();
    const owner = `owner_${Math.random().toString(36).slice(2)}`;
    await query(url, `create role ${owner}; grant all on schema public to ${owner}`);
    try {
      await withKnex(url, async (database) => {
        await database.transaction(async (trx) => {
          await trx.raw(`set role ${owner}`);
          await baseline.up(trx);
        });
      });
      await query(url, insert);
      await withKnex(url, async (database) => {
        const down = database.transaction(async (trx) => {
          await trx.raw(`set local role ${owner}`);
          expect(await trx('sync_logs').first()).toBeUndefined();
          await baseline.down(trx);
        });
        await expect(down).rejects.toThrow(/hold rows \(sync_logs\).*INTEGRATION_SERVICE_ALLOW_DATA_LOSS=true/);
      });
      expect(await tables(url)).toHaveLength(13);
    } finally {
      await query(url, `drop owned by ${owner} cascade; drop role ${owner}`);
    }
  });

  it('drops them, rows and all, when the environment says so', async () => {
    const url = await scratch();
    await runMigrations(url, directories.baseline);
    await query(url, insert);
    process.env.INTEGRATION_SERVICE_ALLOW_DATA_LOSS = 'true';
    onTestFinished(() => void delete process.env.INTEGRATION_SERVICE_ALLOW_DATA_LOSS);
    await withKnex(url, baseline.down);
    expect(await tables(url)).toEqual([historyTable, `${historyTable}_lock`]);
  });
});

describe('running migrations', () => {
  async function failure(run: Promise<unknown>): Promise<UserError> {
    const error: unknown = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof UserError) return error;
    throw new Error(`expected a UserError, got ${String(error)}`);
  }

  it('names the migration that failed, with the server’s message, undoes it, and leaves no connection open', async () => {
    const url = await scratch();
    const { message, hint } = await failure(runMigrations(url, directories.legacy));
    expect(message).toBe('the migration 001_baseline_integration.ts failed: relation "users" does not exist');
    expect(hint).toMatch(/^the statement was: alter table "connections" add constraint/);
    expect(await tables(url)).toEqual([historyTable, `${historyTable}_lock`]);
    await expect
      .poll(() =>
        query(url, 'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'),
      )
      .toEqual([]);
  });

  it('does not quote the values of a statement that failed', async () => {
    const url = await scratch();
    const directory = await folderWith(
      `await knex.raw("select '{}'::jsonb \\\\? ?::text, 1 / ?::int", ['hunter2', 0]);`,
    );
    const { message, hint } = await failure(runMigrations(url, directory));
    expect(message).toBe('the migration 001_it.ts failed: division by zero');
    expect(hint).toBe("the statement was: select '{}'::jsonb ? $1::text, 1 / $2::int");
  });

  it('says when there is no such folder', async () => {
    const { message } = await failure(runMigrations('postgres://nobody@127.0.0.1:1/none', '/no/such/folder'));
    expect(message).toBe('there is no folder of migrations at /no/such/folder');
  });

  it('says when there is no such server, without the password', async () => {
    const { message } = await failure(runMigrations('postgres://me:hunter2@127.0.0.1:1/none', directories.baseline));
    expect(message).toBe('no PostgreSQL server answers at 127.0.0.1:1');
  });

  it('says when a file of the folder cannot be loaded, or is no migration', async () => {
    const url = await scratch();
    const broken = await folderWith('');
    await writeFile(join(broken, '001_it.ts'), 'export const up = ;');
    expect((await failure(runMigrations(url, broken))).message).toMatch(/^the migration 001_it\.ts cannot be loaded: /);
    const stray = await folderWith('');
    await writeFile(join(stray, 'notes.js'), 'export const answer = 42;');
    expect((await failure(runMigrations(url, stray))).message).toMatch(/^notes\.js is not a migration/);
  });

  it('says when the lock is held', async () => {
    const url = await scratch();
    await runMigrations(url, directories.baseline);
    await query(url, `update ${historyTable}_lock set is_locked = 1; delete from ${historyTable}`);
    const { message, hint } = await failure(runMigrations(url, directories.baseline));
    expect(message).toBe('the migrations cannot run: Migration table is already locked');
    expect(hint).toContain('knex migrate:unlock');
  });

  it('says when the history names a file that is gone', async () => {
    const url = await scratch();
    await runMigrations(url, directories.baseline);
    const { message } = await failure(runMigrations(url, await folderWith('')));
    expect(message).toMatch(
      /^the migrations cannot run: The migration directory is corrupt, .*001_baseline_integration_service\.ts/,
    );
  });

  it('loads CommonJS migrations, too', async () => {
    const url = await scratch();
    const directory = await folderWith('');
    await writeFile(
      join(directory, '002_plain.cjs'),
      'exports.up = async (knex) => knex.raw("create table plain ()"); exports.down = async () => {};',
    );
    expect((await runMigrations(url, directory, { tableName: 'h' })).ran).toEqual(['001_it.ts', '002_plain.cjs']);
    expect(await tables(url)).toEqual(['h', 'h_lock', 'plain']);
  });
});
