/** Types and sequences that still bear a former name, and what a rename leaves of the names of sequences. */
import { keyOf } from '../catalog/address.js';
import { sequenceName } from '../catalog/counting.js';
import type { Rename } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import {
  type Catalog,
  type CatalogObject,
  type Column,
  type Domain,
  type Enum,
  KIND_NAMES,
  type Sequence,
  type Table,
} from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import { is, lex, type Token } from '../expression/scan.js';
import { renamed } from './kinds/enum.js';
import { quoteLiteral } from './quote.js';

type Named = Enum | Domain | Sequence;

/** What the spec names and the database has under a former name, and the catalog as a read would give it afterwards. */
export function withFormerTypes(
  desired: Catalog,
  actual: Catalog,
  hints: Hints,
): { readonly actual: Catalog; readonly renames: readonly Rename[] } {
  const renames: Rename[] = [];
  let now = actual;
  for (const kind of ['enum', 'domain', 'sequence'] as const) {
    for (const to of desired[kind]) {
      const live: readonly Named[] = now[kind];
      if (live.some((one) => keyOf(one) === keyOf(to))) continue;
      const here = live.filter(({ schema }) => schema === to.schema);
      const from =
        (hints.get(keyOf(to))?.formerly ?? []).flatMap((name) => here.filter((one) => one.name === name))[0] ??
        (to.kind === 'sequence' ? ofSameColumn(to, here, desired) : undefined);
      if (from === undefined) continue;
      renames.push({ change: 'rename', to, from });
      now = withName(now, from, to.name);
    }
  }
  return { actual: withValues(desired, now, hints), renames };
}

/** A column has one sequence of its own: whatever it is called, it is the one that counts. */
function ofSameColumn(to: Sequence, live: readonly Named[], desired: Catalog): Sequence | undefined {
  const { ownedBy } = to;
  if (ownedBy === null) return undefined;
  const wanted = new Set(desired.sequence.map(keyOf));
  const [only, ...more] = live.flatMap((one) =>
    one.kind === 'sequence' &&
    !wanted.has(keyOf(one)) &&
    one.ownedBy?.table === ownedBy.table &&
    one.ownedBy.schema === ownedBy.schema &&
    one.ownedBy.column === ownedBy.column
      ? [one]
      : [],
  );
  return more.length === 0 ? only : undefined;
}

function withName(catalog: Catalog, from: Named, name: string): Catalog {
  const inText = (text: string) => withQualified(text, from.schema, from.name, name);
  return everywhere(catalog, (object) => {
    if (keyOf(object) === keyOf(from)) return { ...from, name };
    if (object.kind !== 'comment') return withTexts(object, inText);
    if (object.schema !== from.schema) return object;
    if (object.on === from.kind && object.name === from.name) return { ...object, name };
    const onCheck = object.on === 'domain constraint' && from.kind === 'domain' && object.table === from.name;
    return onCheck ? { ...object, table: name } : object;
  });
}

/** Constants of an enum whose values get other names, as the server prints them afterwards. */
function withValues(desired: Catalog, actual: Catalog, hints: Hints): Catalog {
  let now = actual;
  for (const to of desired.enum) {
    const values = hints.get(keyOf(to))?.values;
    const from = values === undefined ? undefined : actual.enum.find((one) => keyOf(one) === keyOf(to));
    if (values === undefined || from === undefined) continue;
    const renames = renamed(to, from, values);
    if (renames.size === 0) continue;
    const inText = (text: string) => withConstants(text, to, renames);
    now = everywhere(now, (object) => (object.kind === 'enum' ? object : withTexts(object, inText)));
  }
  return now;
}

function everywhere(catalog: Catalog, change: (object: CatalogObject) => CatalogObject): Catalog {
  const lists = KIND_NAMES.map((kind) => [kind, catalog[kind].map(change)]);
  return Object.fromEntries(lists) as unknown as Catalog;
}

/** The fields that hold SQL; a function's name holds the types of its arguments. */
const SQL: ReadonlySet<string> = new Set(['expression', 'query', 'type', 'returns', 'arguments']);

function withTexts(object: CatalogObject, change: (text: string) => string): CatalogObject {
  const text = (key: string, value: unknown): unknown => {
    if (typeof value === 'string')
      return SQL.has(key) || (key === 'name' && object.kind === 'function') ? change(value) : value;
    if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : text(key, one)));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, text(inner, one)]));
  };
  return text('', object) as CatalogObject;
}

function isName(token: Token | undefined, name: string): boolean {
  return (token?.kind === 'word' || token?.kind === 'quoted identifier') && token.value === name;
}

/** `schema.old` under its new name; also in what regclass reads. */
function withQualified(sql: string, schema: string, old: string, name: string): string {
  const qualified = (one: string) => `${quoteIdent(schema)}.${quoteIdent(one)}`;
  return replaced(sql, (tokens, i) => {
    const token = tokens[i];
    if (isName(token, old) && is(tokens[i - 1], '.') && isName(tokens[i - 2], schema)) return quoteIdent(name);
    return token?.kind === 'string' && token.value === qualified(old) && is(tokens[i + 1], '::')
      ? quoteLiteral(qualified(name))
      : null;
  });
}

function withConstants(sql: string, { schema, name }: Enum, renames: ReadonlyMap<string, string>): string {
  return replaced(sql, (tokens, i) => {
    const token = tokens[i];
    const value = token?.kind === 'string' ? renames.get(token.value) : undefined;
    const typed =
      is(tokens[i + 1], '::') && isName(tokens[i + 2], schema) && is(tokens[i + 3], '.') && isName(tokens[i + 4], name);
    return value !== undefined && typed ? quoteLiteral(value) : null;
  });
}

/** Text that is no SQL (the body of a function in another language) stays as it is. */
function replaced(sql: string, instead: (tokens: readonly Token[], i: number) => string | null): string {
  let tokens: readonly Token[];
  try {
    tokens = lex(sql);
  } catch {
    return sql;
  }
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const other = instead(tokens, i);
    if (other === null) continue;
    text += sql.slice(end, token.start) + other;
    end = token.end;
  }
  return text + sql.slice(end);
}

/** A table under its new name still has the sequences that it had, under their old names. */
export function withTableOfSequences(catalog: Catalog, from: Table, to: Table): Catalog {
  const here = ({ schema, table }: { schema: string; table: string }) => schema === from.schema && table === from.table;
  return {
    ...catalog,
    column: catalog.column.map((column) => (here(column) ? named(column) : column)),
    sequence: catalog.sequence.map((one) =>
      one.ownedBy !== null && here(one.ownedBy) ? { ...one, ownedBy: { ...one.ownedBy, table: to.table } } : one,
    ),
  };
}

export function withColumnOfSequences(catalog: Catalog, from: Column, to: Column): Catalog {
  const here = ({ schema, table }: { schema: string; table: string }) => schema === to.schema && table === to.table;
  return {
    ...catalog,
    column: catalog.column.map((column) => (here(column) && column.name === from.name ? named(column) : column)),
    sequence: catalog.sequence.map((one) =>
      one.ownedBy !== null && here(one.ownedBy) && one.ownedBy.column === from.name
        ? { ...one, ownedBy: { ...one.ownedBy, column: to.name } }
        : one,
    ),
  };
}

/** The name that went without saying has to be said. */
function named(column: Column): Column {
  if (column.identity === null || column.identityName != null) return column;
  return { ...column, identityName: sequenceName(column.table, column.name) };
}
