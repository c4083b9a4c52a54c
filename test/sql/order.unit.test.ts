/** The order of steps as a graph: stable, every edge kept, circles broken where they are weakest. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circles, type Edge, inOrder } from '../../src/sql/order.js';

const edge = (first: number, next: number, weight = 3): Edge => ({ first, next, weight });

describe('without a circle', () => {
  test.each<[string, number, Edge[], number[]]>([
    ['nothing moves where nothing is needed', 4, [], [0, 1, 2, 3]],
    ['nothing moves where the order is right already', 4, [edge(0, 3), edge(1, 2)], [0, 1, 2, 3]],
    ['what is needed is brought forward, right ahead of who needs it', 4, [edge(3, 1)], [0, 3, 1, 2]],
    ['with all that it needs itself', 4, [edge(3, 1), edge(2, 3)], [0, 2, 3, 1]],
    ['who needs the same thing twice gets it once', 3, [edge(2, 0), edge(2, 1), edge(2, 0)], [2, 0, 1]],
    ['a step that needs itself stays', 2, [edge(0, 0), edge(1, 1)], [0, 1]],
    ['no steps', 0, [], []],
  ])('%s', (_name, count, edges, expected) => {
    expect(inOrder(count, edges)).toEqual(expected);
    expect(inOrder(count, [...edges].reverse())).toEqual(expected);
  });

  test('every edge is kept, and every step is there once', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 30 }),
        ),
      );
    fc.assert(
      fc.property(graph, ([count, names, pairs]) => {
        const edges = pairs.flatMap(([a, b]) =>
          a === b ? [] : [edge(names[Math.min(a, b)] as number, names[Math.max(a, b)] as number)],
        );
        const ordered = inOrder(count, edges);
        expect([...ordered].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
        for (const { first, next } of edges) expect(ordered.indexOf(first)).toBeLessThan(ordered.indexOf(next));
      }),
    );
  });

  test('a chain of 20,000 takes no time and no stack', () => {
    const count = 20_000;
    const ordered = inOrder(
      count,
      [...Array(count - 1).keys()].map((i) => edge(i + 1, i)),
    );
    expect(ordered[0]).toBe(count - 1);
    expect(ordered.at(-1)).toBe(0);
  });
});

describe('in a circle', () => {
  test('the weakest edge gives way', () => {
    expect(inOrder(2, [edge(0, 1, 1), edge(1, 0, 3)])).toEqual([1, 0]);
    expect(inOrder(3, [edge(0, 1), edge(1, 2, 2), edge(2, 0)])).toEqual([2, 0, 1]);
  });

  test('of equally weak ones, the one that goes against the given order', () => {
    expect(inOrder(3, [edge(0, 1), edge(1, 2), edge(2, 0)])).toEqual([0, 1, 2]);
  });

  test('two circles through one step are both broken', () => {
    const edges = [edge(0, 1), edge(1, 0, 1), edge(0, 2), edge(2, 0, 1), edge(3, 0)];
    expect(inOrder(4, edges)).toEqual([3, 0, 1, 2]);
    expect(inOrder(4, [...edges].reverse())).toEqual([3, 0, 1, 2]);
  });

  test('circles are told apart from what only leads to them', () => {
    const edges = [edge(0, 1), edge(1, 2), edge(2, 1), edge(2, 3), edge(4, 5), edge(5, 6), edge(6, 4)];
    expect(circles(7, edges).sort()).toEqual([
      [1, 2],
      [4, 5, 6],
    ]);
    expect(circles(3, [edge(0, 1), edge(1, 2), edge(0, 2)])).toEqual([]);
  });
});
