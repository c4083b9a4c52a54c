/** Changes of a column's type that PostgreSQL makes in place, without rewriting the table. */

interface Named {
  readonly name: string;
  readonly modifiers: readonly number[];
}

function split(type: string): Named {
  const match = /^([^(]*?)\s*\(([^)]*)\)(.*)$/.exec(type);
  if (match === null) return { name: type, modifiers: [] };
  return { name: `${match[1]}${match[3]}`.trim(), modifiers: (match[2] ?? '').split(',').map(Number) };
}

/**
 * Whether ALTER COLUMN … TYPE rewrites the table (ATColumnChangeRequiresRewrite: everything that is neither
 * binary-coercible nor a length coercion that the type's support function removes).
 */
export function rewritesTable(from: string, to: string): boolean {
  if (from === to) return false;
  const a = split(from);
  const b = split(to);
  const textual = (type: Named) => type.name === 'text' || type.name === 'character varying';
  if (textual(a) && textual(b))
    return b.modifiers.length > 0 && !((a.modifiers[0] ?? Infinity) <= (b.modifiers[0] ?? 0));
  if (a.name !== b.name) return true;
  const [precision = 0, scale = 0] = a.modifiers;
  const [toPrecision = 0, toScale = 0] = b.modifiers;
  if (a.name === 'numeric')
    return b.modifiers.length > 0 && (a.modifiers.length === 0 || scale !== toScale || precision > toPrecision);
  if (/^(time|timestamp|interval|bit varying)/.test(a.name))
    return b.modifiers.length > 0 && (a.modifiers.length === 0 || precision > toPrecision);
  return true;
}

/** An explicit cast to these cuts off what is too long; an assignment refuses it, and every type can be assigned to them. */
export function truncatesWhenCast(type: string): boolean {
  const { name, modifiers } = split(type);
  return modifiers.length > 0 && /^(character|character varying|bit|bit varying)$/.test(name);
}

/** From a type to those that hold each of its values unchanged. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision'],
  integer: ['bigint', 'numeric', 'double precision'],
  bigint: ['numeric'],
  real: ['double precision'],
  date: ['timestamp without time zone'],
  uuid: ['text'],
  boolean: ['text'],
};

/**
 * Whether a change of type keeps every value or fails: a value that is too long for the new length is refused, but
 * one with more digits behind the point is rounded.
 */
export function keepsValues(from: string, to: string): boolean {
  const [a, b] = [split(from), split(to)];
  if (!rewritesTable(from, to)) return true;
  const textual = (type: Named) => /^(text|character varying)$/.test(type.name);
  if (textual(a) && textual(b)) return true;
  if (a.name !== b.name) return b.modifiers.length === 0 && (WIDER[a.name] ?? []).includes(b.name);
  if (a.name === 'numeric')
    return b.modifiers.length === 0 || (a.modifiers.length > 0 && (b.modifiers[1] ?? 0) >= (a.modifiers[1] ?? 0));
  return /^bit/.test(a.name);
}
