/** Addresses: what names one object of a catalog, as data, as a map key and as a person reads it. */
import type { CatalogObject, Comment, KindName } from './types.js';

/** What names one object. A table's own name is `table`; whatever lives on a table has `table` and `name`. */
export interface Address {
  readonly kind: KindName;
  /** Of a comment: the kind of the object that bears it. Of what lives on a view: the view's kind. */
  readonly on?: KindName | Comment['on'];
  readonly schema?: string;
  readonly table?: string;
  readonly name?: string;
}

/** The address of an object (also of an address: it is its own). */
export function addressOf(object: CatalogObject | Address): Address {
  const { kind, on, schema, table, name } = object as Address;
  return {
    kind,
    ...(on === undefined ? {} : { on }),
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
    ...(name === undefined ? {} : { name }),
  };
}

/** A map key: equal for equal addresses, different for different ones, whatever characters the names hold. */
export function keyOf(object: CatalogObject | Address): string {
  const { kind, on, schema, table, name } = object as Address;
  return JSON.stringify([kind, on ?? null, schema ?? null, table ?? null, name ?? null]);
}

/** The object that an object lives on: a column's table, a comment's bearer, a table's schema. */
export function parentOf(address: Address): Address | null {
  const { kind, on, schema, table, name } = address;
  if (kind === 'comment' && on !== undefined) return bearerOf(address, on);
  if (table !== undefined && name !== undefined && schema !== undefined)
    return { kind: (on as KindName | undefined) ?? 'table', schema, table };
  if (schema !== undefined) return { kind: 'schema', name: schema };
  return null;
}

/** The address of the comment that an object bears. */
export function commentOn(object: CatalogObject | Address): Address {
  const { kind, on: relation, schema, table, name } = addressOf(object);
  const on = relation === undefined ? kind : (`${relation} ${kind}` as Comment['on']);
  return at({ kind: 'comment', on, schema, table, name });
}

function bearerOf({ schema, table, name }: Address, on: KindName | Comment['on']): Address {
  if (on === 'domain constraint') return at({ kind: 'domain', schema, name: table });
  if (on === 'view column') return at({ kind: 'view', schema, table });
  if (on === 'materialized view column') return at({ kind: 'materialized view', schema, table });
  if (on === 'view trigger') return at({ kind: 'trigger', on: 'view', schema, table, name });
  if (on === 'materialized view index') return at({ kind: 'index', on: 'materialized view', schema, table, name });
  return at({ kind: on, schema, table, name });
}

function at(address: { readonly [K in keyof Address]: Address[K] | undefined }): Address {
  return addressOf(address as Address);
}

/** As a person reads it: `column public.sync_queue.status`, `comment on table public.sync_queue`. */
export function describe(address: Address): string {
  const { kind, on, schema, table, name } = address;
  const path = [schema, table, name].filter((part) => part !== undefined).join('.');
  return kind === 'comment' ? `comment on ${on} ${path}` : `${kind} ${path}`;
}
