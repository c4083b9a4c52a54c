/** What is called one condition, and what is not; and what a function of the database's own is written out as. */
import { describe, expect, it } from 'vitest';
import { expressionOf, inlined } from '../../src/expression/inline.js';
import { shapeOf, unqualified } from '../../src/expression/shape.js';

describe('the same condition', () => {
  it.each([
    ['a sub-select around what reads no table', 'tenant_id = f()', 'tenant_id = ( SELECT f() AS f)'],
    ['parentheses around an operand', "a = (nullif(x, ''))::uuid", "a = nullif(x, '')::uuid"],
    ['parentheses around a condition', '(a = b) or (c = d)', 'a = b or c = d'],
    ['a text as text', "f('x'::text)", "f('x')"],
    ['a cast twice', 'a = b::uuid::uuid', 'a = b::uuid'],
    ['words in capitals', 'a IS NULL', 'a is null'],
  ])('%s', (_, one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });
});

describe('not the same condition', () => {
  it.each([
    ['another order of AND and OR', '(a or b) and c', 'a or (b and c)'],
    ['NOT of two', 'not (a or b)', 'not a or b'],
    ['another order of operators', '(a + b) * c', 'a + b * c'],
    ['a sub-select that reads a table', 'a = (select b from t)', 'a = (select b)'],
    ['another setting', "a = current_setting('x')", "a = current_setting('y')"],
    ['arguments and a row', 'f((a, b))', 'f(a, b)'],
    ['a quoted name', '"A" = b', 'a = b'],
    ['IN one', 'a in (b)', 'a = b'],
  ])('%s', (_, one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });
});

it('reads the same on any table', () => {
  expect(unqualified('(EXISTS ( SELECT 1\n   FROM m\n  WHERE (m.id = tasks.id)))', 'tasks')).toBe(
    'EXISTS (SELECT 1 FROM m WHERE (m.id = {table}.id))',
  );
});

describe('a function', () => {
  it.each([
    ['select a', 'a'],
    [' SELECT nullif(x, 1)::uuid; ', 'nullif(x, 1)::uuid'],
    ['return a + 1', 'a + 1'],
    ['select a -- b\n', 'a'],
    ['select a from t', null],
    ['select a, b', null],
    ['select a as b', null],
    ['begin return a; end', null],
    ['select a; select b', null],
  ])('is one expression or none: %s', (body, expression) => {
    expect(expressionOf(body)).toBe(expression);
  });

  const helper = (name: string, body: string | null, takes = 0) => ({
    ...{ schema: 's', name, arguments: takes, returns: 'uuid', body },
  });
  it.each([
    ['a = s.f()', 'a = ((b)::uuid)'],
    ['a = s.f() or c = s.f()', 'a = ((b)::uuid) or c = ((b)::uuid)'],
    ['a = s.through()', 'a = ((((b)::uuid))::uuid)'],
    ['a = other.f()', 'a = other.f()'],
    ['a = s.plpgsql()', 'a = s.plpgsql()'],
    ["a = 's.f()'", "a = 's.f()'"],
    ['a = x.s.f()', 'a = x.s.f()'],
  ])('is written out: %s', (expression, written) => {
    const helpers = [helper('f', 'select b'), helper('through', 'select s.f()'), helper('plpgsql', null)];
    expect(inlined(expression, helpers)).toBe(written);
  });

  it('that calls itself is written out so often, and no more', () => {
    expect(inlined('s.f()', [helper('f', 'select s.f()')]).length).toBeLessThan(100);
  });
});
