/** adopt's command line: where the history lies, what is refused and how that is allowed, formats, privileges. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../build.js';
import { callCli } from '../call-cli.js';
import { createDatabase, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { namesIn, type Project, project, sql } from './environment.js';
import { FORGIVING, NEW, OLD, SMALL, smallDatabase } from './small.js';

const NAME = { tableName: 'knex_migrations' };
const [OLD_1 = '', OLD_2 = ''] = OLD;

let folder: string;
let spec: string;
let template: TestDatabase;
beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'schema-audit-adopt-cli-'));
  spec = join(folder, 'spec.yaml');
  writeFileSync(spec, SMALL);
  template = await smallDatabase(OLD);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await template.drop();
});

let database: TestDatabase;
let files: Project;
beforeEach(async () => {
  database = await createDatabase({ template: template.name });
  files = project('none', {});
  files.write(NEW, FORGIVING);
});
afterEach(async () => {
  files.dispose();
  await database.drop();
});

async function adopt(...args: string[]) {
  const { code, out, err } = await callCli(['adopt', '--spec', spec, '--database-url', database.url, ...args]);
  const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
  return { code, out: folded(out), err: folded(err) };
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('the schema is looked at first', () => {
  test('6. a half-done history over a schema that differs is refused, with the drift and the ways forward', async () => {
    await sql(database, `delete from knex_migrations where name = '${OLD_2}'; alter table a add column b int`);
    const { code, out, err } = await adopt('--yes');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('refused: the schema differs from the spec column public.a.b is not in the spec');
    expect(err).toContain(`run the remaining legacy migrations (${OLD_2}) with "knex migrate:latest" first`);
    expect(err).toContain('"schema-audit apply --prune"');
    expect(await namesIn(database, NAME)).toEqual([OLD_1]);
  });

  test('at most ten differences are shown, of a missing table only that', async () => {
    await sql(database, `alter table a ${Array.from({ length: 14 }, (_, i) => `add column c${i} int`).join(', ')}`);
    const { err } = await adopt('--yes');
    expect(err.match(/is not in the spec/g)).toHaveLength(10);
    expect(err).toContain('and 4 more');
    await sql(database, 'drop table a');
    expect((await adopt('--yes')).err).toContain('the spec table public.a is missing hint');
  });

  test('--allow drift does it all the same, and says so; anything else cannot be allowed', async () => {
    await sql(database, 'alter table a add column b int');
    const { code, out } = await adopt('--yes', '--allow', 'drift');
    expect(code).toBe(0);
    expect(out).toContain('differs from the spec in 1 place, which --allow drift lets pass: column public.a.b');
    expect(await namesIn(database, NAME)).toEqual([NEW]);
    expect(await adopt('--allow', 'data-loss')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot allow "data-loss"'),
    });
  });
});

describe('where the history lies', () => {
  const own = `create schema own; alter table knex_migrations set schema own; alter table knex_migrations_lock set schema own`;

  test('one of the name in another schema is named, and no second one made', async () => {
    await sql(database, own);
    const refused = await adopt('--yes');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('no history knex_migrations in schema public, but one in own');
    expect(refused.err).toContain('--table-schema own');
    expect(await sql(database, `select to_regclass('public.knex_migrations') as there`)).toEqual([{ there: null }]);
    expect((await adopt('--yes', '--table-schema', 'own')).code).toBe(0);
    expect(await namesIn(database, { ...NAME, schemaName: 'own' })).toEqual([NEW]);
  });

  test("the knexfile's searchPath decides, as it does for Knex", async () => {
    await sql(database, own);
    for (const searchPath of [['missing', 'own', 'public'], 'own']) {
      const here = project('none', { searchPath });
      here.write(NEW, FORGIVING);
      expect((await adopt('--yes', '--knexfile', here.knexfile)).code).toBe(0);
      expect((await here.knex(database, 'migrate:latest')).out).toContain('Already up to date');
      here.dispose();
    }
    expect(await namesIn(database, { ...NAME, schemaName: 'own' })).toEqual([NEW]);
    const nowhere = project('none', { searchPath: 'own,public' });
    nowhere.write(NEW, FORGIVING);
    const { code, err } = await adopt('--yes', '--knexfile', nowhere.knexfile);
    expect([code, err]).toEqual([2, expect.stringContaining('no schema of the search path "own,public" is there')]);
    nowhere.dispose();
  });

  test('a knexfile in TypeScript is read, and what it prints is not seen', async () => {
    const file = join(files.folder, 'knexfile.ts');
    writeFileSync(
      file,
      `console.log('noise'); process.env.DATABASE_URL = 'postgres://nowhere/x';
      const base: { client: string } = { client: 'pg' };
      export default async () => (console.log('noise'), { production: { ...base, migrations: { directory: './migrations' } } });`,
    );
    const args = ['--knexfile', file, '--env', 'production', '--yes', '--format', 'json'];
    const { code, out, err } = await adopt(...args);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ ok: true, marked: [NEW], target: { database: database.name } });
  });

  test("4. of several services' histories only ours is touched", async () => {
    const theirs = [
      { tableName: 'knex_migrations_of_others' },
      { tableName: 'knex_migrations', schemaName: 'other' },
    ] as const;
    await sql(database, 'create schema other');
    for (const one of theirs) {
      const service = project('none', { ...one });
      service.write(OLD_1, 'exports.up = async () => {}; exports.down = exports.up;');
      expect((await service.knex(database, 'migrate:latest')).code).toBe(0);
      service.dispose();
    }
    const everything = () =>
      Promise.all(
        [
          'knex_migrations_of_others',
          'other.knex_migrations',
          'knex_migrations_of_others_lock',
          'other.knex_migrations_lock',
        ].map((table) => sql(database, `select t.*, xmin::text from ${table} t`)),
      );
    const before = await everything();
    expect((await adopt('--yes', '--migrations', files.migrations)).code).toBe(0);
    expect(await everything()).toEqual(before);
    expect(await namesIn(database, NAME)).toEqual([NEW]);
  });

  test('what the spec and the knexfile say must agree, unless an option decides', async () => {
    const inSpec = written('named.yaml', SMALL.replace('{ baseline', '{ table: ours, schema: public, baseline'));
    const other = project('none', { tableName: 'theirs', schemaName: 'public' });
    other.write(NEW, FORGIVING);
    const args = ['adopt', '--spec', inSpec, '--database-url', database.url, '--knexfile', other.knexfile, '--dry-run'];
    const { code, err } = await callCli(args);
    expect(code).toBe(2);
    expect(err).toContain('table is ours, and the knexfile says theirs');
    const decided = await callCli([...args, '--table', 'knex_migrations', '--format', 'json']);
    expect(JSON.parse(decided.out).history).toEqual({ tool: 'knex', schema: 'public', table: 'knex_migrations' });
    other.dispose();
  });

  test('what is no history is not taken for one', async () => {
    await sql(
      database,
      'create view v as select 1 as id; create table t (id int, name text); create table knex_migrations_archive (id int)',
    );
    expect(await adopt('--table', 'v')).toMatchObject({ code: 2, err: expect.stringContaining('it is no table') });
    expect(await adopt('--table', 't')).toMatchObject({
      code: 2,
      err: expect.stringContaining('it has no column batch, migration_time'),
    });
    expect(await adopt()).toMatchObject({ code: 2, err: expect.stringContaining('is not an archive of schema-audit') });
    expect(await adopt('--table-schema', 'none')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no schema "none"'),
    });
    expect(await adopt('--table', 'x'.repeat(56))).toMatchObject({
      code: 2,
      err: expect.stringContaining('cuts names at 63 bytes'),
    });
  });
});

describe('what counts as complete', () => {
  test('without a history section an option says it, or what to add is said', async () => {
    const bare = written('bare.yaml', SMALL.replace(/^history.*\n/, ''));
    const args = ['adopt', '--spec', bare, '--database-url', database.url, '--yes'];
    const { code, err } = await callCli(args);
    expect([code, err]).toEqual([2, expect.stringContaining('history: { baseline: <file name>')]);
    expect((await callCli([...args, '--mark', NEW, '--archived', OLD.join(',')])).code).toBe(0);
    expect(await namesIn(database, NAME)).toEqual([NEW]);
  });

  test('--archived takes the folder that the files were moved to', async () => {
    const bare = written('bare.yaml', SMALL.replace(/^history.*\n/, ''));
    const moved = project('none', {});
    for (const name of OLD) moved.write(name.replace('.ts', '.js'), '');
    const args = ['--migrations', files.migrations, '--archived', moved.migrations, '--mark', NEW, '--yes'];
    expect((await callCli(['adopt', '--spec', bare, '--database-url', database.url, ...args])).code).toBe(0);
    expect(await namesIn(database, NAME)).toEqual([NEW]);
    moved.dispose();
    expect(await adopt('--archived', './nowhere/')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no folder ./nowhere/'),
    });
  });

  test('names must be files of the folder', async () => {
    const known = ['--migrations', files.migrations, '--yes'];
    expect(await adopt(...known, '--mark', 'x.ts')).toMatchObject({
      code: 1,
      err: expect.stringContaining('the migrations have no such file'),
    });
    expect(await adopt(...known, '--through', 'x.ts')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no migration x.ts'),
    });
    expect(await adopt('--through', NEW)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--through needs to know the migrations'),
    });
    expect(await adopt('--through', NEW, '--mark', NEW)).toMatchObject({ code: 2 });
    expect(await adopt('--env', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('--knexfile') });
    expect(await adopt('--restore', '--mark', NEW)).toMatchObject({ code: 2 });
    expect(await namesIn(database, NAME)).toEqual(OLD);
  });

  test('where the knexfile puts up with rows without a file, they stay', async () => {
    await sql(database, `insert into knex_migrations (name, batch) values ('of_others.js', 1)`);
    const shared = project('none', { disableMigrationsListValidation: true });
    shared.write(NEW, FORGIVING);
    const { code, out } = await adopt('--knexfile', shared.knexfile, '--yes');
    expect(code).toBe(0);
    expect(out).toContain('of_others.js stays without a file');
    expect(await namesIn(database, NAME)).toEqual(['of_others.js', NEW]);
    shared.dispose();
  });

  test('a types file beside a built migration is said: Knex would run it', async () => {
    files.write('001_a.d.ts', '');
    const { code, out } = await adopt('--migrations', files.migrations, '--yes');
    expect(code).toBe(0);
    expect(out).toContain('pending 001_a.d.ts');
    expect(out).toContain('001_a.d.ts is a migration of its own to "knex migrate:latest"');
  });
});

describe('reports and privileges', () => {
  test('json: one document on stdout, done or refused', async () => {
    const done = await adopt('--migrations', files.migrations, '--yes', '--format', 'json');
    expect([done.code, done.err]).toEqual([0, '']);
    expect(JSON.parse(done.out)).toMatchObject({
      tool: { name: 'schema-audit' },
      command: 'adopt',
      ok: true,
      target: { database: database.name, schemas: ['public'] },
      history: { schema: 'public', table: 'knex_migrations' },
      dryRun: false,
      created: ['public.knex_migrations_archive'],
      marked: [NEW],
      archived: OLD,
      unchanged: [],
      pending: [],
      refusals: [],
    });
    await sql(database, 'update knex_migrations_lock set is_locked = 1');
    const refused = await adopt('--format', 'json', '--dry-run');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({
      ok: false,
      marked: [],
      unchanged: [NEW],
      refusals: [{ message: expect.stringContaining('locked'), hint: expect.stringContaining('knex migrate:unlock') }],
    });
  });

  test('a role that may only read can see what would be done, writes nothing, and is told what it lacks', async () => {
    const role = uniqueName('reader');
    await sql(
      database,
      `create role ${role} login password 's3cr3t'; grant select on knex_migrations, knex_migrations_lock to ${role}`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = 's3cr3t';
    const args = ['adopt', '--spec', spec, '--database-url', url.href];
    const dry = await callCli([...args, '--dry-run']);
    expect([dry.code, dry.err]).toEqual([0, '']);
    expect(dry.out).toContain(NEW);
    const { code, err } = await callCli([...args, '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('a privilege is missing: permission denied');
    expect(dry.out + dry.err + err).not.toContain('s3cr3t');
    expect(await namesIn(database, NAME)).toEqual(OLD);
    await sql(database, `drop owned by ${role}; drop role ${role}`);
  });

  test('nobody is there to be asked: --yes is wanted', async () => {
    expect(await adopt()).toMatchObject({ code: 2, err: expect.stringContaining('adopt needs --yes') });
    expect(await namesIn(database, NAME)).toEqual(OLD);
  });
});

describe('restore is refused', () => {
  const restore = () => adopt('--restore', '--yes');
  beforeEach(async () => {
    expect((await adopt('--migrations', files.migrations, '--yes')).code).toBe(0);
  });

  test.each([
    [
      'where a row that adopt added has been changed',
      `update knex_migrations set batch = 9`,
      'which adopt added, has been changed',
    ],
    ['where it is gone', 'delete from knex_migrations', 'which adopt added, is gone'],
    [
      'where the id of a row is taken',
      `insert into knex_migrations (id, name) values (1, 'x')`,
      'cannot come back: there is a row of its id, 1',
    ],
    ['while the lock is held', 'update knex_migrations_lock set is_locked = 1', 'the migrations are locked'],
  ])('%s', async (_, statement, message) => {
    await sql(database, statement);
    const before = await sql(database, 'select * from knex_migrations order by id');
    const { code, err } = await restore();
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
    expect(await sql(database, 'select * from knex_migrations order by id')).toEqual(before);
  });

  test('rows that came later stay, and run after run is undone, the newest first', async () => {
    await sql(database, `insert into knex_migrations (name, batch) values ('002.ts', 2), ('002.ts', 3)`);
    expect((await adopt('--yes')).code).toBe(0);
    expect(await namesIn(database, NAME)).toEqual([NEW, '002.ts']);
    expect((await restore()).code).toBe(0);
    expect(await namesIn(database, NAME)).toEqual([NEW, '002.ts', '002.ts']);
    expect((await restore()).code).toBe(0);
    expect(await namesIn(database, NAME)).toEqual([...OLD, '002.ts', '002.ts']);
    expect((await restore()).out).toContain('nothing to restore');
  });

  test('a history of a table with a generated key and a column of its own comes back whole', async () => {
    await withClient(database.url, async (client) => {
      await client.query(`alter table knex_migrations add column note jsonb default '{"a": [1.50, null]}'`);
      await client.query(
        `insert into knex_migrations (id, name, batch, migration_time, note) values (99, '${OLD_1}', 5, 'infinity', '[0.10]')`,
      );
      const before = (await client.query('select * from knex_migrations order by id')).rows;
      expect((await adopt('--yes')).code).toBe(0);
      expect((await restore()).code).toBe(0);
      expect((await client.query('select * from knex_migrations order by id')).rows).toEqual(before);
    });
  });
});
