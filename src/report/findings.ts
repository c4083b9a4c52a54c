/** How findings are arranged and what is said of each, whatever the format. */
import { type Finding, SEVERITIES, type Severity } from '../checks/types.js';
import { cellsInWords } from './truth-text.js';
import type { CheckReport, RehearsedMigration } from './types.js';
import { countOf } from './words.js';

/** In the order of the spec; after its tables those that it does not have, then what is no table's. */
export function byPlace(findings: readonly Finding[], tables: readonly string[]): Map<string, Finding[]> {
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

/** Each with what it brought about, in the order in which they ran; at the end (null) what none of them did. */
export function byMigration(
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

export interface OfCheck {
  readonly check: string;
  readonly consolidationIssue: number | null;
  readonly found: readonly Finding[];
}

/** In the order of the issues and then of how often. */
export function byCheck(findings: readonly Finding[]): readonly OfCheck[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.check, [...(groups.get(finding.check) ?? []), finding]);
  const issueOf = ({ consolidationIssue }: OfCheck) => consolidationIssue ?? Number.POSITIVE_INFINITY;
  return [...groups]
    .map(([check, found]) => ({ check, consolidationIssue: found[0]?.consolidationIssue ?? null, found }))
    .sort((a, b) => (issueOf(a) === issueOf(b) ? b.found.length - a.found.length : issueOf(a) - issueOf(b)));
}

/** The gravest severity among findings. */
export function worstOf(findings: readonly Finding[]): Severity {
  return SEVERITIES.find((severity) => findings.some((f) => f.severity === severity)) ?? 'info';
}

export interface Detail {
  readonly label: 'spec' | 'database' | 'is' | 'seen' | 'hint';
  readonly text: string;
}

/** What there is to say of a finding beside its message and its fix; the hint is the last. */
export function detailsOf({ message, expected, actual, cells, fix, hint }: Finding): readonly Detail[] {
  const differs = expected !== null && actual !== null && !message.includes(expected);
  const single = differs ? null : (expected ?? actual);
  return [
    ...(differs ? [detail('spec', expected), detail('database', actual)] : []),
    ...(single === null || single === '' || message.includes(single) || fix.length > 0 ? [] : [detail('is', single)]),
    ...(cells.length === 0 ? [] : [detail('seen', cellsInWords(cells).join('\n'))]),
    ...(hint === null ? [] : [detail('hint', hint)]),
  ];
}

/** A finding as plain text: its message, then a line or more for each detail. */
export function linesOf(finding: Finding): readonly string[] {
  return [finding.message, ...detailsOf(finding).map(({ label, text }) => `${label}: ${text}`)];
}

function detail(label: Detail['label'], text: string): Detail {
  return { label, text: text.trim() };
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

/** Where a person has to look: in the migration that brought it about, else in the spec. Of a file, if nothing else, line 1. */
export function placeOf({ migration, location }: Finding): Place | null {
  if (migration !== null) return { file: migration.file, line: migration.line ?? 1, column: null };
  return location;
}

/** The findings' fingerprints, each once: readers of reports take those that are equal for one finding. */
export function fingerprintsOf(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint }) => {
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return count === 1 ? fingerprint : `${fingerprint}-${count}`;
  });
}

export interface Counted {
  readonly severity: Severity;
  readonly count: number;
  /** `2 errors` */
  readonly said: string;
}

/** How many there are of each severity that there is, the gravest first. */
export function countedOf(findings: readonly Finding[]): readonly Counted[] {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((f) => f.severity === severity).length;
    const said = severity === 'info' ? `${count} for information` : countOf(count, severity);
    return count === 0 ? [] : [{ severity, count, said }];
  });
}

export interface Verdict {
  /** Nothing but information. */
  readonly clean: boolean;
  readonly text: string;
  /** The counts as they stand in the text. */
  readonly counted: readonly Counted[];
}

export function verdictOf({
  target,
  tables,
  selected,
  findings,
  rehearsal,
  suppressed,
  inferred,
}: CheckReport): Verdict {
  const built =
    rehearsal === null
      ? target.database
      : `what ${countOf(rehearsal.migrations.filter(({ ran }) => ran).length, 'migration')} of ${rehearsal.directory} ${rehearsal.migrations.length === 1 ? 'builds' : 'build'}`;
  const where = `${built} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`;
  const counted = countedOf(findings);
  const said = [...counted.map((one) => one.said), ...leftOut(suppressed)].join(', ');
  const clean = !counted.some(({ severity }) => severity !== 'info');
  const unknown = inferred !== null && inferred.column === null;
  const right =
    inferred === null
      ? 'as in the spec'
      : unknown
        ? 'nothing found, and nothing known of what keeps tenants apart'
        : 'nothing to object to';
  const what = selected === null ? right : `nothing found by ${selected.join(', ')}`;
  const text = clean
    ? `${unknown ? '' : '✓ '}${where}: ${countOf(tables.length, 'table')}, ${what}${said === '' ? '' : `; ${said}`}`
    : `${said} in ${where}, ${countOf(tables.length, 'table')}${inferred === null ? ' of the spec' : ''}`;
  return { clean, text, counted };
}

/** `3 ignored, 12 known to the baseline`. */
function leftOut(suppressed: CheckReport['suppressed']): readonly string[] {
  const count = (kind: string) => suppressed.filter(({ by }) => by.kind === kind).length;
  const [ignored, known] = [count('ignored'), count('baseline')];
  return [...(ignored === 0 ? [] : [`${ignored} ignored`]), ...(known === 0 ? [] : [`${known} known to the baseline`])];
}
