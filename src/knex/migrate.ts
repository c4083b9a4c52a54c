/** Runs a folder of migrations with real Knex: TypeScript without a build step, quietly, leaving nothing open. */
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import type { NamespacedUnregister } from 'tsx/esm/api';
import { UserError } from '../errors.js';
import { connect } from '../sql/session.js';
import { captureConsole } from './console.js';
import { load } from './outside.js';

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
  const [{ default: knex }, tsx] = await Promise.all([
    installed<typeof import('knex')>('knex', load('knex')),
    installed<typeof import('tsx/esm/api')>('tsx', load('tsx/esm/api')),
  ]);
  // Knex reports a failed connection in the driver's words; this one reports it in ours.
  await (await connect({ url })).end();

  const output: string[] = [];
  const loader = tsx.register({ namespace: randomUUID() });
  const source = new Migrations(resolve(directory), names, loader);
  const database = knex({
    client: 'pg',
    connection: url ?? {},
    pool: { min: 0 },
    log: quietLog(output),
    compileSqlOnError: false, // error messages begin with the statement as sent, without the values it was given
  });
  const statements = new WeakMap<object, string>();
  database.on('query-error', (error: object, query: { readonly sql: string }) => statements.set(error, query.sql));
  try {
    const [, ran]: [number, string[]] = await captureConsole(output, () =>
      database.migrate.latest({ tableName, migrationSource: source }),
    );
    return { ran, output };
  } catch (error) {
    throw migrationError(error, source.running, error instanceof Error ? statements.get(error) : undefined);
  } finally {
    await database.destroy();
    await loader.unregister();
  }
}

/** The files of a folder that Knex takes for migrations, in the order it runs them. */
async function migrationNames(directory: string): Promise<string[]> {
  try {
    const files = await readdir(directory);
    return files.filter((file) => /(?<!\.d)\.(ts|js|cjs)$/.test(file)).sort();
  } catch (cause) {
    throw new UserError(`there is no folder of migrations at ${directory}`, { hint: 'is the path right?', cause });
  }
}

/**
 * A folder as a Knex migration source. Knex's own loads a file by `require` or by `import`, as the package.json nearest
 * to it says; here tsx loads them all, in a namespace of its own that no other import of this process sees.
 */
class Migrations implements Knex.MigrationSource<string> {
  /** The migration that ran last, or is running. */
  running: string | undefined;
  private readonly loaded = new Map<string, Promise<Knex.Migration>>();
  private readonly directory: string;
  private readonly names: string[];
  private readonly loader: NamespacedUnregister;

  constructor(directory: string, names: string[], loader: NamespacedUnregister) {
    this.directory = directory;
    this.names = names;
    this.loader = loader;
  }

  async getMigrations(): Promise<string[]> {
    return [...this.names];
  }

  getMigrationName(name: string): string {
    return name;
  }

  /** Knex asks for each several times. */
  getMigration(name: string): Promise<Knex.Migration> {
    const known = this.loaded.get(name) ?? this.load(name);
    this.loaded.set(name, known);
    return known;
  }

  private async load(name: string): Promise<Knex.Migration> {
    const migration = await this.import(name);
    return {
      ...migration,
      up: (knex) => {
        this.running = name;
        return migration.up(knex);
      },
    };
  }

  private async import(name: string): Promise<Knex.Migration> {
    const url = pathToFileURL(join(this.directory, name)).href;
    let module: unknown;
    try {
      module = await this.loader.import(url, import.meta.url);
    } catch (cause) {
      throw new UserError(`the migration ${name} cannot be loaded: ${messageOf(cause)}`, { cause });
    }
    if (isMigration(module)) return module;
    if (hasDefault(module) && isMigration(module.default)) return module.default; // a CommonJS module
    throw new UserError(`${name} is not a migration: it does not export the functions up and down`, {
      hint: 'Knex takes every file of the folder for a migration: keep others elsewhere',
    });
  }
}

function isMigration(value: unknown): value is Required<Knex.Migration> {
  if (typeof value !== 'object' || value === null) return false;
  return 'up' in value && typeof value.up === 'function' && 'down' in value && typeof value.down === 'function';
}

function hasDefault(value: unknown): value is { readonly default: unknown } {
  return typeof value === 'object' && value !== null && 'default' in value;
}

/** Knex's own messages (deprecations, what failed) join what the migrations print. */
function quietLog(output: string[]): Knex.Logger {
  const keep = (message: unknown) => void output.push(String(message));
  return {
    warn: keep,
    error: keep,
    debug: () => undefined,
    deprecate: (method, alternative) => keep(`${method} is deprecated, use ${alternative}`),
  };
}

function migrationError(error: unknown, running: string | undefined, statement: string | undefined): UserError {
  if (error instanceof UserError) return error;
  if (error instanceof Error && error.name === 'MigrationLocked') {
    return new UserError(`the migrations cannot run: ${error.message}`, {
      hint: 'wait for the other run; if there is none, free the lock with `knex migrate:unlock`',
      cause: error,
    });
  }
  const prefix = statement === undefined ? '' : `${statement} - `;
  const message = messageOf(error);
  const said = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return new UserError(
    running === undefined ? `the migrations cannot run: ${said}` : `the migration ${running} failed: ${said}`,
    { ...(statement === undefined ? {} : { hint: `the statement was: ${statement}` }), cause: error },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An optional package, loaded only by those commands that need it. */
async function installed<T>(name: string, loading: Promise<unknown>): Promise<T> {
  try {
    // What a package of this name exports, its own types say.
    return (await loading) as T;
  } catch (cause) {
    throw new UserError(`running migrations needs the package ${name}, which is not installed`, {
      hint: `npm install ${name}`,
      cause,
    });
  }
}
