/** The report of check as a person reads it: order, widths, and fixes that can be copied. */
import { expect, test } from 'vitest';
import type { Finding, Severity } from '../../src/checks/types.js';
import { checkAsText } from '../../src/report/check-text.js';
import { planAsText } from '../../src/report/plan-text.js';
import type { CheckReport } from '../../src/report/types.js';
import { wrapSql } from '../../src/report/words.js';

function finding(table: string | undefined, severity: Severity, check: string, more: Partial<Finding> = {}): Finding {
  return {
    check,
    consolidationIssue: null,
    severity,
    object: table === undefined ? { kind: 'role', name: 'r' } : { kind: 'table', schema: 'public', table },
    message: `${check} of ${table ?? 'a role'}`,
    hint: null,
    expected: null,
    actual: null,
    cells: [],
    location: null,
    migration: null,
    fix: [],
    fingerprint: '',
    ...more,
  };
}

function report(findings: readonly Finding[], more: Partial<CheckReport> = {}): CheckReport {
  const target = { database: 'd', serverVersion: '15.18', schemas: ['public'] };
  return {
    findings,
    truth: [],
    target,
    tables: ['public.a', 'public.b'],
    selected: null,
    ok: false,
    suppressed: [],
    inferred: null,
    rehearsal: null,
    ...more,
  };
}

const narrow = { color: false, columns: 80 };

test('tables come in the order of the spec, then others, then what is no table', () => {
  const text = checkAsText(
    report([
      finding(undefined, 'error', 'rls-blind'),
      finding('z', 'error', 'drift'),
      finding('b', 'error', 'drift'),
      finding('a', 'warning', 'drift'),
    ]),
    narrow,
  );
  expect(text.match(/^(public\.\w|role \w)$/gm)).toEqual(['public.a', 'public.b', 'public.z', 'role r']);
});

test('no line is wider than the terminal, and the check is named behind its message or below it', () => {
  const message = 'a message that goes on and on '.repeat(6).trim();
  for (const length of [20, 40, 55, 60, 69, 100, 175]) {
    const text = checkAsText(
      report([finding('a', 'error', 'rls-not-forced', { message: message.slice(0, length).trim() })]),
      narrow,
    );
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain('[rls-not-forced]');
  }
});

test('a fix that several findings share is shown with the first', () => {
  const fix = ['alter table a one', 'alter table a two'];
  const text = checkAsText(
    report([
      finding('a', 'error', 'rls-blind', { fix }),
      finding('a', 'error', 'rls-not-forced', { fix }),
      finding('a', 'error', 'tenant-default', { fix: [...fix, 'alter table a three'] }),
      finding('b', 'error', 'rls-blind', { fix }),
    ]),
    narrow,
  );
  expect(text.match(/alter table a one;/g)).toHaveLength(2);
  expect(text.match(/as above$/gm)).toHaveLength(1);
  expect(text).toMatch(/as above, and\n +alter table a three;/);
});

test('many findings end with a summary by check, a few do not', () => {
  const many = Array.from({ length: 12 }, () => finding('a', 'warning', 'drift'));
  expect(checkAsText(report(many), narrow)).toMatch(/found by check\n +12 {2}drift\n\n12 warnings in d /);
  expect(checkAsText(report(many.slice(0, 3)), narrow)).not.toContain('found by check');
});

test('a clean report of some checks does not claim more than they looked at', () => {
  expect(checkAsText(report([]), narrow)).toContain('✓ d (PostgreSQL 15.18), schema public: 2 tables, as in the spec');
  const some = checkAsText(report([], { selected: ['rls-blind'] }), narrow);
  expect(some).toContain('nothing found by rls-blind');
  expect(some).not.toContain('as in the spec');
});

test('SQL is broken at spaces, and never inside a literal or a quoted name', () => {
  const literal = "'a comment that is much longer than a line, with '' and \"'";
  const name = '"a quoted name that is much longer than a line"';
  const sql = `comment on column public.${name} is ${literal};`;
  const wrapped = wrapSql(sql, 40, 10);
  expect(wrapped).toContain(literal);
  expect(wrapped).toContain(name);
  expect(wrapped.split('\n').length).toBeGreaterThan(1);
  expect(wrapped.replaceAll(/\n */g, ' ')).toBe(sql);
  expect(wrapSql("select E'a\\' b c d e f g h i j k l m n o p q r s t'", 35, 0)).toContain("E'a\\' b c d e f g h i j");
  expect(wrapSql("is 'two\n  lines'", 80, 4)).toBe("is 'two\n  lines'");
});

test('a plan ends with what it risks and whom it may keep waiting', () => {
  const text = planAsText(
    {
      command: 'plan',
      target: { database: 'd', serverVersion: '15.18', schemas: ['public'] },
      statements: [
        {
          sql: 'drop index public.i',
          object: { kind: 'index', schema: 'public', table: 'a', name: 'i' },
          locks: [
            { relation: 'public.a', mode: 'ACCESS EXCLUSIVE', owned: true },
            { relation: 'public.theirs', mode: 'ACCESS EXCLUSIVE', owned: false },
          ],
          hazards: ['drops-index'],
          mustAllow: ['drops-index'],
          work: { what: 'scan', relation: 'public.a', rows: 1200, bytes: 81920 },
          transaction: 1,
          transactional: true,
        },
      ],
      violations: [],
      untested: [],
      kept: [{ kind: 'column', schema: 'public', table: 'a', name: 'extra' }],
      notes: [],
      from: '',
      to: '',
      ok: true,
    },
    narrow,
  );
  expect(text).toMatch(/drop index public\.i; +ACCESS EXCLUSIVE\n +ACCESS EXCLUSIVE on public\.theirs\n +\(not ours\)/);
  expect(text).toMatch(/reads about 1,200 rows \(80 kB\)\n +! drops-index/);
  expect(text).toMatch(
    /hazards: 1 × drops-index\napply refuses it without --allow drops-index\nlocks tables that are not/,
  );
  expect(text).toMatch(/stays, though the spec does not know it .*\n {2}column public\.a\.extra/);
});
