/** Partitions among tables: what each is a part of, in the end. */
import type { Table } from './types.js';

export interface Part {
  readonly schema: string;
  /** The table at the top. */
  readonly table: string;
  /** The partition right below it that holds the one in question, or is it. */
  readonly part: string;
}

/** By schema and table: null for what is no partition of these tables. */
export function partsOf(tables: readonly Table[]): (schema: string, table: string) => Part | null {
  const key = (schema: string, table: string) => JSON.stringify([schema, table]);
  const known = new Map(tables.map((table) => [key(table.schema, table.table), table]));
  return (schema, name) => {
    let at = known.get(key(schema, name));
    if (at === undefined || at.partitionOf === null) return null;
    for (;;) {
      const parent = at.partitionOf;
      if (parent === null) return null;
      const above = known.get(key(parent.schema, parent.table));
      if (above === undefined || above.partitionOf === null)
        return { schema: parent.schema, table: parent.table, part: at.table };
      at = above;
    }
  };
}
