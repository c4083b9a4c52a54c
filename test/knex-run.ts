/** Runs the example's migrations in tests: the legacy generations or the baseline, with Knex itself. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type MigrationRun, runMigrations as run } from '../src/knex/migrate.js';

const example = new URL('../examples/integration-service/', import.meta.url);

/** The history table that the integration service configures. */
export const historyTable = 'knex_migrations_integration';

/** The example's folders of migrations. */
export const directories = {
  legacy: fileURLToPath(new URL('legacy', example)),
  baseline: fileURLToPath(new URL('baseline', example)),
} as const;

/** Runs a folder's pending migrations; throws what the product's function throws. */
export function runMigrations(
  databaseUrl: string,
  directory: string,
  options: { tableName?: string } = {},
): Promise<MigrationRun> {
  return run(databaseUrl, directory, options.tableName ?? historyTable);
}

/** Creates the tables of other services (tenants, users, venues) that the legacy migrations refer to. */
export async function createOtherServices(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(await readFile(new URL('other-services.sql', example), 'utf8'));
  } finally {
    await client.end();
  }
}

/** Turns an empty database into the legacy environment: other services' tables, then the three legacy migrations. */
export async function makeLegacy(databaseUrl: string): Promise<MigrationRun> {
  await createOtherServices(databaseUrl);
  return runMigrations(databaseUrl, directories.legacy);
}
