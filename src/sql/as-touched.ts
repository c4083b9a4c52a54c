/** A catalog as a migration's own statements left it before what they built: what they renamed, took away, and added empty. */
import { addressOf } from '../catalog/address.js';
import { type Catalog, type CatalogObject, KIND_NAMES } from '../catalog/types.js';
import type { Deed } from '../expression/statements.js';
import { quoteIdent } from './quote.js';

/**
 * The difference of two catalogs does not tell a column that was renamed from one that went while another came, nor a
 * NOT NULL that was taken away and asked for again from one that stayed. The statements do.
 * @param after where the columns that were added are found as they have become
 */
export function asTouched(before: Catalog, after: Catalog, deeds: readonly Deed[]): Catalog {
  return deeds.reduce((catalog, deed) => touched(catalog, after, deed), before);
}

function touched(catalog: Catalog, after: Catalog, deed: Deed): Catalog {
  const { schema, table } = deed;
  const isThere = (object: { readonly schema: string }) => schema === null || object.schema === schema;
  const isOf = (object: CatalogObject) => {
    const at = addressOf(object);
    return at.table === table && (schema === null || at.schema === schema);
  };
  const without = (goes: (object: CatalogObject) => boolean) =>
    mapped(catalog, (object) => (goes(object) ? [] : [object]));
  const has = catalog.table.some(isOf);
  switch (deed.does) {
    case 'create table':
      // Of one that is there already nothing is made; and another one of the name has gone before.
      return deed.temporary || (deed.ifNotExists && has) ? catalog : without(isOf);
    case 'drop table':
      return without(isOf);
    case 'rename table':
      return has ? mapped(catalog, (object) => [inTable(object, table, deed.to)]) : catalog;
    case 'rename column':
      return has ? mapped(catalog, (object) => [withColumn(object, isOf(object), deed)]) : catalog;
    case 'drop column':
      return without((object) => object.kind === 'column' && object.name === deed.column && isOf(object));
    case 'drop constraint':
      return without((object) => object.kind === 'constraint' && object.name === deed.name && isOf(object));
    case 'drop index':
      return without((object) => object.kind === 'index' && object.name === deed.name && isThere(object));
    case 'drop not null':
      return mapped(catalog, (object) => [
        object.kind === 'column' && object.name === deed.column && isOf(object)
          ? { ...object, notNull: false }
          : object,
      ]);
    case 'add column': {
      const isIt = (object: CatalogObject) => object.kind === 'column' && object.name === deed.column && isOf(object);
      const added = after.column.find(isIt);
      if (deed.filled || added === undefined || !has || catalog.column.some(isIt)) return catalog;
      return { ...catalog, column: [...catalog.column, { ...added, notNull: false, default: null }] };
    }
    default:
      return catalog;
  }
}

function mapped(catalog: Catalog, change: (object: CatalogObject) => readonly CatalogObject[]): Catalog {
  const kinds = KIND_NAMES.map((kind) => [kind, (catalog[kind] as readonly CatalogObject[]).flatMap(change)]);
  return { ...catalog, ...Object.fromEntries(kinds) };
}

function inTable(object: CatalogObject, from: string, to: string): CatalogObject {
  return deeply(object, (value, key) => (key === 'table' && value === from ? to : value)) as CatalogObject;
}

/** Also in what stands on the column: indexes, constraints, expressions. */
function withColumn(
  object: CatalogObject,
  own: boolean,
  { table, column, to }: Extract<Deed, { readonly does: 'rename column' }>,
): CatalogObject {
  const named = (value: string) => (value === column ? to : value);
  const word = new RegExp(`(?<![\\w"$])${quoteIdent(column).replaceAll('$', '\\$')}(?![\\w"$])`, 'g');
  const renamed = deeply(object, (value, key) => {
    if (!own) return value;
    if (key === 'expression') return value.replaceAll(word, () => quoteIdent(to));
    if (key === 'name') return object.kind === 'column' ? named(value) : value;
    return ['column', 'columns', 'include', 'onDeleteColumns'].includes(key) ? named(value) : value;
  }) as CatalogObject;
  if (object.kind !== 'constraint' || renamed.kind !== 'constraint' || object.references === null) return renamed;
  const { references } = object;
  const columns = references.table === table ? references.columns.map(named) : references.columns;
  return { ...renamed, references: { ...references, columns } };
}

/** Every text in a value, with the name of the field that it stands in, or that the list of it stands in. */
function deeply(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((one) => deeply(one, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deeply(one, change, name)]));
}
