/** For Knex's own command line: DATABASE_URL (or PG*) says where, MIGRATIONS=legacy|baseline which folder. */
import { fileURLToPath } from 'node:url';

const folder = process.env.MIGRATIONS ?? 'baseline';
if (folder !== 'legacy' && folder !== 'baseline') {
  throw new Error(`MIGRATIONS is "${folder}", but must be "legacy" or "baseline"`);
}

export default {
  client: 'pg',
  connection: process.env.DATABASE_URL ?? {},
  migrations: {
    directory: fileURLToPath(new URL(folder, import.meta.url)),
    tableName: 'knex_migrations_integration',
    extension: 'ts',
  },
};
