/** The page, as a browser parses it: all findings, nothing loaded, nothing run, and no element that came of a name. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { checkAsHtml } from '../../src/report/check-html.js';
import { printable } from '../../src/report/printable.js';
import type { CheckReport } from '../../src/report/types.js';
import { runs } from '../long.js';
import { finding, HOSTILE, hostileReport, report, UNPRINTABLE } from './reports.js';

type Node = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value;

function elementsOf(html: string): Element[] {
  const errors: string[] = [];
  const page = parse(html, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  const within = (node: Node): Element[] => (isElement(node) ? [node, ...node.childNodes.flatMap(within)] : []);
  return page.childNodes.flatMap(within);
}

function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const by = (elements: readonly Element[], tag: string, className?: string) =>
  elements.filter(
    (one) =>
      one.tagName === tag && (className === undefined || attribute(one, 'class')?.split(' ').includes(className)),
  );

test('a page is a verdict, a table by check, a filter, the findings by table, and what their checks are about', () => {
  const object = { kind: 'table', schema: 'public', table: 'venues' } as const;
  const made = report([
    finding({ hint: 'do it', expected: 'one thing', actual: 'another', fingerprint: 'aa' }),
    finding({ check: 'drift', consolidationIssue: null, severity: 'info', object, fix: [], fingerprint: 'bb' }),
  ]);
  const page = elementsOf(checkAsHtml(made, checks));
  expect(by(page, 'p', 'verdict').map(textOf)).toEqual([
    '1 error, 1 for information in integration (PostgreSQL 15.18), schema public, 2 tables of the spec',
  ]);
  expect(by(page, 'tr').map((row) => row.childNodes.map(textOf))).toEqual([
    ['check', 'issue', 'errors', 'warnings', 'info', 'finds'],
    ['rls-not-forced', '6', '1', '', '', 'row level security is off or not forced'],
    ['drift', '', '', '', '1', 'the database differs from the spec'],
  ]);
  expect(by(page, 'input').map((box) => attribute(box, 'id'))).toEqual(['show-error', 'show-info']);
  expect(by(page, 'h3').map(textOf)).toEqual(['public.bookings', 'public.venues']);
  const [first, second] = by(page, 'article');
  expect([first, second].map((one) => one && attribute(one, 'id'))).toEqual(['aa', 'bb']);
  expect(first && textOf(first)).toMatch(
    /error row level.*specone thingdatabaseanotherhintdo it\nfixalter table public\.bookings.*;\nrls-not-forced · issue 6 · schema\.yaml:12/s,
  );
  expect(by(page, 'h4').map((one) => attribute(one, 'id'))).toEqual(['check-rls-not-forced', 'check-drift']);
  const targets = by(page, 'a').flatMap((a) => attribute(a, 'href') ?? []);
  const ids = page.flatMap((one) => attribute(one, 'id') ?? []);
  for (const target of targets)
    expect(target.startsWith('https://www.postgresql.org/docs/') || ids.includes(target.slice(1))).toBe(true);
});

test('a rehearsal is told migration by migration, with what each printed', () => {
  const migrations = ['1.ts', '2.ts'].map((name, i) => ({
    name,
    file: `db/${name}`,
    ran: i === 0,
    output: i === 0 ? ['<hello>', 'there'] : [],
  }));
  const of = (name: string) => finding({ migration: { name, file: `db/${name}`, line: 3 } });
  const page = elementsOf(
    checkAsHtml(report([of('2.ts'), finding(), of('1.ts')], { rehearsal: { directory: 'db', migrations } }), []),
  );
  expect(by(page, 'h2').map(textOf)).toEqual(['db/1.ts', 'db/2.ts (did not run)', 'By no migration']);
  expect(by(page, 'details').map(textOf)).toEqual(['it prints 2 lines<hello>\nthere']);
});

test('a clean page has a verdict and neither table nor filter', () => {
  const page = elementsOf(checkAsHtml(report([]), checks));
  expect(by(page, 'p', 'passed').map(textOf)).toEqual([
    'integration (PostgreSQL 15.18), schema public: 2 tables, as in the spec',
  ]);
  expect([...by(page, 'table'), ...by(page, 'fieldset'), ...by(page, 'h2')]).toEqual([]);
});

test('what a box of the filter hides are the findings of its severity, and what holds no others', () => {
  const venues = { kind: 'table', schema: 'public', table: 'venues' } as const;
  const made = report([finding(), finding({ severity: 'info' }), finding({ severity: 'warning', object: venues })]);
  const html = checkAsHtml(made, []);
  const page = elementsOf(html);
  expect(by(page, 'section').map((one) => attribute(one, 'class'))).toEqual(['only-error-info', 'only-warning']);
  expect(by(page, 'article').map((one) => attribute(one, 'class'))).toEqual([
    'error only-error',
    'info only-info',
    'warning only-warning',
  ]);
  for (const line of [
    'body:has(#show-warning:not(:checked)) .only-warning { display: none; }',
    'body:has(#show-error:not(:checked)):has(#show-info:not(:checked)) .only-error-info { display: none; }',
    'body:has(#show-error:not(:checked)):has(#show-warning:not(:checked)):has(#show-info:not(:checked)) .only-error-warning-info { display: none; }',
  ])
    expect(html).toContain(line);
});

test('the page lets in its own style by its hash, and nothing else', () => {
  const page = elementsOf(checkAsHtml(report([finding()]), checks));
  const [style] = by(page, 'style');
  const hash = createHash('sha256')
    .update(style === undefined ? '' : textOf(style))
    .digest('base64');
  const policies = by(page, 'meta').filter((one) => attribute(one, 'http-equiv') === 'Content-Security-Policy');
  expect(policies.map((one) => attribute(one, 'content'))).toEqual([
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  ]);
  expect(style && textOf(style)).not.toMatch(/url\(|@import|</);
});

/** The elements and attributes of a page, without its texts and ids. */
function shapeOf(made: CheckReport): readonly string[] {
  return elementsOf(checkAsHtml(made, checks)).map(
    ({ tagName, attrs }) =>
      `${tagName} ${attrs.map(({ name, value }) => (name === 'id' ? name : `${name}=${value}`)).join(' ')}`,
  );
}

/** The same report with harmless texts of as many lines. */
function harmless(made: CheckReport): CheckReport {
  const tame = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value, (key, one) =>
        typeof one === 'string' && !['check', 'severity', 'kind', 'verb', 'context', 'row', 'is'].includes(key)
          ? // What is equal stays equal: texts that repeat one another are shown once.
            [...one].map((c) => (c === '\n' ? c : 'x')).join('')
          : one,
      ),
    );
  return tame(made);
}

test('nothing that is in a name, a comment or an expression becomes an element or an attribute', () => {
  const object = (name: string) => ({ kind: 'column', schema: 'public', table: 'bookings', name }) as const;
  for (const one of HOSTILE) {
    const made = report(
      [finding({ message: one, hint: one, object: object(one), migration: { name: one, file: one, line: 1 } })],
      {
        target: { database: one, serverVersion: one, schemas: [one] },
      },
    );
    expect(shapeOf(made)).toEqual(shapeOf(harmless(made)));
    const [message] = by(elementsOf(checkAsHtml(made, checks)), 'p', 'message');
    expect(message && textOf(message)).toBe(
      `error ${printable(one).replace(/[\p{Noncharacter_Code_Point}\p{Cs}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)}`,
    );
  }
  const OURS =
    /^(html|head|meta|title|style|body|header|h[1-4]|p|table|thead|tbody|tr|th|td|fieldset|label|input|main|section|article|span|code|dl|dt|dd|pre|details|summary|a|footer)$/;
  const ATTRIBUTES = /^(lang|charset|http-equiv|content|name|class|id|type|checked|href|aria-label)$/;
  fc.assert(
    fc.property(hostileReport, (made) => {
      const html = checkAsHtml(made, checks);
      expect(html).not.toMatch(UNPRINTABLE);
      const page = elementsOf(html);
      expect(by(page, 'article')).toHaveLength(made.findings.length);
      for (const { tagName, attrs } of page) {
        expect(tagName).toMatch(OURS);
        for (const { name, value } of attrs) {
          expect(name).toMatch(ATTRIBUTES);
          if (name === 'href')
            expect(value).toMatch(/^(#check-[a-z-]+|https:\/\/www\.postgresql\.org\/docs\/[\w#./-]+)$/);
          if (name === 'class') expect(value).toMatch(/^[a-z ]+(-[a-z]+)*$/);
        }
      }
    }),
    { numRuns: runs(40, 200) },
  );
});
