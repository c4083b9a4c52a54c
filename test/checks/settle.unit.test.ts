/** What becomes of findings that are accepted, known or graded otherwise; and of entries that have no effect. */
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { type Known, matches, type Settling, settle } from '../../src/checks/settle.js';
import type { Finding, Severity } from '../../src/checks/types.js';
import { parseAuditSettings } from '../../src/spec/audit.js';

const ALL = new Set(checks.map(({ id }) => id));

function finding(check: string, name: string, severity: Severity = 'error', fingerprint = `${check} ${name}`): Finding {
  return {
    ...{ check, severity, fingerprint, consolidationIssue: null, message: `${check} of ${name}`, hint: null },
    ...{ expected: null, actual: null, cells: [], location: null, migration: null, fix: [] },
    object: { kind: 'column', schema: 'public', table: 't', name },
  };
}

function known(of: Finding): Known {
  const { fingerprint, check, severity, message } = of;
  return { fingerprint, check, severity, message, object: 'column public.t.x' };
}

function settling(text: string, baseline: readonly Finding[] | null = null): Settling {
  return {
    settings: parseAuditSettings(text, 'c.yaml'),
    baseline: baseline === null ? null : { file: 'b.json', findings: baseline.map(known) },
    today: '2026-11-25',
  };
}

const A = finding('drift', 'a');
const B = finding('rls-blind', 'b');

describe('an entry under ignore', () => {
  const entry = (more: string) => `ignore:\n  - { checks: drift, objects: public.t.*, ${more} }`;

  it('leaves out what it covers, and says why', () => {
    const { findings, suppressed, leftovers } = settle([A, B], settling(entry('reason: known')), ALL);
    expect(findings).toEqual([B]);
    expect(suppressed).toEqual([
      {
        finding: A,
        by: { kind: 'ignored', reason: 'known', until: null, location: { file: 'c.yaml', line: 2, column: 5 } },
      },
    ]);
    expect(leftovers).toEqual([]);
  });

  it('has no effect without a reason, and is an error', () => {
    const { findings, suppressed, leftovers } = settle(
      [A],
      settling('ignore:\n  - { checks: drift, objects: "**" }'),
      ALL,
    );
    expect([findings, suppressed]).toEqual([[A], []]);
    expect(leftovers).toMatchObject([{ severity: 'error', message: expect.stringContaining('without a reason') }]);
  });

  it('holds through its last day, and is a warning from the next on', () => {
    expect(settle([A], settling(entry('reason: r, until: 2026-11-25')), ALL).findings).toEqual([]);
    const { findings, leftovers } = settle([A], settling(entry('reason: r, until: 2026-11-24')), ALL);
    expect(findings).toEqual([A]);
    expect(leftovers).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('until 2026-11-24, which is over') },
    ]);
  });

  it('that covers nothing is information, unless its check did not run', () => {
    expect(settle([B], settling(entry('reason: r')), ALL).leftovers).toMatchObject([{ severity: 'info' }]);
    expect(settle([B], settling(entry('reason: r')), new Set(['rls-blind'])).leftovers).toEqual([]);
  });

  it('covers several checks and objects', () => {
    const text = 'ignore: [{ checks: [drift, rls-blind], objects: [public.t.b, public.t.a], reason: r }]';
    expect(settle([A, B], settling(text), ALL).findings).toEqual([]);
  });
});

describe('a pattern', () => {
  it.each([
    ['public.t.a', 'public.t.a', true],
    ['public.t.*', 'public.t.a', true],
    ['public.*', 'public.t.a', false],
    ['public.**', 'public.t.a', true],
    ['*.t.?', 'public.t.a', true],
    ['public.t', 'public.t.a', false],
    ['public.t.a', 'public.tXa', false],
    ['public.t.(a)+', 'public.t.(a)+', true],
    ['**', 'uuid-ossp', true],
    ['public.t.*', 'public.t.a\nb', true],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });
});

describe('a baseline', () => {
  it('leaves out what it knows; what is new stays', () => {
    const { findings, suppressed, leftovers } = settle([A, B], settling('', [A]), ALL);
    expect(findings).toEqual([B]);
    expect(suppressed).toEqual([{ finding: A, by: { kind: 'baseline', file: 'b.json' } }]);
    expect(leftovers).toEqual([]);
  });

  it('says what is mended, unless its check did not run', () => {
    expect(settle([], settling('', [A]), ALL).leftovers).toMatchObject([
      { severity: 'info', message: 'mended: the baseline b.json still has drift on column public.t.x (drift of a)' },
    ]);
    expect(settle([], settling('', [A]), new Set(['rls-blind'])).leftovers).toEqual([]);
  });

  it('does not cover what has become worse since', () => {
    const mild = { ...A, severity: 'warning' as const };
    expect(settle([A], settling('', [mild]), ALL).findings).toEqual([A]);
    expect(settle([mild], settling('', [A]), ALL).findings).toEqual([]);
  });

  it('covers as many of a fingerprint as it has', () => {
    expect(settle([A, A], settling('', [A]), ALL).findings).toEqual([A]);
    expect(settle([A, A], settling('', [A, A]), ALL).findings).toEqual([]);
  });

  it('is not asked about what is ignored', () => {
    const text = 'ignore: [{ checks: drift, objects: "**", reason: r }]';
    const { suppressed, leftovers } = settle([A], settling(text, [A]), ALL);
    expect(suppressed.map(({ by }) => by.kind)).toEqual(['ignored']);
    expect(leftovers).toMatchObject([{ message: expect.stringContaining('mended') }]);
  });
});

it('severities are the owner’s: worst first again, and off is left out', () => {
  const text = 'severity: { drift: info, rls-blind: error, tenant-default: off }';
  const found = [A, finding('tenant-default', 'c'), { ...B, severity: 'warning' as const }];
  const { findings } = settle(found, settling(text), ALL);
  expect(findings.map(({ check, severity }) => [check, severity])).toEqual([
    ['rls-blind', 'error'],
    ['drift', 'info'],
  ]);
});
