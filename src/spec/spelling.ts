/** Expressions as people write them, from the way the server prints them: the same tree when it is read again. */
import { quoteIdent } from '../expression/identifier.js';
import { readPrinted } from '../expression/printed.js';
import { is, lex } from '../expression/scan.js';
import { type ColumnTypes, unprinted } from '../expression/unprinted.js';
import { writePrinted } from '../expression/written.js';
import { commonType } from './type-spelling.js';
import type { Written } from './written.js';

export type { ColumnTypes };

/**
 * An expression of a check, an index, a policy.
 * @param columns the columns that it may speak of
 */
export function spellExpression(sql: string, columns: ColumnTypes): string {
  return writePrinted(unprinted(readPrinted(sql), columns), commonType);
}

const NO_COLUMNS: ColumnTypes = new Map();

/** A default: a literal needs no cast to the column's own type, which it takes by itself. */
export function spellDefault(sql: string, type: string): string {
  const spelled = spellExpression(sql, NO_COLUMNS);
  const [literal, colons] = lex(sql);
  if (literal?.kind !== 'string' || !is(colons, '::') || /^-[\d.]+$/.test(spelled)) return spelled;
  return sameType(sql.slice(colons?.end).trim(), type) ? literal.text : spelled;
}

/** Whether a cast says no more than the column's type does, whose length the server adds by itself. */
function sameType(cast: string, type: string): boolean {
  const bare = type.replace(/\([\d,]+\)/, '');
  return cast === bare || (cast === 'bpchar' && bare === 'character') || (cast === '"bit"' && bare === 'bit');
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
