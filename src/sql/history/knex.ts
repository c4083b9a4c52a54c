/** Knex's history: `knex_migrations`, and beside it `knex_migrations_lock`, whose one row a run updates. */
import { quoteIdent, quoteLiteral } from '../quote.js';
import { isServerError } from '../session.js';
import { type Busy, type History, lockPlace, type Place, tableOf } from './history.js';

const UNLOCK = 'where no run is at work, release it with "knex migrate:unlock"';

export const knex: History = {
  tool: 'knex',
  table: 'knex_migrations',
  searchPath: null,
  ordered: false,
  nameOf: (file) => file,
  columns: ['id', 'name', 'batch', 'migration_time'],
  lockSuffix: '_lock',
  words: {
    migrate: 'knex migrate:latest',
    undo: 'knex migrate:rollback',
    missing: 'The migration directory is corrupt',
  },
  create: (place) => [
    `create table ${tableOf(place)} ("id" serial primary key, "name" varchar(255), "batch" integer, "migration_time" timestamptz)`,
  ],
  createLock: (place) => [
    `create table ${tableOf(lockPlace(knex, place))} ("index" serial primary key, "is_locked" integer)`,
    firstLockRow(place),
  ],
  rows: (place) =>
    `select id::text as id, coalesce(name, '') as name from ${tableOf(place)} order by ${quoteIdent('id')}`,
  // One batch, as a run of Knex makes it; after the removals, so that a history that is only the baseline begins with 1.
  mark: (place, names) =>
    `insert into ${tableOf(place)} (name, batch, migration_time)
    select w.name, (select coalesce(max(batch), 0) + 1 from ${tableOf(place)}), pg_catalog.clock_timestamp()
    from unnest(array[${names.map(quoteLiteral).join(', ')}]::text[]) with ordinality as w (name, place) order by w.place`,
  look: async (session, place) => {
    const lock = lockPlace(knex, place);
    const [rows, holders] = await session.run([
      `select is_locked = 0 as free from ${tableOf(lock)}`,
      `select pid from pg_catalog.pg_locks
      where relation = ${quoteLiteral(tableOf(lock))}::regclass and granted and pid <> pg_catalog.pg_backend_pid()
        and mode not in ('AccessShareLock', 'ShareUpdateExclusiveLock')
        and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
      order by pid`,
    ]);
    const found = rows?.rows ?? [];
    if (found.length > 1)
      return {
        message: `${tableOf(lock)} has ${found.length} rows instead of one: to Knex it is locked for ever`,
        hint: 'put it right with "knex migrate:unlock" when no run is at work',
        lasting: true,
      };
    if (found.some(({ free }) => free !== true))
      return {
        message: `the migrations are locked (${tableOf(lock)}): a run without a transaction is at work, or one has crashed`,
        hint: `look with "select * from pg_stat_activity where datname = current_database()"; ${UNLOCK}`,
        lasting: true,
      };
    const pids = [...new Set((holders?.rows ?? []).map(({ pid }) => Number(pid)))];
    return pids.length === 0 ? null : atWork(lock, pids);
  },
  take: async (session, place) => {
    const busy = await knex.look(session, place);
    if (busy !== null) return busy;
    const lock = tableOf(lockPlace(knex, place));
    try {
      const [rows] = await session.run([`select 1 from ${lock} for update nowait`]);
      if (rows?.rows.length === 0) await session.run([firstLockRow(place)]);
      // A run that comes now waits for this row, and looks at it again when we have committed.
      const [taken] = await session.run([`update ${lock} set is_locked = 1 where is_locked = 0 returning 1`]);
      if (taken?.rows.length === 1) return null;
      return (await knex.look(session, place)) ?? atWork(lockPlace(knex, place), []);
    } catch (error) {
      if (!isServerError(error) || error.code !== '55P03') throw error;
      await session.run(['rollback']);
      return (await knex.look(session, place)) ?? atWork(lockPlace(knex, place), []);
    }
  },
  release: (place) => [`update ${tableOf(lockPlace(knex, place))} set is_locked = 0`],
};

function firstLockRow(place: Place): string {
  return `insert into ${tableOf(lockPlace(knex, place))} (is_locked) values (0)`;
}

function atWork(lock: Place, pids: readonly number[]): Busy {
  const who = pids.length === 0 ? '' : ` (process ${pids.join(', ')})`;
  const which = pids.length === 0 ? 'datname = current_database()' : `pid in (${pids.join(', ')})`;
  return {
    message: `a migration run is at work right now: it holds ${tableOf(lock)}${who}`,
    hint: `try again when it has ended; look at it with "select * from pg_stat_activity where ${which}"`,
    lasting: false,
  };
}
