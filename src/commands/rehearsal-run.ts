/** Runs migrations on a throw-away database: where that is, what stands in it for others, what is tried again. */
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import type { Scope } from '../catalog/scope.js';
import { UserError } from '../errors.js';
import type { KnexConfig } from '../knex/knexfile.js';
import { type Rehearsed, rehearse } from '../knex/rehearse.js';
import { scopeOf } from '../spec/compile.js';
import { createDatabase, dropDatabase, makeRoles, makeStandIns, missingRoles } from '../sql/scratch.js';
import { connect, type Session } from '../sql/session.js';
import type { Timeouts } from '../sql/settings.js';
import { applicationRole } from './application-role.js';
import { type AuditOptions, needSurroundings } from './audit.js';
import type { Loaded } from './spec.js';
import { standInsFor } from './stand-ins.js';

export interface RehearsalOptions extends Pick<AuditOptions, 'selected' | 'settling'> {
  readonly migrations: string;
  /** A server on which we may make a database; undefined: an embedded one. */
  readonly scratchUrl?: string;
  readonly checkDown?: boolean;
  /** The project's settings for Knex, but for database, history and folder; with its environment. */
  readonly knexfile?: string;
  readonly env?: string;
  readonly timeouts: Timeouts;
}

export interface Server {
  /** A new, empty database; none any more once `close` was called. */
  readonly database: () => Promise<string>;
  /** Whether the whole cluster is thrown away. */
  readonly ours: boolean;
  /** Returns when nothing of it is left, whatever is still under way on it. */
  readonly close: () => Promise<void>;
}

export async function openServer(scratchUrl: string | undefined): Promise<Server> {
  const { startEmbedded } = await import('../embedded/server.js');
  if (scratchUrl !== undefined && !URL.canParse(scratchUrl)) {
    throw new UserError('--scratch-url is not a URL', { hint: 'write postgres://user@host:5432/postgres' });
  }
  const embedded = scratchUrl === undefined ? await startEmbedded() : undefined;
  const url = embedded?.url ?? scratchUrl ?? '';
  const made = new Map<string, Promise<string>>();
  let closed = false;
  return {
    ours: embedded !== undefined,
    database: async () => {
      // A rehearsal that was interrupted goes on: the migration whose connection is gone has failed, and it tries again.
      if (closed) throw new Error('the server is closed');
      const name = `schema_audit_${randomBytes(6).toString('hex')}`;
      const database = createDatabase(url, name);
      made.set(name, database);
      return database;
    },
    close: async () => {
      closed = true;
      if (embedded !== undefined) return embedded.stop();
      // One that is being made cannot be dropped yet.
      await Promise.allSettled(made.values());
      for (const name of made.keys()) await dropDatabase(url, name).catch(() => undefined);
    },
  };
}

export type Migration = { readonly name: string; readonly path: string };

export interface Project {
  readonly migrations: readonly Migration[];
  readonly knexfile: KnexConfig | null;
}

/**
 * Runs them all. What fails is run again without the one that failed, so that what the others built is there to be
 * looked at; and where a role of the spec's was missing, once more with it.
 */
export async function rehearseOn(
  server: Server,
  { spec }: Loaded,
  { migrations, knexfile }: Project,
  options: RehearsalOptions,
): Promise<{ readonly url: string; readonly rehearsed: Rehearsed }> {
  const scope = scopeOf(spec);
  const checkDown = options.checkDown === true;
  let standIns = standInsFor(spec);
  const attempt = async (some: readonly Migration[], withDown: boolean) => {
    const url = await server.database();
    await onDatabase(url, (session) => makeStandIns(session, standIns));
    const folder = dirname(knexfile?.file ?? migrations[0]?.path ?? '');
    const config = (knexfile?.config ?? {}) as Knex.Config;
    const what = { url, folder, migrations: some, config, checkDown: withDown };
    const rehearsed = await withEnvironment(url, knexfile === null ? null : folder, () =>
      rehearse({
        ...what,
        scope,
        timeouts: options.timeouts,
        ...(needSurroundings(options) ? { around: { applicationRole: applicationRole(spec) } } : {}),
      }),
    );
    return { url, rehearsed };
  };
  /** What may be missing here, or in the way, and is not the migrations' fault; each is put right once. */
  const remedies: Readonly<Record<string, (url: string) => Promise<boolean>>> = {
    // A role that the spec names; on a server of somebody else's we make none.
    '42704': (url) => (server.ours ? onDatabase(url, (session) => makeMissingRoles(session, scope)) : never()),
    // A project that makes the schema itself: then nobody else had tables in it before.
    '42P06': async () => {
      const some = standIns.length > 0 && spec.schema !== 'public';
      standIns = [];
      return some;
    },
  };
  let result = await attempt(migrations, checkDown);
  for (const [code, remedy] of Object.entries(remedies)) {
    const { failure } = result.rehearsed;
    if (failure?.code === code && (await remedy(result.url))) result = await attempt(migrations, checkDown);
  }
  const { failure } = result.rehearsed;
  if (failure === null) return result;
  const failing = migrations.findIndex(({ name }) => name === failure.name);
  const again = await attempt(migrations.slice(0, failing), false);
  return { url: again.url, rehearsed: { ...again.rehearsed, failure } };
}

async function never(): Promise<boolean> {
  return false;
}

/** @returns whether there was one to make */
async function makeMissingRoles(session: Session, { roles, forbiddenRoles }: Scope): Promise<boolean> {
  const missing = await missingRoles(
    session,
    roles.filter((role) => !forbiddenRoles.includes(role)),
  );
  await makeRoles(session, missing);
  return missing.length > 0;
}

async function onDatabase<T>(url: string, work: (session: Session) => Promise<T>) {
  const session = await connect({ url });
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/**
 * A migration that opens a connection of its own must find the throw-away database, whatever the environment named.
 * @param folder where to work: Knex's command line works in its knexfile's folder; null: where we are
 */
async function withEnvironment<T>(url: string, folder: string | null, work: () => Promise<T>): Promise<T> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const names = {
    DATABASE_URL: url,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
  const before = Object.keys(names).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, names);
  const home = process.cwd();
  if (folder !== null) process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(home);
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
