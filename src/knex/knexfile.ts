/** Reads a knexfile as Knex's own command line does, without connecting and without running a migration. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { captureConsole } from './console.js';
import { migrationNames } from './folder.js';
import { openLoader } from './project.js';
import { withoutSecrets } from './secrets.js';

export interface KnexConfig {
  readonly file: string;
  /** The key of the file that was taken; null: the file is the configuration itself. */
  readonly environment: string | null;
  /** What Knex would be given. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Knex quotes each whole, a text with a comma too; null: the server's own. */
  readonly searchPath: readonly string[] | null;
  readonly migrations: {
    /** Absolute. */
    readonly directories: readonly string[];
    readonly tableName: string | null;
    readonly schemaName: string | null;
    readonly loadExtensions: readonly string[] | null;
    readonly sortDirsSeparately: boolean;
    readonly disableTransactions: boolean;
    readonly disableMigrationsListValidation: boolean;
  };
  /** The migrations' names in the order in which Knex runs them: those of its migrationSource, or of its folders. */
  names(): Promise<readonly string[]>;
}

type Settings = Readonly<Record<string, unknown>>;

/**
 * Reads a knexfile: `.js`, `.cjs`, `.mjs`, `.ts`, `.cts` or `.mts`, an object or a (possibly async) function.
 * It is loaded in its own folder, as Knex does; what it prints, and what it puts into the environment, goes nowhere.
 * @param environment its key; undefined: NODE_ENV, else `development`
 * @throws UserError where it cannot be read, naming file and message, never a password
 */
export async function readKnexfile(file: string, environment: string | undefined): Promise<KnexConfig> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UserError(`there is no knexfile at ${file}`, { hint: 'see --knexfile' });
  const whole = await apart(path, 'cannot be read', () => evaluate(path));
  if (!isSettings(whole)) throw new UserError(`${file} is no knexfile: it exports no object`);
  const wanted = environment ?? (process.env.NODE_ENV || 'development');
  const own = whole[wanted];
  if (
    environment !== undefined &&
    !isSettings(own) &&
    !['client', 'connection', 'migrations'].some((k) => k in whole)
  ) {
    throw new UserError(`${file} has no environment "${environment}"`, {
      hint: `it has ${Object.keys(whole).join(', ')}: see --env`,
    });
  }
  const config = isSettings(own) ? own : whole;
  const settings = isSettings(config.migrations) ? config.migrations : {};
  const directories = (texts(settings.directory) ?? ['./migrations']).map((one) => resolve(dirname(path), one));
  const loadExtensions = Array.isArray(settings.loadExtensions) ? settings.loadExtensions.map(String) : null;
  const sortDirsSeparately = Boolean(settings.sortDirsSeparately);
  return {
    file: path,
    environment: config === whole ? null : wanted,
    config,
    searchPath: texts(config.searchPath),
    migrations: {
      directories,
      tableName: text(settings.tableName),
      schemaName: text(settings.schemaName),
      loadExtensions,
      sortDirsSeparately,
      disableTransactions: Boolean(settings.disableTransactions),
      disableMigrationsListValidation: Boolean(settings.disableMigrationsListValidation),
    },
    async names() {
      const source = sourceOf(settings);
      if (source !== null) return apart(path, 'has a migrationSource that cannot be asked', () => namesOf(source));
      const options = { sortDirsSeparately, ...(loadExtensions === null ? {} : { loadExtensions }) };
      return (await migrationNames(directories, options)).map(({ name }) => name);
    },
  };
}

/** What the file exports, called if it is a function. */
async function evaluate(path: string): Promise<unknown> {
  const module = await imported(path);
  // `default` of a CommonJS module is its exports, and those of a transpiled one have a `default` again.
  let value = isSettings(module) && 'default' in module ? module.default : module;
  if (isSettings(value) && value.default && (value.__esModule === true || Object.keys(value).length === 1))
    value = value.default;
  return typeof value === 'function' ? await (value as () => unknown)() : value;
}

async function imported(path: string): Promise<unknown> {
  const loader = await openLoader(dirname(path));
  try {
    return await loader.importFile(path);
  } finally {
    await loader.close();
  }
}

/** A source of its own counts only where nothing is said about folders: anything that is resets it, in Knex. */
function sourceOf(settings: Settings): Settings | null {
  const { directory, sortDirsSeparately, loadExtensions, migrationSource } = settings;
  if (directory || sortDirsSeparately !== undefined || loadExtensions) return null;
  return typeof migrationSource === 'object' && migrationSource !== null ? (migrationSource as Settings) : null;
}

async function namesOf(source: Settings): Promise<readonly string[]> {
  const { getMigrations, getMigrationName } = source;
  if (typeof getMigrations !== 'function' || typeof getMigrationName !== 'function')
    throw new Error('it has no functions getMigrations and getMigrationName');
  const migrations: unknown = await getMigrations.call(source, undefined);
  if (!Array.isArray(migrations)) throw new Error('getMigrations gives no list');
  return migrations.map((one) => String(getMigrationName.call(source, one)));
}

/**
 * Runs a stranger's code: in the file's folder, its console caught, the environment as it was afterwards (a knexfile
 * that reads an .env file must not decide which database we go to).
 */
async function apart<T>(path: string, problem: string, work: () => Promise<T>): Promise<T> {
  const folder = process.cwd();
  const before = { ...process.env };
  process.chdir(dirname(path));
  try {
    return await captureConsole([], work);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`the knexfile ${path} ${problem}: ${withoutSecrets(message)}`, { cause });
  } finally {
    process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function texts(value: unknown): readonly string[] | null {
  if (typeof value === 'string' && value !== '') return [value];
  return Array.isArray(value) && value.length > 0 ? value.map(String) : null;
}
