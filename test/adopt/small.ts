/** A service of one table, for tests that hold adopt in the middle or cut its line: without the command line around it. */
import { settingsOf } from '../../src/commands/adopt-settings.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { type Adopted, type Adoption, adopt, type State } from '../../src/sql/adopt.js';
import { type RestoreState, restore } from '../../src/sql/restore.js';
import { connect, type Session } from '../../src/sql/session.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { applySpec } from '../sql/spec-on-database.js';
import { sql } from './environment.js';

export const OLD = ['old_1.ts', 'old_2.ts'];
export const NEW = '001_a.ts';
const HISTORY = `history: { baseline: ${NEW}, archived: [${OLD.join(', ')}] }\n`;
export const SMALL = `${HISTORY}tables: { a: { columns: { id: integer primary key } } }\n`;
/** A migration that can be run twice. */
export const FORGIVING = `exports.up = (knex) => knex.raw('create table if not exists a (id integer primary key)');
exports.down = (knex) => knex.schema.dropTable('a');\n`;

const WAITING = { timeouts: { lock: 5000, statement: 60_000 }, turnTimeout: 60_000 };
const RUN = { by: 'schema-audit test' };
let runs = 0;

/** What a second process would call itself. */
function nextRun() {
  runs++;
  return { ...RUN, run: `00000000-0000-4000-8000-${String(runs).padStart(12, '0')}` };
}

export async function adoptionOf(more: Readonly<Record<string, unknown>> = {}, spec = SMALL): Promise<Adoption> {
  const parsed = parseSpec(spec, 'spec.yaml');
  const options = { spec: 'spec.yaml', format: 'text', lockTimeout: 5000, statementTimeout: 0, ...more } as const;
  return (await settingsOf(options, { spec: parsed, ...compile(parsed) })).adoption;
}

export async function adoptSmall(
  url: string,
  approve: (state: State) => void | Promise<void> = () => undefined,
  more: Readonly<Record<string, unknown>> = {},
  wrap: (session: Session) => Session = (session) => session,
): Promise<Adopted> {
  const session = await connect({ url });
  try {
    return await adopt(wrap(session), await adoptionOf(more), { ...WAITING, run: nextRun(), approve });
  } finally {
    await session.end();
  }
}

export async function restoreSmall(url: string, more: Readonly<Record<string, unknown>> = {}): Promise<RestoreState> {
  const session = await connect({ url });
  try {
    return await restore(session, await adoptionOf({ restore: true, ...more }), {
      ...WAITING,
      approve: () => undefined,
    });
  } finally {
    await session.end();
  }
}

/** The table is there; of a history only what is asked for. */
export async function smallDatabase(rows: readonly string[] | null, version?: number): Promise<TestDatabase> {
  const database = await createDatabase(version === undefined ? {} : { version });
  await applySpec(database.url, SMALL);
  if (rows !== null) {
    await sql(
      database,
      `create table knex_migrations (id serial primary key, name varchar(255), batch integer, migration_time timestamptz);
      create table knex_migrations_lock (index serial primary key, is_locked integer);
      insert into knex_migrations_lock (is_locked) values (0)`,
    );
    for (const name of rows)
      await sql(database, `insert into knex_migrations (name, batch, migration_time) values ('${name}', 1, now())`);
  }
  return database;
}

/** Waits until some session waits for a lock of another. */
export async function somebodyWaits(database: TestDatabase): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const waiting = await sql(
      database,
      `select pid from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nobody waits');
}
