/** check: says where a live database differs from the spec. Read-only, with CONNECT alone. */
import { SEVERITIES, type Severity } from '../checks/types.js';
import { UserError } from '../errors.js';
import type { CheckReport } from '../report/types.js';
import { audit } from './audit.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { loadSpec } from './spec.js';

export interface CheckOptions extends CommonOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity | 'never';
  readonly strict?: boolean;
  /** Milliseconds */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  const database = open(options, io);
  try {
    const loaded = loadSpec(options);
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const audited = await audit(await database.session, loaded, timeouts, options);
    const failing = options.failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
    const ok = !audited.findings.some(({ severity }) => failing.includes(severity));
    const report: CheckReport = {
      findings: audited.findings,
      truth: audited.truth,
      target: { database: audited.database, serverVersion: audited.serverVersion, schemas: [loaded.spec.schema] },
      tables: loaded.catalog.table.length,
      ok,
    };
    emit(await write(report, options, io), options, io);
    return ok ? EXIT.clean : EXIT.findings;
  } finally {
    await database.close();
  }
}

async function write(report: CheckReport, options: CheckOptions, io: Io): Promise<string> {
  switch (options.format) {
    case 'text': {
      const { checkAsText } = await import('../report/check-text.js');
      return checkAsText(report, { color: io.color && options.output === undefined, columns: io.columns });
    }
    case 'json': {
      const { checkAsJson } = await import('../report/check-json.js');
      return checkAsJson(report);
    }
    default:
      throw new UserError(`check has no format ${String(options.format)}`);
  }
}
