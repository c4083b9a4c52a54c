/** What a migration did to tables that were there before it, and would keep others waiting where those are in use. */
import { type Address, addressOf, keyOf } from '../catalog/address.js';
import { type Change, diff, objectOf } from '../catalog/diff.js';
import type { Catalog, Column, Constraint } from '../catalog/types.js';
import type { Deed } from '../expression/statements.js';
import { asTouched } from './as-touched.js';
import { PAIRING } from './compare.js';
import type { Hazard, Statement, WorkKind } from './kind.js';
import { plan } from './plan.js';

export interface LiveLock {
  readonly object: Address;
  /** The planner's statement for what was done. */
  readonly sql: string;
  /** `schema.table`, quoted where needed. */
  readonly relation: string;
  /** fail: a new column that has to have a value and gets none. */
  readonly what: WorkKind | 'fail';
  readonly hazards: readonly Hazard[];
  /** The same without keeping anybody waiting; empty where there is no such way. */
  readonly instead: readonly string[];
}

const WAITING: ReadonlySet<Hazard> = new Set(['table-rewrite', 'blocks-reads', 'blocks-writes']);

/**
 * The planner says what the difference between two catalogs costs; the migration's own statements say whether it went
 * about it another way (an index built concurrently, a constraint validated apart).
 * @param own partitioned: names of tables on which no index can be built concurrently; inTransaction: a lock that it took was held to its end, so that to validate apart spared nobody
 */
export function liveLocks(
  before: Catalog,
  after: Catalog,
  own: { readonly deeds: readonly Deed[]; readonly inTransaction: boolean; readonly partitioned: ReadonlySet<string> },
): readonly LiveLock[] {
  const withoutRoles = (catalog: Catalog): Catalog => ({ ...catalog, role: [] });
  const met = asTouched(before, after, own.deeds);
  const changes = diff(withoutRoles(after), withoutRoles(met), { pairing: PAIRING, same: () => false });
  const planned = (some: readonly Change[], online: boolean) =>
    plan(some, after, () => true, { prune: true, online }).statements;
  return planned(changes, false).flatMap((statement) => {
    const lock = costly(statement);
    if (lock === null || wentAnotherWay(statement, changes, [...before.constraint, ...met.constraint], own)) return [];
    const same = changes.filter((c) => keyOf(objectOf(c)) === keyOf(statement.object));
    const online = planned(same, true);
    const noWay = own.partitioned.has(statement.object.table ?? '') || online.some((one) => costly(one) !== null);
    const instead = noWay ? [] : online.map(({ sql }) => sql);
    const bare = online.length > 0 ? withoutValues(statement, after, own.deeds) : null;
    if (bare === null) return [{ ...lock, instead }];
    const [sql = ''] = planned([{ change: 'create', to: bare }], false).map((one) => one.sql);
    const [first = ''] = planned([{ change: 'create', to: { ...bare, notNull: false } }], false).map((one) => one.sql);
    return [{ ...lock, sql, what: 'fail', hazards: [], instead: [first, ...instead] }];
  });
}

/** The new column, as it was added, where the server refuses it on a table with rows. */
function withoutValues({ object }: Statement, after: Catalog, deeds: readonly Deed[]): Column | null {
  const refused = deeds.some(
    (deed) =>
      deed.does === 'add column' &&
      object.kind === 'column' &&
      deed.table === object.table &&
      deed.column === object.name &&
      deed.notNull &&
      !deed.filled,
  );
  const column = after.column.find((one) => keyOf(addressOf(one)) === keyOf(object));
  return refused && column !== undefined ? { ...column, default: null } : null;
}

function costly({ sql, object, work, hazards }: Statement): Omit<LiveLock, 'instead'> | null {
  const waiting = hazards.filter((hazard) => WAITING.has(hazard));
  if (work === null || waiting.length === 0) return null;
  return { object, sql, relation: work.relation, what: work.what, hazards: waiting };
}

function wentAnotherWay(
  { object, sql }: Statement,
  changes: readonly Change[],
  constraints: readonly Constraint[],
  { deeds, inTransaction }: Parameters<typeof liveLocks>[2],
): boolean {
  const { kind, table = '', name = '' } = object;
  const validated = (constraint: string) =>
    deeds.some((deed) => deed.does === 'validate constraint' && deed.table === table && deed.name === constraint);
  if (kind === 'index') {
    return deeds.some((deed) => deed.does === 'build index' && deed.name === name && deed.concurrently);
  }
  if (kind === 'constraint') {
    const to = changes.flatMap((c) => (c.change === 'create' && c.to.kind === 'constraint' ? [c.to] : []));
    const added = to.find((one) => keyOf(addressOf(one)) === keyOf(object));
    const [column, ...others] = added?.columns ?? [];
    // Where no row has a value there is nothing to look at, and the server knows, if it is told in the same breath.
    const inline = deeds.some(
      (deed) =>
        deed.does === 'add column' &&
        deed.table === table &&
        deed.column === column &&
        deed.references &&
        !deed.filled &&
        others.length === 0,
    );
    if (added?.type === 'foreign key' && inline) return true;
    return deeds.some(
      (deed) =>
        deed.does === 'add constraint' &&
        deed.table === table &&
        deed.name === name &&
        (deed.usingIndex || (deed.notValid && !inTransaction)),
    );
  }
  if (kind !== 'column') return false;
  // The planner's own words for this one, among what else becomes of the column.
  if (!sql.endsWith(' set not null')) return false;
  // A primary key makes its columns NOT NULL, and is told itself.
  const keys = changes.flatMap((c) => (c.change === 'create' && c.to.kind === 'constraint' ? [c.to] : []));
  const ofTable = keys.filter(
    (one) => one.type === 'primary key' && one.schema === object.schema && one.table === table,
  );
  if (ofTable.some(({ columns }) => columns.includes(name))) return true;
  // A validated check that says so spares the server the scan.
  return (
    constraints.some((one) => one.schema === object.schema && one.table === table && proves(one, name)) ||
    deeds.some(
      (deed) =>
        !inTransaction &&
        deed.does === 'add constraint' &&
        deed.table === table &&
        deed.notNull === name &&
        deed.notValid &&
        deed.name !== null &&
        validated(deed.name),
    )
  );
}

/** As pg_get_expr writes it. */
function proves({ type, check, validated }: Constraint, column: string): boolean {
  const text = check?.expression.replaceAll(/^\(|\)$/g, '').replaceAll('"', '') ?? '';
  return type === 'check' && validated && text.toLowerCase() === `${column.toLowerCase()} is not null`;
}
