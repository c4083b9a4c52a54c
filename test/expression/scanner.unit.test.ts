/** Our lexer against PostgreSQL's own scanner (libpg-query `scan`): the same tokens, or ours refuses. */
import fc from 'fast-check';
import { loadModule, type ScanToken, scanSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { LexError, lex } from '../../src/expression/lexer.js';
import { runs } from '../long.js';
import { HOSTILE, LEGAL, LEGAL_SINCE } from './corpus.js';

beforeAll(loadModule);

/** Why we may refuse what the scanner lets pass: the grammar, or the step before it, refuses it in any case. */
const STRICTER = /unexpected character|junk after a parameter|Unicode|surrogate|UESCAPE|UTF-8|NUL/;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The scanner's tokens without comments, as UTF-8 byte offsets, N'' and UESCAPE joined as ours are. Null: refused. Undefined: cannot be asked. */
function serverTokens(sql: string): Span[] | null | undefined {
  let tokens: readonly ScanToken[];
  if (sql === '') return []; // libpg-query refuses to be asked
  try {
    tokens = scanSync(sql).tokens;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // libpg-query's own answer is broken JSON
    return null;
  }
  const spans: (Span & { text: string })[] = [];
  for (const token of tokens.filter((t) => !t.tokenName.endsWith('COMMENT'))) {
    const text = Buffer.from(sql, 'utf8').subarray(token.start, token.end).toString('utf8');
    const [beforeLast, last] = spans.slice(-2).length === 2 ? spans.slice(-2) : [undefined, spans.at(-1)];
    const nationalString = text.startsWith("'") && last?.end === token.start && /^n$/i.test(last.text);
    const escapeClause = /^u&/i.test(beforeLast?.text ?? '') && last?.text.toLowerCase() === 'uescape';
    if (nationalString && last) spans.splice(-1, 1, { start: last.start, end: token.end, text: last.text + text });
    else if (escapeClause && beforeLast) spans.splice(-2, 2, { start: beforeLast.start, end: token.end, text });
    else spans.push({ start: token.start, end: token.end, text });
  }
  return spans.map(({ start, end }) => ({ start, end }));
}

function ourTokens(sql: string): Span[] | LexError {
  try {
    const bytes = (offset: number) => Buffer.byteLength(sql.slice(0, offset), 'utf8');
    return lex(sql).map(({ start, end }) => ({ start: bytes(start), end: bytes(end) }));
  } catch (error) {
    if (error instanceof LexError) return error;
    throw error;
  }
}

function agree(sql: string): void {
  const server = serverTokens(sql);
  const ours = ourTokens(sql);
  if (server === undefined) return;
  if (server === null) expect(ours, sql).toBeInstanceOf(LexError);
  else if (ours instanceof LexError) expect(ours.message, JSON.stringify(sql)).toMatch(STRICTER);
  else expect(ours, JSON.stringify(sql)).toEqual(server);
}

const PIECES = [
  ...[
    "'",
    "''",
    '"',
    '""',
    '$$',
    '$a$',
    '$a',
    '$',
    '$1',
    'a$',
    "E'",
    "e'",
    "B'",
    "x'",
    "N'",
    "U&'",
    'U&"',
    'u&',
    'uescape',
    "'!'",
  ],
  ...['\\', "\\'", '\\\\', '\\x41', '\\101', '\\u0041', '\\0041', '\\+000041', '!0041', '\\n'],
  ...[
    '/*',
    '*/',
    '--',
    '/',
    '*',
    '+',
    '-',
    '@',
    '!',
    '<',
    '>',
    '=',
    '~',
    '|',
    '%',
    '^',
    '#',
    '&',
    '?',
    '`',
    '<>',
    '=>',
    '::',
    ':=',
  ],
  ...[':', ';', '.', '..', ',', '(', ')', '[', ']', '{', '\n', ' ', '\t', '\r', '\f', '\v', '\n'],
  ...[
    '0',
    '1',
    '12',
    '1_0',
    '_',
    '1.',
    '.5',
    '1e5',
    'e',
    'E+',
    'e-1',
    '0x',
    '0x1f',
    '0b1',
    '0o7',
    'a',
    'b',
    'abc',
    'é',
    '中',
    '🙂',
    '\u00a0',
  ],
] as const;

/** With a comment between its parts a string continues for the server, but not for libpg-query, which keeps comments. */
const CONTINUED = /'[^']*(?:--[^\n\r]*[\n\r]|\/\*)[^']*'/;

describe('the lexer and PostgreSQL’s scanner', () => {
  it.each([...LEGAL, ...LEGAL_SINCE, ...HOSTILE].filter((sql) => !CONTINUED.test(sql)))('agree on %j', (sql) =>
    agree(sql),
  );

  it('agree on random strings of SQL’s difficult pieces', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (sql) => {
        fc.pre(!CONTINUED.test(sql));
        agree(sql);
      }),
      { numRuns: runs(600, 3000) },
    );
  });

  it('agree on random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii', maxLength: 24 }), agree), { numRuns: runs(400, 2000) });
  });
});
