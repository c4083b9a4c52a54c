/** The states in which adopt finds a history, with Knex's own command line as the judge. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../build.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import {
  adoptCli,
  applied,
  at,
  BASELINE,
  converged,
  historyOf,
  LEGACY,
  makesTable,
  NAMES,
  namesIn,
  type Project,
  project,
  sql,
  tableOf,
} from './environment.js';

let fresh: TestDatabase;
beforeAll(async () => {
  await build();
  fresh = await applied();
});
afterAll(() => fresh.drop());

describe.each(NAMES)('a history called $tableName', (name) => {
  let old: TestDatabase;
  let database: TestDatabase;
  let baseline: Project;
  beforeAll(async () => {
    old = await converged(name);
  });
  afterAll(() => old.drop());
  beforeEach(async () => {
    database = await createDatabase({ template: old.name });
    baseline = project('baseline', { ...name });
    return async () => {
      baseline.dispose();
      await database.drop();
    };
  });

  /** Complete, nothing pending, up to date, the lock free, and the next migration runs. */
  async function isTrueToKnex(files: readonly string[]): Promise<void> {
    await baseline.withKnex(database, async (migrate) => {
      const [completed, pending] = await migrate.list();
      expect([completed.map((one: { name: string }) => one.name), pending]).toEqual([files, []]);
      expect((await migrate.latest())[1]).toEqual([]);
      baseline.write('90_next.ts', makesTable('next_one'));
      expect((await migrate.latest())[1]).toEqual(['90_next.ts']);
    });
    await isAfterNext(files);
  }

  /** The same, by Knex's command line. */
  async function isTrueToItsCommandLine(files: readonly string[]): Promise<void> {
    const list = await baseline.knex(database, 'migrate:list');
    expect(list.out).toContain(`Found ${files.length} Completed Migration file/files.\n${files.join('\n')}\n`);
    expect(list.out).toContain('No Pending Migration files Found.');
    expect((await baseline.knex(database, 'migrate:latest')).out).toContain('Already up to date');
    baseline.write('90_next.ts', makesTable('next_one'));
    const next = await baseline.knex(database, 'migrate:latest');
    expect(next.out).toMatch(/Batch \d+ run: 1 migrations/);
    await isAfterNext(files);
  }

  async function isAfterNext(files: readonly string[]): Promise<void> {
    expect(await namesIn(database, name)).toEqual([...files, '90_next.ts']);
    expect(await sql(database, `select is_locked from ${tableOf(name, '_lock')}`)).toEqual([{ is_locked: 0 }]);
  }

  test('1. the three legacy rows become the one of the baseline', async () => {
    expect((await baseline.knex(database, 'migrate:list')).err).toContain('directory is corrupt');
    const { code, out } = await adoptCli(database, ...at(name), '--migrations', baseline.migrations, '--yes');
    expect(code).toBe(0);
    expect(out).toContain(BASELINE);
    expect(out).toContain('"knex migrate:rollback" would now undo');
    const rows = await historyOf(database, name);
    expect(rows.map((row) => [row.name, row.batch])).toEqual([[BASELINE, 1]]);
    const archived = await sql(database, `select name, action from ${tableOf(name, '_archive')} order by id`);
    expect(archived).toEqual([
      ...LEGACY.map((one) => ({ name: one, action: 'removed' })),
      { name: BASELINE, action: 'added' },
    ]);
    await isTrueToItsCommandLine([BASELINE]);
  });

  test('1. with the settings of a knexfile', async () => {
    const { code } = await adoptCli(database, ...at(name), '--knexfile', baseline.knexfile, '--yes');
    expect(code).toBe(0);
    await isTrueToKnex([BASELINE]);
  });

  test('1. without knowing the folder: what is named goes, other rows stay, and that is said', async () => {
    await sql(database, `insert into ${tableOf(name)} (name, batch) values ('002_later.ts', 2)`);
    const { code, out } = await adoptCli(database, ...at(name), '--yes');
    expect(code).toBe(0);
    expect(out).toContain('is not known: name their folder with --migrations');
    expect(await namesIn(database, name)).toEqual(['002_later.ts', BASELINE]);
  });

  test('2. a database without a history gets it as Knex makes it', async () => {
    const theirs = await createDatabase({ template: fresh.name });
    const ours = await createDatabase({ template: fresh.name });
    try {
      for (const one of [theirs, ours])
        if (name.schemaName !== undefined) await sql(one, `create schema "${name.schemaName}"`);
      const empty = project('none', { ...name });
      expect((await empty.knex(theirs, 'migrate:list')).code).toBe(0);
      empty.dispose();
      const { code, out } = await adoptCli(ours, ...at(name), '--migrations', baseline.migrations, '--yes');
      expect(code).toBe(0);
      expect(out).toContain('created');
      expect(await shapeOf(ours)).toEqual(await shapeOf(theirs));
      expect(await sql(ours, `select * from ${tableOf(name, '_lock')}`)).toEqual([{ index: 1, is_locked: 0 }]);
      expect(await historyOf(ours, name)).toMatchObject([{ id: 1, name: BASELINE, batch: 1 }]);
      const [database_, before] = [database, ours];
      database = before;
      await isTrueToKnex([BASELINE]);
      database = database_;
    } finally {
      await theirs.drop();
      await ours.drop();
    }
  });

  test('3. the legacy files lie in the folder: all up to a name are complete, later ones pending', async () => {
    const both = project('legacy', { ...name });
    await sql(database, `delete from ${tableOf(name)} where name = '${LEGACY[1]}'`);
    both.write('20260104_later.ts', makesTable('later'));
    const last = LEGACY[2] ?? '';
    const { code, out } = await adoptCli(
      ...([database, ...at(name)] as const),
      ...['--migrations', both.migrations, '--through', last, '--yes'],
    );
    expect(code).toBe(0);
    expect(out).toMatch(/pending +20260104_later\.ts/);
    const list = await both.knex(database, 'migrate:list');
    expect(list.out).toContain('Found 3 Completed');
    expect(list.out).toContain('Found 1 Pending Migration file/files.\n20260104_later.ts');
    expect((await both.knex(database, 'migrate:latest')).out).toContain('run: 1 migrations');
    both.dispose();
  });

  test('3. archived files that lie in the folder without a row are refused: Knex would run them', async () => {
    baseline.write(LEGACY[1] ?? '', makesTable('x'));
    await sql(database, `delete from ${tableOf(name)} where name = '${LEGACY[1]}'`);
    const before = await historyOf(database, name);
    const { code, err } = await adoptCli(database, ...at(name), '--migrations', baseline.migrations, '--yes');
    expect(code).toBe(1);
    expect(err).toContain(`${LEGACY[1]} is archived, but still in the folder`);
    expect(await historyOf(database, name)).toEqual(before);
  });

  test('5. a build has the baseline as .js: that name is marked, the row of the .ts goes', async () => {
    baseline.remove(BASELINE);
    const built = BASELINE.replace('.ts', '.js');
    baseline.write(built, 'exports.up = async () => {};\nexports.down = async () => {};\n');
    await sql(database, `insert into ${tableOf(name)} (name, batch) values ('${BASELINE}', 2)`);
    const { code, out } = await adoptCli(database, ...at(name), '--migrations', baseline.migrations, '--yes');
    expect(code).toBe(0);
    expect(out).toContain(`${BASELINE} lies in the folder as ${built}`);
    await isTrueToKnex([built]);
  });

  test('5. the legacy rows of a build are known by their stem', async () => {
    await sql(database, `update ${tableOf(name)} set name = replace(name, '.ts', '.js')`);
    const refused = await adoptCli(database, ...at(name), '--yes');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`--mark ${BASELINE.replace('.ts', '.js')}`);
    const { code } = await adoptCli(database, ...at(name), '--migrations', baseline.migrations, '--yes');
    expect(code).toBe(0);
    await isTrueToKnex([BASELINE]);
  });

  test('6. rows that are there twice: the oldest stays', async () => {
    await sql(database, `insert into ${tableOf(name)} (name, batch) values ('${BASELINE}', 2), ('${BASELINE}', 3)`);
    const { code, out } = await adoptCli(database, ...at(name), '--migrations', baseline.migrations, '--yes');
    expect(code).toBe(0);
    expect(out).toContain('there twice');
    expect(await historyOf(database, name)).toMatchObject([{ name: BASELINE, batch: 2 }]);
    await isTrueToKnex([BASELINE]);
  });

  test('6. a row that is in no list is refused, with the option that names it', async () => {
    await sql(database, `insert into ${tableOf(name)} (name, batch) values ('003_of_others.js', 9)`);
    const before = await historyOf(database, name);
    const refused = await adoptCli(database, ...at(name), '--migrations', baseline.migrations, '--yes');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('add --archived 003_of_others.js');
    expect(await historyOf(database, name)).toEqual(before);
    const args = [...at(name), '--migrations', baseline.migrations, '--archived', '003_of_others.js', '--yes'];
    expect((await adoptCli(database, ...args)).code).toBe(0);
    await isTrueToKnex([BASELINE]);
  });

  test('8. the baseline bears the name of an archived migration: the schema decides', async () => {
    await sql(database, `update ${tableOf(name)} set name = '${BASELINE}' where name = '${LEGACY[0]}'`);
    const args = [...at(name), '--migrations', baseline.migrations, '--archived', BASELINE, '--yes'];
    await sql(database, 'alter table webhooks add column extra text');
    const refused = await adoptCli(database, ...args);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(
      `the tool takes ${BASELINE} for complete because an archived migration of that name ran`,
    );
    expect(refused.err).toContain('column public.webhooks.extra is not in the spec');
    await sql(database, 'alter table webhooks drop column extra');
    const { code, out } = await adoptCli(database, ...args);
    expect(code).toBe(0);
    expect(out).toContain('stands for the new one');
    expect(await historyOf(database, name)).toMatchObject([{ id: 1, name: BASELINE, batch: 1 }]);
    await isTrueToKnex([BASELINE]);
  });

  test('9. a second run has nothing to do; a dry run writes nothing', async () => {
    const args = [...at(name), '--migrations', baseline.migrations];
    const before = await historyOf(database, name);
    const dry = await adoptCli(database, ...args, '--dry-run');
    expect([dry.code, dry.err]).toEqual([0, '']);
    expect(dry.out).toContain('would be done in');
    expect(await historyOf(database, name)).toEqual(before);
    expect(
      await sql(database, `select to_regclass('${tableOf(name, '_archive').replaceAll("'", "''")}') as there`),
    ).toEqual([{ there: null }]);
    expect((await adoptCli(database, ...args, '--yes')).code).toBe(0);
    const after = await historyOf(database, name);
    const again = await adoptCli(database, ...args);
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toContain('nothing to do');
    expect(await historyOf(database, name)).toEqual(after);
  });

  test('9. restore puts back what was there, to the row, once', async () => {
    await sql(
      database,
      `update ${tableOf(name)} set migration_time = '2026-01-02 03:04:05.678912+05', batch = 7 where id = 2`,
    );
    const before = await historyOf(database, name);
    const args = [...at(name), '--migrations', baseline.migrations];
    expect((await adoptCli(database, ...args, '--yes')).code).toBe(0);
    const dry = await adoptCli(database, ...at(name), '--restore', '--dry-run');
    expect(dry.out).toContain('would be done in');
    expect(await namesIn(database, name)).toEqual([BASELINE]);
    const restored = await adoptCli(database, ...at(name), '--restore', '--yes');
    expect(restored.code).toBe(0);
    expect(restored.out).toContain(LEGACY[0]);
    expect(await historyOf(database, name)).toEqual(before);
    const again = await adoptCli(database, ...at(name), '--restore');
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toContain('nothing to restore');
    expect((await adoptCli(database, ...args, '--yes')).code).toBe(0);
    await isTrueToKnex([BASELINE]);
  });
});

/** Everything that the catalog knows of Knex's tables. */
async function shapeOf(database: TestDatabase): Promise<readonly unknown[]> {
  const ours = `c.relname ~* 'migrations' and c.relname !~ '_archive'`;
  return [
    await sql(
      database,
      `select n.nspname, c.relname, c.relkind, c.relpersistence, c.relowner from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1, 2`,
    ),
    await sql(
      database,
      `select c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) as "default"
      from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where ${ours} and c.relkind in ('r', 'S') and a.attnum > 0 order by 1, 2`,
    ),
    await sql(
      database,
      `select c.relname, o.conname, pg_get_constraintdef(o.oid) as definition from pg_class c join pg_constraint o on o.conrelid = c.oid where ${ours} order by 1, 2`,
    ),
    await sql(
      database,
      `select c.relname, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = 1 where ${ours} and c.relkind = 'r' order by 1`,
    ),
  ];
}
