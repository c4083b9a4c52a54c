/** How large tables are, estimated: what a statement that touches every row will have to move. */
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';

export interface Size {
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** By `schema.table` as JSON of the two names. */
export type Sizes = ReadonlyMap<string, Size>;

export function sizeKey(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

/**
 * Rows from pg_class.reltuples, or what the statistics collector counted where the table was never analyzed; bytes from
 * pg_relation_size, which needs no privilege on the table.
 * @throws what the server says, a lock timeout included
 */
export async function readSizes(
  session: Session,
  tables: readonly { readonly schema: string; readonly table: string }[],
): Promise<Sizes> {
  const keys = new Map(tables.map(({ schema, table }) => [sizeKey(schema, table), { schema, table }]));
  if (keys.size === 0) return new Map();
  const names = [...keys.values()].map(({ schema, table }) => `(${quoteLiteral(schema)}, ${quoteLiteral(table)})`);
  const [result] = await session.run([
    `select n.nspname as schema, c.relname as "table",
      case when c.reltuples >= 0 then c.reltuples else nullif(pg_stat_get_live_tuples(c.oid), 0) end::float8 as rows,
      -- What a partitioned table holds is in its partitions.
      case when c.relkind = 'r' then pg_relation_size(c.oid)::float8 end as bytes
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where (n.nspname, c.relname) in (${names.join(', ')}) and c.relkind in ('r', 'p')`,
  ]);
  return new Map(
    (result?.rows ?? []).map(({ schema, table, rows, bytes }) => [
      sizeKey(String(schema), String(table)),
      // A table without a page has no row, whatever the statistics do not know.
      { rows: bytes === 0 ? 0 : numberOf(rows), bytes: numberOf(bytes) },
    ]),
  );
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
