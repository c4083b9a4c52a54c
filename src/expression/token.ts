/** A token of SQL text, and the error for text that has none. */

export type TokenKind = 'word' | 'quoted identifier' | 'string' | 'number' | 'operator' | 'parameter' | 'punctuation';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a U& literal with its UESCAPE clause. */
  readonly text: string;
  /**
   * What it means: a word folded to lower case (ASCII only) and an identifier without its quotes, both cut to 63 bytes
   * as the server cuts them; a string's content (of B'' and X'' with `b` or `x` before it); else the text.
   */
  readonly value: string;
  /** Offsets into the text, in UTF-16 units; `end` is one past the last. */
  readonly start: number;
  readonly end: number;
}

/** Text that PostgreSQL's scanner refuses, or that its versions read differently. */
export class LexError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'LexError';
    this.offset = offset;
  }
}

/** Is it this keyword (a quoted identifier never is), or this operator or punctuation? */
export function is(token: Token | undefined, ...values: readonly string[]): boolean {
  if (token === undefined || !values.includes(token.value)) return false;
  return token.kind === 'word' || token.kind === 'operator' || token.kind === 'punctuation';
}

/** Where the parenthesis or bracket that opens at a place is closed; -1: none opens there, or it is not. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (is(tokens[i], '(', '[')) depth++;
    if (is(tokens[i], ')', ']')) depth--;
    if (depth === 0) return i === open ? -1 : i;
  }
  return -1;
}
