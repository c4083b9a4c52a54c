/** Tables in the order in which they are read: what others point at first. */
import { expect, it } from 'vitest';
import { type Constraint, emptyCatalog, type Table } from '../../src/catalog/types.js';
import { inReadingOrder } from '../../src/spec/reading-order.js';

function order(tables: string, ...pointing: string[]): string {
  const table = tables.split(' ').map((name) => ({ kind: 'table', schema: 's', table: name }) as Table);
  const constraint = pointing.map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return { kind: 'constraint', schema: 's', table: from, references: { schema: 's', table: to } } as Constraint;
  });
  const catalog = { ...emptyCatalog(), table, constraint };
  const [forwards, backwards] = [table, table.toReversed()].map((some) =>
    inReadingOrder({ ...catalog, table: some })
      .map((one) => one.table)
      .join(' '),
  );
  expect(backwards).toBe(forwards);
  return forwards ?? '';
}

it.each([
  ['by name where nothing points at anything', 'b a c', [], 'a b c'],
  ['what is pointed at before what points', 'a b c', ['a>c', 'b>a'], 'c a b'],
  ['a circle and a table that points at itself are no trouble', 'a b c', ['a>b', 'b>a', 'c>c'], 'b a c'],
  ['what is not there is no table', 'a b', ['b>a', 'a>elsewhere'], 'a b'],
])('%s', (_, tables, pointing, expected) => {
  expect(order(tables, ...pointing)).toBe(expected);
});

it('a chain may be as long as the schema is large', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `t${i}`);
  const chain = names.slice(1).map((name, i) => `t${i}>${name}`);
  expect(order(names.join(' '), ...chain).startsWith('t19999 t19998')).toBe(true);
});
