/** A default in a short form: it ends where the next clause begins. */
import { is } from '../expression/scan.js';
import type { Cursor } from './cursor.js';
import type { Text } from './text.js';

/** The tokens up to the next clause: SQL takes a default without NOT, IN, IS NULL and their like outside parentheses. */
export function untilClause(cursor: Cursor, clauses: readonly string[]): Text {
  const start = cursor.offset;
  let depth = 0;
  for (let first = true; !cursor.done; first = false) {
    const token = cursor.peek();
    const before = cursor.peek(-1);
    const operand = first || before?.kind === 'operator' || is(before, 'is', '::', '.');
    if (depth === 0 && !operand && is(token, ...clauses) && !is(cursor.peek(1), '.')) break;
    if (is(token, '(', '[', 'case')) depth++;
    if (is(token, ')', ']', 'end')) depth--;
    cursor.next();
  }
  if (cursor.offset === start) throw cursor.unexpected('expected a default');
  return cursor.since(start);
}
