/** A table that becomes a partition, or is one no more: what is on it, as the other side sees it. Its rows stay where they are. */

import type { Change } from '../catalog/diff.js';
import { stable } from '../catalog/fingerprint.js';
import type { Catalog, CatalogObject, Column, Constraint, Index, Table } from '../catalog/types.js';

type On = { readonly schema: string; readonly table: string };

/**
 * The live catalog, in which what a table has of its parent is its own or not as it will be after the plan's ATTACH and
 * DETACH: a partition has no columns of its own.
 */
export function asAttached(desired: Catalog, actual: Catalog): Catalog {
  const live = new Map(actual.table.map((table) => [nameOf(table), table]));
  let now = actual;
  for (const to of desired.table) {
    const from = live.get(nameOf(to));
    if (from === undefined || (to.partitionOf === null) === (from.partitionOf === null)) continue;
    now = to.partitionOf === null ? detached(from, to, desired, now) : attached(to, desired, now);
  }
  return now;
}

function nameOf({ schema, table }: On): string {
  return JSON.stringify([schema, table]);
}

function isOn(on: On): (object: On) => boolean {
  const name = nameOf(on);
  return (object) => nameOf(object) === name;
}

/** The table that a partition is, in the end, a part of: it has the columns. */
export function rootOf(table: Table, tables: readonly Table[]): Table {
  const parent = table.partitionOf;
  const above = parent === null ? undefined : tables.find(isOn(parent));
  return above === undefined ? table : rootOf(above, tables);
}

/** What ATTACH merges into what the parent brings. */
function attached(to: Table, desired: Catalog, actual: Catalog): Catalog {
  const root = rootOf(to, desired.table);
  const columns = new Set(desired.column.filter(isOn(root)).map(({ name }) => name));
  const constraints = new Set(desired.constraint.filter(isOn(root)).map(meaning));
  const indexes = new Set(desired.index.filter(isOn(root)).map(shape));
  const own = { constraint: desired.constraint.filter(isOn(to)), index: desired.index.filter(isOn(to)) };
  const here = isOn(to);
  return {
    ...actual,
    column: actual.column.filter((one) => !here(one) || !columns.has(one.name)),
    constraint: actual.constraint.filter(
      (one) => !here(one) || !constraints.has(meaning(one)) || own.constraint.some(({ name }) => name === one.name),
    ),
    index: actual.index.filter(
      (one) => !here(one) || !indexes.has(shape(one)) || own.index.some(({ name }) => name === one.name),
    ),
  };
}

/** What a partition takes along. Its keys and indexes have names that were never read: they are taken for the desired ones. */
function detached(from: Table, to: Table, desired: Catalog, actual: Catalog): Catalog {
  const root = rootOf(from, actual.table);
  const at = { schema: to.schema, table: to.table };
  const constraints = actual.constraint.filter(isOn(root)).map((one) => {
    const same = desired.constraint.find((other) => isOn(to)(other) && meaning(other) === meaning({ ...one, ...at }));
    return { ...one, ...at, name: same?.name ?? one.name };
  });
  const indexes = actual.index.filter(isOn(root)).map((one) => {
    const same = desired.index.find((other) => isOn(to)(other) && shape(other) === shape(one));
    return { ...one, ...at, name: same?.name ?? one.name };
  });
  return {
    ...actual,
    column: [...actual.column, ...actual.column.filter(isOn(root)).map((one) => ({ ...one, ...at }))],
    constraint: [...actual.constraint, ...constraints],
    index: [...actual.index.map((one) => (isOn(to)(one) ? { ...one, partOf: null } : one)), ...indexes],
  };
}

/** What a constraint says, whatever a key is called; checks are merged by their names. */
function meaning({ schema: _, table: __, name, check, ...rest }: Constraint): string {
  return stable(rest.type === 'check' ? { name } : { ...rest, check });
}

function shape({ schema: _, table: __, name: ___, with: ____, partOf: _____, valid: ______, ...rest }: Index): string {
  return stable(rest);
}

/**
 * Whether a partition cannot go over to the table that it is to be a part of: the columns there are others than those
 * of the table that it was a part of, and no column of a partition changes by itself.
 */
export function staysBehind(to: Table, from: Table, desired: Catalog, changes: readonly Change[]): boolean {
  if (to.partitionOf === null || from.partitionOf === null) return false;
  const before = changes.flatMap((c) => (c.change !== 'create' && c.from.kind === 'table' ? [c.from] : []));
  const [root, other] = [rootOf(to, desired.table), rootOf(from, [...before, ...desired.table])];
  if (nameOf(root) === nameOf(other)) return false;
  const isNew = changes.some((c) => c.change === 'create' && c.to.kind === 'table' && isOn(root)(c.to));
  const there = isNew ? columnsOf(desired.column.filter(isOn(root))) : columnsOf(columnsBefore(root, desired, changes));
  return there !== columnsOf(columnsBefore(other, desired, changes));
}

function columnsOf(columns: readonly Column[]): string {
  return JSON.stringify(columns.map(({ name, type, collation, notNull }) => [name, type, collation, notNull]).sort());
}

function columnsBefore(table: Table, { column }: Catalog, changes: readonly Change[]): readonly Column[] {
  const isColumn = (object: CatalogObject): object is Column => object.kind === 'column';
  const gone = changes.flatMap((c) => (c.change === 'drop' && isColumn(c.from) ? [c.from] : []));
  const was = new Map(
    changes.flatMap((c) =>
      c.change === 'alter' && isColumn(c.to) && isColumn(c.from) ? [[c.to, c.from] as const] : [],
    ),
  );
  const fresh = new Set<CatalogObject>(changes.flatMap((c) => (c.change === 'create' ? [c.to] : [])));
  const kept = column.filter((one) => !fresh.has(one)).map((one) => was.get(one) ?? one);
  return [...gone, ...kept].filter(isOn(table));
}
