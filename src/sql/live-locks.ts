/** What a migration did to tables that were there before it, and would keep others waiting where those are in use. */
import { type Address, keyOf } from '../catalog/address.js';
import { type Change, diff } from '../catalog/diff.js';
import type { Catalog, Constraint } from '../catalog/types.js';
import type { Deed } from '../expression/statements.js';
import { PAIRING } from './compare.js';
import type { Hazard, Statement, WorkKind } from './kind.js';
import { plan } from './plan.js';

export interface LiveLock {
  readonly object: Address;
  /** The planner's statement for what was done. */
  readonly sql: string;
  /** `schema.table`, quoted where needed. */
  readonly relation: string;
  readonly what: WorkKind;
  readonly hazards: readonly Hazard[];
  /** The same without keeping anybody waiting; empty where there is no such way. */
  readonly instead: readonly string[];
}

const WAITING: ReadonlySet<Hazard> = new Set(['table-rewrite', 'blocks-reads', 'blocks-writes']);

/**
 * The planner says what the difference between two catalogs costs; the migration's own statements say whether it went
 * about it another way (an index built concurrently, a constraint validated apart).
 * @param own inTransaction: a lock that it took was held to its end, so that to validate apart spared nobody
 */
export function liveLocks(
  before: Catalog,
  after: Catalog,
  own: { readonly deeds: readonly Deed[]; readonly inTransaction: boolean },
): readonly LiveLock[] {
  const withoutRoles = (catalog: Catalog): Catalog => ({ ...catalog, role: [] });
  const changes = diff(withoutRoles(after), withoutRoles(before), { pairing: PAIRING, same: () => false });
  const planned = (some: readonly Change[], online: boolean) =>
    plan(some, after, () => true, { prune: true, online }).statements;
  return planned(changes, false).flatMap((statement) => {
    const lock = costly(statement);
    if (lock === null || wentAnotherWay(statement, changes, before, own)) return [];
    const same = changes.filter((c) => keyOf(c.change === 'drop' ? c.from : c.to) === keyOf(statement.object));
    const online = planned(same, true);
    const instead = online.some((one) => costly(one) !== null) ? [] : online.map(({ sql }) => sql);
    return [{ ...lock, instead }];
  });
}

function costly({ sql, object, work, hazards }: Statement): Omit<LiveLock, 'instead'> | null {
  const waiting = hazards.filter((hazard) => WAITING.has(hazard));
  if (work === null || waiting.length === 0) return null;
  return { object, sql, relation: work.relation, what: work.what, hazards: waiting };
}

function wentAnotherWay(
  { object }: Statement,
  changes: readonly Change[],
  before: Catalog,
  { deeds, inTransaction }: Parameters<typeof liveLocks>[2],
): boolean {
  const { kind, table = '', name = '' } = object;
  const validated = (constraint: string) =>
    deeds.some((deed) => deed.does === 'validate constraint' && deed.table === table && deed.name === constraint);
  if (kind === 'index') {
    return deeds.some((deed) => deed.does === 'build index' && deed.name === name && deed.concurrently);
  }
  if (kind === 'constraint') {
    return deeds.some(
      (deed) =>
        deed.does === 'add constraint' &&
        deed.table === table &&
        deed.name === name &&
        (deed.usingIndex || (deed.notValid && !inTransaction)),
    );
  }
  if (kind !== 'column') return false;
  const of = changes.filter((c) => c.change !== 'drop' && keyOf(c.to) === keyOf(object));
  if (of.some(({ change }) => change === 'create')) {
    // The rows that were there got no value: the default came afterwards, for rows to come.
    return deeds.some(
      (deed) => deed.does === 'add column' && deed.table === table && deed.column === name && !deed.hasDefault,
    );
  }
  if (!of.every((c) => c.change === 'alter' && c.field === 'notNull')) return false;
  // A validated check that says so spares the server the scan.
  return (
    before.constraint.some((one) => one.schema === object.schema && one.table === table && proves(one, name)) ||
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
