/** Runs migrations on a throw-away database and looks at the catalog after each: what it made, what it asked for, what failed. */
import type { Knex } from 'knex';
import { ALWAYS, type Scope, wholeOf } from '../catalog/scope.js';
import type { Surroundings } from '../catalog/surroundings.js';
import { type Answering, lookFromOutside, lookWithin } from '../sql/aside.js';
import { tablesAskedFor, tablesMissedIn } from '../sql/asked.js';
import { type Item, inventory } from '../sql/inventory.js';
import { readWithin, type Snapshot } from '../sql/read.js';
import { makeSchema } from '../sql/scratch.js';
import { connect, isServerError, type Session } from '../sql/session.js';
import { pin, type Timeouts } from '../sql/settings.js';
import { surroundingsOf } from '../sql/surroundings.js';
import { PROBE } from '../sql/surroundings-queries.js';
import { captureConsole } from './console.js';
import { quietly, statementsOf, whatItSaid } from './migrate.js';
import { openProject } from './project.js';
import { withoutSecrets } from './secrets.js';
import { type Around, type Entry, Migrations } from './source.js';

export interface Rehearsal {
  /** The throw-away database. */
  readonly url: string;
  /** Where the project's packages are looked for. */
  readonly folder: string;
  readonly migrations: readonly { readonly name: string; readonly path: string }[];
  /** Settings of the project's knexfile that its migrations see (wrapIdentifier, searchPath, hooks, …). */
  readonly config: Knex.Config;
  readonly scope: Scope;
  readonly timeouts: Timeouts;
  /** Also takes them back, last first, and looks whether all is as it was. */
  readonly checkDown: boolean;
  /** Also looks at what stands around the tables, with this role as the application's. */
  readonly around?: { readonly applicationRole: string | null };
}

/** A database at one moment: the spec's schema, and the names of all that there is. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly items: readonly Item[];
  /** null: they were not asked for. */
  readonly surroundings: ReadonlyMap<string, Surroundings> | null;
}

/** What one migration did. */
export interface Step {
  readonly name: string;
  readonly path: string;
  readonly after: Moment;
  /** As sent, in order. */
  readonly statements: readonly string[];
  /** The tables that it asked the catalog for. */
  readonly asked: readonly string[];
  /** What it wrote to the console. */
  readonly output: readonly string[];
  /** Whether all of it was one transaction: then a lock that it took was held to its end. */
  readonly inTransaction: boolean;
}

export interface Failure {
  readonly name: string;
  readonly path: string;
  /** The server's message, or the loader's. */
  readonly message: string;
  readonly statement: string | null;
  /** SQLSTATE; null: it did not come from the server. */
  readonly code: string | null;
}

export interface Rehearsed {
  readonly before: Moment;
  readonly steps: readonly Step[];
  readonly failure: Failure | null;
  /** The database after each migration was taken back, in that order (last first), as far as that went. */
  readonly downs: readonly { readonly name: string; readonly path: string; readonly after: Moment }[];
  readonly downFailure: Failure | null;
}

/** Out of the way of the project's tables, and of those that migrations ask for. */
const HISTORY = { schemaName: 'schema_audit', tableName: 'knex_migrations' };

/**
 * @throws UserError when Knex or a loader is not installed, or there is no connection; a migration that cannot be loaded or
 *   fails is a result
 */
export async function rehearse(what: Rehearsal): Promise<Rehearsed> {
  const project = await openProject(what.folder);
  const session = await connect({ url: what.url });
  try {
    return await run(
      what,
      what.migrations.map(({ name, path }) => ({ name, load: () => project.importFile(path) })),
      project.knex,
      session,
    );
  } finally {
    await session.end();
    await project.close();
  }
}

async function run(
  what: Rehearsal,
  entries: readonly Entry[],
  makeKnex: (config: Knex.Config) => Knex,
  session: Session,
): Promise<Rehearsed> {
  const { checkDown } = what;
  const pathOf = (name: string) => what.migrations.find((one) => one.name === name)?.path ?? name;
  const look = (at: Session) => momentOf(at, what);
  const before = await lookFromOutside(session, look);
  const steps: Step[] = [];
  const downs: { name: string; path: string; after: Moment }[] = [];
  const output: string[] = [];
  let seen: Seen | null = null;
  /** The first statement of the running migration that failed. */
  let firstError: Error | null = null;
  const around: Around = async (name, direction, knex, work) => {
    seen = { statements: [], asked: [] };
    firstError = null;
    const printed = output.length;
    const result = await work();
    const { statements, asked } = seen;
    seen = null;
    const after = await lookWith(knex, session, look);
    if (after === null) return result;
    const done = { name, path: pathOf(name), after };
    if (direction === 'down') downs.push(done);
    else {
      const inTransaction = knex.isTransaction === true;
      steps.push({
        ...done,
        statements,
        asked: [...new Set(asked)],
        output: output.slice(printed).map(withoutSecrets),
        inTransaction,
      });
    }
    return result;
  };
  const source = new Migrations(entries, around);
  const database = makeKnex(
    configFor(what, output, (message) => seen?.asked.push(...tablesMissedIn(message, seen.statements.at(-1) ?? ''))),
  );
  const statementOf = statementsOf(database);
  database.on('query', ({ sql, bindings = [] }: { sql: string; bindings?: readonly unknown[] }) => {
    if (seen === null) return;
    seen.statements.push(sql);
    seen.asked.push(...tablesAskedFor(sql, bindings));
  });
  database.on('query-error', (error: Error) => {
    firstError ??= error;
  });
  const failureOf = (error: unknown): Failure => {
    // What was caught and passed over inside a transaction has ended it all the same.
    const cause = isServerError(error) && error.code === '25P02' ? (firstError ?? error) : error;
    const statement = statementOf(cause);
    const name = unloadable(cause) ?? source.running ?? entries[0]?.name ?? '';
    return {
      name,
      path: pathOf(name),
      message: withoutSecrets(
        whatItSaid(cause, statement).replace(`the migration ${name} cannot be loaded: `, 'it cannot be loaded: '),
      ),
      statement: statement === undefined ? null : withoutSecrets(statement),
      code: isServerError(cause) ? cause.code : null,
    };
  };
  const migrate = { ...migrationSettings(what.config), ...HISTORY, migrationSource: source };
  const attempt = async (work: () => Promise<unknown>): Promise<Failure | null> => {
    try {
      await captureConsole(output, work);
      return null;
    } catch (error) {
      return failureOf(error);
    }
  };
  try {
    await makeSchema(session, HISTORY.schemaName);
    const failure = await attempt(() => database.migrate.latest(migrate));
    let downFailure: Failure | null = null;
    if (failure === null && checkDown) {
      for (const { name } of [...steps].reverse()) {
        downFailure ??= await attempt(() => database.migrate.down({ ...migrate, name }));
      }
    }
    return { before, steps, failure, downs, downFailure };
  } finally {
    await database.destroy();
  }
}

interface Seen {
  readonly statements: string[];
  readonly asked: string[];
}

/** What the project's own settings say, but for where the database and the history are. */
function configFor({ url, config }: Rehearsal, output: string[], onNotice: (message: string) => void): Knex.Config {
  const { afterCreate } = (config.pool ?? {}) as { readonly afterCreate?: AfterCreate };
  return {
    ...config,
    ...quietly(output),
    connection: url,
    pool: {
      min: 0,
      afterCreate: ((connection: Connection, done: Done) => {
        connection.on('notice', ({ message }) => onNotice(message));
        if (afterCreate === undefined) done(null, connection);
        else afterCreate(connection, done);
      }) as AfterCreate,
    },
  };
}

/** What of the knexfile's `migrations` bears on how they run; which files they are has been settled. */
function migrationSettings({ migrations = {} }: Knex.Config): Knex.MigratorConfig {
  const { disableTransactions, ...rest } = migrations;
  const hooks = Object.fromEntries(Object.entries(rest).filter(([name]) => /^(before|after)(All|Each)$/.test(name)));
  return { ...hooks, ...(disableTransactions === undefined ? {} : { disableTransactions }) };
}

type Done = (error: Error | null, connection: Connection) => void;
type AfterCreate = (connection: Connection, done: Done) => void;

/** pg's client, as far as we use it. */
interface Connection extends Answering {
  on(event: 'notice', listener: (notice: { readonly message: string }) => void): void;
}

function unloadable(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'migration' in error ? String(error.migration) : undefined;
}

async function momentOf(session: Session, { scope, timeouts, around }: Rehearsal): Promise<Moment> {
  const also = around === undefined ? [] : [PROBE];
  const all = { ...wholeOf(scope, []), kinds: new Set(ALWAYS), commented: [] };
  const snapshot = await readWithin(session, all, [pin(timeouts)], also);
  const surroundings =
    around === undefined ? null : await surroundingsOf(session, all, snapshot.also[0], around.applicationRole);
  const items = await inventory(session);
  return { snapshot, items, surroundings };
}

/** From where the migration ran: inside its transaction, or from outside where it ran in none. */
async function lookWith<T>(knex: Knex, session: Session, look: (at: Session) => Promise<T>): Promise<T | null> {
  if (knex.isTransaction !== true) return lookFromOutside(session, look);
  const client = knex.client as { acquireConnection(): Promise<Connection> };
  return lookWithin(await client.acquireConnection(), look);
}
