/** The order in which tables can be given rows. */
import type { ProofForeignKey, ProofTable } from './tables.js';

/** A map key of a table. */
export const keyOf = (table: { readonly schema: string; readonly table: string }): string =>
  JSON.stringify([table.schema, table.table]);

/** Parents before their children; where that goes round in a circle, a foreign key that may be null does not count. */
export function inOrder(tables: readonly ProofTable[]): readonly ProofTable[] {
  const required = (table: ProofTable, key: ProofForeignKey) =>
    key.columns.every((name) => table.columns.some((column) => column.name === name && column.notNull));
  const ordered = orderBy(tables, () => true);
  const place = new Map(ordered.map((table, i) => [keyOf(table), i]));
  const late = ordered.some((table, i) =>
    table.foreignKeys.some((key) => required(table, key) && (place.get(keyOf(key)) ?? -1) > i),
  );
  return late ? orderBy(tables, required) : ordered;
}

function orderBy(
  tables: readonly ProofTable[],
  counts: (table: ProofTable, key: ProofForeignKey) => boolean,
): readonly ProofTable[] {
  const ordered: ProofTable[] = [];
  const met = new Set<string>();
  const visit = (table: ProofTable) => {
    if (met.has(keyOf(table))) return;
    met.add(keyOf(table));
    for (const key of table.foreignKeys) {
      const parent = tables.find((one) => one.schema === key.schema && one.table === key.table);
      if (parent !== undefined && counts(table, key)) visit(parent);
    }
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}
