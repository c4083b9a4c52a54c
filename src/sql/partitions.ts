/** A table that becomes a partition, or is one no more: what is on it, as the other side sees it. Its rows stay where they are. */
import { stable } from '../catalog/fingerprint.js';
import type { Catalog, Constraint, Index, Table } from '../catalog/types.js';

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
