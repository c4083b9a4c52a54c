/** Keys and the indexes under them: which index a primary key or unique constraint has, and which it could take over. */
import { stable } from './fingerprint.js';
import type { CatalogObject, Constraint, Index } from './types.js';

export function isKey({ type }: Constraint): boolean {
  return type === 'primary key' || type === 'unique';
}

/** The index that a key would make for itself. */
export function indexOf(to: Constraint): Index {
  return {
    kind: 'index',
    schema: to.schema,
    table: to.table,
    name: to.name,
    unique: true,
    method: 'btree',
    elements: to.columns.map((column) => ({
      column,
      expression: null,
      collation: null,
      operatorClass: null,
      descending: false,
      nullsFirst: false,
    })),
    include: to.include,
    nullsNotDistinct: to.nullsNotDistinct,
    with: to.with,
    where: null,
    valid: true,
    partOf: null,
  };
}

/** ADD CONSTRAINT … USING INDEX takes a valid unique B-tree over plain columns in their default order. */
export function canCarry(from: CatalogObject, to: Constraint): from is Index {
  if (from.kind !== 'index' || !isKey(to) || !from.valid) return false;
  const wanted = indexOf(to);
  const fields = ['schema', 'table', 'unique', 'method', 'elements', 'include', 'nullsNotDistinct', 'where'] as const;
  return fields.every((field) => stable(from[field]) === stable(wanted[field]));
}
