/** Tables of other services, as far as a spec speaks of them: what a throw-away database needs for foreign keys into them. */
import type { Spec } from '../spec/types.js';
import type { StandIn } from '../sql/scratch.js';

/** Each has the columns that are referred to; `id` where nothing says which. */
export function standInsFor(spec: Spec): readonly StandIn[] {
  const { rowSecurity, tenantsTable } = spec;
  const columns = new Map<string, Map<string, string>>([...spec.external.keys()].map((table) => [table, new Map()]));
  const add = (table: string, name: string, type: string) => {
    const known = columns.get(table) ?? new Map<string, string>();
    columns.set(table, known.set(name, known.get(name) ?? type));
  };
  for (const table of spec.tables) {
    for (const column of table.columns) {
      if (column.external !== null) add(column.external.table, column.external.column, column.type);
      if (tenantsTable !== null && column.name === rowSecurity?.tenantColumn) add(tenantsTable, 'id', column.type);
    }
  }
  const own = new Set(spec.tables.map(({ name }) => name));
  return [...columns]
    .filter(([table]) => !own.has(table))
    .map(([table, of]) => ({
      schema: spec.schema,
      table,
      columns: (of.size === 0 ? [['id', 'uuid'] as const] : [...of]).map(([name, type]) => ({ name, type })),
    }));
}
