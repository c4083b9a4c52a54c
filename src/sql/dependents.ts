/** What cannot stay where it is while something under it is made anew or takes another type: it goes before, and comes back. */
import { keyOf } from '../catalog/address.js';
import type { Catalog, CatalogObject, Column, Expression } from '../catalog/types.js';
import { identifiers } from '../expression/inspect.js';

/** `recreated`: dropped and created; `retyped`: a column whose type changes in place. */
export interface Disturbed {
  readonly object: CatalogObject;
  readonly how: 'recreated' | 'retyped';
}

/**
 * The objects that PostgreSQL drops with a column, or for whose sake it refuses to drop or retype what they stand on
 * (pg_depend): all of those that have to be made anew as well, those that stand on them included.
 */
export function dependents(disturbed: readonly Disturbed[], standing: Catalog): CatalogObject[] {
  const found = new Map<string, CatalogObject>();
  const known = new Set(disturbed.filter(({ how }) => how === 'recreated').map(({ object }) => keyOf(object)));
  const queue = [...disturbed];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const object of standingOn(next, standing)) {
      if (known.has(keyOf(object))) continue;
      known.add(keyOf(object));
      found.set(keyOf(object), object);
      queue.push({ object, how: 'recreated' });
    }
  }
  return [...found.values()];
}

function standingOn({ object, how }: Disturbed, standing: Catalog): readonly CatalogObject[] {
  switch (object.kind) {
    case 'table':
      return [
        ...[
          ...standing.column,
          ...standing.constraint,
          ...standing.index,
          ...standing.trigger,
          ...standing.policy,
        ].filter((other) => sameTable(other, object)),
        ...standing.table.filter(({ partitionOf }) => partitionOf !== null && sameTable(partitionOf, object)),
        ...standing.constraint.filter(({ references }) => references !== null && sameTable(references, object)),
      ];
    case 'column': {
      const onTable = [...standing.policy, ...standing.column].filter((other) =>
        sameTable(other, object) ? mentions(other, object) : looksAt(other, object),
      );
      if (how === 'retyped') return onTable;
      const lost = [...standing.constraint, ...standing.index].filter(
        (other) => sameTable(other, object) && mentions(other, object),
      );
      return [...onTable, ...lost, ...referencing(object.schema, object.table, [object.name], standing)];
    }
    case 'constraint':
      return object.type === 'primary key' || object.type === 'unique'
        ? referencing(object.schema, object.table, object.columns, standing)
        : [];
    case 'index':
      return object.unique
        ? referencing(
            object.schema,
            object.table,
            object.elements.map(({ column }) => column ?? ''),
            standing,
          )
        : [];
    default:
      return [];
  }
}

function sameTable(a: { schema: string; table: string }, b: { schema: string; table: string }): boolean {
  return a.schema === b.schema && a.table === b.table;
}

/** The foreign keys that need a key over exactly these columns, or over one that has this column. */
function referencing(schema: string, table: string, columns: readonly string[], standing: Catalog): CatalogObject[] {
  return standing.constraint.filter(
    ({ references }) =>
      references !== null &&
      sameTable(references, { schema, table }) &&
      columns.every((column) => references.columns.includes(column)) &&
      (columns.length === 1 || columns.length === references.columns.length),
  );
}

/** Whether an object names a column of its own table: as a column, or in an expression. */
function mentions(object: CatalogObject, { name }: Column): boolean {
  switch (object.kind) {
    case 'column':
      return object.name !== name && inAny(name, object.generated?.as);
    case 'policy':
      return inAny(name, object.using, object.withCheck);
    case 'constraint':
      return (
        object.columns.includes(name) ||
        object.include.includes(name) ||
        inAny(name, object.check, object.exclusion?.where) ||
        (object.exclusion?.elements ?? []).some(({ column, expression }) => column === name || inAny(name, expression))
      );
    case 'index':
      return (
        object.include.includes(name) ||
        object.elements.some(({ column, expression }) => column === name || inAny(name, expression)) ||
        inAny(name, object.where)
      );
    default:
      return false;
  }
}

/** Whether a policy of another table reads the column: in a sub-select that names its table. */
function looksAt(object: CatalogObject, { table, name }: Column): boolean {
  return (
    object.kind === 'policy' &&
    inAny(table, object.using, object.withCheck) &&
    inAny(name, object.using, object.withCheck)
  );
}

function inAny(name: string, ...expressions: readonly (Expression | null | undefined)[]): boolean {
  return expressions.some((one) => one != null && identifiers(one.expression, [name]).size > 0);
}
