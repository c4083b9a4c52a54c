/** node-pg-migrate's history: `pgmigrations`, locked by an advisory lock; it wants its rows in the order of the files. */
import { quoteLiteral } from '../quote.js';
import { type Busy, type History, tableOf } from './history.js';

/** PG_MIGRATE_LOCK_ID; every run tries for it (a run with `lockValue` or `noLock` of its own cannot be seen). */
const LOCK = '7241865325823964';

export const nodePgMigrate: History = {
  tool: 'node-pg-migrate',
  table: 'pgmigrations',
  // Its own default is that schema, whatever the search path.
  searchPath: ['public'],
  columns: ['id', 'name', 'run_on'],
  lockSuffix: null,
  ordered: true,
  words: {
    migrate: 'node-pg-migrate up',
    undo: 'node-pg-migrate down',
    missing: 'Not run migration … is preceding already run migration …',
  },
  nameOf: (file) => file.replace(/\.([cm]?[jt]s|sql)$/, ''),
  create: (place) => [
    `create table ${tableOf(place)} (id serial primary key, name varchar(255) not null, run_on timestamp not null)`,
  ],
  createLock: () => [],
  rows: (place) => `select id::text as id, name from ${tableOf(place)} order by run_on, id`,
  // Between the row before and the row after. run_on has no time zone: the tool writes it in that of its sessions,
  // which is not the one that we have pinned.
  mark: (place, names, later) => {
    const after = `name in (${['', ...later].map(quoteLiteral).join(', ')})`;
    return `insert into ${tableOf(place)} (name, run_on)
    select w.name, case
      when r.next is null then greatest(r.before, pg_catalog.clock_timestamp() at time zone
        (select reset_val from pg_catalog.pg_settings where name = 'TimeZone')) + w.place * interval '1 microsecond'
      when r.before is null then r.next - interval '1 second' + w.place * interval '1 microsecond'
      else r.before + (r.next - r.before) * (w.place::float8 / ${names.length + 1}) end
    from (select max(run_on) filter (where not ${after}) as before, min(run_on) filter (where ${after}) as next
        from ${tableOf(place)}) r,
      unnest(array[${names.map(quoteLiteral).join(', ')}]::text[]) with ordinality as w (name, place) order by w.place`;
  },
  look: async (session) => {
    const [result] = await session.run([
      `select pid from pg_catalog.pg_locks
      where locktype = 'advisory' and objsubid = 1 and granted and pid <> pg_catalog.pg_backend_pid()
        and (classid::bigint << 32 | objid::bigint) = ${LOCK}
        and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`,
    ]);
    const [holder] = result?.rows ?? [];
    return holder === undefined ? null : atWork(Number(holder.pid));
  },
  take: async (session, place) => {
    const [result] = await session.run([`select pg_catalog.pg_try_advisory_xact_lock(${LOCK}) as ours`]);
    if (result?.rows[0]?.ours === true) return null;
    return (await nodePgMigrate.look(session, place)) ?? atWork(null);
  },
  release: () => [],
};

function atWork(pid: number | null): Busy {
  const which = pid === null ? 'datname = current_database()' : `pid = ${pid}`;
  return {
    message: `a migration run is at work right now: it holds the advisory lock ${LOCK}${pid === null ? '' : ` (process ${pid})`}`,
    hint: `try again when it has ended; look at it with "select * from pg_stat_activity where ${which}"`,
    lasting: false,
  };
}
