/** check --migrations: the project's migrations on a throw-away database, and what is wrong with what they build. */
import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { addressOf } from '../catalog/address.js';
import { type Catalog, KIND_NAMES } from '../catalog/types.js';
import type { Finding } from '../checks/types.js';
import { UserError } from '../errors.js';
import { migrationNames } from '../knex/folder.js';
import { type Rehearsed, rehearse } from '../knex/rehearse.js';
import type { RehearsedMigration } from '../report/types.js';
import { scopeOf } from '../spec/compile.js';
import { lookFromOutside } from '../sql/aside.js';
import type { Item } from '../sql/inventory.js';
import type { Scope } from '../sql/kind.js';
import { createDatabase, dropDatabase, makeRoles, makeStandIns, missingRoles } from '../sql/scratch.js';
import { connect } from '../sql/session.js';
import { pin, type Timeouts } from '../sql/settings.js';
import { type Audited, type AuditOptions, auditSnapshot } from './audit.js';
import type { Io } from './io.js';
import { causes, evidenceOf, placesIn } from './rehearsal-evidence.js';
import type { Loaded } from './spec.js';
import { standInsFor } from './stand-ins.js';

export interface RehearsalOptions extends Pick<AuditOptions, 'strict' | 'selected'> {
  readonly migrations: string;
  /** A server on which we may make a database; undefined: an embedded one. */
  readonly scratchUrl?: string;
  readonly checkDown?: boolean;
  readonly timeouts: Timeouts;
}

export interface RehearsalResult extends Audited {
  readonly migrations: readonly RehearsedMigration[];
}

/**
 * Rehearses and audits. Nothing of it is left behind, but for roles that migrations made on a server of `--scratch-url`.
 * @throws UserError where there is no such folder, no server, or nothing to run migrations with
 */
export async function auditMigrations(loaded: Loaded, options: RehearsalOptions, io: Io): Promise<RehearsalResult> {
  const found = await migrationNames([options.migrations]);
  if (found.length === 0) {
    throw new UserError(`there are no migrations in ${options.migrations}`, { hint: 'is the path right?' });
  }
  const migrations = found.map(({ name, directory }) => ({ name, path: resolve(directory, name) }));
  const server = await openServer(options.scratchUrl);
  const interrupted = untilInterrupted(io);
  try {
    return await Promise.race([interrupted.promise, auditOn(server, loaded, migrations, options)]);
  } finally {
    interrupted.forget();
    await server.close();
  }
}

interface Server {
  /** A new, empty database. */
  readonly database: () => Promise<string>;
  /** Whether the whole cluster is thrown away. */
  readonly ours: boolean;
  readonly close: () => Promise<void>;
}

async function openServer(scratchUrl: string | undefined): Promise<Server> {
  const { startEmbedded } = await import('../embedded/server.js');
  if (scratchUrl !== undefined && !URL.canParse(scratchUrl)) {
    throw new UserError('--scratch-url is not a URL', { hint: 'write postgres://user@host:5432/postgres' });
  }
  const embedded = scratchUrl === undefined ? await startEmbedded() : undefined;
  const url = embedded?.url ?? scratchUrl ?? '';
  const made: string[] = [];
  return {
    ours: embedded !== undefined,
    database: async () => {
      const name = `schema_audit_${randomBytes(6).toString('hex')}`;
      made.push(name);
      return createDatabase(url, name);
    },
    close: async () => {
      if (embedded !== undefined) await embedded.stop();
      else for (const name of made) await dropDatabase(url, name).catch(() => undefined);
    },
  };
}

function untilInterrupted({ signal }: Io): { readonly promise: Promise<never>; readonly forget: () => void } {
  let stop: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    stop = () => reject(new UserError('interrupted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });
  promise.catch(() => undefined);
  return { promise, forget: () => signal.removeEventListener('abort', stop) };
}

type Migration = { readonly name: string; readonly path: string };

async function auditOn(
  server: Server,
  loaded: Loaded,
  migrations: readonly Migration[],
  options: RehearsalOptions,
): Promise<RehearsalResult> {
  const { url, rehearsed } = await rehearseOn(server, loaded, migrations, options);
  const texts = placesIn(migrations, options.migrations);
  const session = await connect({ url });
  try {
    const evidence = await evidenceOf(rehearsed, loaded.spec, texts);
    const moments = [rehearsed.before, ...rehearsed.steps.map(({ after }) => after)];
    const last = moments.length - 1;
    return await lookFromOutside(session, async (at) => {
      await at.run([pin(options.timeouts)]);
      const audited: Audited[] = [];
      for (const [i, { snapshot }] of moments.entries()) {
        const { strict, selected } = options;
        const how = { ...(strict === undefined ? {} : { strict }), ...(selected === undefined ? {} : { selected }) };
        const looked = { ...snapshot, catalog: withoutOthers(snapshot.catalog, loaded, rehearsed.before.items) };
        audited.push(await auditSnapshot(at, loaded, looked, i === last ? { ...how, rehearsal: evidence } : how));
      }
      const [final] = audited.slice(-1);
      if (final === undefined) throw new Error('nothing was read');
      const causeOf = causes(
        audited.map(({ findings }) => findings),
        rehearsed.steps.map(({ name }) => name),
      );
      const blamed = final.findings.flatMap((finding): Finding[] => {
        if (finding.migration !== null) return [finding];
        const cause = causeOf(finding);
        // After a failure, what no migration brought about is what the others would have made.
        if (cause === null) return rehearsed.failure === null ? [finding] : [];
        return [{ ...finding, migration: texts(cause, [finding.object.name, finding.object.table]) }];
      });
      const ran = new Map(rehearsed.steps.map((step) => [step.name, step]));
      return {
        ...final,
        findings: blamed,
        migrations: migrations.map(({ name }) => ({
          name,
          file: join(options.migrations, name),
          ran: ran.has(name),
          output: ran.get(name)?.output ?? [],
        })),
      };
    });
  } finally {
    await session.end();
  }
}

/**
 * Runs them all. What fails is run again without the one that failed, so that what the others built is there to be
 * looked at; and where a role of the spec's was missing, once more with it.
 */
async function rehearseOn(
  server: Server,
  { spec }: Loaded,
  migrations: readonly Migration[],
  options: RehearsalOptions,
): Promise<{ readonly url: string; readonly rehearsed: Rehearsed }> {
  const scope = scopeOf(spec);
  const standIns = standInsFor(spec);
  const attempt = async (some: readonly Migration[], checkDown: boolean) => {
    const url = await server.database();
    await onDatabase(url, (session) => makeStandIns(session, standIns));
    const what = { url, folder: dirname(migrations[0]?.path ?? ''), migrations: some, config: {}, checkDown };
    const rehearsed = await withEnvironment(url, () =>
      rehearse({ ...what, scope: scopeFor(scope, options), timeouts: options.timeouts }),
    );
    return { url, rehearsed };
  };
  const checkDown = options.checkDown === true;
  let result = await attempt(migrations, checkDown);
  if (result.rehearsed.failure?.code === '42704' && server.ours) {
    const wanted = scope.roles.filter((role) => !scope.forbiddenRoles.includes(role));
    const { url } = result;
    const made = await onDatabase(url, async (session) => {
      const missing = await missingRoles(session, wanted);
      if (missing.length > 0) await makeRoles(session, missing);
      return missing.length > 0;
    });
    if (made) result = await attempt(migrations, checkDown);
  }
  const { failure } = result.rehearsed;
  if (failure === null) return result;
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name === failure.name),
  );
  const again = await attempt(before, false);
  return { url: again.url, rehearsed: { ...again.rehearsed, failure } };
}

/** What stood there before the migrations is none of theirs. */
function withoutOthers(catalog: Catalog, { spec }: Loaded, before: readonly Item[]): Catalog {
  const own = new Set(scopeOf(spec).tables);
  const others = new Set(
    before.flatMap(({ schema, name }) => (schema === spec.schema && !own.has(name) ? [name] : [])),
  );
  const entries = KIND_NAMES.map((kind) => [
    kind,
    catalog[kind].filter((object) => !others.has(addressOf(object).table ?? '')),
  ]);
  return { ...catalog, ...Object.fromEntries(entries) };
}

/** With --strict every table of the schema is looked at. */
function scopeFor(scope: Scope, { strict }: RehearsalOptions): Scope {
  return strict === true ? { ...scope, tables: null } : scope;
}

async function onDatabase<T>(url: string, work: (session: Awaited<ReturnType<typeof connect>>) => Promise<T>) {
  const session = await connect({ url });
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/** A migration that opens a connection of its own must find the throw-away database, whatever the environment named. */
async function withEnvironment<T>(url: string, work: () => Promise<T>): Promise<T> {
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
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
