/** Findings as a person reads them: by table in the order of the spec, worst first, the fix beside each. */
import kleur from 'kleur';
import type { Finding, Severity } from '../checks/types.js';
import { byCheck, byMigration, byPlace, detailsOf, verdictOf, worstOf } from './findings.js';
import { printable } from './printable.js';
import type { CheckReport, RehearsedMigration, TextOptions } from './types.js';
import { countOf, paint, wrap, wrapSql } from './words.js';

const MARK: Readonly<Record<Severity, string>> = { error: 'error  ', warning: 'warning', info: 'info   ' };
const PAINT: Readonly<Record<Severity, (text: string) => string>> = {
  error: kleur.red,
  warning: kleur.yellow,
  info: kleur.cyan,
};

/** From so many findings on, a summary by check follows them. */
const MANY = 10;

export function checkAsText(report: CheckReport, options: TextOptions): string {
  return paint(options.color, () => {
    const { findings, tables, rehearsal } = report;
    const places = (some: readonly Finding[]) =>
      [...byPlace(some, tables)].map(([place, those]) => groupAsText(place, those, options));
    const groups =
      rehearsal === null
        ? places(findings)
        : byMigration(findings, rehearsal.migrations).flatMap(([migration, some]) => [
            migrationAsText(migration, some, options),
            ...places(some),
          ]);
    const summary = findings.length < MANY ? [] : [`${summaryOf(findings)}\n`];
    const { inferred } = report;
    const before = inferred === null ? [] : [`${saidAsText(inferred.said, options)}\n`];
    const after = inferred === null ? [] : [`${wrap(printable(inferred.next), options.columns, 0)}\n`];
    return [...before, ...groups, ...summary, `${verdict(report, options)}\n`, ...after].join('\n');
  });
}

/** What stood in for a spec. */
function saidAsText(said: readonly string[], { columns }: TextOptions): string {
  return said.map((line) => wrap(printable(line), columns, 2)).join('\n');
}

/** At most so many lines of what a migration printed. */
const PRINTED = 5;

function migrationAsText(
  migration: RehearsedMigration | null,
  findings: readonly Finding[],
  { columns }: TextOptions,
): string {
  const title = migration === null ? 'no migration' : migration.file;
  const lines = (migration?.output ?? []).map((line) => `  it prints: ${wrap(printable(line), columns, 13)}`);
  const shown =
    lines.length <= PRINTED ? lines : [...lines.slice(0, PRINTED), `  and ${lines.length - PRINTED} more lines`];
  const rule = '─'.repeat(Math.min(columns, 100));
  const count = findings.length === 0 ? '' : `  ${kleur.dim(countOf(findings.length, 'finding'))}`;
  return [kleur.dim(rule), `${kleur.bold(printable(title))}${count}`, ...shown.map(kleur.dim), ''].join('\n');
}

export function groupAsText(place: string, findings: readonly Finding[], options: TextOptions): string {
  const shown = new Set<string>();
  const texts = findings.map((finding) => {
    const text = lines(finding, place, fixOf(finding, shown), options);
    for (const sql of finding.fix) shown.add(sql);
    return text;
  });
  return [kleur.bold(printable(place)), ...texts, ''].join('\n');
}

function lines(finding: Finding, place: string, fix: readonly string[], options: TextOptions): string {
  const indent = ' '.repeat(11);
  const label = (text: string) => `${indent}${kleur.dim(text.padEnd(9))} `;
  const block = (name: string, text: string) =>
    `${label(name)}${wrap(printable(text.trim()), options.columns, indent.length + 10)}`;
  const message = wrap(printable(shorten(finding.message, place)), options.columns, indent.length);
  const details = detailsOf(finding);
  const blocks = (some: typeof details) => some.map(({ label: name, text }) => block(name, text));
  return [
    `  ${PAINT[finding.severity](MARK[finding.severity])}  ${withCheck(message, finding.check, options.columns)}`,
    ...blocks(details.filter((one) => one.label !== 'hint')),
    ...fix.map(
      (sql, i) => `${label(i === 0 ? 'fix' : '')}${wrapSql(printable(sql), options.columns, indent.length + 10)}`,
    ),
    ...blocks(details.filter((one) => one.label === 'hint')),
  ].join('\n');
}

/** The check's name after the message, where it fits behind the last line. */
function withCheck(message: string, check: string, columns: number): string {
  if (check === 'drift') return message;
  const last = message.split('\n').at(-1) ?? '';
  const used = last === message ? last.length + 11 : last.length;
  const fits = used + check.length + 4 <= columns;
  return `${message}${fits ? '  ' : `\n${' '.repeat(11)}`}${kleur.dim(`[${check}]`)}`;
}

/** What is as long as a script is not read here, and what mends several findings of a table is shown with the first. */
function fixOf({ fix }: Finding, shown: ReadonlySet<string>): string[] {
  const lines = fix.reduce((sum, sql) => sum + sql.split('\n').length, 0);
  if (fix.length > 4 || lines > 12) return [`${countOf(fix.length, 'statement')}; see them with: schema-audit plan`];
  const left = fix.filter((sql) => !shown.has(sql)).map((sql) => `${sql};`);
  if (left.length === fix.length) return left;
  return [left.length === 0 ? 'as above' : 'as above, and', ...left];
}

/** The heading has said which table. */
function shorten(message: string, place: string): string {
  return message.replaceAll(`${place}.`, '');
}

/** One line a check. */
function summaryOf(findings: readonly Finding[]): string {
  const groups = byCheck(findings);
  const width = Math.max(...groups.map(({ check }) => check.length));
  const rows = groups.map(({ check, consolidationIssue, found }) => {
    const issue = consolidationIssue === null ? '' : `  issue ${consolidationIssue}`;
    const count = PAINT[worstOf(found)](String(found.length).padStart(5));
    return `${count}  ${issue === '' ? check : check.padEnd(width)}${kleur.dim(issue)}`;
  });
  return [kleur.bold('found by check'), ...rows].join('\n');
}

function verdict(report: CheckReport, options: TextOptions): string {
  const { clean, text, counted } = verdictOf(report);
  const wrapped = wrap(printable(text), options.columns, 0);
  if (clean) return wrapped.replace('✓', kleur.green('✓'));
  const painted = counted.reduce((all, one) => all.replace(one.said, PAINT[one.severity](one.said)), wrapped);
  const check = report.findings.find((finding) => finding.check !== 'drift')?.check;
  return check === undefined ? painted : `${painted}\n${kleur.dim(`why: schema-audit explain ${check}`)}`;
}
