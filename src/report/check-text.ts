/** Findings as a person reads them: by table, worst first, the fix beside each. */
import kleur from 'kleur';
import type { Finding, Severity } from '../checks/types.js';
import { printable } from './printable.js';
import type { CheckReport, TextOptions } from './types.js';
import { countOf, paint, wrap } from './words.js';

const MARK: Readonly<Record<Severity, string>> = { error: 'error  ', warning: 'warning', info: 'info   ' };
const PAINT: Readonly<Record<Severity, (text: string) => string>> = {
  error: kleur.red,
  warning: kleur.yellow,
  info: kleur.cyan,
};

export function checkAsText(report: CheckReport, options: TextOptions): string {
  return paint(options.color, () => {
    const groups = [...groupByPlace(report.findings)].map(([place, findings]) => groupAsText(place, findings, options));
    return [...groups, `${verdict(report)}\n`].join('\n');
  });
}

function groupByPlace(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { kind, schema, table, name } = finding.object;
    const place = table === undefined ? `${kind} ${name ?? ''}` : `${schema}.${table}`;
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [finding]);
    else group.push(finding);
  }
  return groups;
}

export function groupAsText(place: string, findings: readonly Finding[], options: TextOptions): string {
  return [kleur.bold(printable(place)), ...findings.map((finding) => lines(finding, place, options)), ''].join('\n');
}

function lines(finding: Finding, place: string, options: TextOptions): string {
  const id = finding.check === 'drift' ? '' : `  ${kleur.dim(finding.check)}`;
  const indent = ' '.repeat(11);
  const block = (label: string, text: string) =>
    `${indent}${kleur.dim(label.padEnd(9))} ${wrap(printable(text.trim()), options.columns, indent.length + 10)}`;
  const message = shorten(finding.message, place);
  const differs = finding.expected !== null && finding.actual !== null && !finding.message.includes(finding.expected);
  const single = differs ? null : (finding.expected ?? finding.actual);
  return [
    `  ${PAINT[finding.severity](MARK[finding.severity])}  ${wrap(printable(message), options.columns, indent.length)}${id}`,
    ...(differs ? [block('spec', finding.expected ?? ''), block('database', finding.actual ?? '')] : []),
    ...(single === null || single === '' || finding.message.includes(single) || finding.fix.length > 0
      ? []
      : [block('is', single)]),
    ...fixOf(finding).map((fix) => block('fix', fix)),
    ...(finding.hint === null ? [] : [block('hint', finding.hint)]),
  ].join('\n');
}

/** A fix that is as long as a script is not read here. */
function fixOf({ fix }: Finding): string[] {
  const lines = fix.reduce((sum, sql) => sum + sql.split('\n').length, 0);
  if (fix.length <= 4 && lines <= 12) return fix.map((sql) => `${sql};`);
  return [`${countOf(fix.length, 'statement')}; see them with: schema-audit plan`];
}

/** The heading has said which table. */
function shorten(message: string, place: string): string {
  return message.replaceAll(`${place}.`, '');
}

function verdict(report: CheckReport): string {
  const { target, tables, findings } = report;
  const where = printable(
    `${target.database} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`,
  );
  const count = (severity: Severity) => findings.filter((f) => f.severity === severity).length;
  const said = (['error', 'warning', 'info'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) =>
      PAINT[severity](severity === 'info' ? `${count('info')} for information` : countOf(count(severity), severity)),
    );
  if (count('error') + count('warning') > 0)
    return `${said.join(', ')} in ${where}, ${countOf(tables, 'table')} of the spec`;
  const also = said.length === 0 ? '' : `; ${said.join(', ')}`;
  return `${kleur.green('✓')} ${where}: ${countOf(tables, 'table')}, as in the spec${also}`;
}
