/** What the checks of columns, keys and indexes share: what serves a search by a column, and which differences are about it. */
import type { Change } from '../catalog/diff.js';
import type { Catalog, Column, Constraint, Index } from '../catalog/types.js';
import { identifiers } from '../expression/inspect.js';
import type { Evidence, Severity } from './types.js';

/** From so many rows on a scan of the whole table is felt. */
export const LARGE = 10_000;

/** How many rows a table has, by the server's estimate; null: not known. */
export function rowsOf({ surroundings }: Evidence, table: string): number | null {
  const rows = surroundings?.tables.find((one) => one.table === table)?.rows ?? -1;
  return rows < 0 ? null : rows;
}

/** What costs time alone is a warning on a large table, and information on others. */
export function bySize(evidence: Evidence, table: string): Severity {
  return (rowsOf(evidence, table) ?? 0) >= LARGE ? 'warning' : 'info';
}

/** ` (about 120,000 rows)` */
export function sizeInWords(evidence: Evidence, table: string): string {
  const rows = rowsOf(evidence, table);
  return rows === null || rows < LARGE ? '' : ` (about ${Math.round(rows).toLocaleString('en')} rows)`;
}

type OnTable = Pick<Catalog, 'index' | 'constraint'>;

/** The columns by which something on the table finds its rows first, invalid indexes included: those are said elsewhere. */
export function leadingColumns(on: OnTable, table: string, column: string): boolean {
  return (
    on.index.some((index) => index.table === table && leadsWith(index, column)) ||
    on.constraint.some((one) => one.table === table && isKey(one) && one.columns[0] === column)
  );
}

/** Whether an index begins with a column, or with an expression over it. */
export function leadsWith({ elements: [first] }: Index, column: string): boolean {
  if (first === undefined) return false;
  return first.column === column || (first.expression !== null && mentions(first.expression.expression, column));
}

export function isKey({ type }: Constraint): boolean {
  return type === 'primary key' || type === 'unique';
}

export function mentions(expression: string, column: string): boolean {
  return identifiers(expression, [column]).size > 0;
}

/** Whether the server itself has partitions or an exclusion constraint that find a table's rows by a column. */
export function servedOtherwise({ surroundings }: Evidence, table: string, column: string): boolean {
  const on = surroundings?.tables.find((one) => one.table === table);
  return on?.partitionKey[0] === column || on?.excludedBy.includes(column) === true;
}

/** The difference in one field of a column, if there is one. */
export function changeOf(changes: readonly Change[], column: Column, field: string): readonly Change[] {
  return changes.filter(
    (change) => change.change === 'alter' && change.field === field && isColumn(change.from, column),
  );
}

function isColumn(object: unknown, { schema, table, name }: Column): boolean {
  const one = object as Partial<Column>;
  return one.kind === 'column' && one.schema === schema && one.table === table && one.name === name;
}

/** What is missing of the spec's plain indexes (not of those that keep something unique) that begin with a column. */
export function missingIndexes(changes: readonly Change[], table: string, column: string): readonly Change[] {
  return changes.filter(
    ({ change, ...rest }) =>
      change === 'create' &&
      'to' in rest &&
      rest.to.kind === 'index' &&
      rest.to.table === table &&
      !rest.to.unique &&
      leadsWith(rest.to, column),
  );
}

/** What is missing of the spec's that would begin with a column, keys included: then the difference is said of that. */
export function isMissingKey(changes: readonly Change[], table: string, column: string): boolean {
  return changes.some(
    (change) =>
      change.change === 'create' &&
      ((change.to.kind === 'index' && change.to.table === table && change.to.unique && leadsWith(change.to, column)) ||
        (change.to.kind === 'constraint' &&
          change.to.table === table &&
          isKey(change.to) &&
          change.to.columns[0] === column)),
  );
}
