/**
 * Trees with types, as far as they are certain: what type the server gives a bare literal, and which casts it writes
 * where none was written. Everything not certain stays as written.
 */
import { withoutLength } from './tree.js';

export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [field: string]: Tree };

export interface Typed {
  readonly tree: Tree;
  /** As `typeOf` spells it; null: not known. */
  readonly type: string | null;
  /** Of a string or null without a type: its value. */
  readonly bare?: string | null;
}

export function bareLiteral(value: string | null): Typed {
  return { tree: ['literal', value], type: null, bare: value };
}

export function constant(type: string, value: string | null): Typed {
  return { tree: ['constant', type, value === null ? null : canonicalValue(type, value)], type };
}

/** Gives a bare literal its type; leaves everything else alone. */
export function as(value: Typed, type: string | null): Typed {
  return value.bare === undefined || type === null ? value : constant(type, value.bare);
}

/** A cast, written or added by the server; one to the very type that the value has is none. */
export function cast(value: Typed, type: string): Typed {
  if (value.bare !== undefined) return constant(type, value.bare);
  if (value.type === type || (value.type !== null && withoutLength(value.type) === type))
    return { tree: value.tree, type };
  const tree = value.tree;
  const isVarchar = Array.isArray(tree) && tree[0] === 'constant' && tree[1] === 'varchar';
  if (isVarchar && type === 'text') return { tree: ['constant', 'text', tree[2] ?? null], type };
  return { tree: ['cast', type, tree], type };
}

const INTEGERS = ['int2', 'int4', 'int8'];
const STRINGS: ReadonlySet<string> = new Set(['text', 'varchar']);
const COMPARES: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const MATCHES: ReadonlySet<string> = new Set(['~~', '!~~', '~~*', '!~~*', '~', '!~', '~*', '!~*']);
const COMPUTES: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const ARRAY_OPERATORS: ReadonlySet<string> = new Set(['@>', '<@', '&&']);
/** What jsonb and json operators want on their right. */
const JSON_RIGHT: ReadonlyMap<string, string | null> = new Map([
  ['->', 'text'],
  ['->>', 'text'],
  ['#>', 'text[]'],
  ['#>>', 'text[]'],
  ['?', 'text'],
  ['?|', 'text[]'],
  ['?&', 'text[]'],
  ['@>', 'jsonb'],
  ['<@', 'jsonb'],
]);

/** The operands of one of PostgreSQL's own operators with the types and casts that it gives them, and the result's type. */
export function resolveOperator(name: string, left: Typed, right: Typed): readonly [Typed, Typed, string | null] {
  if (name.includes('.')) return [left, right, null];
  let [l, r] = [left, right];
  if (l.bare === undefined && r.bare !== undefined) r = as(r, literalType(name, l.type));
  else if (r.bare === undefined && l.bare !== undefined && (COMPARES.has(name) || COMPUTES.has(name) || isString(r))) {
    l = as(l, literalType(name, r.type));
  }
  if (isString(l) && isString(r) && (COMPARES.has(name) || MATCHES.has(name) || name === '||')) {
    [l, r] = [cast(l, 'text'), cast(r, 'text')];
  }
  if (COMPARES.has(name) || COMPUTES.has(name)) [l, r] = [promoted(l, r), promoted(r, l)];
  return [l, r, resultType(name, l, r)];
}

/** The type of a bare literal beside a value of a known type; null where the server's choice is not plain. */
function literalType(name: string, beside: string | null): string | null {
  if (beside === null) return null;
  const base = withoutLength(beside);
  if (STRINGS.has(base)) return COMPARES.has(name) || MATCHES.has(name) || name === '||' ? 'text' : null;
  if (MATCHES.has(name)) return base === 'bpchar' ? 'text' : null;
  if (COMPARES.has(name)) return base;
  if (base === 'jsonb' || base === 'json') return JSON_RIGHT.get(name) ?? null;
  if (base.endsWith('[]') && ARRAY_OPERATORS.has(name)) return base;
  return COMPUTES.has(name) && isNumber(base) ? base : null;
}

/** An integer beside a numeric becomes one; either becomes double precision beside that. */
function promoted(value: Typed, beside: Typed): Typed {
  const [own, other] = [value.type, beside.type].map((type) => (type === null ? null : withoutLength(type)));
  if (own === null || own === undefined || value.bare !== undefined) return value;
  const isInteger = INTEGERS.includes(own);
  if (other === 'numeric' && isInteger) return cast(value, 'numeric');
  if (other === 'float8' && (isInteger || own === 'numeric')) return cast(value, 'float8');
  return value;
}

function resultType(name: string, left: Typed, right: Typed): string | null {
  if (COMPARES.has(name) || MATCHES.has(name)) return 'bool';
  const [l, r] = [left.type, right.type];
  if (l === null || r === null) return null;
  if (name === '||' && l === 'text' && r === 'text') return 'text';
  if (l === 'jsonb' || l === 'json')
    return name === '->' || name === '#>' ? l : name === '->>' || name === '#>>' ? 'text' : null;
  if (!COMPUTES.has(name)) return null;
  if (INTEGERS.includes(l) && INTEGERS.includes(r))
    return INTEGERS[Math.max(INTEGERS.indexOf(l), INTEGERS.indexOf(r))] ?? null;
  return isNumber(withoutLength(l)) && withoutLength(l) === withoutLength(r) ? withoutLength(l) : null;
}

/** The one type that all values have or, being bare, take (text, if all are); null where they differ or one is not known. */
export function commonType(values: readonly Typed[]): string | null {
  if (values.every((v) => v.bare !== undefined)) return values.some((v) => v.bare !== null) ? 'text' : null;
  const types = new Set(values.filter((v) => v.bare === undefined).map((v) => v.type && withoutLength(v.type)));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : null;
}

export function isString(value: Typed): boolean {
  return value.type !== null && STRINGS.has(withoutLength(value.type));
}

/** Are both of types that keep their meaning when the server brings a list of them to one type? */
export function mixes(one: Typed, other: Typed): boolean {
  if (other.bare !== undefined) return true;
  if (one.type === null || other.type === null) return false;
  const [a, b] = [withoutLength(one.type), withoutLength(other.type)];
  return a === b || (isNumber(a) && isNumber(b));
}

function isNumber(type: string): boolean {
  return INTEGERS.includes(type) || type === 'numeric' || type === 'float8';
}

const INTEGER_BITS: ReadonlyMap<string, number> = new Map([
  ['int2', 16],
  ['int4', 32],
  ['int8', 64],
]);

/** One spelling a value, for the types whose spellings are plain. */
function canonicalValue(type: string, value: string): string {
  const bits = INTEGER_BITS.get(type);
  if (bits !== undefined && /^-?[0-9]+$/.test(value) && BigInt.asIntN(bits, BigInt(value)) === BigInt(value)) {
    return BigInt(value).toString();
  }
  if (type === 'bool' && /^t(?:rue)?$/i.test(value)) return 'true';
  if (type === 'bool' && /^f(?:alse)?$/i.test(value)) return 'false';
  if (type === 'uuid' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toLowerCase();
  return value;
}
