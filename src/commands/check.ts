/** check: says where a live database differs from the spec. Read-only, with CONNECT alone. */
import { checks } from '../checks/index.js';
import { SEVERITIES, type Severity } from '../checks/types.js';
import { UserError } from '../errors.js';
import type { CheckReport } from '../report/types.js';
import { audit } from './audit.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { type SelectionOptions, selectedChecks } from './selection.js';
import { loadSpec } from './spec.js';

export interface CheckOptions extends CommonOptions, SelectionOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity | 'never';
  readonly strict?: boolean;
  /** Asks the rows too (needs SELECT). */
  readonly data?: boolean;
  /** Shows the truth tables before the findings (text). */
  readonly explainPolicies?: boolean;
  /** Milliseconds */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const selected = selectedChecks(options);
  refuseSilence(options);
  const database = open(options, io);
  try {
    await database.started;
    const loaded = loadSpec(options);
    // Loaded while the server is at work.
    const writing = writerFor(options, io);
    writing.catch(() => undefined);
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const audited = await audit(await database.session, loaded, timeouts, {
      ...(options.strict === undefined ? {} : { strict: options.strict }),
      data: options.data ?? false,
      ...(selected === undefined ? {} : { selected }),
    });
    const failing = options.failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
    const ok = !audited.findings.some(({ severity }) => failing.includes(severity));
    const report: CheckReport = {
      findings: audited.findings,
      truth: audited.truth,
      target: { database: audited.database, serverVersion: audited.serverVersion, schemas: [loaded.spec.schema] },
      tables: loaded.catalog.table.map(({ schema, table }) => `${schema}.${table}`),
      selected: selected?.map(({ id }) => id) ?? null,
      ok,
    };
    // The report is written while the connection closes.
    void database.close();
    emit((await writing)(report), options, io);
    return ok ? EXIT.clean : EXIT.findings;
  } finally {
    await database.close();
  }
}

/** A check that was asked for by name and cannot speak must not look like one that found nothing. */
function refuseSilence({ only = [], data = false }: CheckOptions): void {
  const silent = data ? [] : checks.filter((one) => one.data === true && only.includes(one.id)).map(({ id }) => id);
  if (silent.length > 0) {
    const speak = silent.length === 1 ? 'speaks' : 'speak';
    throw new UserError(`${silent.join(', ')} ${speak} of rows, and rows are only asked with --data`, {
      hint: 'add --data (needs SELECT)',
    });
  }
}

/** How to write the report in the format asked for. */
async function writerFor(options: CheckOptions, io: Io): Promise<(report: CheckReport) => string> {
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
    default:
      throw new UserError(`check has no format ${String(options.format)}`);
  }
}
