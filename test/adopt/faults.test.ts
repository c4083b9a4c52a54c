/** The line is cut at each query of adopt and of its restore: the old history or the new one, and Knex's lock free. */
import type pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { type Cutter, settled, startCutter } from '../sql/cutter.js';
import { adoptSmall, NEW, OLD, restoreSmall, smallDatabase } from './small.js';

let database: TestDatabase;
let line: Cutter;
afterEach(() => database.drop());

interface Run {
  readonly work: (url: string) => Promise<unknown>;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** A database to begin with. */
  readonly start: () => Promise<TestDatabase>;
}

const RUNS: Readonly<Record<string, Run>> = {
  'an adopt': { work: (url) => adoptSmall(url), before: OLD, after: [NEW], start: () => smallDatabase(OLD) },
  'an adopt that makes the tables': {
    work: (url) => adoptSmall(url),
    before: [],
    after: [NEW],
    start: () => smallDatabase(null),
  },
  'a restore': {
    work: (url) => restoreSmall(url),
    before: [NEW],
    after: OLD,
    start: async () => {
      const one = await smallDatabase(OLD);
      await adoptSmall(one.url);
      return one;
    },
  },
};

/** The names, and whether the lock is free; no tables: no names. */
async function state(client: pg.Client): Promise<readonly [readonly string[], boolean]> {
  await settled(database);
  const ask = async (text: string) => (await client.query(text)).rows;
  const [there] = await ask(`select to_regclass('knex_migrations') is not null as there`);
  if (there.there !== true) return [[], true];
  const locks = await ask('select is_locked from knex_migrations_lock');
  const names = await ask('select name from knex_migrations order by id');
  return [names.map(({ name }) => String(name)), locks.length === 1 && locks[0].is_locked === 0];
}

describe.each(Object.entries(RUNS))('%s', (_, { work, before, after, start }) => {
  test.each(['before', 'after'] as const)(
    'the line is cut %s the server got a query',
    { timeout: 120_000 },
    async (when) => {
      database = await start();
      line = await startCutter(database.url);
      await work(line.url);
      const total = line.queries();
      await line.close();
      expect(total).toBeGreaterThan(8);
      expect(await withClient(database.url, state)).toEqual([after, true]);
      await database.drop();

      const template = await start();
      let doubtful = 0;
      for (let query = 1; query <= total; query++) {
        database = await createDatabase({ template: template.name });
        line = await startCutter(database.url);
        line.cutAt(query, when);
        const [error, result] = await work(line.url).then(
          (value) => [null, value] as const,
          (thrown: unknown) => [thrown, null] as const,
        );
        await withClient(database.url, async (client) => {
          const now = await state(client);
          if (error === null) {
            // After the commit: it is done, and only the look at what others do next has failed.
            expect(JSON.stringify(result)).toContain('could not be looked at again afterwards');
            expect([query, now]).toEqual([query, [after, true]]);
          } else {
            expect(error, `query ${query} of ${total}`).toBeInstanceOf(UserError);
            const { message } = error as UserError;
            if (message.includes('nothing was changed')) expect([query, now]).toEqual([query, [before, true]]);
            else {
              doubtful++;
              expect(message).toContain('in doubt');
              expect([query, now]).toEqual([query, [when === 'before' ? before : after, true]]);
            }
          }
          // Whatever it was: a second run ends it.
          await work(database.url);
          expect((await state(client))[0]).toEqual(after);
        });
        await line.close();
        if (query < total) await database.drop();
      }
      await template.drop();
      expect(doubtful).toBeGreaterThan(0);
      expect(doubtful).toBeLessThanOrEqual(2);
    },
  );
});
