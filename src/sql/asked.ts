/** The tables that a statement asks the catalog for by name: Knex's `hasTable`, and what people write by hand. */
import { LexError, lex, type Token } from '../expression/lexer.js';
import { is } from '../expression/token.js';

/** information_schema.tables and .columns, pg_tables, pg_class. */
const NAMES: ReadonlySet<string> = new Set(['table_name', 'tablename', 'relname']);

/**
 * `table_name = 'a'`, `relname in ('a', 'b')`, `to_regclass('public.a')`; also inside the body of a DO.
 * @param values what stands for $1, $2, …
 */
export function tablesAskedFor(sql: string, values: readonly unknown[]): readonly string[] {
  if (!/table_?name|relname|to_regclass/i.test(sql)) return [];
  try {
    return askedIn(lex(sql), values);
  } catch (error) {
    // What the scanner does not know, the server will refuse; and a DO's body may be of another language.
    if (error instanceof LexError) return [];
    throw error;
  }
}

function askedIn(tokens: readonly Token[], values: readonly unknown[]): readonly string[] {
  const textAt = (i: number): readonly string[] => {
    const token = tokens[i];
    if (token?.kind === 'string') return [token.value];
    const value = token?.kind === 'parameter' ? values[Number(token.text.slice(1)) - 1] : undefined;
    return typeof value === 'string' ? [value] : [];
  };
  const isDo = is(tokens[0], 'do');
  return tokens.flatMap((token, i) => {
    if (isDo && token.kind === 'string' && token.text.startsWith('$')) return tablesAskedFor(token.value, []);
    if (is(token, 'to_regclass') && is(tokens[i + 1], '(')) return textAt(i + 2).flatMap(lastPart);
    if (token.kind !== 'word' || !NAMES.has(token.value)) return [];
    if (is(tokens[i + 1], '=')) return textAt(i + 2);
    if (!is(tokens[i + 1], 'in') || !is(tokens[i + 2], '(')) return [];
    const end = tokens.findIndex((other, j) => j > i && is(other, ')'));
    return tokens.slice(i + 3, end).flatMap((_, j) => textAt(i + 3 + j));
  });
}

/** `public."Orders"` as to_regclass reads it: `Orders`. */
function lastPart(name: string): readonly string[] {
  const last = lex(name).at(-1);
  return last === undefined ? [] : [last.value];
}
