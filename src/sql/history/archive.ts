/** The archive beside a history: every row that adopt removed or added, whole, so that it can be put back. */
import { quoteLiteral } from '../quote.js';
import type { Row, Session } from '../session.js';
import type { History, HistoryRow, Place, Remark } from './history.js';
import { tableOf } from './history.js';
import { archivePlace } from './place.js';

/** One run of adopt. */
export interface Run {
  /** A UUID. */
  readonly run: string;
  /** What did it, with its version: `schema-audit 1.2.3`. */
  readonly by: string;
}

export function createArchive(place: Place): string {
  return `create table ${tableOf(archivePlace(place))} (
      id bigint generated always as identity primary key,
      run uuid not null,
      action text not null check (action in ('removed', 'added')),
      name text not null,
      "row" jsonb not null,
      at timestamptz not null default pg_catalog.clock_timestamp(),
      by text not null,
      restored_at timestamptz)`;
}

/** One statement: what a change to the history returns goes into the archive. */
function kept(place: Place, { run, by }: Run, action: 'removed' | 'added', change: string): string {
  return `with changed as (${change} returning *)
    insert into ${tableOf(archivePlace(place))} (run, action, name, "row", by)
    select ${quoteLiteral(run)}::uuid, ${quoteLiteral(action)}, coalesce(changed.name, ''), pg_catalog.to_jsonb(changed),
      session_user || ' by ' || ${quoteLiteral(by)}
    from changed returning name`;
}

export function remove(place: Place, rows: readonly HistoryRow[], run: Run): string {
  const ids = rows.map(({ id }) => quoteLiteral(id)).join(', ');
  return kept(place, run, 'removed', `delete from ${tableOf(place)} where id::text in (${ids})`);
}

export function add(
  history: History,
  place: Place,
  { mark, later }: { readonly mark: readonly string[]; readonly later: readonly string[] },
  run: Run,
): string {
  return kept(place, run, 'added', history.mark(place, mark, later));
}

/** What can be put back: the newest run that has not been. */
export interface Restorable {
  readonly run: string;
  /** When it was, as the server writes it. */
  readonly at: string;
  readonly by: string;
  /** Names, in the order of the rows. */
  readonly back: readonly string[];
  readonly gone: readonly string[];
  readonly refusals: readonly Remark[];
}

/** Looks for it; writes nothing. The rows' own table is compared whole: what was changed since is not ours to undo. */
export async function restorable(session: Session, place: Place): Promise<Restorable | null> {
  const archive = tableOf(archivePlace(place));
  const [result] = await session.run([
    `select a.run::text as run, a.action, a.name, a.by, to_char(a.at, 'YYYY-MM-DD HH24:MI:SS TZ') as at,
      a."row" ->> 'id' as id,
      exists (select from ${tableOf(place)} as "history row" where pg_catalog.to_jsonb("history row") = a."row") as same,
      exists (select from ${tableOf(place)} as "history row" where "history row".id::text = a."row" ->> 'id') as there
    from ${archive} a
    where a.run = (select run from ${archive} where restored_at is null order by id desc limit 1)
    order by (a."row" ->> 'id')::bigint`,
  ]);
  const rows = result?.rows ?? [];
  const [first] = rows;
  if (first === undefined) return null;
  const of = (action: string) => rows.filter((row) => row.action === action);
  const names = (some: readonly Row[]) => some.map(({ name }) => String(name));
  const changed = of('added').filter(({ same }) => same !== true);
  const taken = of('removed').filter(({ there }) => there === true);
  const asKept = `nothing was done; what is to be put back is kept in ${archive}, column "row"`;
  return {
    run: String(first.run),
    at: String(first.at),
    by: String(first.by),
    back: names(of('removed')),
    gone: names(of('added')),
    refusals: [
      ...changed.map(({ id, name, there }) => ({
        message: `the row of ${name} (id ${id}), which adopt added, ${there === true ? 'has been changed' : 'is gone'}`,
        hint: asKept,
      })),
      ...taken.map(({ id, name }) => ({
        message: `the row of ${name} cannot come back: there is a row of its id, ${id}`,
        hint: asKept,
      })),
    ],
  };
}

/** Rows that a run added go, those that it removed come back, column for column. Answers with how many did. */
export function restore(place: Place, run: string): readonly string[] {
  const archive = tableOf(archivePlace(place));
  const of = (action: string) => `a.run = ${quoteLiteral(run)}::uuid and a.action = ${quoteLiteral(action)}`;
  return [
    `delete from ${tableOf(place)} as "history row" using ${archive} a
    where ${of('added')} and pg_catalog.to_jsonb("history row") = a."row" returning 1`,
    `insert into ${tableOf(place)} overriding system value
    select (pg_catalog.jsonb_populate_record(null::${tableOf(place)}, a."row")).* from ${archive} a
    where ${of('removed')} order by a.id returning 1`,
    `select a.name from ${archive} a where ${of('removed')} and not exists
      (select from ${tableOf(place)} as "history row" where pg_catalog.to_jsonb("history row") = a."row")`,
    `update ${archive} set restored_at = pg_catalog.clock_timestamp() where run = ${quoteLiteral(run)}::uuid`,
  ];
}
