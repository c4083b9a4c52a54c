/** The command line as a child process: what is printed where, exit codes, clear errors, no secrets. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from './build.js';
import { createDatabase, type TestDatabase, uniqueName, withClient } from './postgres.js';
import { BIN, runCli, SPEC } from './run-cli.js';
import { applySpec } from './sql/spec-on-database.js';

let folder: string;
let right: TestDatabase;
beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'schema-audit-cli-'));
  right = await createDatabase();
  await applySpec(right.url, readFileSync(SPEC, 'utf8'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await right.drop();
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('check', () => {
  test('a right database: exit 0, one line, nothing on stderr', async () => {
    const { code, out, err } = await runCli(['check', '--spec', SPEC, '--database-url', right.url]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('13 tables, as in the spec');
  });

  test('a difference: exit 1, with its fix and its place in the spec', async () => {
    const database = await createDatabase({ template: right.name });
    await withClient(database.url, (client) => client.query('alter table sync_queue no force row level security'));
    const text = await runCli(['check', '--spec', SPEC, '--database-url', database.url]);
    expect(text.code).toBe(1);
    expect(text.out).toContain('alter table public.sync_queue force row level security;');
    const json = await runCli(['check', '--spec', SPEC, '--database-url', database.url, '--format', 'json']);
    const document = JSON.parse(json.out);
    expect(document).toMatchObject({
      tool: {
        name: 'schema-audit',
        version: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
      },
      command: 'check',
      ok: false,
      target: { database: database.name, schemas: ['public'] },
      summary: { error: 1, warning: 0, suppressed: 10 },
    });
    const [finding] = document.findings;
    expect(finding).toMatchObject({
      check: 'rls-not-forced',
      consolidationIssue: 6,
      severity: 'error',
      object: { kind: 'table', schema: 'public', table: 'sync_queue' },
      fix: ['alter table public.sync_queue force row level security'],
    });
    const line = readFileSync(SPEC, 'utf8').split('\n')[finding.location.line - 1];
    expect(line?.trim()).toBe('sync_queue:');
    expect((await runCli(['check', '--spec', SPEC, '--database-url', database.url, '--fail-on', 'never'])).code).toBe(
      0,
    );
    await database.drop();
  });

  test('a role with CONNECT alone is enough', async () => {
    const role = uniqueName('connect_only');
    await withClient(right.url, (client) => client.query(`create role ${role} login password 'sesame-1234'`));
    const url = new URL(right.url);
    url.username = role;
    url.password = 'sesame-1234';
    const { code, out, err } = await runCli(['check', '--spec', SPEC, '--database-url', url.href]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('as in the spec');
    await withClient(right.url, (client) => client.query(`drop role ${role}`));
  });

  test('the database comes from DATABASE_URL, or from PGHOST and its like', async () => {
    expect((await runCli(['check', '--spec', SPEC], { DATABASE_URL: right.url })).code).toBe(0);
    const { hostname, port, username, password, pathname } = new URL(right.url);
    const env = {
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    };
    expect((await runCli(['check', '--spec', SPEC], env)).code).toBe(0);
  });

  test('a view over a table that another session holds: exit 2, and it is named, with a spec and without', async () => {
    const database = await createDatabase({ template: right.name });
    await withClient(database.url, async (holder) => {
      await holder.query('create view held as select * from sync_queue');
      await holder.query('begin; alter view held set (security_barrier)');
      for (const spec of [['--spec', SPEC], ['--no-spec']]) {
        const { code, out, err } = await runCli([
          ...['check', ...spec, '--database-url', database.url, '--lock-timeout', '300ms'],
        ]);
        expect([code, out]).toEqual([2, '']);
        expect(err).toContain('public.held');
      }
      await holder.query('rollback');
    });
    await database.drop();
  });

  test('a table that another session holds: exit 2, and it is named', async () => {
    await withClient(right.url, async (holder) => {
      await holder.query('begin; lock table sync_queue in access exclusive mode');
      const { code, out, err } = await runCli([
        'check',
        '--spec',
        SPEC,
        '--database-url',
        right.url,
        '--lock-timeout',
        '300ms',
      ]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('public.sync_queue');
      await holder.query('rollback');
    });
  });
});

describe('what stops it is one clear line, exit 2, and no password', () => {
  const cases: readonly (readonly [string, () => string, RegExp])[] = [
    [
      'an unreachable server',
      () => 'postgres://u:sesame-1234@127.0.0.1:1/x',
      /no PostgreSQL server answers at 127\.0\.0\.1:1/,
    ],
    [
      'an unknown host',
      () => 'postgres://u:sesame-1234@no-such-host.invalid/x',
      /no-such-host\.invalid cannot be found/,
    ],
    [
      'a missing database',
      () => right.url.replace(/\/[^/]*$/, '/no_such_database'),
      /there is no database no_such_database/,
    ],
    [
      'a wrong password',
      () => {
        const url = new URL(right.url);
        url.password = 'sesame-1234';
        return url.href;
      },
      /refused the password of user/,
    ],
    ['a URL of something else', () => 'mysql://u:sesame-1234@localhost/x', /not one of PostgreSQL/],
  ];
  test.each(cases)('%s', async (_what, url, message) => {
    for (const args of [['check'], ['plan'], ['apply', '--yes']]) {
      const { code, out, err } = await runCli([...args, '--spec', SPEC, '--database-url', url()]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(message);
      expect(err).not.toContain('sesame-1234');
      expect(err).not.toContain('    at ');
    }
  });

  test.each([
    ['an unknown option', ['check', '--no-such-option']],
    ['an unknown command', ['chekc']],
    ['a wrong format', ['check', '--format', 'pdf']],
    ['a duration that is none', ['check', '--lock-timeout', 'soon']],
    ['a spec that is not there', ['check', '--spec', '/no/such/file.yaml']],
  ])('%s', async (_what, args) => {
    const { code, out, err } = await runCli(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/error/i);
    expect(err).not.toContain('    at ');
  });
});

test('ten mistakes in a spec are ten positioned errors, and exit 2', async () => {
  const spec = file(
    'ten.yaml',
    `schema: public
tenancy:
  colunm: tenant_id
  setting: current_tenant
tables:
  a:
    columns:
      id: uuid primary key
      tenant_id: uuid not nul
      kind: varchar(20) default active
      amount: numberic(12,2)
      other: uuid references nowhere
      when_: timestamptz default 'now'
    indexes:
      idx_a: (knid)
    checks:
      ok: "kind = 'x') or (true"
  b:
    columns: { id: serial }
    encrypted: [secret]
`,
  );
  for (const command of ['check', 'compile', 'apply']) {
    const { code, out, err } = await runCli([
      command,
      '--spec',
      spec,
      ...(command === 'compile' ? [] : ['--database-url', right.url]),
    ]);
    expect([code, out]).toEqual([2, '']);
    const positions = err.match(/ten\.yaml:\d+:\d+: /g) ?? [];
    expect(positions.length).toBeGreaterThanOrEqual(10);
  }
});

describe('compile, plan and apply', () => {
  test('what compile prints, psql-like, builds what apply builds', async () => {
    const { code, out } = await runCli(['compile', '--spec', SPEC]);
    expect(code).toBe(0);
    const database = await createDatabase();
    await withClient(database.url, (client) => client.query(out));
    expect((await runCli(['check', '--spec', SPEC, '--database-url', database.url])).code).toBe(0);
    await database.drop();
  });

  test('what it prints makes a function before the table that its body speaks of', async () => {
    const spec = file(
      'functions.yaml',
      `
functions:
  amounts(): { returns: bigint, language: sql, body: select sum(n) from public.t }
tables:
  t: { columns: { n: int, total: bigint default public.amounts() } }
`,
    );
    const { code, out } = await runCli(['compile', '--spec', spec]);
    expect(code).toBe(0);
    const database = await createDatabase();
    await withClient(database.url, (client) => client.query(out));
    expect((await runCli(['check', '--spec', spec, '--database-url', database.url])).code).toBe(0);
    await database.drop();
  });

  test('compile --format knex writes a migration; --js is for that format alone', async () => {
    const output = join(folder, '001_baseline.js');
    const { code, out, err } = await runCli([
      ...['compile', '--spec', SPEC, '--format', 'knex', '--js', '--output', output],
    ]);
    expect([code, out, err]).toEqual([0, '', '']);
    expect(readFileSync(output, 'utf8')).toContain('what schema.yaml describes');
    expect(readFileSync(output, 'utf8')).toContain('export async function up(knex) {');
    expect(await runCli(['compile', '--spec', SPEC, '--js'])).toMatchObject({
      code: 2,
      out: '',
      err: 'error: --js is about --format knex\n  hint: add --format knex\n',
    });
  });

  test('a new environment: planned, built, and built once', async () => {
    const database = await createDatabase();
    const at = ['--spec', SPEC, '--database-url', database.url];
    const planned = await runCli(['plan', ...at, '--format', 'json']);
    expect(planned.code).toBe(0);
    expect(JSON.parse(planned.out).statements.length).toBeGreaterThan(100);
    expect((await runCli(['plan', ...at, '--exit-code'])).code).toBe(1);
    expect((await runCli(['apply', ...at, '--dry-run', '--exit-code'])).code).toBe(1);

    const asked = await runCli(['apply', ...at]);
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('--yes');

    const built = await runCli(['apply', ...at, '--yes']);
    expect(built.code).toBe(0);
    expect(built.out.replace(/\s+/g, ' ')).toContain(
      'created 13 tables, 221 columns, 21 constraints, 78 indexes, 13 policies',
    );
    expect((await runCli(['apply', ...at, '--yes'])).out).toContain('nothing to do');
    expect((await runCli(['plan', ...at, '--exit-code'])).code).toBe(0);
    await database.drop();
  });

  test('a database that has some of the tables in another shape is refused, untouched', async () => {
    const database = await createDatabase();
    await withClient(database.url, (client) => client.query('create table sync_queue (id int)'));
    const { code, err } = await runCli(['apply', '--spec', SPEC, '--database-url', database.url, '--yes']);
    expect(code).toBe(1);
    expect(err).toContain('sync_queue');
    const { rows } = await withClient(database.url, (client) =>
      client.query("select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace"),
    );
    expect(rows).toEqual([{ n: 1 }]);
    await database.drop();
  });
});

test('hostile names cannot move the cursor or colour the terminal', async () => {
  const database = await createDatabase({ template: right.name });
  await withClient(database.url, (client) =>
    client.query('create index "\u001b[31mred\u0007\u202e" on sync_queue (status, priority)'),
  );
  const { out } = await runCli(['check', '--spec', SPEC, '--database-url', database.url]);
  expect(out).toContain('\\u{1b}[31mred\\u{7}\\u{202e}');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
  await database.drop();
});

test('every command has help with an example', async () => {
  for (const command of ['check', 'plan', 'apply', 'compile', 'explain', 'demo']) {
    const { code, out } = await runCli([command, '--help']);
    expect([command, code]).toEqual([command, 0]);
    expect(out).toContain('$ schema-audit');
  }
});

describe('checks chosen by name', () => {
  let broken: TestDatabase;
  beforeAll(async () => {
    broken = await createDatabase({ template: right.name });
    await withClient(broken.url, (client) =>
      client.query(`alter table sync_queue no force row level security;
        alter table sync_queue alter tenant_id set default '00000000-0000-0000-0000-000000000001';
        drop index idx_sync_queue_composite`),
    );
  });
  afterAll(() => broken.drop());

  async function found(...options: string[]): Promise<readonly string[]> {
    const { out } = await runCli([
      'check',
      '--spec',
      SPEC,
      '--database-url',
      broken.url,
      '--format',
      'json',
      ...options,
    ]);
    const { findings } = JSON.parse(out) as { findings: { check: string; severity: string }[] };
    return findings.filter(({ severity }) => severity !== 'info').map(({ check }) => check);
  }

  test('--only shows these alone, --skip all others, and drift speaks for none that is left out', async () => {
    expect(await found()).toEqual(['tenant-default', 'rls-not-forced', 'drift']);
    expect(await found('--only', 'rls-not-forced')).toEqual(['rls-not-forced']);
    expect(await found('--only', 'drift')).toEqual(['drift']);
    expect(await found('--skip', 'rls-not-forced,tenant-default')).toEqual(['drift']);
    expect(await found('--skip', 'drift')).toEqual(['tenant-default', 'rls-not-forced']);
  });

  test('a name that is no check is a mistake, with the nearest one', async () => {
    const { code, out, err } = await runCli([
      'check',
      '--spec',
      SPEC,
      '--database-url',
      right.url,
      '--only',
      'rls-not-frced',
    ]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean "rls-not-forced"?');
  });

  test('a clean result says what it is about', async () => {
    const { code, out } = await runCli(['check', '--spec', SPEC, '--database-url', right.url, '--only', 'rls-blind']);
    expect(code).toBe(0);
    expect(out).toContain('nothing found by rls-blind');
    expect(out).not.toContain('as in the spec');
  });
});

describe('a connection that cannot be described', () => {
  test.each([
    ['a port that is none', 'postgres://u:sesame-1234@h:99999/x', /database URL cannot be read/],
    ['a slash in the password', 'postgres://u:sesame-1234/x@h/x', /database URL cannot be read/],
    ['a certificate that is not there', 'postgres://u:sesame-1234@h/x?sslrootcert=/no/such/file', /\/no\/such\/file/],
  ])('%s: one clear line', async (_what, url, message) => {
    const { code, out, err } = await runCli(['check', '--spec', SPEC, '--database-url', url]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toContain('sesame');
    expect(err).not.toContain('    at ');
  });

  test('a PGPORT that is no number: not silence and success', async () => {
    const { code, err } = await runCli(['check', '--spec', SPEC], { PGHOST: '127.0.0.1', PGPORT: 'port' });
    expect(code).toBe(2);
    expect(err).toContain('PGPORT');
  });

  test('a server without SSL, asked for SSL', async () => {
    const url = `${right.url}?sslmode=require`;
    const { code, err } = await runCli(['check', '--spec', SPEC, '--database-url', url]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: .* does not offer SSL\n {2}hint: .*\n$/);
  });
});

test('apply looks whether it can write its report before it writes to the database', async () => {
  const database = await createDatabase();
  const at = ['apply', '--yes', '--spec', SPEC, '--database-url', database.url, '--output'];
  for (const output of ['/no/such/folder/report', folder]) {
    const { code, out, err } = await runCli([...at, output]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('cannot be written');
  }
  const { rows } = await withClient(database.url, (client) =>
    client.query("select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace"),
  );
  expect(rows).toEqual([{ n: 0 }]);
  const report = join(folder, 'applied.txt');
  expect((await runCli([...at, report])).code).toBe(0);
  expect(readFileSync(report, 'utf8')).toContain('created 13 tables');
  await database.drop();
});

test('a reader that has seen enough does not make findings look like success', async () => {
  const database = await createDatabase();
  const child = spawn(process.execPath, [BIN, 'check', '--spec', SPEC, '--database-url', database.url]);
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(1);
  await database.drop();
});

describe.skipIf(Number(process.versions.node.split('.')[0]) >= 22)('compiled code that is kept', () => {
  const cache = () => join(folder, 'cache');
  const entries = () => readdirSync(join(cache(), 'schema-audit'));
  const compile = () => runCli(['compile', '--spec', SPEC], { XDG_CACHE_HOME: cache() });
  beforeEach(() => rmSync(cache(), { recursive: true, force: true }));

  test('a damaged one is made anew', async () => {
    const { out } = await compile();
    const [name = ''] = entries();
    const kept = join(cache(), 'schema-audit', name);
    const whole = readFileSync(kept);
    for (const at of [0, 30, Math.floor(whole.length / 2), whole.length - 20]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, at, at + 8);
      for (const content of [damaged, whole.subarray(0, at)]) {
        writeFileSync(kept, content);
        expect(await compile()).toEqual({ code: 0, out, err: '' });
      }
    }
    expect(entries()).toEqual([name]);
  });

  test('old ones go when a new one comes, and nothing else does', async () => {
    const own = join(cache(), 'schema-audit');
    mkdirSync(own, { recursive: true, mode: 0o700 });
    for (let i = 0; i < 12; i++) {
      const old = join(own, `v20.19.${i}-x64-700000-1700000000000.code`);
      writeFileSync(old, '');
      utimesSync(old, i, i);
    }
    writeFileSync(join(own, 'notes.txt'), '');
    await compile();
    expect(entries()).toHaveLength(9);
    expect(entries()).toContain('notes.txt');
    expect(entries()).toContain('v20.19.11-x64-700000-1700000000000.code');
  });

  test('each command has its own: what another one used is little of what it needs', async () => {
    await runCli(['--version'], { XDG_CACHE_HOME: cache() });
    await compile();
    await runCli(['explain', '../check'], { XDG_CACHE_HOME: cache() });
    expect(
      entries()
        .map((name) => name.replace(/^.*-(\w+)\.code$/, '$1'))
        .sort(),
    ).toEqual(['compile', 'explain', 'none']);
  });

  test('a folder that others may write to is not used', async () => {
    const own = join(cache(), 'schema-audit');
    mkdirSync(own, { recursive: true });
    chmodSync(own, 0o777);
    expect((await compile()).code).toBe(0);
    expect(entries()).toEqual([]);
  });

  test('two at once, and a place that cannot be written, are no trouble', async () => {
    const both = await Promise.all([compile(), compile()]);
    expect(both.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(entries()).toHaveLength(1);
    expect((await runCli(['compile', '--spec', SPEC], { HOME: '/no/such/home' })).code).toBe(0);
    expect((await runCli(['compile', '--spec', SPEC], { HOME: '' })).code).toBe(0);
  });
});
