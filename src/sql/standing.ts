/** What stands on what in the database before a plan runs: as the server knows it, or as the catalog's texts say. */
import { type Address, addressOf, keyOf } from '../catalog/address.js';
import type { Catalog, CatalogObject } from '../catalog/types.js';
import { kindOf } from './kinds.js';
import { mentionsOf, type Names, namesIn, objectsOf, WEIGHT } from './mentions.js';

/** Something that stands on another. */
export interface Dependent {
  /** Of a kind that we do not model: `kind` is PostgreSQL's word for it. */
  readonly address: Address;
  readonly key: string;
  /** The field of it that does; null: all of it. */
  readonly part: string | null;
  readonly weight: number;
  /** Whether PostgreSQL takes it away with the other without a word (pg_depend.deptype a, i). */
  readonly goes: boolean;
}

export interface Standing {
  /** What stands on an object; on a relation, also what stands on one of its columns. */
  readonly on: (key: string) => readonly Dependent[];
  /** Whether it is the server's word: what it does not say is not so. */
  readonly exact: boolean;
}

/** Told from fields and texts alone: more than there is, never less of what we model. */
export function standingIn(before: Iterable<CatalogObject>, names: readonly Names[], catalog: Catalog): Standing {
  const found = new Map<string, Dependent[]>();
  for (const object of before) {
    const dependent = { address: addressOf(object), key: keyOf(object) };
    const beyond = kindOf(object).standsOn?.(object, catalog) ?? [];
    const also = beyond.map((one) => ({ key: keyOf(one), field: null, weight: WEIGHT.said }));
    for (const { key, field, weight } of [...mentionsOf(object, names), ...also]) {
      const one = { ...dependent, part: field, weight, goes: field === null };
      const list = found.get(key);
      if (list === undefined) found.set(key, [one]);
      else list.push(one);
    }
  }
  return { on: (key) => found.get(key) ?? [], exact: false };
}

const known = new WeakMap<Catalog, { readonly names: Names; standing?: Standing }>();

/** The names of a catalog, and what stands on what in it: asked again and again of the same one. */
export function namesOfCatalog(catalog: Catalog): Names {
  return remembered(catalog).names;
}

export function standingInCatalog(catalog: Catalog): Standing {
  const memory = remembered(catalog);
  memory.standing ??= standingIn(objectsOf(catalog), [memory.names], catalog);
  return memory.standing;
}

/** Both of two. */
export function together(one: Standing, other: Standing): Standing {
  return { on: (key) => [...one.on(key), ...other.on(key)], exact: one.exact && other.exact };
}

function remembered(catalog: Catalog): { readonly names: Names; standing?: Standing } {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const fresh = { names: namesIn(objectsOf(catalog)) };
  known.set(catalog, fresh);
  return fresh;
}
