/** Markdown, as a real renderer shows it: all findings, within what a comment may hold, and nothing that came of a name. */
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { checkAsMarkdown } from '../../src/report/check-markdown.js';
import type { CheckReport } from '../../src/report/types.js';
import { runs } from '../long.js';
import { finding, HOSTILE, hostileReport, report, UNPRINTABLE } from './reports.js';

type Node = DefaultTreeAdapterMap['childNode'];

/** As GitHub renders it: HTML goes through, addresses become links. */
const renderer = new MarkdownIt({ html: true, linkify: true });

function nodesOf(markdown: string): Node[] {
  const within = (node: Node): Node[] => [node, ...('childNodes' in node ? node.childNodes.flatMap(within) : [])];
  return parseFragment(renderer.render(markdown)).childNodes.flatMap(within);
}

const tags = (nodes: readonly Node[]) => nodes.flatMap((node) => ('tagName' in node ? [node.tagName] : []));

/** The text of elements, together. */
function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const rendered = (made: CheckReport, limit?: number) => nodesOf(checkAsMarkdown(made, limit));
const paragraphs = (nodes: readonly Node[]) => nodes.filter(({ nodeName }) => nodeName === 'p').map(textOf);

test('a report is a verdict, a table by check and, folded, the findings of each table with their fix', () => {
  const made = report([
    finding({ hint: 'do it', expected: 'one', actual: 'other' }),
    finding({ check: 'drift', consolidationIssue: null, severity: 'warning', object: { kind: 'role', name: 'r' } }),
  ]);
  const nodes = rendered(made);
  expect(paragraphs(nodes)).toEqual([
    'Verdict: 1 error, 1 warning in integration (PostgreSQL 15.18), schema public, 2 tables of the spec',
    'error row level security is not forced on bookings: its owner passes every policy · [rls-not-forced] · schema.yaml:12',
    'hint: do it',
    'warning row level security is not forced on bookings: its owner passes every policy · [drift] · schema.yaml:12',
  ]);
  expect(
    nodes
      .filter(({ nodeName }) => nodeName === 'tr')
      .map((tr) =>
        textOf(tr)
          .trim()
          .split(/\s*\n\s*/),
      ),
  ).toEqual([
    ['check', 'issue', 'errors', 'warnings', 'information'],
    ['rls-not-forced', '6', '1'],
    ['drift', '1'],
  ]);
  expect(nodes.filter(({ nodeName }) => nodeName === 'summary').map(textOf)).toEqual([
    'public.bookings: 1 error',
    'role r: 1 warning',
  ]);
  expect(nodes.filter(({ nodeName }) => nodeName === 'pre').map(textOf)).toEqual([
    'spec      one\ndatabase  other\n',
    'alter table public.bookings force row level security;\n',
    'alter table public.bookings force row level security;\n',
  ]);
  expect(paragraphs(rendered(report([finding(), finding()])))).toContain('fix: as above');
});

test('a rehearsal is told migration by migration', () => {
  const migrations = ['1.ts', '2.ts'].map((name) => ({ name, file: `db/${name}`, ran: true, output: [] }));
  const by = (name: string) => ({ migration: { name, file: `db/${name}`, line: 3 } });
  const made = report([finding(by('2.ts')), finding(), finding(by('1.ts'))], {
    rehearsal: { directory: 'db', migrations },
  });
  const headings = rendered(made).filter(({ nodeName }) => nodeName === 'h4');
  expect(headings.map(textOf)).toEqual(['By db/1.ts', 'By db/2.ts', 'By no migration']);
});

test('a clean report is a heading and a verdict', () => {
  expect(checkAsMarkdown(report([]))).toBe(
    '### schema-audit ✓\n\n**Verdict:** integration (PostgreSQL 15.18), schema public: 2 tables, as in the spec\n',
  );
});

test('what does not fit is cut at a finding, and counted', () => {
  const made = report(Array.from({ length: 3000 }, (_, i) => finding({ message: `number ${i} ${'ü@'.repeat(20)}` })));
  for (const limit of [undefined, 3000, 20_000, 300_000]) {
    const text = checkAsMarkdown(made, limit);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit ?? 65_536);
    expect(Buffer.byteLength(text)).toBeGreaterThan((limit ?? 65_536) - 1500);
    const numbers = paragraphs(nodesOf(text)).flatMap((one) => /^error number (\d+)/.exec(one)?.[1] ?? []);
    expect(numbers).toEqual(numbers.map((_, i) => String(i)));
    expect(text).toContain(`**${3000 - numbers.length} findings of 3000 left out**`);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  }
  expect(checkAsMarkdown(report([finding({ fix: ['x'.repeat(100_000)] })]))).toContain('characters more');
});

/** Elements that we make; a name makes none. */
const OURS = new Set([
  'h3',
  'h4',
  'p',
  'strong',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'details',
  'summary',
  'pre',
  'code',
]);

function expectHarmless(made: CheckReport): void {
  const text = checkAsMarkdown(made);
  expect(text).not.toMatch(UNPRINTABLE);
  const nodes = nodesOf(text);
  expect(tags(nodes).filter((tag) => !OURS.has(tag))).toEqual([]);
  const count = (tag: string) => tags(nodes).filter((one) => one === tag).length;
  const bold = paragraphs(nodes).filter((one) => /^(error|warning|information) /.test(one));
  expect(bold).toHaveLength(made.findings.length);
  expect(count('strong')).toBe(made.findings.length + 1);
  expect(count('details')).toBe(count('summary'));
  for (const node of nodes) {
    const attributes = 'attrs' in node ? node.attrs.map(({ name, value }) => `${name}=${value}`) : [];
    expect(attributes.filter((one) => !/^(style=text-align:right|class=language-sql)$/.test(one))).toEqual([]);
    // GitHub looks for mentions and references in text outside code.
    const parent = 'parentNode' in node ? node.parentNode?.nodeName : undefined;
    if (node.nodeName === '#text' && 'value' in node && parent !== 'code')
      expect(node.value).not.toMatch(/@\w|#\d|\/\/|www\.|GH-\d/i);
  }
}

test('nothing that is in a name, a comment or an expression becomes markup, a link or a mention', () => {
  for (const one of HOSTILE) {
    expectHarmless(
      report(
        [
          finding({
            message: one,
            hint: one,
            expected: `${one}x`,
            actual: one,
            fix: [one],
            object: { kind: 'table', schema: one, table: one },
            location: { file: one, line: 1, column: 1 },
          }),
        ],
        { target: { database: one, serverVersion: '15', schemas: [one] } },
      ),
    );
  }
  fc.assert(fc.property(hostileReport, expectHarmless), { numRuns: runs(60, 300) });
});

test('what is shown is what was said', () => {
  const message = 'a_b_c *x* `y` [z](w) <b> & "q" | $5 ~~s~~ 1. http://x @me';
  const [, shown] = paragraphs(rendered(report([finding({ message })])));
  expect(shown).toBe(`error ${message} · [rls-not-forced] · schema.yaml:12`);
});
