/** What an object stands on, told without a server: from its fields, and from the names that its texts hold. */
import { addressOf, keyOf, parentOf } from '../catalog/address.js';
import { type Catalog, type CatalogObject, KIND_NAMES } from '../catalog/types.js';
import { remember } from '../expression/remember.js';
import { is, LexError, lex, type Token } from '../expression/scan.js';
import { kindOf } from './kinds.js';

/** How sure it is that one stands on another. */
export const WEIGHT = {
  /** A body that is looked at when it runs. */
  later: 1,
  /** That it is whole, where it is made in two. */
  completed: 1.5,
  /** A name in a text. */
  named: 2,
  /** A field says it, or the server. */
  said: 3,
} as const;

export interface Mention {
  /** keyOf the address of what is mentioned. */
  readonly key: string;
  /** The field that mentions it; null of what the object lives on. */
  readonly field: string | null;
  readonly weight: number;
}

/** The objects that a name can stand for. */
export interface Names {
  /** By schema and name, as one string. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** By schema and relation: the columns' keys by their names. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const at = (schema: string | undefined, name: string | undefined) => JSON.stringify([schema, name]);

export function namesIn(objects: Iterable<CatalogObject>): Names {
  const byName = new Map<string, string[]>();
  const columns = new Map<string, Map<string, string>>();
  for (const object of objects) {
    const { kind, schema, table, name } = addressOf(object);
    if (schema === undefined || kind === 'comment') continue;
    if (kind === 'column' && name !== undefined) {
      const some = columns.get(at(schema, table)) ?? new Map<string, string>();
      columns.set(at(schema, table), some.set(name, keyOf(object)));
    }
    if (table !== undefined && name !== undefined) continue;
    // What is called has a name of its own beside the one with its arguments.
    const called = 'function' in object ? object.function : (table ?? name);
    const key = at(schema, called);
    byName.set(key, [...(byName.get(key) ?? []), keyOf(object)]);
  }
  return { byName, columns };
}

export function objectsOf(catalog: Catalog): CatalogObject[] {
  return KIND_NAMES.flatMap((kind): readonly CatalogObject[] => catalog[kind]);
}

/**
 * What an object stands on, once a field, at the greatest weight: what it lives on, what its fields name, what its
 * texts name. A name that is not qualified is a column of its own table or PostgreSQL's own: nothing else can be seen
 * from where the statements run (search_path is empty).
 */
export function mentionsOf(object: CatalogObject, names: readonly Names[]): Mention[] {
  const found = new Map<string, Mention>();
  const own = keyOf(object);
  const add = (field: string | null, key: string | undefined, weight: number) => {
    if (key === undefined || key === own) return;
    const id = `${field ?? ''} ${key}`;
    if ((found.get(id)?.weight ?? 0) < weight) found.set(id, { key, field, weight });
  };
  const relation = (field: string, key: string, weight: number, spoken: Iterable<string>) => {
    for (const layer of names) {
      for (const one of layer.byName.get(key) ?? []) add(field, one, weight);
      const columns = layer.columns.get(key);
      if (columns !== undefined) for (const name of spoken) add(field, columns.get(name), weight);
    }
  };
  for (let up = parentOf(addressOf(object)); up !== null; up = parentOf(up)) add(null, keyOf(up), WEIGHT.said);
  const { schema, table } = addressOf(object);
  const later: readonly string[] = kindOf(object).later ?? [];
  for (const { field, on, text, isSql, columns } of parts(object)) {
    if (on !== undefined) relation(field, at(on.schema, on.name), WEIGHT.said, columns ?? []);
    else if (columns !== undefined) relation(field, at(schema, table), WEIGHT.said, columns);
    if (text === undefined) continue;
    const { qualified, words } = spokenIn(text);
    const weight = later.includes(field) ? WEIGHT.later : WEIGHT.named;
    for (const key of qualified) relation(field, key, weight, words);
    // Its own relation is known to it under no name.
    if (isSql && table !== undefined)
      for (const { columns: all } of names)
        for (const word of words) add(field, all.get(at(schema, table))?.get(word), WEIGHT.named);
  }
  return [...found.values()];
}

interface Spoken {
  /** Schema and name, as one string. */
  readonly qualified: readonly string[];
  /** Every name that is no function's. */
  readonly words: ReadonlySet<string>;
}

const NOTHING: Spoken = { qualified: [], words: new Set() };

/** A text in another language than SQL may not be readable: it names nothing that we know. */
const spokenIn: (text: string) => Spoken = remember((text) => {
  try {
    const tokens = lex(text);
    const qualified: string[] = [];
    const words = new Set<string>();
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'string' && QUALIFIED.test(token.value)) qualified.push(...spokenIn(token.value).qualified);
      if (!isName(token)) continue;
      const [dot, name] = [tokens[i + 1], tokens[i + 2]];
      if (is(dot, '.') && isName(name)) qualified.push(at(token.value, name.value));
      if (!is(dot, '(')) words.add(token.value);
    }
    return { qualified, words };
  } catch (error) {
    if (error instanceof LexError) return NOTHING;
    throw error;
  }
});

/** What regclass and its likes read: `public.a_seq`, `"A b".c`. */
const QUALIFIED = /^\s*("[^"]+"|[\w$\u0080-\uffff]+)\s*\.\s*("[^"]+"|[\w$\u0080-\uffff]+)/;

function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'quoted identifier';
}

interface Spot {
  /** The field of the object that it is in. */
  readonly field: string;
  readonly text?: string;
  /** An expression or query: bare names are columns. */
  readonly isSql?: boolean;
  /** Columns of `on`, else of the object's own relation. */
  readonly columns?: readonly string[];
  readonly on?: { readonly schema: string; readonly name: string };
}

const IDENTITY: ReadonlySet<string> = new Set(['kind', 'on', 'schema', 'table', 'name', 'owner', 'grants']);

function parts(object: CatalogObject): Spot[] {
  return Object.entries(object).flatMap(([field, value]) =>
    IDENTITY.has(field) ? [] : spots(field, field, value as unknown),
  );
}

function spots(field: string, key: string, value: unknown): Spot[] {
  if (typeof value === 'string') {
    if (COLUMN.test(key)) return [{ field, columns: [value] }];
    return [{ field, text: value, isSql: key === 'expression' || key === 'query' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    if (COLUMN.test(key)) return [{ field, columns: value.filter((one) => typeof one === 'string') }];
    // Texts in a list are values: of an enum, of a setting.
    return value.flatMap((one: unknown) => (typeof one === 'string' ? [] : spots(field, key, one)));
  }
  const { schema, table, column, columns, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof schema === 'string' && typeof table === 'string') {
    const named = [column, ...(Array.isArray(columns) ? columns : [])].filter((one) => typeof one === 'string');
    return [
      { field, on: { schema, name: table }, columns: named },
      ...Object.entries(rest).flatMap(([inner, one]) => spots(field, inner, one)),
    ];
  }
  return Object.entries(value).flatMap(([inner, one]) => spots(field, inner, one));
}

/** Fields that hold names of columns. */
const COLUMN = /^(column|columns|include|onDeleteColumns)$/;
