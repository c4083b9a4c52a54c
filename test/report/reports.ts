/** Reports made up for tests: plain ones, and such as a hostile database would give. */
import fc from 'fast-check';
import type { Finding, Severity } from '../../src/checks/types.js';
import type { CheckReport } from '../../src/report/types.js';

let count = 0;

export function finding(more: Partial<Finding> = {}): Finding {
  count++;
  return {
    check: 'rls-not-forced',
    consolidationIssue: 6,
    severity: 'error',
    object: { kind: 'table', schema: 'public', table: 'bookings' },
    message: 'row level security is not forced on bookings: its owner passes every policy',
    hint: null,
    expected: null,
    actual: null,
    cells: [],
    location: { file: 'schema.yaml', line: 12, column: 3 },
    migration: null,
    fix: ['alter table public.bookings force row level security'],
    fingerprint: `f${count}`,
    ...more,
  };
}

export function report(findings: readonly Finding[], more: Partial<CheckReport> = {}): CheckReport {
  return {
    findings,
    truth: [],
    target: { database: 'integration', serverVersion: '15.18', schemas: ['public'] },
    tables: ['public.bookings', 'public.venues'],
    selected: null,
    ok: findings.length === 0,
    suppressed: [],
    inferred: null,
    rehearsal: null,
    ...more,
  };
}

/** What breaks out of one format or another, where nobody looks. */
export const HOSTILE: readonly string[] = [
  ']]>',
  '</script><script>alert(1)</script>',
  '--><img src=x onerror=alert(1)>',
  '</td></details></summary><h1>x</h1>',
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  '&lt;b&gt;&#60;',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "e">]>',
  '`code` ``` ````\n```\n# heading',
  '| cell | cell |\n|---|---|',
  '**bold** _emphasis_ ~~gone~~ $x^2$ \\',
  '[link](javascript:alert(1)) ![image](https://evil.example/x.png) <https://evil.example>',
  '[id]: https://evil.example\n\n[id]',
  '@everyone #1 GH-1 https://evil.example www.evil.example a@evil.example',
  '\n\n- item\n\n    code\n\n> quote\n\n---\n',
  '\n::error::pwned',
  '\r::add-mask::pwned',
  '\r\n::stop-commands::x',
  '%0A::error::pwned%0D%25',
  'a,line=1::b',
  '##[error]pwned',
  '$(id) `id`',
  '\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m',
  '\u202egnitset\u202c \u2066x\u2069 \u200b\ufeff',
  '\u0000\u0008\u007f\u0085\u2028\u2029',
  '\ufffe\uffff',
  '\ud800 lone \udfff',
  '👩‍💻🇺🇳',
  '{0} {{1}} %s',
  '../../../etc/passwd',
  'a:b/ü?#c %41',
  'ü'.repeat(31),
  'x'.repeat(63),
];

const text = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 8 })), {
  maxLength: 4,
});
const name = text.map((parts) => parts.join(''));
const orNull = fc.option(name, { nil: null });
const line = fc.integer({ min: 1, max: 5000 });

const hostileFinding: fc.Arbitrary<Finding> = fc
  .record({
    check: fc.constantFrom('rls-not-forced', 'drift', 'migration-locks', 'not-covered'),
    severity: fc.constantFrom<Severity>('error', 'warning', 'info'),
    object: fc.oneof(
      fc.record({ kind: fc.constant('column' as const), schema: name, table: name, name }),
      fc.record({ kind: fc.constant('role' as const), name }),
    ),
    message: name,
    hint: orNull,
    expected: orNull,
    actual: orNull,
    cells: fc.array(
      fc.record({
        verb: fc.constant('select' as const),
        context: fc.constant('tenant A' as const),
        row: fc.constant('own' as const),
        outcome: name.map((message) => ({ is: 'error' as const, message })),
      }),
      { maxLength: 1 },
    ),
    location: fc.option(fc.record({ file: name, line, column: line }), { nil: null }),
    migration: fc.option(fc.record({ name, file: name, line: fc.option(line, { nil: null }) }), { nil: null }),
    fix: fc.array(name, { maxLength: 2 }),
    fingerprint: fc.constantFrom('a', 'b', 'c'),
  })
  .map((one) => finding(one));

/** Reports of a database in which every text is chosen by somebody who means harm. */
export const hostileReport: fc.Arbitrary<CheckReport> = fc
  .record({
    findings: fc.array(hostileFinding, { maxLength: 5 }),
    database: name,
    tables: fc.array(name, { maxLength: 3 }),
    rehearsal: fc.option(fc.record({ directory: name, output: fc.array(name, { maxLength: 3 }) }), { nil: null }),
  })
  .map(({ findings, database, tables, rehearsal }) =>
    report(findings, {
      target: { database, serverVersion: '15.18', schemas: ['public'] },
      tables,
      rehearsal: rehearsal && {
        directory: rehearsal.directory,
        // A name is a migration's own.
        migrations: [...new Map(findings.map(({ migration }) => [migration?.name, migration])).values()].flatMap(
          (one) => (one === null ? [] : [{ name: one.name, file: one.file, ran: true, output: rehearsal.output }]),
        ),
      },
    }),
  );

/** Characters that move a cursor, or hide or reorder text; a line break and a tab are none. */
export const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
