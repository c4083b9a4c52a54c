/** References to other services' tables, found in comments and lifted out. */
import { keyOf } from '../catalog/address.js';
import type { Catalog, Column } from '../catalog/types.js';
import type { Comments, Entries } from './written.js';

/** As a spec documents such a reference by default, and what a person added to it. */
const DOCUMENTED = /^FK: ([^\s.;]+)\.([^\s.;]+)(?:; (.+))?$/s;

/** Who owns the tables only a person knows. */
const SERVICE = 'other-services';

export interface External {
  /** `users(id)` of a column whose comment documents a table that is not there; null else. */
  readonly of: (column: Column) => string | null;
  /** The comment of a column without what documents the reference. */
  readonly rest: Comments;
  /** The section `external`. */
  readonly section: Entries | undefined;
}

/** @param declared whether a table may be spoken of; by default any that is not there */
export function externalIn(
  { table: tables, column: columns }: Catalog,
  comments: Comments,
  declared: (table: string) => boolean = () => true,
): External {
  const ours = new Set(tables.map(({ table }) => table));
  const found = new Map<string, { readonly reference: string; readonly rest: string | null }>();
  const others = new Set<string>();
  for (const column of columns) {
    const [, table = '', name, rest] = DOCUMENTED.exec(comments(column) ?? '') ?? [];
    if (name === undefined || ours.has(table) || !declared(table) || !/^\w+$/.test(`${table}${name}`)) continue;
    others.add(table);
    found.set(keyOf(column), { reference: `${table}(${name})`, rest: rest ?? null });
  }
  return {
    of: (column) => found.get(keyOf(column))?.reference ?? null,
    rest: (address) => {
      const known = found.get(keyOf(address));
      return known === undefined ? comments(address) : known.rest;
    },
    section: others.size === 0 ? undefined : { services: { [SERVICE]: [...others].sort() } },
  };
}
