/** An expression as the server prints it (pg_get_expr), as a tree. Whatever has no place in it is one raw piece of text. */
import { is, lex, type Token } from './scan.js';

/** A node; `raw` text holds together by itself. */
export type Printed =
  | { readonly is: 'raw' | 'column' | 'number' | 'string' | 'word'; readonly text: string }
  | { readonly is: 'cast'; readonly of: Printed; readonly type: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Printed[] }
  | {
      readonly is: 'operation';
      readonly operator: string;
      readonly left: Printed | null;
      readonly right: Printed;
      /** `= ANY (…)`, `<> ALL (…)` */
      readonly over?: 'any' | 'all';
    }
  | { readonly is: 'logic'; readonly word: 'and' | 'or'; readonly parts: readonly Printed[] }
  | { readonly is: 'not'; readonly of: Printed }
  | { readonly is: 'test'; readonly of: Printed; readonly words: string; readonly other: Printed | null }
  | { readonly is: 'collate'; readonly of: Printed; readonly collation: string }
  | { readonly is: 'array'; readonly items: readonly Printed[] }
  | { readonly is: 'case'; readonly parts: readonly (readonly [word: string, of: Printed | null])[] };

/** What the grammar below has no place for. */
class Strange extends Error {}

/** Words that are values. */
const VALUES = new Set(
  `true false null current_timestamp current_date current_time localtime localtimestamp current_user session_user
  current_role current_catalog current_schema user`.split(/\s+/),
);

/** Words that are no column and no function where an operand is expected: they begin something of their own. */
const BEGINS = new Set(['select', 'row', 'exists', 'distinct', 'variadic', 'interval', 'all', 'any', 'not']);

export function readPrinted(sql: string): Printed {
  const reader = new Reader(sql);
  try {
    const read = reader.expression();
    return reader.done ? read : { is: 'raw', text: sql };
  } catch (error) {
    if (!(error instanceof Strange)) throw error;
    return { is: 'raw', text: sql };
  }
}

class Reader {
  readonly #sql: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(sql: string) {
    this.#sql = sql;
    this.#tokens = lex(sql);
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #accept(...values: readonly string[]): boolean {
    if (!values.every((value, ahead) => is(this.#peek(ahead), value))) return false;
    this.#at += values.length;
    return true;
  }

  #expect(value: string): void {
    if (!this.#accept(value)) throw new Strange();
  }

  #since(start: number): string {
    return this.#sql.slice(this.#tokens[start]?.start ?? 0, this.#tokens[this.#at - 1]?.end ?? 0);
  }

  /** One operation at most: the server puts each into its own parentheses. */
  expression(): Printed {
    if (this.#accept('not')) return { is: 'not', of: this.#operand() };
    const left = this.#operand();
    for (const word of ['and', 'or'] as const) {
      if (!is(this.#peek(), word)) continue;
      const parts = [left];
      while (this.#accept(word)) parts.push(this.#operand());
      return { is: 'logic', word, parts };
    }
    if (this.#accept('is')) return this.#test(left);
    if (this.#accept('collate')) {
      const start = this.#at;
      this.#name();
      return { is: 'collate', of: left, collation: this.#since(start) };
    }
    if (this.#accept('at', 'time', 'zone'))
      return { is: 'operation', operator: 'at time zone', left, right: this.#operand() };
    if (this.#peek()?.kind !== 'operator') return left;
    return this.#operation(left);
  }

  #operation(left: Printed | null): Printed {
    const operator = this.#peek()?.text ?? '';
    this.#at++;
    for (const over of ['any', 'all'] as const) {
      if (!is(this.#peek(), over)) continue;
      this.#at++;
      this.#expect('(');
      const right = this.expression();
      this.#expect(')');
      return { is: 'operation', operator, left, right, over };
    }
    return { is: 'operation', operator, left, right: this.#operand() };
  }

  #test(of: Printed): Printed {
    const not = this.#accept('not') ? 'not ' : '';
    if (this.#accept('distinct', 'from'))
      return { is: 'test', of, words: `is ${not}distinct from`, other: this.#operand() };
    const word = ['null', 'true', 'false', 'unknown'].find((one) => this.#accept(one));
    if (word === undefined) throw new Strange();
    return { is: 'test', of, words: `is ${not}${word}`, other: null };
  }

  #operand(): Printed {
    const start = this.#at;
    let read = this.#primary();
    for (;;) {
      if (this.#accept('::')) read = { is: 'cast', of: read, type: this.#type() };
      else if (is(this.#peek(), '[')) {
        this.#balanced();
        read = { is: 'raw', text: this.#since(start) };
      } else if (is(this.#peek(), '.')) throw new Strange();
      else return read;
    }
  }

  #primary(): Printed {
    const token = this.#peek();
    if (token === undefined) throw new Strange();
    if (is(token, '(')) return this.#group();
    if (token.kind === 'operator') return this.#operation(null);
    if (token.kind === 'string' || token.kind === 'number') {
      this.#at++;
      return { is: token.kind, text: token.text };
    }
    if (is(token, 'case')) return this.#case();
    if (is(token, 'array') && is(this.#peek(1), '[')) return this.#array();
    if (token.kind === 'word' && VALUES.has(token.value) && !is(this.#peek(1), '(', '.')) {
      this.#at++;
      return { is: 'word', text: token.value };
    }
    if (
      (token.kind !== 'word' && token.kind !== 'quoted identifier') ||
      (token.kind === 'word' && BEGINS.has(token.value))
    )
      throw new Strange();
    const start = this.#at;
    this.#name();
    const name = this.#since(start);
    return is(this.#peek(), '(') ? this.#call(start, name) : { is: 'column', text: name };
  }

  #name(): void {
    do {
      const { kind } = this.#peek() ?? {};
      if (kind !== 'word' && kind !== 'quoted identifier') throw new Strange();
      this.#at++;
    } while (this.#accept('.'));
  }

  /** `( … )`: what is in it, or all of it where that is strange. */
  #group(): Printed {
    const start = this.#at;
    return this.#orRaw(start, () => {
      this.#expect('(');
      const inside = this.expression();
      this.#expect(')');
      return inside;
    });
  }

  #call(start: number, name: string): Printed {
    const open = this.#at;
    return this.#orRaw(
      start,
      () => {
        this.#expect('(');
        return { is: 'call', name, args: this.#accept(')') ? [] : this.#list(')') };
      },
      open,
    );
  }

  #list(end: ')' | ']'): readonly Printed[] {
    const items: Printed[] = [];
    do items.push(this.expression());
    while (this.#accept(','));
    this.#expect(end);
    return items;
  }

  #array(): Printed {
    const start = this.#at;
    this.#at++;
    const open = this.#at;
    return this.#orRaw(
      start,
      () => {
        this.#expect('[');
        return { is: 'array', items: this.#list(']') };
      },
      open,
    );
  }

  #case(): Printed {
    const parts: (readonly [string, Printed | null])[] = [];
    this.#expect('case');
    parts.push(['case', is(this.#peek(), 'when') ? null : this.expression()]);
    for (let word = this.#next(); word !== 'end'; word = this.#next()) {
      if (!['when', 'then', 'else'].includes(word)) throw new Strange();
      parts.push([word, this.expression()]);
    }
    return { is: 'case', parts };
  }

  #next(): string {
    const token = this.#peek();
    this.#at++;
    return token?.kind === 'word' ? token.value : '';
  }

  /** What cannot be read is taken as it stands, from `start` to the end of the parentheses that open at `open`. */
  #orRaw(start: number, read: () => Printed, open = start): Printed {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Strange)) throw error;
      this.#at = open;
      this.#balanced();
      return { is: 'raw', text: this.#since(start) };
    }
  }

  #balanced(): void {
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at++) {
      if (is(this.#peek(), '(', '[')) depth++;
      if (is(this.#peek(), ')', ']') && --depth === 0) {
        this.#at++;
        return;
      }
    }
    throw new Strange();
  }

  /** As format_type prints it. */
  #type(): string {
    const start = this.#at;
    const first = this.#peek();
    this.#name();
    if (is(first, 'character', 'bit')) this.#accept('varying');
    else if (is(first, 'double')) this.#accept('precision');
    else if (is(first, 'interval'))
      while (['year', 'month', 'day', 'hour', 'minute', 'second', 'to'].some((one) => this.#accept(one)));
    if (is(this.#peek(), '(')) this.#balanced();
    if (is(first, 'timestamp', 'time') && !this.#accept('with', 'time', 'zone'))
      this.#accept('without', 'time', 'zone');
    while (this.#accept('[', ']'));
    return this.#since(start);
  }
}
