/** serial: a column type that PostgreSQL takes for an integer, a sequence of the column's own, and a default that counts on it. */

import { type Address, keyOf } from '../catalog/address.js';
import { countingOf, sequenceName } from '../catalog/counting.js';
import type { Catalog, CatalogObject, Column, Sequence } from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import { lex } from '../expression/lexer.js';
import { is } from '../expression/scan.js';
import type { TableDraft } from './table-definition.js';
import type { Declared } from './types.js';
import type { Comments } from './written.js';

/** From the type that serial stands for to its name. */
const SERIAL: Readonly<Record<string, string>> = { bigint: 'bigserial', integer: 'serial', smallint: 'smallserial' };

/** The default of a serial column. */
export function serialDefault(schema: string, table: string, column: string): string {
  return nextval(schema, sequenceName(table, column));
}

function nextval(schema: string, sequence: string): string {
  const name = `${quoteIdent(schema)}.${quoteIdent(sequence)}`;
  const quoted = `'${name.replaceAll("'", "''")}'`;
  return `nextval(${name.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted}::regclass)`;
}

/** The sequences that a table's serial columns bring, each under the names that it may have had. */
export function serialSequences(table: TableDraft): readonly Declared[] {
  return table.columns.flatMap((column): Declared[] => {
    if (!column.serial || column.type === null) return [];
    const tables = [table.name, ...table.formerly].map(({ value }) => value);
    const columns = [column.name, ...column.formerly].map(({ value }) => value);
    const [name = '', ...formerly] = tables.flatMap((one) => columns.map((other) => sequenceName(one, other)));
    const { schema, said } = table;
    const object: Sequence = {
      kind: 'sequence',
      schema,
      name,
      ...countingOf({ type: column.type }),
      ownedBy: { schema, table: table.name.value, column: column.name.value },
      unlogged: said.unlogged,
      ...(said.owner === undefined ? {} : { owner: said.owner }),
    };
    return [{ object, comment: null, formerly, location: column.at }];
  });
}

/**
 * `nextval('a_seq')` with the schema that it is looked for in, as the server prints it: statements run with an empty
 * search_path. Any other expression stays as it is.
 * @param schema the table's
 */
export function qualifiedDefault(expression: string, schema: string): string {
  const tokens = lex(expression);
  const at = is(tokens[0], 'pg_catalog') && is(tokens[1], '.') ? 2 : 0;
  const [call, open, name, ...rest] = tokens.slice(at);
  if (!is(call, 'nextval') || !is(open, '(') || name?.kind !== 'string') return expression;
  const words = rest.map((token) => token.value).join(' ');
  if (words !== ')' && words !== ':: regclass )') return expression;
  const parts = namesIn(name.value);
  const [first, second] = parts;
  if (first === undefined || parts.length > 2) return expression;
  return second === undefined ? nextval(schema, first) : nextval(first, second);
}

/** `a_seq`, `"A".b`: names as regclass reads them; none where it is not one. */
function namesIn(text: string): string[] {
  const tokens = lex(text.trim());
  const names = tokens.filter((_, i) => i % 2 === 0);
  const dots = tokens.filter((_, i) => i % 2 === 1);
  const isName = (kind: string) => kind === 'word' || kind === 'quoted identifier';
  if (!names.every(({ kind }) => isName(kind)) || !dots.every((token) => is(token, '.'))) return [];
  return names.map(({ value }) => value);
}

/** The table of the column that a sequence is owned by. */
export function ownerOf({ ownedBy }: Sequence): Address | null {
  return ownedBy === null ? null : { kind: 'table', schema: ownedBy.schema, table: ownedBy.table };
}

/** Every sequence that a serial column stands for. */
export function serialsIn(catalog: Catalog, comments: Comments): ReadonlySet<Sequence> {
  if (catalog.sequence.length === 0) return new Set();
  const unlogged = new Set(catalog.table.filter((table) => table.unlogged).map(keyOf));
  const owned = new Map<string, Sequence[]>();
  for (const one of catalog.sequence) {
    const key = JSON.stringify(one.ownedBy);
    owned.set(key, [...(owned.get(key) ?? []), one]);
  }
  const serials = catalog.column.map((column) => {
    const { schema, table, name } = column;
    const own = owned.get(JSON.stringify({ schema, table, column: name })) ?? [];
    return serialOf(column, own, unlogged.has(keyOf({ kind: 'table', schema, table })), comments);
  });
  return new Set(serials.filter((one) => one !== null));
}

/** The sequence of a column that is as `serial` would have made both; null where it is not. */
export function serialOf(
  column: Column,
  sequences: readonly Sequence[],
  unlogged: boolean,
  comments: (object: CatalogObject) => string | null,
): Sequence | null {
  const { schema, table, name, type } = column;
  const own = sequences.find(
    ({ ownedBy }) => ownedBy?.schema === schema && ownedBy.table === table && ownedBy.column === name,
  );
  if (own === undefined || !Object.hasOwn(SERIAL, type) || !column.notNull || column.identity !== null) return null;
  if (own.schema !== schema || own.name !== sequenceName(table, name) || own.unlogged !== unlogged) return null;
  const usual = countingOf({ type });
  const counts = (Object.keys(usual) as (keyof typeof usual)[]).every((field) => own[field] === usual[field]);
  const counted = column.default?.expression === serialDefault(schema, table, name);
  return counts && counted && own.grants == null && comments(own) === null ? own : null;
}

/** `serial`, for the type that the column has. */
export function serialName(type: string): string {
  return SERIAL[type] ?? type;
}
