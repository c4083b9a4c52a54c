/** check --migrations as a child process: an embedded server of its own, exit codes, the JSON, what it refuses. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../build.js';
import { directories } from '../knex-run.js';
import { serverUrl, withClient } from '../postgres.js';
import { BIN, runCli, SPEC } from '../run-cli.js';

let folder: string;
beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-cli-'));
  // The embedded server is another account's, and must get there.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

const rehearse = (...args: readonly string[]) => runCli(['check', '--spec', SPEC, '--migrations', ...args]);

describe('on an embedded server of its own', () => {
  test('the legacy folder: exit 1, the eleven issues, each with its file and its line', async () => {
    const { code, out, err } = await rehearse(directories.legacy, '--format', 'json');
    expect([code, err]).toEqual([1, '']);
    const { findings, rehearsal, target } = JSON.parse(out);
    expect(target).toMatchObject({ schemas: ['public'] });
    expect(rehearsal.directory).toBe(directories.legacy);
    expect(rehearsal.migrations.map(({ name }: { name: string }) => name)).toEqual([
      '001_baseline_integration.ts',
      '002_add_missing_tables.ts',
      '20260103_add_rls_policies.ts',
    ]);
    const blamed = new Map<number, Set<string>>();
    for (const { consolidationIssue: issue, migration } of findings)
      if (issue !== null)
        blamed.set(issue, (blamed.get(issue) ?? new Set()).add(migration?.name.slice(0, 3) ?? 'none'));
    expect(Object.fromEntries([...blamed].map(([issue, names]) => [issue, [...names].sort().join(' ')]))).toEqual({
      1: '001 002',
      2: '001',
      3: '001 002',
      4: '001 002',
      5: '202',
      6: '001 002',
      7: '001 002',
      8: '001 002',
      9: '202',
      10: '202',
      11: '001',
    });
    expect(out).not.toMatch(/postgres:\/\//);
  }, 60_000);

  test('the baseline folder: exit 0 and nothing but information, with --check-down too', async () => {
    const { code, out, err } = await rehearse(directories.baseline, '--check-down');
    expect([code, err]).toEqual([0, '']);
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      /✓ what 1 migration of \S+baseline builds \(PostgreSQL 15\.\d+\), schema public: 13 tables, as in the spec; 4 for information, 10 ignored $/,
    );
  }, 60_000);

  test('Ctrl-C: exit 130, and neither server nor files are left', async () => {
    const migrations = mkdtempSync(join(folder, 'slow-'));
    writeFileSync(
      join(migrations, '001_it.js'),
      'exports.up = async (knex) => { console.log("x"); await knex.raw("select pg_sleep(60)"); }; exports.down = async () => {};',
    );
    const env = { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder };
    const child = spawn(process.execPath, [BIN, 'check', '--spec', SPEC, '--migrations', migrations], { env });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const servers = () => readdirSync(folder).filter((name) => name.startsWith('schema-audit-'));
    await expect.poll(() => servers().length, { timeout: 20_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(err).toBe('error: interrupted\n');
    expect(servers()).toEqual([]);
  }, 60_000);
});

describe('on a server of --scratch-url', () => {
  test('a failing migration: exit 1, its statement, and nothing that looks like a bug', async () => {
    const migrations = mkdtempSync(join(folder, 'failing-'));
    writeFileSync(
      join(migrations, '001_it.js'),
      'exports.up = (knex) => knex.raw("select from no_such_table"); exports.down = async () => {};',
    );
    const { code, out, err } = await rehearse(migrations, '--scratch-url', await serverUrl());
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('001_it.js fails: relation "no_such_table" does not exist  [migration-fails]');
    expect(out).toContain('select from no_such_table');
    expect(out).not.toContain('is missing');
  });
});

test('a pipeline that is cancelled (SIGTERM) leaves no database on a server of --scratch-url', async () => {
  const migrations = mkdtempSync(join(folder, 'cancelled-'));
  const name = join(migrations, 'database');
  writeFileSync(
    join(migrations, '001_it.js'),
    `exports.up = async (knex) => {
      const { rows } = await knex.raw('select current_database() as name');
      require('node:fs').writeFileSync(${JSON.stringify(name)}, rows[0].name);
      await knex.raw('select pg_sleep(60)');
    }; exports.down = async () => {};`,
  );
  const args = ['check', '--spec', SPEC, '--migrations', migrations, '--scratch-url', await serverUrl()];
  const child = spawn(process.execPath, [BIN, ...args], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await expect
    .poll(() => existsSync(name) && readFileSync(name, 'utf8'), { timeout: 20_000 })
    .toMatch(/^schema_audit_/);
  child.kill('SIGTERM');
  expect(await ended).toBe(130);
  const left = await withClient(await serverUrl(), (client) =>
    client.query('select from pg_database where datname = $1', [readFileSync(name, 'utf8')]),
  );
  expect(left.rowCount).toBe(0);
}, 30_000);

describe('what a migration leaves running', () => {
  /** When its connection is closed, which is when all migrations have run. */
  const AFTERWARDS = "(await knex.client.acquireConnection()).on('end', () => setTimeout(() => {";
  const rehearsed = async (up: string, ...args: readonly string[]) => {
    const migrations = mkdtempSync(join(folder, 'running-'));
    const text = `const pg = require(${JSON.stringify(createRequire(import.meta.url).resolve('pg'))});
      exports.up = async (knex) => { ${up} }; exports.down = async () => {};`;
    writeFileSync(join(migrations, '001_it.js'), text);
    const { code, out, err } = await rehearse(migrations, '--format', 'json', '--only', 'migration-fails', ...args);
    return { code, err, rehearsal: JSON.parse(out).rehearsal };
  };

  test.each([
    ['a timer', 'setInterval(() => {}, 1000);'],
    ['a timer that prints', 'setInterval(() => { console.log("tick"); process.stdout.write("tock"); }, 1);'],
    ['an error after its end', `${AFTERWARDS} throw new Error("tick"); }, 1));`],
    ['an end of the process after its own', `${AFTERWARDS} process.exit(7); }, 1));`],
    ['a pool of its own', 'await new pg.Pool({ connectionString: process.env.DATABASE_URL }).query("select 1");'],
  ])(
    'keeps nothing waiting, spoils no result, and is no failure: %s',
    async (_, up) => {
      const { code, err, rehearsal } = await rehearsed(up, '--scratch-url', await serverUrl());
      expect([code, err]).toEqual([0, '']);
      expect(rehearsal.migrations).toMatchObject([{ name: '001_it.js', ran: true }]);
    },
    30_000,
  );

  test('is no failure on an embedded server that goes under it, either', async () => {
    const { code, err } = await rehearsed(
      'await new pg.Pool({ connectionString: process.env.DATABASE_URL }).query("select 1");',
    );
    expect([code, err]).toEqual([0, '']);
  }, 60_000);

  test('writes to standard error what it would write past the console', async () => {
    const { code, err } = await rehearsed(
      'require("node:fs").writeSync(process.stdout.fd, "from a logger");',
      '--scratch-url',
      await serverUrl(),
    );
    expect([code, err]).toEqual([0, 'from a logger']);
  });
});

describe('it refuses with exit 2', () => {
  test.each([
    ['a folder that is not there', ['/no/such/folder'], 'there is no folder of migrations at /no/such/folder'],
    [
      'a database beside it',
      [directories.baseline, '--database-url', 'postgres://u:sesame-1234@h/d'],
      '--database-url has no place here',
    ],
    ['rows', [directories.baseline, '--data'], 'has none'],
    [
      'a server that is not there',
      [directories.baseline, '--scratch-url', 'postgres://u:sesame-1234@127.0.0.1:1/x'],
      'no PostgreSQL server answers at 127.0.0.1:1',
    ],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await rehearse(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/sesame|^ +at /m);
  });

  test.each([
    ['--check-down', ['--check-down'], '--scratch-url, --check-down, --knexfile and --env go with --migrations'],
    [
      'a check of migrations',
      ['--only', 'migration-locks'],
      'migration-locks speaks of how migrations run, and only with --migrations',
    ],
  ])('%s without --migrations', async (_, args, message) => {
    const { code, err } = await runCli([
      'check',
      '--spec',
      SPEC,
      ...args,
      '--database-url',
      'postgres://127.0.0.1:1/x',
    ]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
