/** The tables that a statement asks the catalog for by name: Knex's `hasTable`, and what people write by hand. */
import { LexError, lex, type Token } from '../expression/lexer.js';
import { is } from '../expression/token.js';

/** information_schema.tables and .columns, pg_tables, pg_class. */
const NAMES: ReadonlySet<string> = new Set(['table_name', 'tablename', 'relname']);

/** So are no tables called, but what belongs to them: asked for in pg_class or of to_regclass, it may be meant. */
const OF_A_TABLE = /^(idx|ix)_|_(idx|ix|index|seq|pkey|fkey|foreign|unique)$/i;

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
  // Of views and of sequences, and in pg_class of indexes alone, no table is asked for.
  if (tokens.some((token, i) => is(token, 'views', 'sequences') && is(tokens[i - 2], 'information_schema'))) return [];
  const kind = tokens.findIndex((token) => is(token, 'relkind'));
  if (kind !== -1 && is(tokens[kind + 1], '=') && !textAt(kind + 2).some((text) => /^[rpf]$/.test(text))) return [];
  const perhaps = (names: readonly string[]) => names.filter((name) => !OF_A_TABLE.test(name));
  return tokens.flatMap((token, i) => {
    if (isDo && token.kind === 'string' && token.text.startsWith('$')) return tablesAskedFor(token.value, []);
    if (is(token, 'to_regclass') && is(tokens[i + 1], '(')) return perhaps(textAt(i + 2).flatMap(lastPart));
    if (token.kind !== 'word' || !NAMES.has(token.value)) return [];
    const meant = token.value === 'relname' ? perhaps : (names: readonly string[]) => names;
    if (is(tokens[i + 1], '=')) return meant(textAt(i + 2));
    if (!is(tokens[i + 1], 'in') || !is(tokens[i + 2], '(')) return [];
    const end = tokens.findIndex((other, j) => j > i && is(other, ')'));
    return meant(tokens.slice(i + 3, end).flatMap((_, j) => textAt(i + 3 + j)));
  });
}

/** `public."Orders"` as to_regclass reads it: `Orders`. */
function lastPart(name: string): readonly string[] {
  const last = lex(name).at(-1);
  return last === undefined ? [] : [last.value];
}

/**
 * `alter table if exists` and `drop policy if exists … on` pass over a table that is not there with this notice; so does
 * `alter index if exists` over an index.
 * @param sql the statements that it came from
 */
export function tablesMissedIn(notice: string, sql: string): readonly string[] {
  const name = /^relation "(.+)" does not exist, skipping$/.exec(notice)?.[1];
  return name === undefined || isOfAnotherKind(name, sql) ? [] : [name];
}

function isOfAnotherKind(name: string, sql: string): boolean {
  try {
    const tokens = lex(sql);
    return tokens.some((token, i) => {
      if (token.value !== name) return false;
      const qualified = is(tokens[i - 1], '.') ? i - 2 : i;
      return is(tokens[qualified - 1], 'exists') && is(tokens[qualified - 3], 'index', 'view', 'sequence');
    });
  } catch {
    return false;
  }
}
