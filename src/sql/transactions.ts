/** Transactions that keep the plan's order, however they were cut (see online.ts). */
import type { Placed } from './arrange.js';
import type { Draft } from './kind.js';
import { circles, type Edge, inOrder } from './order.js';

export interface Item {
  readonly step: Placed;
  readonly draft: Draft;
}

/**
 * Whole transactions change places, and where that does not do, what has to happen at once becomes one. What goes and
 * comes back does so in one: nobody sees the time between.
 * @param edges by places in `ordered`
 */
export function together(
  transactions: readonly (readonly Item[])[],
  ordered: readonly Placed[],
  edges: readonly Edge[],
): readonly (readonly Item[])[] {
  const all = [...edges, ...returns(ordered)];
  let cut = transactions;
  for (;;) {
    const between = edgesBetween(cut, ordered, all);
    const [circle] = circles(cut.length, between);
    if (circle === undefined) return inOrder(cut.length, between).map((t) => cut[t] ?? []);
    const steps = new Set(circle.flatMap((t) => (cut[t] ?? []).map(({ step }) => step)));
    const one = ordered.filter((step) => steps.has(step)).flatMap(itemsOf);
    cut = cut.flatMap((items, t) => {
      const left = items.filter(({ step }) => !steps.has(step));
      return [...(t === circle[0] ? [one] : []), ...(left.length === 0 ? [] : [left])];
    });
  }
}

/** A step as it is, in no way of its own to go about it. */
export function itemsOf(step: Placed): Item[] {
  return step.drafts.map((draft) => ({ step, draft }));
}

/** There and back: a circle, which becomes one transaction. */
function returns(ordered: readonly Placed[]): Edge[] {
  const gone = new Map<string, number>();
  return ordered.flatMap(({ returns: key }, next) => {
    if (key === undefined) return [];
    const first = gone.get(key);
    if (first === undefined) gone.set(key, next);
    if (first === undefined) return [];
    return [
      { first, next, weight: 3 },
      { first: next, next: first, weight: 3 },
    ];
  });
}

function edgesBetween(
  transactions: readonly (readonly Item[])[],
  ordered: readonly Placed[],
  edges: readonly Edge[],
): Edge[] {
  const parts = new Map<Placed, number[]>();
  for (const [t, items] of transactions.entries()) {
    for (const { step } of items) {
      const some = parts.get(step);
      if (some === undefined) parts.set(step, [t]);
      else if (some.at(-1) !== t) some.push(t);
    }
  }
  const at = ordered.map((step) => parts.get(step) ?? []);
  const between = edges.flatMap(({ first, next, weight }) => {
    const [a, b] = [at[first]?.at(-1), at[next]?.[0]];
    return a === undefined || b === undefined || a === b ? [] : [{ first: a, next: b, weight }];
  });
  const within = at.flatMap((some) => some.slice(1).map((next, i) => ({ first: some[i] ?? next, next, weight: 3 })));
  return [...between, ...within];
}
