/** What checks want of values, as PostgreSQL prints them, and texts for simple patterns. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { limitsOf, textFor } from '../../src/sql/proof/limits.js';

it.each([
  [
    `((status)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[]))`,
    { status: { among: ['a', "it's"] } },
  ],
  [`(kind = ANY (ARRAY['a'::text, 'b'::text]))`, { kind: { among: ['a', 'b'] } }],
  ['(n = ANY (ARRAY[1, 2]))', { n: { among: ['1', '2'] } }],
  [`((kind = 'a'::text) OR (kind = 'b'::text))`, { kind: { among: ['a', 'b'] } }],
  ['((n >= 5) AND (n <= 9))', { n: { least: 5, most: 9 } }],
  ['((price > (0)::numeric) AND (price < (10)::numeric))', { price: { least: 1, most: 9 } }],
  ["(n >= '-5'::integer)", { n: { least: -5 } }],
  ['(char_length((name)::text) >= 3)', { name: { shortest: 3 } }],
  ['(length(name) < 3)', { name: { longest: 2 } }],
  [`((code)::text ~ '^[A-Z]{2}$'::text)`, { code: { pattern: '^[A-Z]{2}$' } }],
  ['(a < b)', { b: { rank: 1 } }],
  ['(ends_at > starts_at)', { ends_at: { rank: 1 } }],
  ['((e IS NOT NULL) OR (f IS NOT NULL))', { e: { present: true }, f: { present: true } }],
  ['(VALUE >= 0)', { VALUE: { least: 0 } }],
])('%s', (check, limits) => {
  expect(Object.fromEntries(limitsOf([check]))).toEqual(limits);
});

it.each([
  '^[A-Z]{2}-\\d{4}$',
  '^[a-z0-9]+(-[a-z0-9]+)*$',
  '^[^@]+$|^x$',
  '^(yes|no)?[0-9]{3,5}$',
  '^[a-z]+@[a-z]+\\.[a-z]{2,}$',
  '^\\+?[1-9]\\d{1,14}$',
  '^.{3}$',
])('a text for %s passes it, or there is none', (pattern) => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (n) => {
      const text = textFor(pattern, n);
      if (text !== null) expect(text).toMatch(new RegExp(pattern));
    }),
  );
});

it('gives different texts for different numbers, within a length, and none for what it does not understand', () => {
  expect(new Set([1, 2, 3, 40, 500].map((n) => textFor('^[a-z0-9]+$', n))).size).toBe(5);
  expect(textFor('^[a-z]+(-[a-z]+)*$', 77, 4)?.length).toBeLessThanOrEqual(4);
  expect(textFor('^(?=x)y$', 1)).toBe(null);
  expect(textFor('^[[:alpha:]]+$', 1)).toBe(null);
  expect(textFor('^\\p{L}+$', 1)).toBe(null);
});
