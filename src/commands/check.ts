/** check: says where a live database differs from the spec. Read-only, with CONNECT alone. */
import { checks } from '../checks/index.js';
import { type Check, SEVERITIES, type Severity } from '../checks/types.js';
import { UserError } from '../errors.js';
import type { CheckReport } from '../report/types.js';
import { countOf } from '../report/words.js';
import { type Audited, audit } from './audit.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { type SelectionOptions, selectedChecks } from './selection.js';
import { baselineFile, type SettingsOptions, settlingFor, writeBaseline } from './settings.js';
import { type Loaded, loadSpec } from './spec.js';

export interface CheckOptions extends CommonOptions, SelectionOptions, SettingsOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'junit' | 'github' | 'gitlab' | 'markdown' | 'html';
  readonly failOn: Severity | 'never';
  readonly strict?: boolean;
  /** Asks the rows too (needs SELECT). */
  readonly data?: boolean;
  /** Looks at what these migrations build on a throw-away database, instead of a live one. */
  readonly migrations?: string;
  /** The server to rehearse on; by default an embedded one. */
  readonly scratchUrl?: string;
  /** Also takes the migrations back. */
  readonly checkDown?: boolean;
  /** Settings for the migrations' Knex, and their environment. */
  readonly knexfile?: string;
  readonly env?: string;
  /** Shows the truth tables before the findings (text). */
  readonly explainPolicies?: boolean;
  /** Milliseconds */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const selected = selectedChecks(options);
  refuseSilence(options);
  if (options.updateBaseline === true && selected !== undefined) {
    throw new UserError('--update-baseline goes with neither --only nor --skip', {
      hint: 'it would forget what the other checks have found',
    });
  }
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

/** Reports; with --update-baseline what is found becomes what is known. */
function conclude(
  report: CheckReport,
  write: (report: CheckReport) => string,
  options: CheckOptions,
  io: Io,
): ExitCode {
  const file = options.updateBaseline === true ? baselineFile(options) : null;
  if (file !== null) {
    writeBaseline(file, report.findings);
    io.err(`${file}: ${countOf(report.findings.length, 'finding')} written down as known\n`);
    return EXIT.clean;
  }
  emit(write(report), options, io);
  return report.ok ? EXIT.clean : EXIT.findings;
}

function reportOf(
  { findings, suppressed, truth, database, serverVersion }: Audited,
  { spec, catalog }: Loaded,
  { failOn }: CheckOptions,
  selected: readonly Check[] | undefined,
): CheckReport {
  const failing = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return {
    findings,
    suppressed,
    truth,
    target: { database, serverVersion, schemas: [spec.schema] },
    tables: catalog.table.map(({ schema, table }) => `${schema}.${table}`),
    selected: selected?.map(({ id }) => id) ?? null,
    ok: !findings.some(({ severity }) => failing.includes(severity)),
    rehearsal: null,
  };
}

/** A check that was asked for by name and cannot speak must not look like one that found nothing. */
function refuseSilence({ only = [], data = false, migrations }: CheckOptions): void {
  const rehearsing = migrations !== undefined;
  if (rehearsing && data) {
    throw new UserError('--data asks the rows of a database, and the one that --migrations builds has none');
  }
  const needs = [
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

/** How to write the report in the format asked for. */
async function writerFor(
  options: CheckOptions,
  selected: readonly Check[] | undefined,
  io: Io,
): Promise<(report: CheckReport) => string> {
  switch (options.format) {
    case 'text': {
      const text = { color: io.color && options.output === undefined, columns: io.columns };
      const { checkAsText } = await import('../report/check-text.js');
      if (options.explainPolicies !== true) return (report) => checkAsText(report, text);
      const { truthAsText } = await import('../report/truth-text.js');
      return (report) => `${truthAsText(report.truth, text)}\n${checkAsText(report, text)}`;
    }
    case 'json': {
      const { checkAsJson } = await import('../report/check-json.js');
      return checkAsJson;
    }
    default: {
      const { formatFor } = await import('./formats.js');
      const rehearsing = options.migrations !== undefined;
      const ran = (selected ?? checks).filter(
        (one) => (one.data !== true || options.data === true) && (one.rehearsal !== true || rehearsing),
      );
      return formatFor(options.format, ran, io);
    }
  }
}
