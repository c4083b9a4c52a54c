/** Runs a folder of migrations with real Knex: TypeScript without a build step, quietly, leaving nothing open. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Knex } from 'knex';
import { UserError } from '../errors.js';
import { connect } from '../sql/session.js';
import { captureConsole } from './console.js';
import { openProject } from './project.js';
import { Migrations } from './source.js';

/** What a run of migrations did. */
export interface MigrationRun {
  /** The names that the history gained, in order: file names with their extension. */
  readonly ran: readonly string[];
  /** What the migrations, and Knex, wrote to the console meanwhile, line by line. */
  readonly output: readonly string[];
}

/**
 * Does what `knex migrate:latest` does: runs the migrations of a folder that the history lacks.
 * @param url the database; undefined: libpq's PG* variables and files
 * @param directory the folder; its .ts, .js and .cjs files are migrations, named in the history with their extension
 * @param tableName the history table; its lock table is `<tableName>_lock`
 * @throws UserError when Knex or tsx is not installed, there is no such folder, no connection, or a migration cannot be
 *   loaded or fails (its file name and the server's message)
 */
export async function runMigrations(
  url: string | undefined,
  directory: string,
  tableName: string,
): Promise<MigrationRun> {
  const names = await migrationNames(directory);
  const project = await openProject(resolve(directory));
  try {
    // Knex reports a failed connection in the driver's words; this one reports it in ours.
    await (await connect({ url })).end();
    return await run(url, { names, directory, tableName, project });
  } finally {
    await project.close();
  }
}

async function run(
  url: string | undefined,
  what: {
    readonly names: readonly string[];
    readonly directory: string;
    readonly tableName: string;
    readonly project: Awaited<ReturnType<typeof openProject>>;
  },
): Promise<MigrationRun> {
  const { names, directory, tableName, project } = what;
  const output: string[] = [];
  const source = new Migrations(
    names.map((name) => ({ name, load: () => project.importFile(join(resolve(directory), name)) })),
  );
  const database = project.knex({ ...quietly(output), connection: url ?? {} });
  const statements = statementsOf(database);
  try {
    const [, ran]: [number, string[]] = await captureConsole(output, () =>
      database.migrate.latest({ tableName, migrationSource: source }),
    );
    return { ran, output };
  } catch (error) {
    throw migrationError(error, source.running, statements(error));
  } finally {
    await database.destroy();
  }
}

/** The files of a folder that are migrations, in the order in which Knex runs them. */
async function migrationNames(directory: string): Promise<string[]> {
  try {
    const files = await readdir(directory);
    return files.filter((file) => /(?<!\.d)\.(ts|js|cjs)$/.test(file)).sort();
  } catch (cause) {
    throw new UserError(`there is no folder of migrations at ${directory}`, { hint: 'is the path right?', cause });
  }
}

/** Settings under which Knex opens no connection that it does not need, and its own messages join what migrations print. */
export function quietly(output: string[]): Knex.Config {
  const keep = (message: unknown) => void output.push(String(message));
  return {
    client: 'pg',
    pool: { min: 0 },
    log: {
      warn: keep,
      error: keep,
      debug: () => undefined,
      deprecate: (method, alternative) => keep(`${method} is deprecated, use ${alternative}`),
    },
    compileSqlOnError: false, // error messages begin with the statement as sent, without the values it was given
  };
}

/** Says of an error which statement it came from. */
export function statementsOf(database: Knex): (error: unknown) => string | undefined {
  const statements = new WeakMap<object, string>();
  database.on('query-error', (error: object, query: { readonly sql: string }) => statements.set(error, query.sql));
  return (error) => (error instanceof Error ? statements.get(error) : undefined);
}

function migrationError(error: unknown, running: string | undefined, statement: string | undefined): UserError {
  if (error instanceof UserError) return error;
  if (error instanceof Error && error.name === 'MigrationLocked') {
    return new UserError(`the migrations cannot run: ${error.message}`, {
      hint: 'wait for the other run; if there is none, free the lock with `knex migrate:unlock`',
      cause: error,
    });
  }
  const said = whatItSaid(error, statement);
  return new UserError(
    running === undefined ? `the migrations cannot run: ${said}` : `the migration ${running} failed: ${said}`,
    { ...(statement === undefined ? {} : { hint: `the statement was: ${statement}` }), cause: error },
  );
}

/** The message of an error, without the statement that Knex puts before it. */
export function whatItSaid(error: unknown, statement: string | undefined): string {
  const prefix = statement === undefined ? '' : `${statement} - `;
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}
