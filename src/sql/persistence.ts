/** In which order tables become logged and unlogged: no table that is logged may refer to one that is not. */
import { keyOf } from '../catalog/address.js';
import type { Catalog, CatalogObject } from '../catalog/types.js';
import { type Edge, inOrder } from './order.js';

/** The same steps, those of persistence in an order that foreign keys allow, in the places that they had. */
export function inPersistentOrder<S extends { readonly object: CatalogObject; readonly moment?: string }>(
  steps: readonly S[],
  { constraint }: Catalog,
): readonly S[] {
  const some = steps.filter(({ moment }) => moment === 'persist');
  if (some.length < 2) return steps;
  const at = new Map(some.map(({ object }, i) => [keyOf(object), i]));
  const placeOf = ({ schema, table }: { readonly schema: string; readonly table: string }) =>
    at.get(keyOf({ kind: 'table', schema, table }));
  const edges = constraint.flatMap((one): Edge[] => {
    const [from, to] = [placeOf(one), one.references === null ? undefined : placeOf(one.references)];
    const step = from === undefined ? undefined : some[from];
    if (from === undefined || to === undefined || step === undefined) return [];
    const becomesUnlogged = step.object.kind === 'table' && step.object.unlogged;
    return [becomesUnlogged ? { first: from, next: to, weight: 1 } : { first: to, next: from, weight: 1 }];
  });
  const ordered = inOrder(some.length, edges).map((i) => some[i] as S);
  let next = 0;
  return steps.map((step) => (step.moment === 'persist' ? (ordered[next++] as S) : step));
}
