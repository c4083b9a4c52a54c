/** What a row of a table is made of: the columns that have to be written, and how errors tell of more. */
import { type Limits, limitsOf } from './limits.js';
import { keyOf } from './order.js';
import type { ProofColumn, ProofTable } from './tables.js';

export interface Recipe {
  readonly filled: Set<string>;
  readonly limits: ReadonlyMap<string, Limits>;
  /** Rows were made by it before. */
  proven: boolean;
}

/** A lock, a time limit, a deadlock: not the row's fault. */
export function isPassing(code: string): boolean {
  return ['55P03', '57014', '40P01'].includes(code);
}

/** Columns that have to be written for the constraints to hold. @returns whether there is anything to try again */
export function mend(table: ProofTable, filled: Set<string>, error: Error): boolean {
  const { code, constraint, column } = error as { code?: string; constraint?: string; column?: string };
  if (code === '23505') return true;
  const before = filled.size;
  if (code === '23502' && column !== undefined) filled.add(column);
  if (code === '23514') {
    const check = table.checks.find(({ name }) => name === constraint);
    for (const name of check?.columns ?? []) filled.add(name);
    return check !== undefined && (filled.size > before || Math.random() < 0.7);
  }
  return filled.size > before;
}

export function limitsFor(column: ProofColumn, limits: ReadonlyMap<string, Limits>): Limits {
  return { ...limitsOf(column.checks).get('VALUE'), ...limits.get(column.name) };
}

export function newRecipe(table: ProofTable, tenantColumn: string, forced: ReadonlySet<string>): Recipe {
  const limits = limitsOf(table.checks.map(({ expression }) => expression));
  const unique = new Set(table.keys.flatMap(({ reads }) => reads));
  const filled = table.columns.filter(
    ({ name, notNull, hasDefault, made, readOnly }) =>
      !readOnly &&
      (name === tenantColumn ||
        forced.has(name) ||
        (notNull && !hasDefault && !made) ||
        (unique.has(name) && !made) ||
        limits.get(name)?.present === true),
  );
  return { filled: new Set(filled.map(({ name }) => name)), limits, proven: false };
}

/** Columns that foreign keys of a tenant's column point at: they hold the tenant too. */
export function tenantTargets(
  tables: readonly ProofTable[],
  tenantColumn: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { foreignKeys } of tables) {
    for (const key of foreignKeys) {
      const i = key.columns.indexOf(tenantColumn);
      const target = key.targets[i];
      if (target === undefined) continue;
      found.set(keyOf(key), (found.get(keyOf(key)) ?? new Set()).add(target));
    }
  }
  return found;
}

export function targetsOf(tables: readonly ProofTable[], table: ProofTable): readonly string[] {
  return tables.flatMap(({ foreignKeys }) =>
    foreignKeys.flatMap((key) => (keyOf(key) === keyOf(table) ? key.targets : [])),
  );
}
