/** Expressions as people write them, from the way the server prints them: the same tree when it is read again. */
import { quoteIdent } from '../expression/identifier.js';
import { is, lex } from '../expression/scan.js';
import type { Written } from './written.js';

/** Column names with their types, as format_type gives them. */
export type ColumnTypes = ReadonlyMap<string, string>;

/**
 * An expression of a check, an index, a policy.
 * @param columns the columns that it may speak of
 */
export function spellExpression(sql: string, _columns: ColumnTypes): string {
  return withoutOuterParentheses(sql);
}

/** A default: a literal needs no cast to the column's own type, which it takes by itself. */
export function spellDefault(sql: string, type: string): string {
  const tokens = lex(sql);
  const [literal, colons] = tokens;
  if (literal?.kind !== 'string' || !is(colons, '::')) {
    if (tokens.length === 1 && /^current_/i.test(sql)) return sql.toLowerCase();
    return withoutOuterParentheses(sql);
  }
  const cast = sql.slice(colons?.end).trim();
  if (
    /^'-\d+(\.\d+)?'$/.test(literal.text) &&
    (cast === 'integer' || (cast === 'numeric' && literal.text.includes('.')))
  )
    return literal.value;
  return sameType(cast, type) ? literal.text : sql;
}

/** Whether a cast says no more than the column's type does, whose length the server adds by itself. */
function sameType(cast: string, type: string): boolean {
  const bare = type.replace(/\([\d,]+\)/, '');
  return cast === bare || (cast === 'bpchar' && bare === 'character') || (cast === '"bit"' && bare === 'bit');
}

export function withoutOuterParentheses(sql: string): string {
  const tokens = lex(sql);
  if (!is(tokens[0], '(')) return sql;
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (is(token, '(', '[')) depth++;
    if (is(token, ')', ']') && --depth === 0)
      return i === tokens.length - 1 ? withoutOuterParentheses(sql.slice(1, token.start).trim()) : sql;
  }
  return sql;
}

/** `(a, "Order")` */
export function nameList(names: readonly string[]): string {
  return `(${names.map(quoteIdent).join(', ')})`;
}

/** A text that YAML may show as a number or a truth value where it is one, as the form `literal` reads it. */
export function scalar(text: string): Written {
  if (/^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** Storage parameters as a map: `fillfactor: 70`. */
export function parameterMap(parameters: readonly string[]): { readonly [name: string]: Written } | undefined {
  if (parameters.length === 0) return undefined;
  const entries = parameters.map((parameter) => {
    const at = parameter.indexOf('=');
    const value = parameter.slice(at + 1);
    return [parameter.slice(0, at), scalar(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** `fillfactor = 70`; a value that is no word and no number stands in quotes. */
export function writeParameter(parameter: string): string {
  const at = parameter.indexOf('=');
  const value = parameter.slice(at + 1);
  const plain = /^-?[\d.]+$|^[a-z_]+$/.test(value);
  const name = parameter.slice(0, at).split('.').map(quoteIdent).join('.');
  return `${name} = ${plain ? value : `'${value.replaceAll("'", "''")}'`}`;
}
