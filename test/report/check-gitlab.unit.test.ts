/** GitLab's code quality report: as GitLab documents it, whatever the database holds, and each finding known again. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAsGitlab } from '../../src/report/check-gitlab.js';
import type { CheckReport } from '../../src/report/types.js';
import { finding, hostileReport, report, UNPRINTABLE } from './reports.js';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, in the words of JSON Schema. */
const isCodeQuality = new Ajv({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string' },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          // Relative to the repository, and not beginning with ./
          path: { type: 'string', not: { type: 'string', pattern: '^\\./' } },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

function entriesOf(made: CheckReport) {
  const entries = JSON.parse(checkAsGitlab(made));
  expect(isCodeQuality(entries), JSON.stringify(isCodeQuality.errors)).toBe(true);
  return entries;
}

test('a finding is one entry, on the line of the spec or of the migration', () => {
  const migration = { name: '001.ts', file: 'db/001.ts', line: null };
  const made = report([
    finding({ fingerprint: 'a', message: 'm', hint: 'h' }),
    finding({ fingerprint: 'b', severity: 'warning', migration }),
    finding({ fingerprint: 'c', severity: 'info', check: 'drift', location: null }),
  ]);
  expect(entriesOf(made)).toEqual([
    {
      description: 'm (h)',
      check_name: 'rls-not-forced',
      fingerprint: 'a',
      severity: 'critical',
      location: { path: 'schema.yaml', lines: { begin: 12 } },
    },
    expect.objectContaining({ severity: 'major', location: { path: 'db/001.ts', lines: { begin: 1 } } }),
    expect.objectContaining({
      severity: 'info',
      check_name: 'drift',
      location: { path: 'schema.yaml', lines: { begin: 1 } },
    }),
  ]);
});

test('whatever a database holds, it is valid, each fingerprint is there once, and a description is one line', () => {
  fc.assert(
    fc.property(hostileReport, (made) => {
      const entries: readonly { fingerprint: string; description: string; check_name: string }[] = entriesOf(made);
      expect(entries.map(({ check_name }) => check_name)).toEqual(made.findings.map(({ check }) => check));
      expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
      for (const { description } of entries) expect(description).not.toContain('\n');
      expect(checkAsGitlab(made)).not.toMatch(UNPRINTABLE);
    }),
  );
});
