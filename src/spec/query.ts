/** Queries and SQL bodies of the spec: proven to be one, comments left out as PostgreSQL leaves them out. */
import type { NotOneExpression } from '../expression/one-expression.js';
import { oneAtomic, oneQuery, withoutComments } from '../expression/one-query.js';
import { LexError } from '../expression/scan.js';
import { readExpression } from './expression.js';
import type { Mistakes } from './mistakes.js';
import type { Text } from './text.js';

/** A view's query, without the semicolon that may end it. */
export function readQuery(given: Text, mistakes: Mistakes): string | null {
  return proven(given, 'not one SQL query', (sql) => oneQuery(sql), mistakes, true);
}

/** The statements of `BEGIN ATOMIC … END`. */
export function readAtomic(given: Text, mistakes: Mistakes): string | null {
  const text = proven(given, 'not the statements of an SQL body', oneAtomic, mistakes, false);
  return text === null ? null : atomic(text);
}

/** As pg_get_function_sqlbody lays it out. */
export function atomic(statements: string): string {
  return `BEGIN ATOMIC\n ${statements}\nEND`;
}

/** `RETURN <expression>` */
export function readReturn(given: Text, mistakes: Mistakes): string | null {
  const expression = readExpression(given, 'policy', mistakes);
  return expression === null ? null : `RETURN ${expression.text.value}`;
}

function proven(
  given: Text,
  what: string,
  refusal: (sql: string) => NotOneExpression | null,
  mistakes: Mistakes,
  endsBare: boolean,
): string | null {
  const text = given.slice(0);
  let sql: string;
  try {
    sql = withoutComments(text.value);
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    mistakes.add(text.at(error.offset), `${what}: ${error.message}`);
    return null;
  }
  if (endsBare) sql = sql.replace(/\s*;$/, '');
  const refused = refusal(sql);
  if (refused === null) return sql;
  // Without comments the places are those of the text as long as none stands before.
  const at = text.value.startsWith(sql.slice(0, refused.offset)) ? refused.offset : 0;
  mistakes.add(text.at(at), `${what}: ${refused.message}`);
  return null;
}
