/** Where comments, strings and quoted identifiers end, and what is inside them, escapes not yet decoded. */
import { LexError } from './token.js';

/** What may stand between two pieces of one string: white space with a line break in it, and comments. */
const CONTINUATION = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]|--[^\n\r]*[\n\r])*'/y;

/** Behind a block comment; they nest. */
export function endOfBlockComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start + 2;
  for (let depth = 1, found = edge.exec(sql); found; found = edge.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  throw new LexError('an unterminated comment', start);
}

export interface Quoted {
  readonly inside: string;
  readonly end: number;
}

/** A whole string literal with its continuations on following lines. */
export function endOfString(
  sql: string,
  start: number,
  prefix: string,
): Quoted & { readonly comments: readonly number[] } {
  const comments: number[] = [];
  const style = /^[eE]/.test(prefix) ? 'backslashes' : /^[bBxX]/.test(prefix) ? 'bits' : 'plain';
  let { inside, end } = upToQuote(sql, start + prefix.length, "'", 'string', start, style);
  for (;;) {
    CONTINUATION.lastIndex = end;
    const more = CONTINUATION.exec(sql)?.[0];
    if (more === undefined) return { inside, end, comments };
    for (const comment of more.matchAll(/--[^\n\r]*/g)) comments.push(end + comment.index);
    const next = upToQuote(sql, end + more.length, "'", 'string', start, style);
    inside += next.inside;
    end = next.end;
  }
}

/** The text up to the closing quote, doubled quotes made single (in B'' and X'' a doubled quote ends and begins). */
export function upToQuote(
  sql: string,
  from: number,
  quote: '"' | "'",
  what: string,
  start: number,
  style: 'plain' | 'backslashes' | 'bits' = 'plain',
): Quoted {
  let inside = '';
  let piece = from;
  for (let at = from; at < sql.length; at++) {
    const character = sql.charAt(at);
    if (style === 'backslashes' && character === '\\') at++;
    else if (character === quote) {
      const doubled = style !== 'bits' && sql.charAt(at + 1) === quote;
      inside += sql.slice(piece, doubled ? at + 1 : at);
      if (!doubled) return { inside, end: at + 1 };
      at++;
      piece = at + 1;
    }
  }
  throw new LexError(`an unterminated ${what}`, start);
}
