/** Findings as one HTML page that loads nothing and runs nothing: to keep with a build, to send, to print. */
import { createHash } from 'node:crypto';
import { type Check, type Finding, SEVERITIES, type Severity } from '../checks/types.js';
import { version } from '../version.js';
import { byCheck, byMigration, byPlace, countedOf, detailsOf, fingerprintsOf, placeOf, verdictOf } from './findings.js';
import { forAttribute, forMarkup, oneLine } from './markup.js';
import { onlyClass, STYLE } from './page-style.js';
import type { CheckReport, RehearsedMigration } from './types.js';
import { countOf } from './words.js';

/** What has more lines is folded. */
const MANY_LINES = 12;

const WORD: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'information' };
const HEAD: Readonly<Record<Severity, string>> = { error: 'errors', warning: 'warnings', info: 'info' };

/** @param ran the checks that could speak; those that did are explained at the end */
export function checkAsHtml(report: CheckReport, ran: readonly Check[]): string {
  const { findings, ok, rehearsal } = report;
  const style = createHash('sha256').update(STYLE).digest('base64');
  // Even if a name broke out of its place, nothing would run or load: the page's own style is all that is let in.
  const policy = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`;
  const ids = new Map(fingerprintsOf(findings).map((id, i) => [findings[i], id]));
  const places = (some: readonly Finding[]) =>
    [...byPlace(some, report.tables)].map(([place, those]) => section(place, those, ids, ran)).join('');
  const body =
    rehearsal === null
      ? places(findings)
      : byMigration(findings, rehearsal.migrations)
          .map(([migration, some]) => `${migrationAsHtml(migration, some)}${places(some)}`)
          .join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>schema-audit: ${forMarkup(oneLine(report.target.database))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>schema-audit</h1>
<p class="verdict ${ok ? 'passed' : 'failed'}">${forMarkup(oneLine(verdictOf(report).text.replace(/^\u2713 /, '')))}</p>
</header>
${findings.length === 0 ? '' : `${table(findings, ran)}${filter(findings)}`}
<main>
${body}</main>
${glossary(findings, ran)}
<footer>schema-audit ${version}</footer>
</body>
</html>
`;
}

function classOf(findings: readonly Finding[]): string {
  return onlyClass(countedOf(findings).map(({ severity }) => severity));
}

function table(findings: readonly Finding[], ran: readonly Check[]): string {
  const rows = byCheck(findings).map(({ check, consolidationIssue, found }) => {
    const title = ran.find(({ id }) => id === check)?.title ?? '';
    const counted = countedOf(found);
    const cells = SEVERITIES.map((severity) => {
      const count = counted.find((one) => one.severity === severity)?.count ?? '';
      return `<td class="n ${severity}"><span class="severity">${count}</span></td>`;
    });
    return `<tr><td>${linkTo(check, ran)}</td><td class="n">${consolidationIssue ?? ''}</td>${cells.join('')}<td class="finds">${forMarkup(title)}</td></tr>`;
  });
  const heads = SEVERITIES.map((severity) => `<th class="n">${HEAD[severity]}</th>`).join('');
  return `<table>
<thead><tr><th>check</th><th class="n">issue</th>${heads}<th class="finds">finds</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
`;
}

function filter(findings: readonly Finding[]): string {
  const boxes = countedOf(findings).map(
    ({ severity, said }) =>
      `<label class="${severity}"><input type="checkbox" id="show-${severity}" checked><span class="severity">${said}</span></label>`,
  );
  return `<fieldset aria-label="what is shown">${boxes.join('')}</fieldset>`;
}

function migrationAsHtml(migration: RehearsedMigration | null, findings: readonly Finding[]): string {
  const only = findings.length === 0 ? '' : ` class="${classOf(findings)}"`;
  if (migration === null) return `<h2${only}>By no migration</h2>\n`;
  const ran = migration.ran ? '' : ' (did not run)';
  const output =
    migration.output.length === 0
      ? ''
      : folded(`it prints ${countOf(migration.output.length, 'line')}`, migration.output.join('\n'));
  return `<h2${only}>${forMarkup(oneLine(migration.file))}${ran}</h2>\n${output}`;
}

function section(
  place: string,
  findings: readonly Finding[],
  ids: ReadonlyMap<Finding | undefined, string>,
  ran: readonly Check[],
): string {
  const articles = findings.map((finding) => article(finding, ids.get(finding) ?? '', ran));
  return `<section class="${classOf(findings)}">
<h3>${forMarkup(oneLine(place))}</h3>
${articles.join('')}</section>
`;
}

function article(finding: Finding, id: string, ran: readonly Check[]): string {
  const { check, severity, message, consolidationIssue, fix } = finding;
  const place = placeOf(finding);
  const about = [
    linkTo(check, ran),
    ...(consolidationIssue === null ? [] : [`issue ${consolidationIssue}`]),
    ...(place === null ? [] : [`<code>${forMarkup(oneLine(place.file))}:${place.line}</code>`]),
  ];
  const details = detailsOf(finding).map(({ label, text }) => {
    const sql = label === 'hint' || label === 'seen' ? '' : ' class="sql"';
    return `<dt>${label}</dt><dd${sql}>${forMarkup(text)}</dd>`;
  });
  return `<article class="${severity} ${onlyClass([severity])}" id="${forAttribute(id)}">
<p class="message"><span class="severity">${WORD[severity]}</span> ${forMarkup(message)}</p>
${details.length === 0 ? '' : `<dl>${details.join('')}</dl>\n`}${fixAsHtml(fix)}<p class="about">${about.join(' · ')}</p>
</article>
`;
}

function fixAsHtml(fix: readonly string[]): string {
  if (fix.length === 0) return '';
  const sql = fix.map((one) => `${one};`).join('\n');
  if (sql.split('\n').length > MANY_LINES) return folded(`the fix: ${countOf(fix.length, 'statement')}`, sql);
  return `<dl><dt>fix</dt><dd class="sql">${forMarkup(sql)}</dd></dl>\n`;
}

function folded(summary: string, text: string): string {
  return `<details><summary>${summary}</summary><pre>${forMarkup(text)}</pre></details>\n`;
}

function linkTo(check: string, ran: readonly Check[]): string {
  const known = ran.some(({ id }) => id === check);
  return known ? `<a href="#check-${forAttribute(check)}">${forMarkup(check)}</a>` : forMarkup(check);
}

/** What the checks that have spoken are about. */
function glossary(findings: readonly Finding[], ran: readonly Check[]): string {
  const spoken = byCheck(findings).flatMap(({ check }) => ran.filter(({ id }) => id === check));
  if (spoken.length === 0) return '';
  const prose = (text: string) => forMarkup(text).replace(/`([^`]+)`/g, '<code>$1</code>');
  const entries = spoken.map(
    ({ id, docs }) => `<h4 id="check-${id}">${id}</h4>
<p>${prose(docs.what)}</p>
<p>${prose(docs.story)}</p>
<p>${prose(docs.todo)} <a href="${forAttribute(docs.link)}">PostgreSQL's manual</a></p>
`,
  );
  return `<section>\n<h2>What the checks are about</h2>\n${entries.join('')}</section>`;
}
