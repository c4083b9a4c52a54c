/** Findings as Markdown: the comment on a pull request, and GitHub's summary of a step. */
import { type Finding, SEVERITIES, type Severity } from '../checks/types.js';
import { byCheck, byMigration, byPlace, countedOf, type Detail, detailsOf, placeOf, verdictOf } from './findings.js';
import { fence, forMarkdown, forMarkup, oneLine } from './markup.js';
import type { CheckReport, RehearsedMigration } from './types.js';
import { countOf } from './words.js';

/** What GitHub lets a comment hold, in characters; we count bytes, which are never fewer. */
const COMMENT = 65_536;
/** Kept free for the line that says what was cut. */
const REMARK = 500;
/** Characters of one text that are shown. */
const LONGEST = 3000;

/**
 * What does not fit is left out from the end, and said.
 * @param limit bytes
 */
export function checkAsMarkdown(report: CheckReport, limit: number = COMMENT): string {
  const { findings } = report;
  const parts = [head(report)];
  let room = limit - REMARK - bytes(parts);
  let left = findings.length;
  for (const { heading, place, some } of groupsOf(report)) {
    const open = [...(heading === null ? [] : [heading]), `<details>\n<summary>${summary(place, some)}</summary>`];
    const close = '</details>';
    room -= bytes([...open, close]);
    const shown: string[] = [];
    const fixed = new Set<string>();
    for (const finding of some) {
      const text = textOf(finding, fixed);
      room -= bytes([text]);
      if (room < 0) break;
      shown.push(text);
      for (const sql of finding.fix) fixed.add(sql);
    }
    if (shown.length > 0) parts.push(...open, ...shown, close);
    left -= shown.length;
    if (shown.length < some.length) break;
  }
  if (left > 0) {
    const limits = limit.toLocaleString('en');
    parts.push(
      `**${countOf(left, 'finding')} of ${findings.length} left out**: this may hold no more than ${limits} bytes.`,
    );
  }
  return `${parts.join('\n\n')}\n`;
}

/** As they are joined, with an empty line behind each. */
function bytes(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
}

function head(report: CheckReport): string {
  const { text } = verdictOf(report);
  const counts = (some: readonly Finding[]) =>
    SEVERITIES.map((severity) => some.filter((f) => f.severity === severity).length || '').join(' | ');
  const rows = byCheck(report.findings).map(
    ({ check, consolidationIssue, found }) =>
      `| ${forMarkdown(check)} | ${consolidationIssue ?? ''} | ${counts(found)} |`,
  );
  const table = ['| check | issue | errors | warnings | information |', '|---|---:|---:|---:|---:|', ...rows];
  return [
    `### schema-audit ${report.ok ? '✓' : '✗'}`,
    `**Verdict:** ${forMarkdown(text.replace(/^\u2713 /, ''))}`,
    ...(rows.length === 0 ? [] : [table.join('\n')]),
  ].join('\n\n');
}

interface Group {
  /** Before the first place of a migration. */
  readonly heading: string | null;
  readonly place: string;
  readonly some: readonly Finding[];
}

function groupsOf({ findings, tables, rehearsal }: CheckReport): readonly Group[] {
  const places = (some: readonly Finding[], title: string | null) =>
    [...byPlace(some, tables)].map(([place, those], i) => ({ heading: i === 0 ? title : null, place, some: those }));
  if (rehearsal === null) return places(findings, null);
  return byMigration(findings, rehearsal.migrations).flatMap(([migration, some]) => places(some, headingOf(migration)));
}

function headingOf(migration: RehearsedMigration | null): string {
  return migration === null ? '#### By no migration' : `#### By ${forMarkdown(migration.file)}`;
}

function summary(place: string, some: readonly Finding[]): string {
  const counted = countedOf(some).map(({ said }) => said);
  return `<code>${forMarkup(oneLine(place))}</code>: ${counted.join(', ')}`;
}

const WORD: Readonly<Record<Severity, string>> = {
  error: '**error**',
  warning: '**warning**',
  info: '**information**',
};

/** @param fixed statements that stand above, in the same table */
function textOf(finding: Finding, fixed: ReadonlySet<string>): string {
  const { check, severity, message, fix } = finding;
  const place = placeOf(finding);
  const at = place === null ? '' : ` · ${forMarkdown(`${place.file}:${place.line}`)}`;
  const details = detailsOf(finding);
  const hint = details.find(({ label }) => label === 'hint')?.text;
  const seen = details.filter(({ label }) => label !== 'hint');
  return [
    `${WORD[severity]} ${forMarkdown(clip(message))} · \\[${forMarkdown(check)}\\]${at}`,
    ...(seen.length === 0 ? [] : [fence('', seen.map(row).join('\n'))]),
    ...(fix.length === 0
      ? []
      : [
          fix.every((sql) => fixed.has(sql))
            ? 'fix: as above'
            : fence('sql', clip(fix.map((sql) => `${sql};`).join('\n'))),
        ]),
    ...(hint === undefined ? [] : [hint.includes('\n') ? fence('', clip(hint)) : `hint: ${forMarkdown(clip(hint))}`]),
  ].join('\n\n');
}

function row({ label, text }: Detail): string {
  return `${label.padEnd(9)} ${clip(text).replaceAll('\n', `\n${' '.repeat(10)}`)}`;
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} … (${text.length - LONGEST} characters more)`;
}
