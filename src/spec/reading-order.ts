/** The order in which a person reads tables: what others point at comes first, else by name. */
import { keyOf } from '../catalog/address.js';
import type { Catalog, Table } from '../catalog/types.js';

/** The same for the same tables, whatever order they come in. Circles are broken by name. */
export function inReadingOrder({ table: tables, constraint }: Catalog): readonly Table[] {
  const byName = tables.toSorted((a, b) => compare(a.schema, b.schema) || compare(a.table, b.table));
  const byKey = new Map(byName.map((table) => [keyOf(table), table]));
  const targets = new Map<string, Set<string>>();
  const point = (from: string, to: string) => targets.set(from, (targets.get(from) ?? new Set()).add(to));
  for (const { schema, table, references } of constraint) {
    if (references === null) continue;
    point(
      keyOf({ kind: 'table', schema, table }),
      keyOf({ kind: 'table', schema: references.schema, table: references.table }),
    );
  }
  const ordered: Table[] = [];
  const seen = new Set<string>();
  const visit = (start: string) => {
    // Without recursion: a chain of tables may be as long as the schema is large.
    const stack = [{ key: start, left: sorted(targets.get(start)) }];
    seen.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.left.shift();
      if (next === undefined) {
        const table = byKey.get(top.key);
        if (table !== undefined) ordered.push(table);
        stack.pop();
      } else if (!seen.has(next) && byKey.has(next)) {
        seen.add(next);
        stack.push({ key: next, left: sorted(targets.get(next)) });
      }
    }
  };
  for (const table of byName) if (!seen.has(keyOf(table))) visit(keyOf(table));
  return ordered;
}

function sorted(keys: ReadonlySet<string> | undefined): string[] {
  return [...(keys ?? [])].sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
