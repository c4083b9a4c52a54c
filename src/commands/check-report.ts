/** How a check ends: its report, in the format asked for, and the exit code. */
import { checks } from '../checks/index.js';
import { type Check, type Finding, SEVERITIES, type Severity } from '../checks/types.js';
import type { CheckReport } from '../report/types.js';
import { countOf } from '../report/words.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import type { SelectionOptions } from './selection.js';
import { baselineFile, type SettingsOptions, writeBaseline } from './settings.js';

export interface CheckOptions extends CommonOptions, SelectionOptions, SettingsOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'junit' | 'github' | 'gitlab' | 'markdown' | 'html';
  readonly failOn: Severity | 'never';
  /** Held against what most of its own tables do, instead of a spec. */
  readonly noSpec?: boolean;
  readonly tenantColumn?: string;
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

/** Whether nothing was found at or above what --fail-on says. */
export function isOk(findings: readonly Finding[], { failOn }: Pick<CheckOptions, 'failOn'>): boolean {
  const failing = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return !findings.some(({ severity }) => failing.includes(severity));
}

/** Reports; with --update-baseline what is found becomes what is known. */
export function conclude(
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

/** How to write the report in the format asked for. */
export async function writerFor(
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
        (one) =>
          (one.data !== true || options.data === true) &&
          (one.rehearsal !== true || rehearsing) &&
          (one.withoutSpec !== true || options.noSpec === true),
      );
      return formatFor(options.format, ran, io);
    }
  }
}
