/** Reading parse trees as plain data: fields, constants, names of functions, operators and types. No opinion. */
import type { Node } from 'libpg-query';

export type Fields = { readonly [field: string]: unknown };

/** A node's kind and fields: `{ A_Expr: {…} }` is `['A_Expr', {…}]`. */
export function open(node: Node): readonly [string, Fields] {
  const entry = Object.entries(node)[0];
  return entry === undefined ? ['', {}] : [entry[0], isFields(entry[1]) ? entry[1] : {}];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A node is an object of one key, which is its kind; kinds are written with a capital, fields are not. */
export function isNode(value: unknown): value is Node {
  if (!isFields(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && /^[A-Z]/.test(keys[0] ?? '');
}

export function nodesIn(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The nodes directly under a node. */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  const collect = (value: unknown): void => {
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (isFields(value)) Object.values(value).forEach(collect);
  };
  collect(open(node)[1]);
  return found;
}

/** The node and all below it. */
export function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* everyNode(child);
}

/** The strings of a list of String nodes (a qualified name), or null if there is anything else in it (`*`). */
export function strings(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const parts: string[] = [];
  for (const part of value) {
    const text = isNode(part) && 'String' in part ? (part.String.sval ?? '') : null;
    if (text === null) return null;
    parts.push(text);
  }
  return parts;
}

/** A qualified name without `pg_catalog`, its parts quoted where a dot could deceive. */
export function nameOf(value: unknown): string | null {
  const parts = strings(value);
  if (parts === null || parts.length === 0) return null;
  const own = parts.length === 2 && parts[0] === 'pg_catalog' ? parts.slice(1) : parts;
  return own
    .map((part) => (/^[a-z_][a-z0-9_$]*$|^[^A-Za-z0-9_". ]+$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.');
}

/** A constant as the grammar knows it; `string` and `null` have no type yet. */
export interface Constant {
  readonly kind: 'string' | 'null' | 'integer' | 'decimal' | 'boolean' | 'bits';
  readonly text: string;
}

/** The protocol leaves out zero, the empty string and false: an empty object stands for them. */
export function constantOf(node: Node): Constant | null {
  if (!('A_Const' in node)) return null;
  const { ival, fval, boolval, sval, bsval, isnull } = node.A_Const;
  if (isnull) return { kind: 'null', text: 'null' };
  if (sval) return { kind: 'string', text: sval.sval ?? '' };
  if (ival) return { kind: 'integer', text: String(ival.ival ?? 0) };
  if (fval) return { kind: 'decimal', text: fval.fval ?? '' };
  if (boolval) return { kind: 'boolean', text: boolval.boolval ? 'true' : 'false' };
  return bsval ? { kind: 'bits', text: bsval.bsval ?? '' } : null;
}

/**
 * A type as one word: PostgreSQL's internal name with its length and `[]` (`varchar(50)`, `text[]`, `public.status`).
 * Null for what is no plain type (`setof`, `%type`, a length that is no constant).
 */
export function typeOf(value: unknown): string | null {
  if (!isFields(value) || value.setof || value.pct_type) return null;
  const name = nameOf(value.names);
  const lengths = nodesIn(value.typmods).map((length) => constantOf(length)?.text);
  if (name === null || lengths.includes(undefined)) return null;
  const array = Array.isArray(value.arrayBounds) && value.arrayBounds.length > 0 ? '[]' : '';
  return `${name}${lengths.length > 0 ? `(${lengths.join(',')})` : ''}${array}`;
}

const INTERNAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['smallint', 'int2'],
  ['integer', 'int4'],
  ['bigint', 'int8'],
  ['real', 'float4'],
  ['double precision', 'float8'],
  ['boolean', 'bool'],
  ['character varying', 'varchar'],
  ['character', 'bpchar'],
  ['bit varying', 'varbit'],
  ['time without time zone', 'time'],
  ['time with time zone', 'timetz'],
  ['timestamp without time zone', 'timestamp'],
  ['timestamp with time zone', 'timestamptz'],
]);

/** format_type's spelling (`character varying(50)`, `timestamp(3) with time zone`) as `typeOf` spells it. */
export function internalType(formatted: string): string {
  const [, first = formatted, length = '', rest = '', array = ''] =
    /^([^("[\]]+?)(\([^)]*\))?( with(?:out)? time zone)?((?:\[\])?)$/.exec(formatted) ?? [];
  const name = INTERNAL_NAMES.get(first + rest);
  return name === undefined ? formatted : name + length.replaceAll(' ', '') + array;
}

/** The type without its length; an array stays one. */
export function withoutLength(type: string): string {
  return type.replace(/\([^)]*\)/, '');
}
