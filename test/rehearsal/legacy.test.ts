/** The example's folders, rehearsed: the legacy one names the eleven issues, each with its migration; the baseline is clean. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RehearsalResult } from '../../src/commands/rehearsal.js';
import { directories } from '../knex-run.js';
import { rehearseFolder } from './rehearsing.js';

const SPEC = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
const [FIRST, SECOND, THIRD] = [
  '001_baseline_integration.ts',
  '002_add_missing_tables.ts',
  '20260103_add_rls_policies.ts',
];

describe('the legacy folder', () => {
  let result: RehearsalResult;
  beforeAll(async () => {
    result = await rehearseFolder(directories.legacy, SPEC, { checkDown: true });
  });
  const blamed = (issue: number) =>
    Object.fromEntries(
      [FIRST, SECOND, THIRD].map((name) => [
        name,
        result.findings.filter((f) => f.consolidationIssue === issue && f.migration?.name === name).length,
      ]),
    );

  it.each([
    [1, 10, 3, 0],
    [2, 10, 0, 0],
    [3, 8, 2, 0],
    [4, 4, 2, 0],
    [5, 0, 0, 7],
    [6, 4, 2, 0],
    [7, 4, 2, 0],
    [8, 10, 3, 0],
    [9, 0, 0, 6],
    [11, 1, 0, 0],
  ])('names issue %i with its migrations: %i by the first, %i by the second, %i by the third', (issue, ...counts) => {
    expect(blamed(issue)).toEqual({ [FIRST]: counts[0], [SECOND]: counts[1], [THIRD]: counts[2] });
    const of = result.findings.filter((f) => f.consolidationIssue === issue);
    expect(of.every(({ migration }) => migration !== null)).toBe(true);
  });

  it('names issue 10, which on a cluster that has the role already no migration brought about', () => {
    const of = result.findings.filter((f) => f.consolidationIssue === 10);
    expect(of.map(({ object }) => object.name)).toEqual(['integration_service_admin']);
  });

  it('names the five tables asked for in vain, with the line and what was meant', () => {
    const asked = result.findings.filter((f) => f.consolidationIssue === 9 && f.object.kind === 'table');
    const lines = readFileSync(`${directories.legacy}/${THIRD}`, 'utf8').split('\n');
    expect(
      asked.map(({ object, message, severity, migration }) => [
        object.table,
        severity,
        message.split(': ').at(-1),
        lines[(migration?.line ?? 0) - 1]?.trim(),
      ]),
    ).toEqual([
      ['sync_jobs', 'error', 'the spec calls it sync_queue', "'sync_jobs',"],
      ['webhook_events', 'error', 'the nearest name in the spec is webhooks', "'webhook_events',"],
      ['webhook_configs', 'error', 'the nearest name in the spec is webhooks', "'webhook_configs',"],
      ['mapping_templates', 'error', 'the spec calls it field_mapping_templates', "'mapping_templates',"],
      [
        'provider_credentials',
        'warning',
        expect.stringMatching(/^no name in the spec is like it \(the nearest is \w+\)$/),
        "'provider_credentials',",
      ],
    ]);
  });

  it('blames every finding on a migration, and says where its file is', () => {
    const none = result.findings.filter(({ migration, check }) => migration === null && check !== 'service-admin-role');
    expect(none).toEqual([]);
    for (const { migration } of result.findings)
      if (migration !== null) expect(migration.file).toBe(`${directories.legacy}/${migration.name}`);
  });

  it('tells what the third migration does to tables in use, as information: it has run wherever there are rows', () => {
    const locks = result.findings.filter(({ check }) => check === 'migration-locks');
    expect(locks.map(({ object, severity, migration }) => [object.kind, severity, migration?.name])).toEqual(
      Array.from({ length: 7 }, () => ['index', 'info', THIRD]),
    );
  });

  it('finds that the first one leaves its extension behind when it is taken back', () => {
    const downs = result.findings.filter(({ check }) => check === 'migration-down');
    expect(downs.map(({ message, migration }) => [migration?.name, message.split('\n').slice(1)])).toEqual([
      [FIRST, ['extension uuid-ossp stays behind']],
    ]);
  });

  it('keeps what each migration printed', () => {
    expect(result.migrations.map(({ name, ran, output }) => [name, ran, output.length])).toEqual([
      [FIRST, true, 0],
      [SECOND, true, 0],
      [THIRD, true, 5],
    ]);
  });
});

it('finds nothing in the baseline folder, up and down', async () => {
  const { findings } = await rehearseFolder(relative(process.cwd(), directories.baseline), SPEC, { checkDown: true });
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});
