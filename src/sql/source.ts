/** A table as it will be after a plan, as a FROM item over what the database has now: for questions put before the plan runs. */
import { keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Catalog, Column, Table } from '../catalog/types.js';
import { truncatesWhenCast } from './column-type.js';
import { rootOf } from './partitions.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';

export interface Sources {
  /** null: the plan creates the table, so that it has no row. */
  readonly of: (schema: string, table: string) => string | null;
  /** The table with its columns as they are, under the names that they will have. */
  readonly before: (schema: string, table: string) => string | null;
  /** What tells one row of a source from the others, as text: `id = 4`; never what nobody may see. */
  readonly key: (schema: string, table: string) => string;
}

/** A source's column that holds where the row is (ctid, which a sub-select cannot hand on under its name). */
export const ROW = 'schema_audit_row';

/** At most so many characters of a key. */
const LONGEST = 60;

/**
 * @param actual the live catalog under the names after the plan's renames (see former.ts)
 * @param using how the values of a retyped column are converted, where the spec says it
 */
export function sourcesFor(
  changes: readonly Change[],
  actual: Catalog,
  using: (column: Column) => string | null,
  secret: (table: string, column: string) => boolean,
): Sources {
  const formerly = new Map(changes.flatMap((c) => (c.change === 'rename' ? [[keyOf(c.to), c.from] as const] : [])));
  const created = changes.flatMap((c) => (c.change === 'create' && c.to.kind === 'column' ? [c.to] : []));
  const retyped = new Map(
    changes.flatMap((c) =>
      c.change === 'alter' && c.to.kind === 'column' && c.field === 'type' ? [[keyOf(c.to), c.to] as const] : [],
    ),
  );
  const tables = new Map(actual.table.map((table) => [key(table.schema, table.table), table]));

  function build(schema: string, table: string, after: boolean): string | null {
    const live = tables.get(key(schema, table));
    if (live === undefined) return null;
    // The columns of a partition are those of the table that it is a part of.
    const whole = rootOf(live, actual.table);
    const here = (column: Column) => column.schema === whole.schema && column.table === whole.table;
    const columns = actual.column.filter(here).map((column) => {
      const from = formerly.get(keyOf(column));
      const now = quoteIdent(from?.kind === 'column' ? from.name : column.name);
      return { column, now };
    });
    const bare = columns.map(({ column, now }) => `${now} as ${quoteIdent(column.name)}`);
    const fresh = after ? created.filter(here).map((column) => `${valueOf(column)} as ${quoteIdent(column.name)}`) : [];
    const current = `(select ${[...bare, ...fresh, `ctid as ${ROW}`].join(', ')} from ${nameOf(live, formerly)}) ${quoteIdent(table)}`;
    const changed = after ? columns.filter(({ column }) => retyped.has(keyOf(column))) : [];
    if (changed.length === 0) return current;
    // Converted in a second step: the spec's USING may name any column as it was.
    const converted = [...columns.map(({ column }) => column), ...created.filter(here)].map((column) => {
      const to = retyped.get(keyOf(column));
      return to === undefined ? quoteIdent(column.name) : `${conversion(to, using(to))} as ${quoteIdent(column.name)}`;
    });
    return `(select ${[...converted, ROW].join(', ')} from ${current}) ${quoteIdent(table)}`;
  }

  return {
    of: (schema, table) => build(schema, table, true),
    before: (schema, table) => build(schema, table, false),
    key: (schema, table) => {
      const live = tables.get(key(schema, table));
      const whole = live === undefined ? { schema, table } : rootOf(live, actual.table);
      const primary = actual.constraint.find(
        (one) => one.type === 'primary key' && one.schema === whole.schema && one.table === whole.table,
      );
      const names = primary?.columns ?? [];
      if (names.length === 0 || names.some((name) => secret(table, name))) return `'row at ' || ${ROW}::text`;
      const parts = names.map(
        (name) => `${quoteLiteral(`${name} = `)} || coalesce(left(${quoteIdent(name)}::text, ${LONGEST}), 'null')`,
      );
      return parts.length === 1 ? (parts[0] ?? '') : `'(' || ${parts.join(" || ', ' || ")} || ')'`;
    },
  };
}

function key(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

function nameOf(live: Table, formerly: ReadonlyMap<string, { readonly kind: string }>): string {
  const from = formerly.get(keyOf(live)) as Table | undefined;
  return quoteQualified(live.schema, from?.table ?? live.table);
}

/** What a new column holds in the rows that are there. */
function valueOf(column: Column): string {
  if (column.generated !== null) return `(${column.generated.as.expression})::${column.type}`;
  return `(${column.default?.expression ?? 'null'})::${column.type}`;
}

/** As ALTER TABLE converts: by USING, else by the cast; what an explicit cast would cut off, an assignment refuses. */
export function conversion(to: Column, using: string | null): string {
  if (using !== null) return `(${using})::${to.type}`;
  const name = quoteIdent(to.name);
  return truncatesWhenCast(to.type) ? name : `${name}::${to.type}`;
}
