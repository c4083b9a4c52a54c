/** Walks over the tokens of a short form. What does not fit is thrown as Unexpected and caught by whoever can go on. */
import { LexError, lex, type Token } from '../expression/lexer.js';
import { is } from '../expression/scan.js';
import { nearest } from './did-you-mean.js';
import type { Mistakes } from './mistakes.js';
import { MAX_NAME_BYTES, qualifiedIdentifier } from './names.js';
import type { Text } from './text.js';

/** A token that the grammar has no place for; offset into the text. */
export class Unexpected extends Error {
  readonly offset: number;
  readonly hint: string | undefined;

  constructor(offset: number, message: string, hint?: string) {
    super(message);
    this.offset = offset;
    this.hint = hint;
  }
}

export class Cursor {
  readonly text: Text;
  readonly tokens: readonly Token[];
  position = 0;

  constructor(text: Text, tokens: readonly Token[]) {
    this.text = text;
    this.tokens = tokens;
  }

  /** A cursor over a text; null (and a mistake) where the text holds no tokens of SQL. */
  static over(text: Text, mistakes: Mistakes): Cursor | null {
    try {
      return new Cursor(text, lex(text.value));
    } catch (error) {
      if (!(error instanceof LexError)) throw error;
      mistakes.add(text.at(error.offset), error.message);
      return null;
    }
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
  }

  get done(): boolean {
    return this.position >= this.tokens.length;
  }

  /** Where the next token begins, or the text ends. */
  get offset(): number {
    return this.peek()?.start ?? this.text.value.length;
  }

  next(): Token | undefined {
    const token = this.peek();
    if (token !== undefined) this.position++;
    return token;
  }

  /** Do these words or signs come next? They are not taken. */
  sees(...values: readonly string[]): boolean {
    return values.every((value, ahead) => is(this.peek(ahead), value));
  }

  /** Takes these words or signs if all of them come next. */
  accept(...values: readonly string[]): boolean {
    if (!this.sees(...values)) return false;
    this.position += values.length;
    return true;
  }

  /** Takes these words or signs. @throws Unexpected at the first that is another */
  expect(...values: readonly string[]): void {
    for (const value of values) {
      if (!this.accept(value)) throw this.unexpected(`expected "${value}"`, [value]);
    }
  }

  /** Takes one of these words. @throws Unexpected */
  expectOneOf<const V extends string>(...values: readonly V[]): V {
    const found = values.find((value) => this.accept(value));
    if (found === undefined)
      throw this.unexpected(`expected ${values.map((value) => `"${value}"`).join(' or ')}`, values);
    return found;
  }

  /** Takes a name, quoted or not. @throws Unexpected */
  name(what: string): Text {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'quoted identifier') throw this.unexpected(`expected ${what}`);
    const whole = token.kind === 'word' ? token.text : token.text.slice(1, -1).replaceAll('""', '"');
    // The lexer cuts a name as the server would: then it is another name than the one written.
    if (Buffer.byteLength(token.value) >= 61 && Buffer.byteLength(whole) > MAX_NAME_BYTES && !/^u&/i.test(token.text)) {
      throw new Unexpected(token.start, `"${whole}" is longer than ${MAX_NAME_BYTES} bytes`);
    }
    this.position++;
    return this.text.slice(token.start, token.end).as(token.value);
  }

  /** Takes `(a, b)`. @throws Unexpected */
  names(what: string): Text[] {
    this.expect('(');
    const names = [this.name(what)];
    while (this.accept(',')) names.push(this.name(what));
    this.expect(')');
    return names;
  }

  /** Takes `( … )` with all that is between, and gives the inside. @throws Unexpected where it is never closed */
  parenthesised(): Text {
    const open = this.peek();
    this.expect('(');
    let depth = 1;
    for (let token = this.next(); token !== undefined; token = this.next()) {
      if (is(token, '(', '[')) depth++;
      if (is(token, ')', ']')) depth--;
      if (depth === 0) return this.text.slice(open?.end ?? 0, token.start);
    }
    throw new Unexpected(open?.start ?? 0, '"(" is never closed');
  }

  /** The text from a token's start to the end of the token last taken. */
  since(start: number): Text {
    return this.text.slice(start, this.tokens[this.position - 1]?.end ?? start);
  }

  /** What to throw about the next token; the hint names what was meant. */
  unexpected(message: string, candidates: readonly string[] = []): Unexpected {
    const token = this.peek();
    if (token === undefined) return new Unexpected(this.text.value.length, `${message}, found the end`);
    const near = token.kind === 'word' ? nearest(token.value, candidates) : null;
    return new Unexpected(
      token.start,
      `${message}, found "${token.text}"`,
      near === null ? undefined : `did you mean "${near}"?`,
    );
  }

  /** Adds what was thrown to the mistakes; anything but Unexpected is thrown on. */
  report(error: unknown, mistakes: Mistakes): void {
    if (!(error instanceof Unexpected)) throw error;
    mistakes.add(this.text.at(error.offset), error.message, error.hint);
  }
}

/** Reads a text that has to end where the grammar ends. */
export function readWhole<T>(text: Text, mistakes: Mistakes, read: (cursor: Cursor) => T): T | null {
  const cursor = Cursor.over(text, mistakes);
  if (cursor === null) return null;
  try {
    const result = read(cursor);
    if (!cursor.done) throw cursor.unexpected('expected the end');
    return result;
  } catch (error) {
    cursor.report(error, mistakes);
    return null;
  }
}

/** A name with or without its schema, as the catalog's queries spell it. */
export function readQualified(cursor: Cursor, what: string): string {
  const first = cursor.name(what);
  return cursor.accept('.')
    ? qualifiedIdentifier(first.value, cursor.name(what).value)
    : qualifiedIdentifier(null, first.value);
}

export function readNullsNotDistinct(cursor: Cursor): boolean {
  if (!cursor.accept('nulls')) return false;
  const not = cursor.accept('not');
  cursor.expect('distinct');
  return not;
}
