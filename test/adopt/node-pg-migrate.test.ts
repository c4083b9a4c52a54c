/** adopt on the history of node-pg-migrate, with its own command line as the judge. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { nodePgMigrationNames } from '../../src/knex/node-pg-migrate.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import type { Ran } from '../run-cli.js';
import { type Project, project, sql } from './environment.js';
import { adoptSmall, restoreSmall, smallDatabase, somebodyWaits } from './small.js';

const BIN = join(
  dirname(createRequire(import.meta.url).resolve('node-pg-migrate/package.json')),
  'bin/node-pg-migrate.js',
);
const OLD = ['1_first', '2_second'];
const BASELINE = '001_baseline';
const makes = (table: string) =>
  `exports.up = (pgm) => pgm.createTable('${table}', { id: 'id' });\nexports.down = (pgm) => pgm.dropTable('${table}');\n`;

let template: TestDatabase;
beforeAll(async () => {
  template = await smallDatabase(null);
});
afterAll(() => template.drop());

let database: TestDatabase;
let folder: Project;
beforeEach(async () => {
  database = await createDatabase({ template: template.name });
  folder = project('none', {});
});
afterEach(async () => {
  folder.dispose();
  await database.drop();
});

function tool(...args: string[]): Promise<Ran> {
  const env = { PATH: process.env.PATH ?? '', HOME: tmpdir(), DATABASE_URL: database.url };
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args, '-m', folder.migrations], { env, timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err }),
    );
  });
}

/** As the tool reads them. */
async function names(): Promise<readonly string[]> {
  const rows = await sql<{ name: string }>(database, 'select name from pgmigrations order by run_on, id');
  return rows.map(({ name }) => name);
}

const options = (more: object = {}) => ({
  tool: 'node-pg-migrate',
  mark: [`${BASELINE}.js`],
  archived: OLD,
  migrations: folder.migrations,
  ...more,
});
const adopt = (more: object = {}, hold?: () => Promise<void>) => adoptSmall(database.url, hold, options(more));

/** The old migrations ran, by the tool; then the folder has the baseline alone. */
async function consolidated(): Promise<void> {
  for (const name of OLD) folder.write(`${name}.js`, makes(`t${name}`));
  expect((await tool('up')).code).toBe(0);
  for (const name of OLD) folder.remove(`${name}.js`);
  folder.write(`${BASELINE}.js`, makes('a'));
}

async function isTrueToTheTool(): Promise<void> {
  expect((await tool('up')).out).toContain('No migrations to run!');
  folder.write('900_next.js', makes('next_one'));
  const next = await tool('up');
  expect([next.code, next.err]).toEqual([0, '']);
  expect((await names()).at(-1)).toBe('900_next');
  expect((await tool('up')).out).toContain('No migrations to run!');
}

test('the old rows become that of the baseline, once; and restore puts them back', async () => {
  await consolidated();
  expect((await tool('up')).err).toContain(
    `Not run migration ${BASELINE} is preceding already run migration ${OLD[0]}`,
  );
  const before = await sql(database, 'select * from pgmigrations order by id');
  expect((await adopt()).done).toBe(true);
  expect(await names()).toEqual([BASELINE]);
  expect((await adopt()).done).toBe(false);
  await restoreSmall(database.url, { tool: 'node-pg-migrate' });
  expect(await sql(database, 'select * from pgmigrations order by id')).toEqual(before);
  expect((await adopt()).done).toBe(true);
  await isTrueToTheTool();
});

test('a database without a history gets it as the tool makes it', async () => {
  const shape = () =>
    sql(
      database,
      `select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), c.relname, o.conname, pg_get_constraintdef(o.oid)
      from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        left join pg_constraint o on o.conrelid = c.oid
      where c.relname ~ '^pgmigrations' and c.relname !~ 'archive' and a.attnum > 0 order by c.relname, a.attnum`,
    );
  await tool('up');
  const theirs = await shape();
  expect(theirs.length).toBeGreaterThan(3);
  await sql(database, 'drop table pgmigrations');
  folder.write(`${BASELINE}.js`, makes('a'));
  expect((await adopt()).done).toBe(true);
  expect(await shape()).toEqual(theirs);
  await isTrueToTheTool();
});

test.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
  'the order of the files holds where the server has the time of %s',
  async (zone) => {
    await sql(database, `alter database ${database.name} set timezone to '${zone}'`);
    await consolidated();
    folder.write('3_later.js', makes('later'));
    expect((await tool('up', '--no-check-order', '3_later')).code).toBe(0);
    expect(await names()).toEqual([...OLD, '3_later']);
    const { done, plan } = await adopt();
    expect([done, plan.warnings]).toEqual([true, []]);
    expect(await names()).toEqual([BASELINE, '3_later']);
    await isTrueToTheTool();
  },
);

test.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
  'what runs next comes after the baseline where the server has the time of %s',
  async (zone) => {
    await sql(database, `alter database ${database.name} set timezone to '${zone}'`);
    await consolidated();
    expect((await adopt()).done).toBe(true);
    await isTrueToTheTool();
  },
);

test('an order that the tool will refuse is said beforehand', async () => {
  for (const name of ['1_a', '2_b', '3_c']) folder.write(`${name}.js`, makes(`t${name}`));
  await tool('up', '--fake');
  await sql(database, `delete from pgmigrations where name = '2_b'`);
  const between = () => adopt({ mark: undefined, archived: [], through: '3_c' });
  await sql(database, `update pgmigrations set run_on = '2026-01-01'`);
  await expect(between()).rejects.toThrow('there is no room for one before');
  await sql(database, `update pgmigrations set run_on = '2026-01-01 00:00:00.001' where name = '3_c'`);
  expect((await between()).plan.warnings).toEqual([]);
  expect(await names()).toEqual(['1_a', '2_b', '3_c']);
  await sql(
    database,
    `delete from pgmigrations where name = '1_a'; update pgmigrations set run_on = now() where name = '2_b'`,
  );
  const other = await adopt({ mark: undefined, archived: [], through: '1_a' });
  expect(other.plan.warnings.join()).toContain('finds 3_c before 2_b: run it with --no-check-order');
});

describe('at the same moment', () => {
  test('the tool is at work: adopt is refused at once, with the process', async () => {
    folder.write('000_long.js', `exports.up = (pgm) => pgm.sql('select pg_advisory_lock(42)');\n`);
    await withClient(database.url, async (holder) => {
      await holder.query('select pg_advisory_lock(42)');
      const running = tool('up');
      await somebodyWaits(database);
      const { done, refusals } = await adopt({ mark: ['000_long'] });
      expect(done).toBe(false);
      expect(refusals[0]?.message).toMatch(
        /at work right now: it holds the advisory lock 7241865325823964 \(process \d+\)/,
      );
      await holder.query('select pg_advisory_unlock(42)');
      expect((await running).code).toBe(0);
    });
  });

  test('adopt is at work: the tool fails, and finds nothing to do afterwards', async () => {
    await consolidated();
    let ran: Ran | undefined;
    expect(
      (
        await adopt({}, async () => {
          ran = await tool('up');
        })
      ).done,
    ).toBe(true);
    expect(ran?.err).toContain('Another migration is already running');
    await isTrueToTheTool();
  });
});

test('the names of a folder, and their order, are those of the tool', async () => {
  const files = [
    '10_b.js',
    '9_a.ts',
    '1700000000000_t.mjs',
    '20240101000000000_utc.cjs',
    '010_a.sql',
    '2_x.up.sql',
    '.hidden',
  ];
  for (const name of files) folder.write(name, name.endsWith('.sql') ? 'select 1' : 'export const up = () => {};\n');
  expect((await tool('up', '--fake')).code).toBe(0);
  const rows = await sql<{ name: string }>(database, 'select name from pgmigrations order by id');
  expect(await nodePgMigrationNames(folder.migrations)).toEqual(rows.map(({ name }) => name));
  folder.write('readme.md', '');
  await expect(nodePgMigrationNames(folder.migrations)).rejects.toThrow(UserError);
});
