/** SARIF: valid by the standard's schema whatever the database holds; rules, places and fingerprints as readers need them. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { checkAsSarif } from '../../src/report/check-sarif.js';
import type { CheckReport } from '../../src/report/types.js';
import { runs } from '../long.js';
import { finding, hostileReport, report, UNPRINTABLE } from './reports.js';

// The schema is of draft 4, of which Ajv knows all but the way it names itself.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const isSarif = ajv.compile(schema);

/** The one run, after the schema has agreed. */
function runOf(made: CheckReport) {
  const log = JSON.parse(checkAsSarif(made, checks));
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  return log.runs[0];
}

test('every check is a rule that says what it finds, why that matters, what to do and where to read on', () => {
  const { rules } = runOf(report([])).tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(checks.map(({ id }) => id));
  for (const [i, { docs, consolidationIssue }] of checks.entries()) {
    const rule = rules[i];
    for (const part of [docs.what, docs.story.replaceAll('\n', ' '), docs.todo, docs.link])
      expect(rule.help.text).toContain(part);
    expect(rule).toMatchObject({ helpUri: docs.link, properties: { consolidationIssue } });
    expect(rule.properties.tags.includes('security')).toBe(
      /^(rls-|tenant-default|service-admin|data-(plac|cross))/.test(rule.id),
    );
  }
});

test('a finding stands at its line of the spec, with its level, its rule and the full name of its object', () => {
  const object = { kind: 'column', schema: 'public', table: 'bookings', name: 'status' } as const;
  const { results } = runOf(
    report([finding({ object, severity: 'info', hint: 'h', expected: 'a', actual: 'b', message: 'm' })]),
  );
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({
    ruleId: 'rls-not-forced',
    ruleIndex: checks.findIndex(({ id }) => id === 'rls-not-forced'),
    level: 'note',
    message: { text: 'm\nspec: a\ndatabase: b\nhint: h' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'schema.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 3 },
        },
        logicalLocations: [{ kind: 'column', name: 'status', fullyQualifiedName: 'public.bookings.status' }],
      },
    ],
    properties: { fix: ['alter table public.bookings force row level security'], consolidationIssue: 6 },
  });
  expect(results[0].relatedLocations).toBeUndefined();
});

test('in a rehearsal it stands in the migration, and the spec is beside it', () => {
  const migration = { name: '001_it.ts', file: 'db/001_it.ts', line: 7 };
  const [result] = runOf(report([finding({ migration })])).results;
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  expect([artifactLocation.uri, region]).toEqual(['db/001_it.ts', { startLine: 7 }]);
  expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toBe('schema.yaml');
});

test.each([
  ['db/a b#c?d%.yaml', 'db/a%20b%23c%3Fd%25.yaml', '%SRCROOT%'],
  ['a:b.yaml', 'a%3Ab.yaml', '%SRCROOT%'],
  ['/srv/a b#c.yaml', 'file:///srv/a%20b%23c.yaml', undefined],
  ['C:/srv/ü.yaml', 'file:///C:/srv/%C3%BC.yaml', undefined],
])('the path %s becomes the URI %s', (file, uri, base) => {
  const [result] = runOf(report([finding({ location: { file, line: 1, column: 1 } })])).results;
  const { artifactLocation } = result.locations[0].physicalLocation;
  expect([artifactLocation.uri, artifactLocation.uriBaseId]).toEqual([uri, base]);
  expect(decodeURIComponent(new URL(uri, 'file:///').pathname).endsWith(file.replace('C:/', '/'))).toBe(true);
});

test('findings on one line, even with one fingerprint, are tracked apart', () => {
  const { results } = runOf(report(['a', 'a', 'b'].map((fingerprint) => finding({ fingerprint }))));
  const keys = results.map(({ partialFingerprints }: { partialFingerprints: object }) => partialFingerprints);
  expect(keys.map((one: Record<string, string>) => one['schemaAudit/v1'])).toEqual(['a', 'a-2', 'b']);
  expect(keys.map((one: Record<string, string>) => one.primaryLocationLineHash)).toEqual(['a:1', 'a-2:1', 'b:1']);
});

test('what is left out of account is there as suppressed, with who accepted it', () => {
  const suppressed = [
    {
      finding: finding({ check: 'drift' }),
      by: {
        kind: 'ignored' as const,
        reason: 'known',
        until: '2027-01-31',
        location: { file: 'c.yaml', line: 1, column: 1 },
      },
    },
    { finding: finding({ check: 'rls-blind' }), by: { kind: 'baseline' as const, file: 'b.json' } },
  ];
  const { results } = runOf(report([finding()], { suppressed }));
  expect(results.map(({ suppressions }: { suppressions?: unknown }) => suppressions)).toEqual([
    undefined,
    [{ kind: 'external', status: 'accepted', justification: 'known (until 2027-01-31)' }],
    [{ kind: 'external', status: 'accepted', justification: 'known to the baseline b.json' }],
  ]);
});

test('no link is made of a name in a plain message', () => {
  const [result] = runOf(report([finding({ message: 'a [link](https://evil.example)' })])).results;
  expect(result.message.text).toBe('a [link] (https://evil.example)');
});

test('whatever a database holds, the log is valid, complete, and holds no character that a terminal obeys', () => {
  fc.assert(
    fc.property(hostileReport, (made) => {
      const run = runOf(made);
      expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(
        made.findings.map(({ check }) => check),
      );
      for (const { ruleId, ruleIndex } of run.results) expect(checks[ruleIndex]?.id).toBe(ruleId);
      expect(checkAsSarif(made, checks)).not.toMatch(UNPRINTABLE);
    }),
    { numRuns: runs(40, 200) },
  );
});
