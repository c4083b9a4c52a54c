/** What the checks of isolation share: which tables hold tenants' rows, who is past their policies, and who gets there. */
import { listOf } from '../catalog/lists.js';
import type { AroundRole, Reach } from '../catalog/surroundings.js';
import type { Column, Table } from '../catalog/types.js';
import type { Evidence } from './types.js';

/** The live tables that hold tenants' rows and that policies are to guard. */
export function tenantTables({ spec, actual }: Pick<Evidence, 'spec' | 'actual'>): readonly Table[] {
  if (spec.rowSecurity === null) return [];
  const scoped = new Set(spec.tables.filter((table) => table.tenantScoped).map(({ name }) => name));
  return actual.table.filter(({ schema, table }) => schema === spec.schema && scoped.has(table));
}

/** Those of them that row level security is on for. */
export function guardedTables(evidence: Pick<Evidence, 'spec' | 'actual'>): ReadonlySet<string> {
  return new Set(tenantTables(evidence).flatMap(({ table, rowSecurity }) => (rowSecurity ? [table] : [])));
}

/** Why no policy anywhere binds a role; null: they may. */
export function unboundBecause(role: Pick<AroundRole, 'superuser' | 'bypassRowSecurity'> | undefined): string | null {
  if (role?.superuser === true) return 'is a superuser';
  return role?.bypassRowSecurity === true ? 'holds BYPASSRLS' : null;
}

/**
 * Whether a role is past a table's policies: a superuser, one with BYPASSRLS, the owner where it is not forced. In a
 * rehearsal everything belongs to the superuser of the throw-away server, who elsewhere is a plain owner.
 */
export function isPast({ surroundings, rehearsal }: Evidence, role: string, table: string): boolean {
  const known = surroundings?.roles.find(({ name }) => name === role);
  if (known === undefined) return false;
  const standsIn = rehearsal !== null && role === surroundings?.me.name;
  if (!standsIn && unboundBecause(known) !== null) return true;
  const on = surroundings?.tables.find((one) => one.table === table);
  return on !== undefined && !on.forced && known.actsAs.includes(on.owner);
}

/** Whoever gets somewhere and is bound by the policies of a table there: to anybody else it opens nothing. */
export function bound(evidence: Evidence, { by }: Reach, tables: readonly string[]): readonly string[] {
  return by.filter((role) => role === 'public' || tables.some((table) => !isPast(evidence, role, table)));
}

/** Whether the application's role gets there, and is bound elsewhere. */
export function reachesApplication({ spec, surroundings, inferred }: Evidence, { by, application }: Reach): boolean {
  // Without a spec: the role that most policies are for.
  const named = spec.applicationRole ?? inferred?.pattern?.role ?? null;
  const role = surroundings?.roles.find(({ name }) => name === named);
  const reaches =
    application === true || (inferred !== null && named !== null && [named, 'public'].some((one) => by.includes(one)));
  return reaches && unboundBecause(role) === null;
}

/** `app and everyone`, of grantees. */
export function whoOf(grantees: readonly string[]): string {
  if (grantees.includes('public')) return 'everyone';
  return listOf(grantees);
}

/** The live tenant columns of the tables that hold tenants' rows; of a partition the table above speaks. */
export function tenantColumns(evidence: Evidence): readonly Column[] {
  const name = evidence.spec.rowSecurity?.tenantColumn;
  const tables = tenantTables(evidence).filter(({ partitionOf }) => partitionOf === null);
  const names = new Set(tables.map(({ table }) => table));
  return evidence.actual.column.filter((column) => column.name === name && names.has(column.table));
}
