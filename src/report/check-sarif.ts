/** Findings as SARIF 2.1.0, for GitHub code scanning and every other reader of that standard. */
import type { Address } from '../catalog/address.js';
import type { Check, Finding, Severity, Suppressed } from '../checks/types.js';
import { version } from '../version.js';
import { detailsOf, fingerprintsOf, linesOf, type Place, placeOf } from './findings.js';
import { fence, forMarkdown, proseForMarkdown } from './markup.js';
import { printable } from './printable.js';
import type { CheckReport } from './types.js';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** What a hole in the isolation of tenants, or the way to one, is found by, beside everything about row level security. */
const SECURITY: ReadonlySet<string> = new Set([
  'tenant-default',
  'service-admin-role',
  'data-placeholder-tenant',
  'data-crosses-tenants',
]);

/**
 * One run. A file's URI is relative to the root of the repository (`%SRCROOT%`), as its path in the report is; what lies
 * outside has an absolute one.
 * @param ran the checks that could speak: the rules of the run
 */
export function checkAsSarif({ findings, suppressed, target }: CheckReport, ran: readonly Check[]): string {
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const fingerprints = fingerprintsOf(all);
  const run = {
    tool: {
      driver: { name: 'schema-audit', version, semanticVersion: version, rules: ran.map(ruleOf) },
    },
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true }],
    results: all.map((finding, i) => ({
      ...resultOf(
        finding,
        ran.findIndex(({ id }) => id === finding.check),
        fingerprints[i] ?? finding.fingerprint,
      ),
      ...(i < findings.length ? {} : { suppressions: suppressionsOf(suppressed[i - findings.length]?.by) }),
    })),
    properties: { database: printable(target.database), serverVersion: target.serverVersion },
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function ruleOf({ id, severity, consolidationIssue, title, docs }: Check) {
  const story = docs.story.replace(/\n/g, ' ');
  const security = id.startsWith('rls-') || SECURITY.has(id);
  return {
    id,
    // A name that equals the id is none.
    ...(id.includes('-') ? { name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()) } : {}),
    shortDescription: { text: `${title[0]?.toUpperCase()}${title.slice(1)}.` },
    fullDescription: { text: docs.what },
    helpUri: docs.link,
    help: {
      text: `${docs.what}\n\n${story}\n\nWhat to do: ${docs.todo}\n\nPostgreSQL's manual: ${docs.link}`,
      markdown: [
        proseForMarkdown(docs.what),
        `**What goes wrong.** ${proseForMarkdown(story)}`,
        `**What to do.** ${proseForMarkdown(docs.todo)}`,
        `[PostgreSQL's manual](${docs.link})`,
      ].join('\n\n'),
    },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      tags: ['postgresql', ...(security ? ['security'] : []), ...(id.startsWith('rls-') ? ['row-level-security'] : [])],
      consolidationIssue,
    },
  };
}

function resultOf(finding: Finding, ruleIndex: number, fingerprint: string) {
  const place = placeOf(finding);
  const spec = finding.migration === null ? null : finding.location;
  return {
    ruleId: finding.check,
    ...(ruleIndex === -1 ? {} : { ruleIndex }),
    level: LEVEL[finding.severity],
    message: messageOf(finding),
    locations: [
      {
        ...(place === null ? {} : { physicalLocation: physical(place) }),
        logicalLocations: [logical(finding.object)],
      },
    ],
    ...(spec === null
      ? {}
      : { relatedLocations: [{ physicalLocation: physical(spec), message: { text: 'where the spec speaks of it' } }] }),
    partialFingerprints: {
      'schemaAudit/v1': fingerprint,
      // The only one that GitHub goes by. Without it, it takes the text of the line, and findings that share one for one.
      primaryLocationLineHash: `${fingerprint}:1`,
    },
    properties: { fix: finding.fix.map(printable), consolidationIssue: finding.consolidationIssue },
  };
}

/** Readers of the standard leave such results out of account, and show who accepted them. */
function suppressionsOf(by: Suppressed['by'] | undefined) {
  const justification =
    by?.kind === 'ignored'
      ? `${by.reason}${by.until === null ? '' : ` (until ${by.until})`}`
      : `known to the baseline ${by?.file ?? ''}`;
  return [{ kind: 'external', status: 'accepted', justification: printable(justification) }];
}

function messageOf(finding: Finding) {
  const { message, fix } = finding;
  const details = detailsOf(finding);
  return {
    text: plain(linesOf(finding).join('\n')),
    markdown: [
      forMarkdown(message),
      ...details.map(({ label, text }) =>
        label === 'hint' && !text.includes('\n') ? forMarkdown(text) : `${label}:\n\n${fence('', text)}`,
      ),
      ...(fix.length === 0 ? [] : [`fix:\n\n${fence('sql', fix.map((sql) => `${sql};`).join('\n'))}`]),
    ].join('\n\n'),
  };
}

/** In a plain message `[text](target)` is a link. */
function plain(text: string): string {
  return printable(text).replaceAll('](', '] (');
}

function physical({ file, line, column }: Place) {
  return {
    artifactLocation: artifact(file),
    region: { startLine: line, ...(column === null ? {} : { startColumn: column }) },
  };
}

function artifact(file: string) {
  const path = file.replace(/\p{Cs}/gu, '\uFFFD');
  if (!/^(\/|[A-Za-z]:\/)/.test(path)) {
    return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
  }
  const encoded = encodeURI(path).replace(/[?#]/g, encodeURIComponent);
  return { uri: `file://${path.startsWith('/') ? '' : '/'}${encoded}` };
}

function logical({ kind, schema, table, name }: Address) {
  const path = [schema, table, name].filter((part) => part !== undefined).map(printable);
  return { kind, name: path.at(-1) ?? kind, fullyQualifiedName: path.join('.') || kind };
}
