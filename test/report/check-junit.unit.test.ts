/** JUnit: valid by Jenkins' schema whatever the database holds; cases as GitLab and Jenkins tell them apart, and counts that are right. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { checks } from '../../src/checks/index.js';
import { checkAsJunit } from '../../src/report/check-junit.js';
import { finding, HOSTILE, hostileReport, report, UNPRINTABLE } from './reports.js';

const schema = readFileSync(new URL('schemas/jenkins-junit.xsd', import.meta.url), 'utf8');

/** What the schema has against documents. */
async function errorsOf(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, i) => ({ fileName: `${i}.xml`, contents }));
  return (await validateXML({ xml, schema, maxMemoryPages: 4096 })).errors.map(({ rawMessage }) => rawMessage);
}

/** The text that a parser makes of an attribute's value or an element's text. */
function parsed(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code ? String.fromCharCode(code) : (named[name] ?? '?'),
  );
}

interface Case {
  readonly suite: string;
  readonly className: string;
  readonly name: string;
  readonly message: string | null;
  readonly text: string | null;
}

function casesOf(xml: string): Case[] {
  const suites = [...xml.matchAll(/<testsuite name="([^"]*)"([^>]*)>([\s\S]*?)<\/testsuite>/g)];
  return suites.flatMap(([, suite = '', counts = '', body = '']) => {
    const cases = [
      ...body.matchAll(
        /<testcase classname="([^"]*)" name="([^"]*)" time="0"(?:\/>|>(?:<failure type="\w+" message="([^"]*)">|<system-out>)([^<]*)<)/g,
      ),
    ].map(([, className = '', name = '', message, text]) => ({
      suite,
      className,
      name: parsed(name),
      message: message === undefined ? null : parsed(message),
      text: text === undefined ? null : parsed(text),
    }));
    const failures = cases.filter((one) => one.message !== null).length;
    expect(counts).toBe(` tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="0"`);
    return cases;
  });
}

test('a finding is a case that fails, information one that passes, and so is a check that found nothing', async () => {
  const object = { kind: 'column', schema: 'public', table: 'bookings', name: 'status' } as const;
  const migration = { name: '001.ts', file: 'db/001.ts', line: 7 };
  const made = report([
    finding({ message: 'two\nlines', migration, hint: 'do it' }),
    finding({ check: 'drift', severity: 'warning', object, expected: 'one thing', actual: 'another' }),
    finding({ check: 'drift', severity: 'info', message: 'by the way' }),
  ]);
  const xml = checkAsJunit(made, checks.slice(0, 10));
  expect(await errorsOf([xml])).toEqual([]);
  const cases = casesOf(xml);
  expect(cases.slice(0, 3)).toMatchObject([
    {
      suite: 'rls-not-forced',
      className: 'schema-audit.rls-not-forced',
      name: 'table public.bookings',
      message: 'two\nlines',
      text: 'error: two\nlines\nat: db/001.ts:7\nhint: do it\nfix: alter table public.bookings force row level security;\nwhy: schema-audit explain rls-not-forced',
    },
    {
      suite: 'drift',
      name: 'column public.bookings.status',
      text: expect.stringContaining('spec: one thing\ndatabase: another\n'),
    },
    {
      suite: 'drift',
      name: 'table public.bookings',
      message: null,
      text: expect.stringMatching(/^info: by the way\n/),
    },
  ]);
  const silent = checks.slice(0, 10).filter(({ id }) => id !== 'rls-not-forced');
  expect(cases.slice(3).map(({ suite, message }) => [suite, message])).toEqual(silent.map(({ id }) => [id, null]));
  expect(xml).toContain('<testsuites name="schema-audit" tests="12" failures="2" errors="0" time="0">');
});

test('GitLab, which knows a case by its class and name alone, loses none', () => {
  const twice = [finding({ fingerprint: 'a' }), finding({ fingerprint: 'b' }), finding({ fingerprint: 'b' })];
  const names = casesOf(checkAsJunit(report(twice), [])).map(({ className, name }) => `${className} ${name}`);
  expect(new Set(names).size).toBe(3);
  expect(names.at(-1)).toBe('schema-audit.rls-not-forced table public.bookings (b-2)');
});

test('whatever a database holds, the document is valid, and a message comes back as it is printable', async () => {
  const made = [...HOSTILE.map((message) => report([finding({ message })])), ...fc.sample(hostileReport, 150)];
  const documents = made.map((one) => checkAsJunit(one, checks));
  expect(await errorsOf(documents)).toEqual([]);
  for (const [i, xml] of documents.entries()) {
    expect(xml).not.toMatch(UNPRINTABLE);
    expect(casesOf(xml).filter(({ text }) => text !== null)).toHaveLength(made[i]?.findings.length ?? -1);
  }
  const [first] = casesOf(checkAsJunit(report([finding({ message: HOSTILE.join('\t') })]), []));
  expect(first?.message).toContain(`]]>\t</script><script>alert(1)</script>\t-->`);
  expect(first?.message).toContain('\n::error::pwned');
}, 60_000);

test('the schema is one that can refuse', async () => {
  expect(await errorsOf(['<testsuites><testsuite name="a" tests="1"><case/></testsuite></testsuites>'])).not.toEqual(
    [],
  );
  expect(await errorsOf(['<testsuites name="\u0001"/>'])).not.toEqual([]);
});
