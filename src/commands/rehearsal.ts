/** check --migrations: the project's migrations on a throw-away database, and what is wrong with what they build. */
import { join, resolve } from 'node:path';
import { addressOf } from '../catalog/address.js';
import { type Catalog, KIND_NAMES } from '../catalog/types.js';
import type { Finding } from '../checks/types.js';
import { UserError } from '../errors.js';
import { outlastStrangers } from '../knex/console.js';
import { migrationNames } from '../knex/folder.js';
import { readKnexfile } from '../knex/knexfile.js';
import type { RehearsedMigration } from '../report/types.js';
import { scopeOf } from '../spec/compile.js';
import { lookFromOutside } from '../sql/aside.js';
import type { Item } from '../sql/inventory.js';
import { connect } from '../sql/session.js';
import { pin } from '../sql/settings.js';
import { type Audited, auditSnapshot } from './audit.js';
import type { Io } from './io.js';
import { causes, evidenceOf, NOTHING_SEEN } from './rehearsal-evidence.js';
import { placesIn } from './rehearsal-places.js';
import { openServer, type Project, type RehearsalOptions, rehearseOn, type Server } from './rehearsal-run.js';
import type { Loaded } from './spec.js';

export type { RehearsalOptions } from './rehearsal-run.js';

export interface RehearsalResult extends Audited {
  readonly migrations: readonly RehearsedMigration[];
}

/**
 * Rehearses and audits. Nothing of it is left behind, but for roles that migrations made on a server of `--scratch-url`.
 * @throws UserError where there is no such folder, no server, or nothing to run migrations with
 */
export async function auditMigrations(loaded: Loaded, options: RehearsalOptions, io: Io): Promise<RehearsalResult> {
  const knexfile = options.knexfile === undefined ? null : await readKnexfile(options.knexfile, options.env);
  const { loadExtensions = null } = knexfile?.migrations ?? {};
  const found = await migrationNames([options.migrations], loadExtensions === null ? {} : { loadExtensions });
  if (found.length === 0) {
    throw new UserError(`there are no migrations in ${options.migrations}`, { hint: 'is the path right?' });
  }
  const migrations = found.map(({ name, directory }) => ({ name, path: resolve(directory, name) }));
  outlastStrangers();
  const server = await openServer(options.scratchUrl);
  const interrupted = untilInterrupted(io);
  try {
    return await Promise.race([interrupted.promise, auditOn(server, loaded, { migrations, knexfile }, options)]);
  } finally {
    interrupted.forget();
    await server.close();
  }
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

async function auditOn(
  server: Server,
  loaded: Loaded,
  project: Project,
  options: RehearsalOptions,
): Promise<RehearsalResult> {
  const { migrations } = project;
  const { url, rehearsed } = await rehearseOn(server, loaded, project, options);
  const texts = placesIn(migrations, options.migrations);
  const session = await connect({ url });
  try {
    const evidence = await evidenceOf(rehearsed, loaded.spec, texts);
    const moments = [rehearsed.before, ...rehearsed.steps.map(({ after }) => after)];
    const last = moments.length - 1;
    return await lookFromOutside(session, async (at) => {
      await at.run([pin(options.timeouts)]);
      const audited: Audited[] = [];
      for (const [i, { snapshot, surroundings: around }] of moments.entries()) {
        const { selected, settling } = options;
        const how = {
          rehearsal: i === last ? evidence : NOTHING_SEEN,
          around,
          ...(selected === undefined ? {} : { selected }),
          ...(settling === undefined || i < last ? {} : { settling }),
        };
        const looked = { ...snapshot, catalog: withoutOthers(snapshot.catalog, loaded, rehearsed.before.items) };
        audited.push(await auditSnapshot(at, loaded, looked, how));
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

/** What stood there before the migrations is none of theirs. */
function withoutOthers(catalog: Catalog, { spec }: Loaded, before: readonly Item[]): Catalog {
  const own = new Set(scopeOf(spec).schemas[0].relations);
  const others = new Set(
    before.flatMap(({ schema, name }) => (schema === spec.schema && !own.has(name) ? [name] : [])),
  );
  const entries = KIND_NAMES.map((kind) => [
    kind,
    catalog[kind].filter((object) => !others.has(addressOf(object).table ?? '')),
  ]);
  return { ...catalog, ...Object.fromEntries(entries) };
}
