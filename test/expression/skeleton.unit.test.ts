/** The boolean skeleton: what is a condition of its own, what joins conditions, and what stays whole. */
import { expect, it } from 'vitest';
import { leavesOf, type Skeleton, skeleton, writeSkeleton } from '../../src/expression/skeleton.js';

/** `and(a, or(b, c))`, leaves as they are. */
function shown(part: Skeleton): string {
  switch (part.is) {
    case 'leaf':
      return part.text;
    case 'not':
      return `not(${shown(part.part)})`;
    case 'frame':
      return `{${part.texts.map((text, i) => text + (part.parts[i] === undefined ? '' : shown(part.parts[i]))).join('')}}`;
    default:
      return `${part.is}(${part.parts.map(shown).join(', ')})`;
  }
}

it.each([
  ['a = b', 'a = b'],
  ['((a = b))', 'a = b'],
  ['a = b and c', 'and(a = b, c)'],
  ['a or b and c', 'or(a, and(b, c))'],
  ['(a or b) and c', 'and(or(a, b), c)'],
  ['A OR B AND NOT C', 'or(A, and(B, not(C)))'],
  ['not a and not (b or c)', 'and(not(a), not(or(b, c)))'],
  ['not not a', 'not(not(a))'],
  ['a between b and c', 'a between b and c'],
  ['a between b and c and d', 'and(a between b and c, d)'],
  ['a between symmetric b and c or d not between e and f', 'or(a between symmetric b and c, d not between e and f)'],
  ['a between b and c and d between e and f', 'and(a between b and c, d between e and f)'],
  ["a = 'x or y' and b = $$and$$", "and(a = 'x or y', b = $$and$$)"],
  ["a = ' ( case ' and b = ')'", "and(a = ' ( case ', b = ')')"],
  ['"or" = "and" and "case"', 'and("or" = "and", "case")'],
  ['f(a and b, c or d)', 'f(a and b, c or d)'],
  ['(a or b)::text = c', '(a or b)::text = c'],
  ['(a or b) = (c and d)', '(a or b) = (c and d)'],
  ['(a, b) = (c, d)', '(a, b) = (c, d)'],
  ['a = any (array[b, c]) and d[1 and 2]', 'and(a = any (array[b, c]), d[1 and 2])'],
  ['a is distinct from b or c', 'or(a is distinct from b, c)'],
  ['a is null', 'a is null'],
  ['a = b is true', 'a = b is true'],
  ['(a and b) is true', '{and(a, b) is true}'],
  ['(a or b) is not false and c', 'and({or(a, b) is not false}, c)'],
  ['not (a or b) is unknown', 'not({or(a, b) is unknown})'],
  ['(not a) is null', '{not(a) is null}'],
  ['coalesce(a and b, false)', '{coalesce(and(a, b), false)}'],
  ['coalesce(a, b) = c', 'coalesce(a, b) = c'],
  ['coalesce(a) or coalesce(b)', 'or({coalesce(a)}, {coalesce(b)})'],
  ['case when a and b then c or d else e end', '{case when and(a, b) then or(c, d) else e end}'],
  ['case when a then b when c then d end', '{case when a then b when c then d end}'],
  ["case a when 'x' then b else c end and d", "and({case when (a) = ('x') then b else c end}, d)"],
  ['case when case when a then b end then c end', '{case when {case when a then b end} then c end}'],
  ['case when a then b end = c', 'case when a then b end = c'],
  ['case when a then b end = case when c then d end', 'case when a then b end = case when c then d end'],
  ['(select a or b)', '{select or(a, b)}'],
  ['( SELECT (t.a = b) AS "?column?") AND c', 'and({SELECT t.a = b}, c)'],
  ['(select a from t where b or c)', '(select a from t where b or c)'],
  ['(select a or b limit 1)', '(select a or b limit 1)'],
  ['(select a, b)', '(select a, b)'],
  ['exists (select 1 from t where a and b) or c', 'or(exists (select 1 from t where a and b), c)'],
  ['a in (select b from t where c or d)', 'a in (select b from t where c or d)'],
  ['(values (a))', '(values (a))'],
])('reads %s as %s', (sql, expected) => {
  // A frame is written with the spaces that it was read with, or ones of its own: they mean nothing.
  const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/\{ /g, '{');
  expect(plain(shown(skeleton(sql)))).toBe(plain(expected));
});

it('is written so that it means the same again', () => {
  const sql =
    'a and (b or not c) and case when d then e else f end and coalesce(g or h, false) and (i or j) is true and (select k or l)';
  const written = writeSkeleton(skeleton(sql), (leaf) => leaf);
  expect(shown(skeleton(written))).toBe(shown(skeleton(sql)));
});

it('of no parts is true for AND and false for OR', () => {
  expect(writeSkeleton({ is: 'and', parts: [] }, String)).toBe('true');
  expect(writeSkeleton({ is: 'or', parts: [] }, String)).toBe('false');
});

it('writes each leaf as it is told, in parentheses of its own', () => {
  expect(leavesOf(skeleton('a and not (b or a)'))).toEqual(['a', 'b', 'a']);
  expect(writeSkeleton(skeleton('a and not (b or a)'), (leaf) => `<${leaf}>`)).toBe(
    '((<a>) and (not ((<b>) or (<a>))))',
  );
});
