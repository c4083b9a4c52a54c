/** Findings as workflow commands of GitHub Actions: annotations of the lines in question, and red lines in the log. */
import type { Severity } from '../checks/types.js';
import { linesOf, placeOf, verdictOf } from './findings.js';
import { printable } from './printable.js';
import type { CheckReport } from './types.js';

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Of a kind, in a step: GitHub makes an annotation of the first so many; the log has them all. */
const SHOWN = 10;

/**
 * A line a finding, after one with the verdict. Nothing but commands: in any other line, whatever looks like a command is
 * one to GitHub, even in the middle (`##[error]`).
 */
export function checkAsGithub(report: CheckReport): string {
  const { findings } = report;
  const many = (['error', 'warning', 'info'] as const).some(
    (severity) => findings.filter((f) => f.severity === severity).length > SHOWN,
  );
  const rest = many
    ? `\nGitHub shows ${SHOWN} annotations of a kind; all findings are in the log and in the summary.`
    : '';
  const lines = findings.map((finding) => {
    const place = placeOf(finding);
    return command(
      COMMAND[finding.severity],
      {
        ...(place === null ? {} : { file: place.file, line: String(place.line) }),
        ...(place?.column == null ? {} : { col: String(place.column) }),
        title: finding.check,
      },
      [...linesOf(finding), ...finding.fix.map((sql) => `fix: ${sql};`)].join('\n'),
    );
  });
  return [command('notice', { title: 'schema-audit' }, `${verdictOf(report).text}${rest}`), ...lines].join('');
}

function command(name: string, properties: Readonly<Record<string, string>>, data: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${forProperty(value)}`);
  return `::${name} ${pairs.join(',')}::${forData(data)}\n`;
}

/** As `@actions/core` escapes; the percent sign first. */
function forData(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function forProperty(text: string): string {
  return forData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
