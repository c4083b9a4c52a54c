/** How a rehearsal runs migrations: like Knex, with the project's own things, leaving nothing behind; and what stops it. */
import { symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_SPEC } from '../../src/checks/example.js';
import type { Finding } from '../../src/checks/types.js';
import { auditMigrations } from '../../src/commands/rehearsal.js';
import { openServer } from '../../src/commands/rehearsal-run.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { serverUrl, uniqueName, withClient } from '../postgres.js';
import { folderOf, IO, rehearseAfter, rehearseFolder, sqlOf, written } from './rehearsing.js';

const require = createRequire(import.meta.url);
const FIRST = written({ sql: sqlOf(EXAMPLE_SPEC) });
/** What is more than information. */
const remarkable = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== 'info');
/** What is found, but for the forbidden role that another test of this server may have made. */
const foundIn = async (files: Readonly<Record<string, string>>) => {
  const { findings, migrations } = await rehearseFolder(await folderOf(files), EXAMPLE_SPEC);
  return { findings: findings.filter(({ check }) => check !== 'service-admin-role'), migrations };
};

describe('a migration that fails', () => {
  it('is a finding with its file, its statement and the server’s words; what came before is looked at', async () => {
    const { findings, migrations } = await foundIn({
      '001_it.ts': FIRST,
      '002_it.ts': written({ sql: 'alter table bookings no force row level security' }),
      '003_it.ts': written({ sql: 'select 1/0' }),
      '004_it.ts': written({ sql: 'select' }),
    });
    expect(findings.map(({ check, message, actual, migration }) => [check, message, actual, migration?.name])).toEqual([
      ['migration-fails', '003_it.ts fails: division by zero', 'select 1/0', '003_it.ts'],
      ['rls-not-forced', expect.stringContaining('not forced'), null, '002_it.ts'],
    ]);
    expect(migrations.map(({ ran }) => ran)).toEqual([true, true, false, false]);
  });

  it('is all there is where it is the first', async () => {
    const { findings } = await foundIn({ '001_it.ts': written({ sql: 'select from no_such_table' }) });
    expect(findings.map(({ check, hint }) => [check, hint])).toEqual([
      ['migration-fails', expect.stringContaining('under external')],
    ]);
  });

  it('is told by the statement that failed, also where it caught the error and went on', async () => {
    const { findings } = await foundIn({
      '001_it.ts': FIRST,
      '002_it.ts': written({ up: `try { await knex.raw('select from nowhere'); } catch {}` }),
    });
    expect(findings.map(({ message, actual }) => [message, actual])).toEqual([
      ['002_it.ts fails: relation "nowhere" does not exist', 'select from nowhere'],
    ]);
  });

  it.each([
    ['a mistake in it', 'export const up = ;', /^002_it\.ts fails: it cannot be loaded: /],
    ['no functions', 'export const x = 1;', /^002_it\.ts fails: 002_it\.ts is not a migration/],
    ['an error at its start', 'throw new Error("no luck");', /^002_it\.ts fails: it cannot be loaded: no luck$/],
  ])('is one that cannot be loaded: %s', async (_, text, message) => {
    const { findings } = await foundIn({ '001_it.ts': FIRST, '002_it.ts': text });
    expect(findings.map((f) => [f.check, f.message])).toEqual([['migration-fails', expect.stringMatching(message)]]);
  });

  it('shows no values that a statement was given', async () => {
    const { findings } = await foundIn({
      '001_it.ts': written({ up: `await knex.raw("select ?::text, 1 / ?::int", ['hunter2', 0]);` }),
    });
    expect(findings[0]?.actual).toBe('select $1::text, 1 / $2::int');
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('shows no password that it, its statement or its output speaks of', async () => {
    const run = async (up: string) => {
      const { findings, migrations } = await foundIn({ '001_it.ts': FIRST, '002_it.ts': written({ up }) });
      return JSON.stringify([findings, migrations]);
    };
    const [thrown, stated, printed] = [
      await run(`throw new Error('no answer from postgres://bob:hunter2@prod/x');`),
      await run(`await knex.raw("create role postgres login password 'hunter2'");`),
      await run(`console.log('going to postgres://bob:hunter2@prod/x');`),
    ];
    expect(thrown).toContain('no answer from postgres://…@prod/x');
    expect(stated).toContain("create role postgres login password '…'");
    expect(printed).toContain('going to postgres://…@prod/x');
    expect([thrown, stated, printed].join()).not.toContain('hunter2');
  });

  it.each([
    [
      'an error that nobody waits for',
      `void Promise.reject(new Error('on its own')); await new Promise((r) => setTimeout(r, 300));`,
      'on its own',
    ],
    [
      'an error out of a timer',
      `setTimeout(() => { throw new Error('too late'); }, 1); await new Promise((r) => setTimeout(r, 300));`,
      'too late',
    ],
    ['an end of the process', 'process.exit(0);', 'it would end the process (process.exit)'],
  ])('is one that would take Knex down with it: %s', async (_, up, message) => {
    const { findings } = await foundIn({ '001_it.ts': FIRST, '002_it.ts': written({ up }) });
    expect(findings.map((f) => [f.check, f.message])).toEqual([['migration-fails', `002_it.ts fails: ${message}`]]);
  });

  it.each([
    ['COMMIT', 'create table moment (id int); commit; drop table moment'],
    ['BEGIN and COMMIT, as scripts have them', 'begin; create table moment (id int); drop table moment; commit'],
    ['ROLLBACK', 'rollback'],
  ])('is not one that ends the transaction by itself, which Knex does not mind: %s', async (_, sql) => {
    const files = { '001_it.ts': written({ sql: `${sqlOf(EXAMPLE_SPEC)}; commit` }), '002_it.ts': written({ sql }) };
    const { findings, migrations } = await foundIn({ ...files, '003_it.ts': written({ sql: 'select' }) });
    expect(findings).toEqual([]);
    expect(migrations.map(({ ran }) => ran)).toEqual([true, true, true]);
  });

  it('leaves the ones in no transaction of their own done, and is looked at all the same', async () => {
    const { findings } = await foundIn({
      '001_it.ts': written({ sql: sqlOf(EXAMPLE_SPEC), outside: true }),
      '002_it.ts': written({ sql: 'select 1/0', outside: true }),
    });
    expect(findings.map(({ check }) => check)).toEqual(['migration-fails']);
  });
});

describe('what a migration sees', () => {
  it('is not changed by our looking on: neither settings nor transaction', async () => {
    const look = `
      const { rows: [seen] } = await knex.raw("select current_setting('search_path') as path, current_setting('TimeZone') as zone, current_setting('app.current_tenant_id', true) as tenant, txid_current() as id");
      console.log(JSON.stringify(seen));`;
    const { migrations } = await foundIn({
      '001_it.ts': written({ up: `await knex.raw("set local timezone = 'Asia/Tokyo'"); ${look}` }),
      '002_it.ts': written({ up: look }),
    });
    const [first, second] = migrations.map(({ output }) => JSON.parse(output[0] ?? '{}'));
    expect(first).toMatchObject({ path: '"$user", public', zone: 'Asia/Tokyo', tenant: null });
    expect(second).toEqual(first);
  });

  it('in its environment is the throw-away database, and afterwards what was there is back', async () => {
    const before = process.env.DATABASE_URL;
    process.env.DATABASE_URL = 'postgres://production/app';
    try {
      const { migrations } = await foundIn({
        '001_it.ts': written({
          up: `const { rows: [{ name }] } = await knex.raw('select current_database() as name');
            console.log(process.env.DATABASE_URL.endsWith('/' + name), process.env.PGDATABASE === name);`,
        }),
      });
      expect(migrations[0]?.output).toEqual(['true true']);
      expect(process.env.DATABASE_URL).toBe('postgres://production/app');
    } finally {
      if (before === undefined) delete process.env.DATABASE_URL;
      else process.env.DATABASE_URL = before;
    }
  });

  it('of other services is a stand-in for each table that the spec names', async () => {
    const { migrations } = await foundIn({
      '001_it.ts': written({
        up: `const { rows } = await knex.raw("select table_name as t, string_agg(column_name || ' ' || data_type, ', ') as c from information_schema.columns where table_schema = 'public' group by 1 order by 1");
          console.log(JSON.stringify(rows));`,
      }),
    });
    expect(JSON.parse(migrations[0]?.output[0] ?? '')).toEqual([
      { t: 'tenants', c: 'id uuid' },
      { t: 'users', c: 'id uuid' },
    ]);
  });

  it('is one transaction for all, as in Knex: a value added to an enum cannot be used by the next', async () => {
    const { findings } = await foundIn({
      '001_it.ts': written({ sql: `${sqlOf(EXAMPLE_SPEC)}; create type mood as enum ('good')` }),
      '002_it.ts': written({ sql: "alter type mood add value 'bad'" }),
      '003_it.ts': written({ sql: "select 'bad'::mood" }),
    });
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('003_it.ts fails: unsafe use of new value'),
    ]);
  });
});

it('keeps what migrations print off our standard output, however they print', async () => {
  const { migrations } = await foundIn({
    '001_it.ts': written({ up: `console.info('a %s', 'b'); process.stdout.write('c\\nd\\n');` }),
  });
  expect(migrations[0]?.output).toEqual(['a b', 'c', 'd']);
});

describe('the project’s own things', () => {
  const js = (up: string) => `exports.up = async (knex) => { ${up} };\nexports.down = async () => {};\n`;

  it('are used: its Knex, with what that says of itself', async () => {
    const knex = require.resolve('knex');
    const folder = await folderOf({
      'package.json': '{}',
      'node_modules/knex/package.json': '{ "name": "knex", "main": "index.js" }',
      'node_modules/knex/index.js': `module.exports = (config) => { console.log('the project’s own Knex'); return require(${JSON.stringify(knex)})(config); };`,
      'migrations/001_it.js': js(`await knex.raw(${JSON.stringify(sqlOf(EXAMPLE_SPEC))})`),
    });
    const printed: string[] = [];
    const { log } = console;
    console.log = (text: string) => void printed.push(text);
    try {
      const { findings } = await rehearseFolder(join(folder, 'migrations'), EXAMPLE_SPEC);
      expect(findings.filter(({ check }) => check !== 'service-admin-role')).toEqual([]);
    } finally {
      console.log = log;
    }
    expect(printed).toContain('the project’s own Knex');
  });

  it('are used: a loader that Knex’s command line would take there, in place of tsx', async () => {
    const esbuild = require.resolve('esbuild');
    const folder = await folderOf({
      'package.json': '{}',
      'node_modules/ts-node/package.json': '{ "name": "ts-node" }',
      'node_modules/ts-node/register/index.js': `require.extensions['.ts'] = (module, file) => {
        const text = require('node:fs').readFileSync(file, 'utf8');
        module._compile('console.log("loaded by ts-node");' + require(${JSON.stringify(esbuild)}).transformSync(text, { loader: 'ts', format: 'cjs' }).code, file);
      };`,
      'migrations/001_it.ts': FIRST,
    });
    const { findings, migrations } = await rehearseFolder(join(folder, 'migrations'), EXAMPLE_SPEC);
    expect(findings.filter(({ check }) => check !== 'service-admin-role')).toEqual([]);
    expect(migrations).toHaveLength(1);
    expect(Object.keys(require.extensions)).toContain('.ts');
    delete require.extensions['.ts'];
  });

  it('are used: the settings of its knexfile, in its folder, but neither its database nor its history', async () => {
    const folder = await folderOf({
      'knexfile.ts': `export default { test: {
        client: 'pg', connection: 'postgres://production/app', searchPath: ['app'],
        wrapIdentifier: (name: string, wrap: (name: string) => string) => wrap(name.toLowerCase()),
        migrations: { tableName: 'history', loadExtensions: ['.js'], disableTransactions: true, beforeAll: () => console.log('before all') },
      } };`,
      'app.sql': sqlOf(EXAMPLE_SPEC.replace('schema: public', 'schema: app')),
      'migrations/001_it.js': `import { readFileSync } from 'node:fs';
        export const up = async (knex) => {
          await knex.raw(readFileSync('app.sql', 'utf8'));
          console.log((await knex('BOOKINGS').select('STATUS')).length, await knex.schema.hasTable('bookings'), knex.isTransaction === true);
        };
        export const down = async () => {};`,
      'migrations/001_it.d.ts': 'export {}',
    });
    const text = EXAMPLE_SPEC.replace('schema: public', 'schema: app').replace('objects: public', 'objects: app');
    const options = { knexfile: join(folder, 'knexfile.ts'), env: 'test' };
    const home = process.cwd();
    const { findings, migrations } = await rehearseFolder(join(folder, 'migrations'), text, options);
    expect(remarkable(findings)).toEqual([]);
    expect(migrations.map(({ name, output }) => [name, output])).toEqual([['001_it.js', ['0 true false']]]);
    expect(process.cwd()).toBe(home);
  });

  it.each([
    ['CommonJS', '{}', '001_it.js', js('await knex.raw("select")')],
    ['.cjs in an ES module package', '{ "type": "module" }', '001_it.cjs', js('await knex.raw("select")')],
    [
      'ES modules',
      '{ "type": "module" }',
      '001_it.js',
      'export const up = async (knex) => { await knex.raw("select") }; export const down = async () => {};',
    ],
    ['TypeScript as CommonJS', '{}', '001_it.ts', written({ sql: 'select' })],
    [
      'a default export',
      '{ "type": "module" }',
      '001_it.ts',
      'export default { up: async (knex: any) => { await knex.raw("select") }, down: async () => {} };',
    ],
    [
      'imports of its own',
      '{ "type": "module" }',
      '001_it.ts',
      `import { SQL } from './lib/sql.ts'; export const up = (knex: any) => knex.raw(SQL); export const down = async () => {};`,
    ],
  ])('are loaded: %s', async (_, packageJson, name, text) => {
    const folder = await folderOf({
      'package.json': packageJson,
      [name]: text,
      'lib/sql.ts': 'export const SQL: string = "select";',
    });
    const { migrations } = await rehearseFolder(folder, EXAMPLE_SPEC);
    expect(migrations.map(({ name: ran, ran: did }) => [ran, did])).toEqual([[name, true]]);
  });

  it('are found through links', async () => {
    const folder = await folderOf({ 'real/001_it.ts': FIRST });
    await symlink(join(folder, 'real'), join(folder, 'migrations'));
    const { migrations } = await rehearseFolder(join(folder, 'migrations'), EXAMPLE_SPEC);
    expect(migrations.map(({ ran }) => ran)).toEqual([true]);
  });
});

describe('a server', () => {
  // Databases belong to the server, where others make some too: these are of a role of ours.
  const role = uniqueName('scratch');
  let scratchUrl: string;
  beforeAll(async () => {
    await sql(`create role ${role} login createdb password 'sesame-1234'`);
    const url = new URL(await serverUrl());
    [url.username, url.password] = [role, 'sesame-1234'];
    scratchUrl = url.href;
  });
  afterAll(() => sql(`drop role ${role}`));

  const sql = async (text: string) => withClient(await serverUrl(), async (client) => (await client.query(text)).rows);
  const left = () => sql(`select datname from pg_database where datdba = '${role}'::regrole`);

  it('has no database of ours afterwards, whatever became of the migrations', async () => {
    for (const text of [written({ sql: 'select 1/0' }), FIRST]) {
      const folder = await folderOf({ '001_it.ts': text });
      const { migrations } = await rehearseFolder(folder, EXAMPLE_SPEC, { scratchUrl });
      expect(migrations.map(({ ran }) => ran)).toEqual([text === FIRST]);
      expect(await left()).toEqual([]);
    }
  });

  it('has none either when we are interrupted while a migration runs', async () => {
    const folder = await folderOf({ '001_it.ts': written({ sql: 'select pg_sleep(60)' }) });
    const interrupt = new AbortController();
    const spec = parseSpec(EXAMPLE_SPEC, 'schema.yaml');
    const running = auditMigrations(
      { spec, ...compile(spec) },
      { migrations: folder, scratchUrl, timeouts: { lock: 5000, statement: 0 } },
      { ...IO, signal: interrupt.signal },
    );
    running.catch(() => undefined);
    const asleep = () =>
      sql(`select from pg_stat_activity where usename = '${role}' and query = 'select pg_sleep(60)'`);
    await expect.poll(asleep, { timeout: 20_000 }).toHaveLength(1);
    expect(await left()).toHaveLength(1);
    interrupt.abort();
    await expect(running).rejects.toThrow('interrupted');
    expect(await left()).toEqual([]);
  });

  it('has none either that was being made when we were interrupted, and makes no more', async () => {
    const server = await openServer(scratchUrl);
    const making = server.database();
    await server.close();
    expect(new URL(await making).pathname).toMatch(/^\/schema_audit_/);
    await expect(server.database()).rejects.toThrow('closed');
    expect(await left()).toEqual([]);
  });
});

describe('the server', () => {
  it('must let us make a database', async () => {
    const role = uniqueName('nobody');
    await withClient(await serverUrl(), (client) => client.query(`create role ${role} login password 'sesame-1234'`));
    const url = new URL(await serverUrl());
    url.username = role;
    url.password = 'sesame-1234';
    const folder = await folderOf({ '001_it.ts': FIRST });
    await expect(rehearseFolder(folder, EXAMPLE_SPEC, { scratchUrl: url.href })).rejects.toMatchObject({
      name: 'UserError',
      message: 'no database can be made on that server: the role has no right to',
    });
    await withClient(await serverUrl(), (client) => client.query(`drop role ${role}`));
  });

  it('of ours has the roles that the spec names, where migrations want them; another one is left as it is', async () => {
    const role = uniqueName('app');
    const text = EXAMPLE_SPEC.replace('schema_audit_example_app', role);
    const grant = { sql: `grant select on bookings to ${role}` };
    const { scratchUrl: _, ...embedded } = { scratchUrl: '' };
    const on = async (options: object) =>
      (await rehearseAfter(text, [grant], options)).findings.map(({ check }) => check);
    expect(await on({})).toContain('migration-fails');
    const spec = parseSpec(text, 'schema.yaml');
    const folder = await folderOf({ '001_it.ts': written({ sql: sqlOf(text) }), '002_it.ts': written(grant) });
    const { findings } = await auditMigrations(
      { spec, ...compile(spec) },
      { migrations: folder, timeouts: { lock: 5000, statement: 60_000 }, ...embedded },
      IO,
    );
    expect(remarkable(findings)).toEqual([]);
  }, 60_000);
});

describe('it says what it needs', () => {
  it.each([
    ['no folder', {}, 'nowhere', /^there is no folder of migrations at /],
    ['no migration in it', { 'README.md': '' }, '', /^there are no migrations in /],
  ])('%s', async (_, files, below, message) => {
    const folder = await folderOf(files);
    await expect(rehearseFolder(join(folder, below), EXAMPLE_SPEC)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
    });
  });

  it('a URL for --scratch-url', async () => {
    const folder = await folderOf({ '001_it.ts': FIRST });
    await expect(rehearseFolder(folder, EXAMPLE_SPEC, { scratchUrl: 'host=x' })).rejects.toMatchObject({
      message: '--scratch-url is not a URL',
    });
  });
});

it('speaks of tables that the spec does not name, which here are the project’s own; not of stand-ins and the history', async () => {
  const { findings } = await rehearseAfter(EXAMPLE_SPEC, [
    { sql: 'create table notes (id int)' },
    { sql: 'create table shared (tenant_id uuid)' },
    {
      sql: 'create table closed (tenant_id uuid); alter table closed enable row level security; alter table closed force row level security',
    },
  ]);
  const found = findings.filter(({ check }) => check !== 'service-admin-role');
  expect(
    found.map(({ check, severity, message, migration, fix }) => [check, severity, message, migration?.name, fix]),
  ).toEqual([
    [
      'migration-unknown-table',
      'error',
      'table shared is not in the spec; it has a tenant_id, and row level security is off',
      '003_it.ts',
      [],
    ],
    ['migration-unknown-table', 'warning', 'table closed is not in the spec', '004_it.ts', []],
    ['migration-unknown-table', 'warning', 'table notes is not in the spec', '002_it.ts', []],
  ]);
});
