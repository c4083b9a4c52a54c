/** The lexer’s tokens and the fence around one expression. */
import { describe, expect, it } from 'vitest';
import { LexError, lex, oneExpression, type Token } from '../../src/expression/lexer.js';
import { HOSTILE, LEGAL, LEGAL_SINCE } from './corpus.js';

const show = (tokens: readonly Token[]) => tokens.map((t) => `${t.kind[0]}:${t.value}`).join(' ');

describe('lex', () => {
  it.each([
    ['Foo fOO$1 é É', 'w:foo w:foo$1 w:é w:É'],
    ['"Foo" "a""b"', 'q:Foo q:a"b'],
    ["'a''b' 'a'\n  'b' E'\\'\\n\\101\\x42\\u00e9\\q'", "s:a'b s:ab s:'\nABéq"],
    ["E'\\xc3\\xa9' E'\\U0001F642' E'\\ud83d\\ude42'", 's:é s:🙂 s:🙂'],
    ["B'101' x'1F' N'n'", 's:b101 s:x1F s:n'],
    ["U&'d\\0061\\\\' U&'d!0061!!' UESCAPE '!' U&\"\\0061\\+000062\"", 's:da\\ s:da! q:ab'],
    ["$$a'b$$ $t$a$$b$t$", "s:a'b s:a$$b"],
    [
      '1 1.5 .5 1. 1e10 1.5e-3 1_000 0x1f 0b11 0o17',
      'n:1 n:1.5 n:.5 n:1. n:1e10 n:1.5e-3 n:1_000 n:0x1f n:0b11 n:0o17',
    ],
    ['1..2', 'n:1 p:.. n:2'],
    ['a::text[1:2]', 'w:a p::: w:text p:[ n:1 p:: n:2 p:]'],
    ['1+-2 @- 3 <=- 4', 'n:1 o:+ o:- n:2 o:@- n:3 o:<= o:- n:4'],
    ['a @/* x */ b +-- c', 'w:a o:@ w:b o:+'],
    ['a /* /* */ */ b', 'w:a w:b'],
    ['$1', 'p:$1'],
    ["'a' -- c\n 'b'", 's:ab'],
    ["B'1''0'", 's:b1 s:0'],
  ])('reads %j', (sql, expected) => expect(show(lex(sql))).toBe(expected));

  it('gives offsets that slice the text', () => {
    const sql = "é = U&'x' uescape '!' || $$y$$";
    expect(lex(sql).map((t) => sql.slice(t.start, t.end))).toEqual(lex(sql).map((t) => t.text));
  });

  it('cuts names to 63 bytes as the server does, whole characters only', () => {
    expect(lex('a'.repeat(70))[0]?.value).toBe('a'.repeat(63));
    expect(lex(`"${'a'.repeat(62)}é"`)[0]?.value).toBe('a'.repeat(62));
  });

  it('reads a very long literal', () => {
    expect(lex(`'${"x''".repeat(200_000)}'`)[0]?.value).toHaveLength(400_000);
  });

  it('says where it cannot go on', () => {
    try {
      lex("a = 'b");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LexError);
      expect((error as LexError).offset).toBe(4);
    }
  });
});

describe('oneExpression', () => {
  it.each([...LEGAL, ...LEGAL_SINCE])('accepts %j', (sql) => expect(oneExpression(sql)).toBeNull());
  it.each(HOSTILE)('refuses %j', (sql) => expect(oneExpression(sql)).not.toBeNull());

  it('is not misled by names that JavaScript objects have', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'valueof']) expect(oneExpression(name)).toBeNull();
  });

  it('says what is wrong and where', () => {
    expect(oneExpression('true) from t')).toEqual({ offset: 4, message: '")" closes nothing' });
    expect(oneExpression('a, b')?.offset).toBe(1);
  });
});
