/** check: says where a live database differs from the spec. Read-only, with CONNECT alone. */
import { checks } from '../checks/index.js';
import type { Check } from '../checks/types.js';
import { UserError } from '../errors.js';
import type { CheckReport } from '../report/types.js';
import { type Audited, audit } from './audit.js';
import { type CheckOptions, conclude, isOk, writerFor } from './check-report.js';
import { open } from './database.js';
import type { ExitCode, Io } from './io.js';
import { selectedChecks } from './selection.js';
import { settlingFor } from './settings.js';
import { type Loaded, loadSpec } from './spec.js';

export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const selected = selectedChecks(options);
  refuseSilence(options);
  if (options.updateBaseline === true && selected !== undefined) {
    throw new UserError('--update-baseline goes with neither --only nor --skip', {
      hint: 'it would forget what the other checks have found',
    });
  }
  if (options.noSpec === true) {
    const { checkWithoutSpec } = await import('./check-without-spec.js');
    return checkWithoutSpec(options, selected, io);
  }
  if (options.tenantColumn !== undefined)
    throw new UserError('--tenant-column goes with --no-spec', { hint: 'a spec names the column itself' });
  if (options.migrations !== undefined) return rehearsed(options, options.migrations, selected, io);
  const { scratchUrl, checkDown, knexfile, env } = options;
  if (scratchUrl !== undefined || checkDown === true || knexfile !== undefined || env !== undefined) {
    throw new UserError('--scratch-url, --check-down, --knexfile and --env go with --migrations', {
      hint: 'name the folder of migrations',
    });
  }
  const database = open(options, io);
  try {
    await database.started;
    const loaded = loadSpec(options);
    // Loaded while the server is at work.
    const writing = writerFor(options, selected, io);
    writing.catch(() => undefined);
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const settling = await settlingFor(loaded.spec, options, new Date());
    const audited = await audit(await database.session, loaded, timeouts, {
      settling,
      ...(options.strict === undefined ? {} : { strict: options.strict }),
      data: options.data ?? false,
      ...(selected === undefined ? {} : { selected }),
    });
    // The report is written while the connection closes.
    void database.close();
    return conclude(reportOf(audited, loaded, options, selected), await writing, options, io);
  } finally {
    await database.close();
  }
}

/** The same of what migrations build on a throw-away database. */
async function rehearsed(
  options: CheckOptions,
  directory: string,
  selected: readonly Check[] | undefined,
  io: Io,
): Promise<ExitCode> {
  if (options.databaseUrl !== undefined) {
    throw new UserError('--migrations rehearses on a throw-away database, so that --database-url has no place here', {
      hint: 'to rehearse on a server of your own, see --scratch-url',
    });
  }
  const loaded = loadSpec(options);
  const { auditMigrations } = await import('./rehearsal.js');
  const { migrations, ...audited } = await auditMigrations(
    loaded,
    {
      migrations: directory,
      timeouts: { lock: options.lockTimeout, statement: options.statementTimeout },
      checkDown: options.checkDown ?? false,
      settling: await settlingFor(loaded.spec, options, new Date()),
      ...(options.scratchUrl === undefined ? {} : { scratchUrl: options.scratchUrl }),
      ...(options.knexfile === undefined ? {} : { knexfile: options.knexfile }),
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(selected === undefined ? {} : { selected }),
    },
    io,
  );
  const report = { ...reportOf(audited, loaded, options, selected), rehearsal: { directory, migrations } };
  return conclude(report, await writerFor(options, selected, io), options, io);
}

function reportOf(
  { findings, suppressed, truth, database, serverVersion }: Audited,
  { spec, catalog }: Loaded,
  options: CheckOptions,
  selected: readonly Check[] | undefined,
): CheckReport {
  return {
    findings,
    suppressed,
    truth,
    target: {
      database,
      serverVersion,
      schemas: [...new Set([spec.schema, ...spec.tables.map(({ schema }) => schema)])],
    },
    tables: catalog.table.map(({ schema, table }) => `${schema}.${table}`),
    selected: selected?.map(({ id }) => id) ?? null,
    ok: isOk(findings, options),
    inferred: null,
    rehearsal: null,
  };
}

/** A check that was asked for by name and cannot speak must not look like one that found nothing. */
function refuseSilence({ only = [], data = false, noSpec = false, migrations }: CheckOptions): void {
  const rehearsing = migrations !== undefined;
  if (rehearsing && data) {
    throw new UserError('--data asks the rows of a database, and the one that --migrations builds has none');
  }
  const needs = [
    { silent: (one: Check) => one.withoutSpec === true && !noSpec, what: 'where there is no spec', add: '--no-spec' },
    { silent: (one: Check) => one.withSpec === true && noSpec, what: 'of what a spec says', add: '--spec <file>' },
    { silent: (one: Check) => one.data === true && !data, what: 'of rows', add: '--data (needs SELECT)' },
    {
      silent: (one: Check) => one.rehearsal === true && !rehearsing,
      what: 'of how migrations run',
      add: '--migrations <dir>',
    },
  ];
  for (const { silent, what, add } of needs) {
    const names = checks.filter((one) => only.includes(one.id) && silent(one)).map(({ id }) => id);
    if (names.length === 0) continue;
    const [option] = add.split(' ');
    throw new UserError(
      `${names.join(', ')} ${names.length === 1 ? 'speaks' : 'speak'} ${what}, and only with ${option}`,
      { hint: `add ${add}` },
    );
  }
}
