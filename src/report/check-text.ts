/** Findings as a person reads them: by table in the order of the spec, worst first, the fix beside each. */
import kleur from 'kleur';
import { type Finding, SEVERITIES, type Severity } from '../checks/types.js';
import { printable } from './printable.js';
import { cellsInWords } from './truth-text.js';
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
      [...groupByPlace(some, tables)].map(([place, those]) => groupAsText(place, those, options));
    const groups =
      rehearsal === null
        ? places(findings)
        : byMigration(findings, rehearsal.migrations).flatMap(([migration, some]) => [
            migrationAsText(migration, some, options),
            ...places(some),
          ]);
    const summary = findings.length < MANY ? [] : [`${byCheck(findings)}\n`];
    return [...groups, ...summary, `${verdict(report, options)}\n`].join('\n');
  });
}

/** Each with what it brought about, in the order in which they ran; at the end what none of them did. */
function byMigration(
  findings: readonly Finding[],
  migrations: readonly RehearsedMigration[],
): readonly (readonly [RehearsedMigration | null, readonly Finding[]])[] {
  const known = new Set(migrations.map(({ name }) => name));
  const of = (name: string | null) =>
    findings.filter(({ migration }) =>
      name === null ? migration === null || !known.has(migration.name) : migration?.name === name,
    );
  const groups = [...migrations, null].map((migration) => [migration, of(migration?.name ?? null)] as const);
  return groups.filter(([migration, some]) => some.length > 0 || (migration?.output.length ?? 0) > 0);
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

/** In the order of the spec; after its tables those that it does not have, then what is no table's. */
function groupByPlace(findings: readonly Finding[], tables: readonly string[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>(tables.map((table) => [table, []]));
  for (const inTable of [true, false]) {
    for (const finding of findings) {
      const { kind, schema, table, name } = finding.object;
      if ((table !== undefined) !== inTable) continue;
      const place = table === undefined ? `${kind} ${name ?? schema ?? ''}` : `${schema}.${table}`;
      groups.set(place, [...(groups.get(place) ?? []), finding]);
    }
  }
  return new Map([...groups].filter(([, some]) => some.length > 0));
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
  const differs = finding.expected !== null && finding.actual !== null && !finding.message.includes(finding.expected);
  const single = differs ? null : (finding.expected ?? finding.actual);
  return [
    `  ${PAINT[finding.severity](MARK[finding.severity])}  ${withCheck(message, finding.check, options.columns)}`,
    ...(differs ? [block('spec', finding.expected ?? ''), block('database', finding.actual ?? '')] : []),
    ...(single === null || single === '' || finding.message.includes(single) || finding.fix.length > 0
      ? []
      : [block('is', single)]),
    ...(finding.cells.length === 0 ? [] : [block('seen', cellsInWords(finding.cells).join('\n'))]),
    ...fix.map(
      (sql, i) => `${label(i === 0 ? 'fix' : '')}${wrapSql(printable(sql), options.columns, indent.length + 10)}`,
    ),
    ...(finding.hint === null ? [] : [block('hint', finding.hint)]),
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

/** One line a check, in the order of the issues and then of how often. */
function byCheck(findings: readonly Finding[]): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.check, [...(groups.get(finding.check) ?? []), finding]);
  const issueOf = ([first]: readonly Finding[]) => first?.consolidationIssue ?? Number.POSITIVE_INFINITY;
  const width = Math.max(...[...groups.keys()].map((check) => check.length));
  const rows = [...groups]
    .sort(([, a], [, b]) => (issueOf(a) === issueOf(b) ? b.length - a.length : issueOf(a) - issueOf(b)))
    .map(([check, some]) => {
      const issue = Number.isFinite(issueOf(some)) ? `  issue ${issueOf(some)}` : '';
      const worst = SEVERITIES.find((severity) => some.some((f) => f.severity === severity)) ?? 'info';
      return `${PAINT[worst](String(some.length).padStart(5))}  ${issue === '' ? check : check.padEnd(width)}${kleur.dim(issue)}`;
    });
  return [kleur.bold('found by check'), ...rows].join('\n');
}

function verdict(report: CheckReport, options: TextOptions): string {
  const { target, tables, selected, findings, rehearsal, suppressed } = report;
  const built =
    rehearsal === null
      ? target.database
      : `what ${countOf(rehearsal.migrations.filter(({ ran }) => ran).length, 'migration')} of ${rehearsal.directory} ${rehearsal.migrations.length === 1 ? 'builds' : 'build'}`;
  const where = printable(`${built} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`);
  const counted = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((f) => f.severity === severity).length;
    const said = severity === 'info' ? `${count} for information` : countOf(count, severity);
    return count === 0 ? [] : [{ severity, said }];
  });
  const said = [...counted.map((one) => one.said), ...leftOut(suppressed)].join(', ');
  const clean = !counted.some(({ severity }) => severity !== 'info');
  const what = selected === null ? 'as in the spec' : `nothing found by ${selected.join(', ')}`;
  const text = clean
    ? `✓ ${where}: ${countOf(tables.length, 'table')}, ${what}${said === '' ? '' : `; ${said}`}`
    : `${said} in ${where}, ${countOf(tables.length, 'table')} of the spec`;
  const wrapped = wrap(text, options.columns, 0);
  if (clean) return wrapped.replace('✓', kleur.green('✓'));
  const painted = counted.reduce((all, one) => all.replace(one.said, PAINT[one.severity](one.said)), wrapped);
  const check = findings.find((finding) => finding.check !== 'drift')?.check;
  return check === undefined ? painted : `${painted}\n${kleur.dim(`why: schema-audit explain ${check}`)}`;
}

/** `3 ignored, 12 known to the baseline`. */
function leftOut(suppressed: CheckReport['suppressed']): readonly string[] {
  const count = (kind: string) => suppressed.filter(({ by }) => by.kind === kind).length;
  const [ignored, known] = [count('ignored'), count('baseline')];
  return [...(ignored === 0 ? [] : [`${ignored} ignored`]), ...(known === 0 ? [] : [`${known} known to the baseline`])];
}
