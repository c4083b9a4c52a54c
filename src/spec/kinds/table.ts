/** table: what of it is its own, as it is to stand in a spec: columns, constraints, indexes. */
import type { Catalog, CatalogObject, Column, Constraint, Table } from '../../catalog/types.js';
import { serialOf } from '../serial.js';
import { type ColumnTypes, parameterMap } from '../spelling.js';
import type { Columns, Entries } from '../written.js';
import { needsLongForm, writeColumn } from './column.js';
import { type ConstraintStyle, foldedInto, type NameTemplates, writeConstraints } from './constraint.js';
import { writeIndexes } from './index.js';
import { writePartition, writePartitionKey } from './partition.js';

export interface TableStyle {
  readonly templates: NameTemplates;
  readonly comments: (object: CatalogObject) => string | null;
  /** `tenants(id)`: the table of another service that a column refers to. */
  readonly external?: (column: Column) => string | null;
  /** The partitions of a table, with what its caller adds to each: policies, grants, comment. None where it is left out. */
  readonly partitionsOf?: (table: Table) => readonly PartitionParts[];
  /** Columns that are written elsewhere, with the constraints that stand in them. */
  readonly withoutColumns: ReadonlySet<string>;
}

export interface PartitionParts {
  readonly table: Table;
  /** Narrowed to the objects of the partition. */
  readonly on: Catalog;
  readonly beside: Entries;
}

/**
 * A table's entries, without what its caller adds: policies, triggers, grants, owner, comment.
 * @param catalog narrowed to the objects of this table, and the sequences that its columns own
 */
export function writeTableBody(
  table: Table,
  catalog: Catalog,
  style: TableStyle,
): Entries & { readonly columns: Columns } {
  const folds = new Map(catalog.column.map((column) => [column, foldsOf(column, catalog, style)]));
  const written = writeColumns(table, catalog, folds, style);
  const columns = [...written].filter(([name]) => !style.withoutColumns.has(name));
  const inColumns = new Set([...folds.values()].flat());
  return {
    columns: new Map(columns),
    ...writeRest(
      table,
      { ...catalog, constraint: catalog.constraint.filter((one) => !inColumns.has(one)) },
      typesOf(catalog),
      style,
    ),
  };
}

/** What a table and a partition say alike. */
function writeRest(table: Table, on: Catalog, columns: ColumnTypes, style: TableStyle): Entries {
  const { templates, comments } = style;
  const { partitionBy } = table;
  const parts = (style.partitionsOf?.(table) ?? []).map((part) => {
    const own = { ...part.beside, ...writeRest(part.table, part.on, columns, style) };
    return [part.table.table, writePartition(part.table, table, own)] as const;
  });
  return {
    unlogged: table.unlogged ? true : undefined,
    ...writeConstraints(on.constraint, { templates, comments, columns }),
    indexes: on.index.length === 0 ? undefined : writeIndexes(on.index, columns, comments),
    with: parameterMap(table.with),
    partition_by: partitionBy === null ? undefined : writePartitionKey(partitionBy, columns),
    partitions: parts.length === 0 ? undefined : Object.fromEntries(parts),
  };
}

/** All columns of a table by name, each with the constraints that stand in it: what is equal in all tables is shared. */
function writeColumns(
  { unlogged }: Table,
  catalog: Catalog,
  folds: ReadonlyMap<Column, readonly Constraint[]>,
  style: Omit<TableStyle, 'withoutColumns'>,
): Columns {
  const columns = typesOf(catalog);
  const primary = catalog.constraint.find(({ type }) => type === 'primary key');
  return new Map(
    catalog.column.map((column) => [
      column.name,
      writeColumn(column, {
        folded: folds.get(column) ?? [],
        inPrimaryKey: primary?.columns.includes(column.name) === true,
        serial: serialOf(column, catalog.sequence, unlogged, style.comments) !== null,
        columns,
        comment: style.comments(column),
        external: style.external?.(column) ?? null,
      }),
    ]),
  );
}

function foldsOf(column: Column, catalog: Catalog, style: Omit<TableStyle, 'withoutColumns'>): readonly Constraint[] {
  const long = needsLongForm(column, { comment: style.comments(column) });
  return foldedInto(column, catalog.constraint, long, constraintStyle(catalog, style));
}

function constraintStyle(
  catalog: Catalog,
  { templates, comments }: Omit<TableStyle, 'withoutColumns'>,
): ConstraintStyle {
  return { templates, comments, columns: typesOf(catalog) };
}

function typesOf({ column }: Catalog): ColumnTypes {
  return new Map(column.map(({ name, type }) => [name, type]));
}
