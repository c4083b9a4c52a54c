/** ci/gitlab.yml: its jobs, and their scripts run in a project that has schema-audit among its packages. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { BIN } from '../run-cli.js';
import { PACKAGE, ROOT } from './files.js';
import { formats } from './formats.js';
import { jobOf, type Pipeline, runJob, TEMPLATE } from './gitlab.js';
import { titled } from './page.js';

const folders: string[] = [];
let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'gitlab-test-'));
  folders.push(project);
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  symlinkSync(BIN, join(project, 'node_modules/.bin/schema-audit'));
  cpSync(join(ROOT, 'schema.yaml'), join(project, 'schema.yaml'));
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const withMigrations = (folder: string) =>
  cpSync(join(ROOT, 'examples/integration-service', folder), join(project, 'migrations'), { recursive: true });

test('it has one hidden job, and jobs for merge requests and for schedules that extend it', () => {
  expect(Object.keys(TEMPLATE)).toEqual(['.schema-audit', 'schema-audit-migrations', 'schema-audit-drift']);
  for (const name of ['schema-audit-migrations', 'schema-audit-drift']) {
    const { image, before_script: before, artifacts } = jobOf(name);
    expect([image, before]).toEqual(['node:20-slim', [expect.stringMatching(/^npm ci\b/)]]);
    expect(artifacts?.when).toBe('always');
  }
  expect(jobOf('schema-audit-migrations').rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
  expect(jobOf('schema-audit-drift').rules?.[0]?.if).toMatch(/"schedule" && \$SCHEMA_AUDIT_DATABASE_URL$/);
});

const able = formats.includes('gitlab') && formats.includes('junit');

test.skipIf(!able)(
  "a project's file as in docs/ci.md: a rehearsal that finds something fails, and both reports are there",
  async () => {
    const own = parse(titled('.gitlab-ci.yml')) as Pipeline & {
      readonly include: readonly { file: string; ref: string }[];
    };
    expect(own.include).toMatchObject([{ file: 'ci/gitlab.yml', ref: `v${PACKAGE.version}` }]);
    withMigrations('legacy');
    const job = jobOf('schema-audit-migrations', own);
    expect(job.variables?.AUDIT).not.toBe(jobOf('schema-audit-migrations').variables?.AUDIT);
    const { code, out } = await runJob(job, project);
    expect(code).toBe(1);
    expect(out).toContain('[rls-wrong-table]');
    const { codequality = '', junit = '' } = job.artifacts?.reports ?? {};
    expect(JSON.parse(readFileSync(join(project, codequality), 'utf8')).length).toBeGreaterThan(100);
    expect(readFileSync(join(project, junit), 'utf8')).toContain('<failure');
  },
  120_000,
);

test.skipIf(!able)(
  'of a clean database it passes, with the words of SCHEMA_AUDIT_ARGS as options',
  async () => {
    const database: TestDatabase = await createDatabase();
    const job = jobOf('schema-audit-drift');
    const settings = { SCHEMA_AUDIT_DATABASE_URL: database.url };
    expect((await runJob(job, project, settings)).code).toBe(1);
    const { code } = await runJob(job, project, { ...settings, SCHEMA_AUDIT_ARGS: '--fail-on never --skip drift' });
    expect(code).toBe(0);
    await database.drop();
  },
  60_000,
);

test.skipIf(!able)('a run that could not be fails at once, with what stopped it', async () => {
  const { code, err } = await runJob(jobOf('schema-audit-migrations'), project);
  expect([code, existsSync(join(project, 'schema-audit.junit.xml'))]).toEqual([2, false]);
  expect(err).toContain('there is no folder of migrations at migrations');
});
