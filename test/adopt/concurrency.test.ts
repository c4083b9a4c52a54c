/** adopt and real Knex at the same moment, both ways: one waits or fails, nothing is marked twice, and what cannot be prevented is said. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, withClient } from '../postgres.js';
import { makesTable, namesIn, type Project, project, sql } from './environment.js';
import { adoptSmall, FORGIVING, NEW, OLD, smallDatabase, somebodyWaits } from './small.js';

const NAME = { tableName: 'knex_migrations' };
/** Knex's command line takes this from the command alone, whatever its knexfile says. */
const WITHOUT = '--disable-transactions';
const messages = (remarks: readonly { readonly message: string }[]) => remarks.map(({ message }) => message).join('\n');
const lock = () => sql(database, 'select is_locked from knex_migrations_lock');

let database: TestDatabase;
let folder: Project;
const given = async (rows: readonly string[] | null) => {
  database = await smallDatabase(rows);
  folder = project('none', {});
  folder.write(NEW, FORGIVING);
};
afterEach(async () => {
  folder.dispose();
  await database.drop();
});

describe('adopt is at work, and knex migrate:latest comes', () => {
  test('in its usual mode it waits, looks again, and has nothing to do', async () => {
    await given([]);
    folder.write(NEW, makesTable('a'));
    let knex: ReturnType<Project['knex']> | undefined;
    const adopted = await adoptSmall(database.url, async () => {
      knex = folder.knex(database, 'migrate:latest');
      await somebodyWaits(database);
    });
    expect([adopted.done, adopted.trouble]).toEqual([true, []]);
    expect((await knex)?.out).toContain('Already up to date');
    expect(await namesIn(database, NAME)).toEqual([NEW]);
    expect(await lock()).toEqual([{ is_locked: 0 }]);
  });

  test('in its usual mode it may run what is new', async () => {
    await given([]);
    folder.write('002_b.ts', makesTable('b'));
    let knex: ReturnType<Project['knex']> | undefined;
    const adopted = await adoptSmall(database.url, async () => {
      knex = folder.knex(database, 'migrate:latest');
      await somebodyWaits(database);
    });
    expect(adopted.trouble).toEqual([]);
    expect((await knex)?.out).toContain('Batch 2 run: 1 migrations');
    expect(await namesIn(database, NAME)).toEqual([NEW, '002_b.ts']);
  });

  test('over old rows it fails cleanly: its folder lacks their files', async () => {
    await given(OLD);
    let knex: Awaited<ReturnType<Project['knex']>> | undefined;
    await adoptSmall(database.url, async () => {
      knex = await folder.knex(database, 'migrate:latest');
    });
    expect(knex?.err).toContain('corrupt');
    expect(await namesIn(database, NAME)).toEqual([NEW]);
    expect((await folder.knex(database, 'migrate:latest')).out).toContain('Already up to date');
  });

  test('where there is no history, it fails on the tables that adopt has made', async () => {
    await given(null);
    let knex: ReturnType<Project['knex']> | undefined;
    await adoptSmall(database.url, async () => {
      knex = folder.knex(database, 'migrate:latest');
      await somebodyWaits(database);
    });
    expect((await knex)?.code).toBe(1);
    expect(await namesIn(database, NAME)).toEqual([NEW]);
    expect((await folder.knex(database, 'migrate:latest')).out).toContain('Already up to date');
  });

  test('with disableTransactions it runs the baseline again: detected, said, and mended by another adopt', async () => {
    await given([]);
    let knex: ReturnType<Project['knex']> | undefined;
    const adopted = await adoptSmall(database.url, async () => {
      knex = folder.knex(database, 'migrate:latest', WITHOUT);
      await somebodyWaits(database);
    });
    await knex;
    expect(await namesIn(database, NAME)).toEqual([NEW, NEW]);
    expect(messages(adopted.trouble)).toContain(`without a transaction (disableTransactions), has run ${NEW} again`);
    const again = await adoptSmall(database.url);
    expect([again.done, again.trouble]).toEqual([true, []]);
    expect(await namesIn(database, NAME)).toEqual([NEW]);
  });

  test('with disableTransactions and a baseline that takes long, the run is said while it is at work', async () => {
    await given([]);
    folder.write(NEW, `exports.up = (knex) => knex.raw('select pg_sleep(6)');\nexports.down = async () => {};\n`);
    let knex: ReturnType<Project['knex']> | undefined;
    const adopted = await adoptSmall(database.url, async () => {
      knex = folder.knex(database, 'migrate:latest', WITHOUT);
      await somebodyWaits(database);
    });
    expect(messages(adopted.trouble)).toContain('is at work without looking at the history again');
    await knex;
  });

  test('knex migrate:rollback, which reads the history before it waits, is noticed when it undoes what stays', async () => {
    await given(OLD.slice(0, 1));
    folder.remove(NEW);
    for (const name of OLD) folder.write(name, makesTable(name.slice(0, 5)));
    await sql(database, 'create table old_1 (id int); create table old_2 (id int)');
    let knex: ReturnType<Project['knex']> | undefined;
    const adopted = await adoptSmall(
      database.url,
      async () => {
        knex = folder.knex(database, 'migrate:rollback');
        await somebodyWaits(database);
      },
      { migrations: folder.migrations, through: OLD[1] },
    );
    await knex;
    expect(messages(adopted.trouble)).toContain(`has undone ${OLD[0]}`);
  });
});

describe('knex migrate:latest is at work, and adopt comes', () => {
  const waiting = `exports.up = (knex) => knex.raw('select pg_advisory_lock(42)');\nexports.down = async () => {};\n`;

  test.each([false, true])(
    'with disableTransactions %s: refused at once, and possible when it has ended',
    async (without) => {
      await given([]);
      folder.write('000_long.ts', waiting);
      await withClient(database.url, async (holder) => {
        await holder.query('select pg_advisory_lock(42)');
        const knex = folder.knex(database, 'migrate:up', ...(without ? [WITHOUT] : []));
        await somebodyWaits(database);
        const [{ pid } = { pid: 0 }] = await sql<{ pid: number }>(
          database,
          `select pid from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 and datname = current_database()`,
        );
        const begun = Date.now();
        const { done, refusals } = await adoptSmall(database.url);
        expect(Date.now() - begun).toBeLessThan(4000);
        expect(done).toBe(false);
        expect(messages(refusals)).toContain(
          without
            ? 'the migrations are locked'
            : `at work right now: it holds public.knex_migrations_lock (process ${pid})`,
        );
        expect(refusals[0]?.hint).toContain('pg_stat_activity');
        await holder.query('select pg_advisory_unlock(42)');
        expect((await knex).code).toBe(0);
      });
      expect((await adoptSmall(database.url)).done).toBe(true);
      expect(await namesIn(database, NAME)).toEqual(['000_long.ts', NEW]);
    },
  );

  test('a lock that is taken between the look and the taking is refused as well', async () => {
    await given([]);
    await withClient(database.url, async (holder) => {
      await holder.query('begin; update knex_migrations_lock set is_locked = 1');
      let blind = true;
      const begun = Date.now();
      const { done, refusals } = await adoptSmall(database.url, undefined, {}, (session) => ({
        ...session,
        run: async (statements) => {
          const results = await session.run(statements);
          if (!statements.some((text) => text.includes('pg_locks')) || !blind) return results;
          blind = false;
          return results.map((result, i) => (i === 1 ? { ...result, rows: [] } : result));
        },
      }));
      expect([blind, done]).toEqual([false, false]);
      expect(Date.now() - begun).toBeLessThan(4000);
      expect(messages(refusals)).toContain('at work right now');
      await holder.query('rollback');
    });
  });

  test('it is just making the tables: adopt waits, and takes them as they are', async () => {
    await given(null);
    await withClient(database.url, async (knex) => {
      await knex.query(`begin;
        create table knex_migrations (id serial primary key, name varchar(255), batch integer, migration_time timestamptz)`);
      const adopted = adoptSmall(database.url);
      await somebodyWaits(database);
      await knex.query('commit');
      expect((await adopted).done).toBe(true);
    });
    expect(await namesIn(database, NAME)).toEqual([NEW]);
    expect(await lock()).toEqual([{ is_locked: 0 }]);
  });
});

test('two adopts at once: one does it, the other finds it done', async () => {
  await given(OLD);
  const both = await Promise.all([adoptSmall(database.url), adoptSmall(database.url)]);
  expect(both.map(({ done }) => done).sort()).toEqual([false, true]);
  expect(both.flatMap(({ refusals, trouble }) => [...refusals, ...trouble])).toEqual([]);
  expect(await namesIn(database, NAME)).toEqual([NEW]);
});

describe('a lock that stays', () => {
  beforeEach(() => given(OLD));

  test.each([
    ['stuck', 'update knex_migrations_lock set is_locked = 1', 'the migrations are locked'],
    ['with two rows', 'insert into knex_migrations_lock (is_locked) values (0)', 'has 2 rows instead of one'],
    ['with NULL', 'update knex_migrations_lock set is_locked = null', 'the migrations are locked'],
  ])('%s is refused, and knex migrate:unlock puts it right', async (_, statement, message) => {
    await sql(database, statement);
    const before = await sql(database, 'select * from knex_migrations');
    const { done, refusals } = await adoptSmall(database.url);
    expect(done).toBe(false);
    expect(messages(refusals)).toContain(message);
    expect(refusals[0]?.hint).toContain('knex migrate:unlock');
    expect(await sql(database, 'select * from knex_migrations')).toEqual(before);
    expect((await folder.knex(database, 'migrate:unlock')).code).toBe(0);
    expect((await adoptSmall(database.url)).done).toBe(true);
  });

  test('without its row, or without its table, it is made as Knex makes it', async () => {
    await sql(database, 'delete from knex_migrations_lock');
    expect((await adoptSmall(database.url)).done).toBe(true);
    expect(await lock()).toEqual([{ is_locked: 0 }]);
    await sql(database, `drop table knex_migrations_lock; delete from knex_migrations`);
    expect((await adoptSmall(database.url)).done).toBe(true);
    expect(await lock()).toEqual([{ is_locked: 0 }]);
  });
});
