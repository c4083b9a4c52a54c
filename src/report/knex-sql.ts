/** SQL inside a Knex migration: what Knex would read in another way than the server, said so that both agree. */
import type { CatalogObject, Column } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { LexError, lex, type Token } from '../expression/lexer.js';

/** Our SQL for objects, as the planner writes it. */
export interface Sql {
  /** The statements that make these objects, in an order in which they can run. */
  readonly create: (objects: readonly CatalogObject[]) => readonly string[];
  /** What owners and grants take, of all that the migration makes. */
  readonly access: () => readonly string[];
  /** What stands behind a column's name in CREATE TABLE: `numeric(10,2) generated always as (…) stored`. */
  readonly columnClause: (column: Column) => string;
}

/**
 * Whether Knex quotes a name as it is. It takes a dot for a qualification, ` as ` for an alias, `[1]` for a subscript and
 * a question mark for a value; and it trims.
 */
export function isNameForKnex(name: string): boolean {
  return !/\.|\?| as |\[\d+\]|^\s|\s$|^\*$/i.test(name);
}

/**
 * SQL for `knex.raw`. A question mark there is the place of a value, and with a backslash before it is a question mark;
 * a backslash that belongs to the SQL is kept apart from it by cutting the string in two, which SQL joins again.
 * @throws UserError where the two stand together outside a string
 */
export function sqlForKnex(sql: string): string {
  if (!sql.includes('\\?')) return sql.replaceAll('?', '\\?');
  const strings = tokensOf(sql).filter(({ text }) => /^e?'/i.test(text));
  return sql.replaceAll(/(\\*)\?/g, (_, backslashes: string, offset: number) => {
    if (backslashes === '') return '\\?';
    const string = strings.find(({ start, end }) => start < offset && offset < end);
    if (string === undefined) throw unsayable('\\?');
    // In E'' an odd one says only that the question mark is one.
    const odd = string.text.startsWith("'") ? 0 : backslashes.length % 2;
    const kept = backslashes.slice(odd);
    return kept === '' ? '\\?' : `${kept}'\n'\\?`;
  });
}

/** Indents all lines but the first, strings and quoted names excepted. */
export function indentSql(sql: string, indent: string): string {
  return atLineBreaks(sql, `\n${indent}`);
}

/** The same on one line, as far as strings and quoted names allow. */
export function onOneLine(sql: string): string {
  return atLineBreaks(sql, ' ');
}

function atLineBreaks(sql: string, between: string): string {
  if (!sql.includes('\n')) return sql;
  const broken = tokensOf(sql).filter(({ text }) => text.includes('\n'));
  return sql.replaceAll(/\n[ \t]*/g, (space, offset: number) =>
    broken.some(({ start, end }) => start < offset && offset < end) ? space : between,
  );
}

function tokensOf(sql: string): readonly Token[] {
  try {
    return lex(sql);
  } catch (cause) {
    if (cause instanceof LexError) throw unsayable(sql, cause);
    throw cause;
  }
}

function unsayable(what: string, cause?: unknown): UserError {
  return new UserError(`a Knex migration cannot say ${what}`, { hint: 'compile --format sql can', cause });
}
