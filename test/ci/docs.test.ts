/** docs/ci.md tells the truth: its lines are run, its samples parsed where they are another program's. Its jobs: docs-github, gitlab and pre-commit.test.ts. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseAuditSettings } from '../../src/spec/audit.js';
import { makeLegacy } from '../knex-run.js';
import { createDatabase, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { ROOT, textOf, yamlOf } from './files.js';
import { formats } from './formats.js';
import { blocks, firstCells, makeProject, ofLanguage, PAGE, typeIn } from './page.js';

let project: string;
let legacy: TestDatabase;
beforeAll(async () => {
  legacy = await createDatabase();
  await makeLegacy(legacy.url);
});
afterAll(() => legacy.drop());
beforeEach(() => {
  project = makeProject();
  return () => rmSync(project, { recursive: true });
});

const type = (line: string, url = legacy.url) => typeIn(project, line, url);
const makeBaseline = () => type('schema-audit check --baseline --update-baseline');

test('every block is of a kind that is tested here', () => {
  const kinds = blocks.map(({ language, title }) => [language, title?.replace(/workflows\/.*/, 'workflows') ?? null]);
  expect(kinds).toEqual([
    ['yaml', '.github/workflows'],
    ['yaml', '.github/workflows'],
    ['yaml', '.gitlab-ci.yml'],
    ['yaml', '.pre-commit-config.yaml'],
    ['sh', null],
    ['sh', null],
    ['sh', null],
    ['sql', null],
    ['yaml', '.github/workflows'],
    ['sh', null],
    ['crontab', null],
    ['ini', '/etc/systemd/system/schema-audit.service'],
    ['ini', '/etc/systemd/system/schema-audit.timer'],
    ['yaml', null],
  ]);
});

test('the one line for anything else', async () => {
  const { code, out } = await type(ofLanguage('sh')[0] ?? '');
  expect(code).toBe(1);
  expect(out).toContain('[rls-wrong-table]');
}, 60_000);

test.each([
  ['a live database', 1],
  ['a rehearsal', 2],
])(
  'a baseline of %s: written, and green',
  async (_, at) => {
    const lines = (ofLanguage('sh')[at] ?? '').trim().split('\n');
    const results: unknown[] = [];
    for (const line of lines) results.push([line, (await type(line)).code]);
    expect(results).toEqual(lines.map((line) => [line, 0]));
    expect(lines.length).toBeGreaterThan(1);
  },
  60_000,
);

test('the role may connect, and sees all that check wants', async () => {
  const role = uniqueName('schema_auditor');
  const sql = (ofLanguage('sql')[0] ?? '')
    .replaceAll('schema_auditor', role)
    .replace('on database app', `on database ${legacy.name}`);
  await withClient(legacy.url, (client) =>
    client.query(`revoke all on database ${legacy.name} from public; ${sql}; alter role ${role} password 'x'`),
  );
  const url = new URL(legacy.url);
  Object.assign(url, { username: role, password: 'x' });
  const [own, all] = [await type('schema-audit check', url.href), await type('schema-audit check')];
  expect([own.code, own.err, own.out]).toEqual([1, '', all.out]);
  await withClient(url.href, async (client) => {
    await expect(client.query('select from integrations')).rejects.toThrow('permission denied');
    await expect(client.query('create temp table x ()')).rejects.toThrow(/read-only|permission denied/);
  });
  await withClient(legacy.url, (client) => client.query(`drop owned by ${role}; drop role ${role}`));
});

test('Kubernetes: its lines name what the CronJob names', () => {
  const [build = '', configMap = '', secret = '', apply = ''] = (ofLanguage('sh')[3] ?? '').split('\n');
  const job = textOf('ci/cronjob.yaml');
  expect(job).toContain(`image: ${/^docker build --tag (\S+) \.$/.exec(build)?.[1]}\n`);
  expect(configMap).toMatch(
    /^kubectl create configmap schema-audit( --from-file (schema\.yaml|schema-audit\.baseline\.json))+$/,
  );
  expect(secret).toBe('kubectl create secret generic schema-audit --from-env-file audit.env');
  expect(apply).toBe('kubectl apply --filename ci/cronjob.yaml');
});

interface CronJob {
  readonly spec: {
    readonly jobTemplate: {
      readonly spec: { readonly template: { readonly spec: { readonly containers: [Container] } } };
    };
  };
}
interface Container {
  readonly args: readonly string[];
}

test('what the CronJob runs is red without a baseline, and green with one', async () => {
  const [{ args }] = yamlOf<CronJob>('ci/cronjob.yaml').spec.jobTemplate.spec.template.spec.containers;
  const line = `schema-audit ${args.join(' ')}`;
  expect((await type(line)).code).toBe(2);
  await makeBaseline();
  const { code, err } = await type(line);
  expect([code, err]).toEqual([0, '']);
});

test('cron: silent where all is well, else it prints what check says', async () => {
  const [, command = ''] = /^\d+ \d+ \* \* \* +(.*)$/m.exec(ofLanguage('crontab')[0] ?? '') ?? [];
  expect((await type(command)).out).toContain('there is no baseline at schema-audit.baseline.json');
  await makeBaseline();
  expect(await type(command)).toEqual({ code: 0, out: '', err: '' });
});

test('systemd: the service runs check in a folder of its own, the timer starts it', async () => {
  const [service = '', timer = ''] = ofLanguage('ini');
  const keys = (unit: string) =>
    Object.fromEntries([...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]));
  const { ExecStart = '', WorkingDirectory, Type } = keys(service);
  expect([Type, WorkingDirectory]).toEqual(['oneshot', '/srv/schema']);
  await makeBaseline();
  expect((await type(ExecStart)).code).toBe(0);
  expect(keys(timer)).toMatchObject({ OnCalendar: '*-*-* 03:17:00 UTC', WantedBy: 'timers.target' });
  expect(service.match(/^\[\w+\]$/gm)).toEqual(['[Unit]', '[Service]']);
  expect(timer.match(/^\[\w+\]$/gm)).toEqual(['[Timer]', '[Install]']);
});

describe('settings', () => {
  test('the block is settings, and part of the example', () => {
    const text = blocks.find(({ language, title }) => language === 'yaml' && title === null)?.text ?? '';
    const { ignore, severity } = parseAuditSettings(text, 'ci.md');
    expect([ignore.length, severity.size]).toEqual([1, 1]);
    const example = textOf('examples/schema-audit.config.yaml');
    for (const line of text.trim().split('\n')) expect(example).toContain(`${line}\n`);
  });

  test('the example finds something to settle in the legacy database, with each of its entries', async () => {
    cpSync(join(ROOT, 'examples/schema-audit.config.yaml'), join(project, 'schema-audit.config.yaml'));
    const { code, out } = await type('schema-audit check --format json');
    const { findings, suppressed, summary } = JSON.parse(out);
    expect(code).toBe(1);
    expect(summary.suppressed).toBe(suppressed.length);
    expect(suppressed.length).toBeGreaterThan(2);
    const severities = new Map(findings.map((one: { check: string; severity: string }) => [one.check, one.severity]));
    expect([severities.get('uuid-ossp'), severities.has('service-admin-role')]).toEqual(['info', false]);
    // One entry has a last day: after it, it is a finding, as it should be.
    const without = findings.filter((one: { check: string; message: string }) => one.check === 'suppression');
    for (const { message } of without) expect(message).toContain('until 2030-06-30, which is over');
  });
});

test.skipIf(!formats.includes('html'))('its table of formats has those of the help, and no other', () => {
  expect([...firstCells('Formats', PAGE)].sort()).toEqual([...formats].sort());
});

test('its exit codes are those of the README', () => {
  expect(firstCells('Exit codes', PAGE)).toEqual(['0', '1', '2']);
  expect(firstCells('Exit codes', textOf('README.md'))).toEqual(['0', '1', '2']);
});
