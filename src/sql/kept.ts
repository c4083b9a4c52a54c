/** What of a difference is not done: what the spec does not know and nobody asked to remove; what goes with what it lives on. */
import { type Address, addressOf, keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Catalog, CatalogObject } from '../catalog/types.js';
import type { Draft, Owns } from './kind.js';
import { kindOf } from './kinds.js';
import { sharedNames } from './names.js';

/** An object that comes into being out of another that would otherwise go. */
export interface Adoption {
  readonly drafts: readonly Draft[];
  readonly from: CatalogObject;
}

/** Objects that come into being out of one of another kind that would otherwise go. */
export function adoptions(changes: readonly Change[]): Map<CatalogObject, Adoption> {
  const found = new Map<CatalogObject, Adoption>();
  const left = new Set(dropsIn(changes));
  for (const change of changes) {
    const become = change.change === 'create' ? kindOf(change.to).become : undefined;
    if (change.change !== 'create' || become === undefined) continue;
    const candidates = [...left].flatMap((from) => {
      const drafts = become(change.to, from);
      return drafts === null ? [] : [{ drafts, from }];
    });
    const named = candidates.find(({ from }) => addressOf(from).name === addressOf(change.to).name);
    const chosen = named ?? candidates[0];
    if (chosen === undefined) continue;
    left.delete(chosen.from);
    found.set(change.to, chosen);
  }
  return found;
}

export function dropsIn(changes: readonly Change[]): CatalogObject[] {
  return changes.flatMap((c) => (c.change === 'drop' ? [c.from] : []));
}

/** The extras that stay where they are, with all that is on them. */
export function keeps(
  changes: readonly Change[],
  taken: ReadonlySet<CatalogObject>,
  { desired, owns, prune }: { readonly desired: Catalog; readonly owns: Owns; readonly prune: boolean },
): ReadonlySet<CatalogObject> {
  const extras = dropsIn(changes);
  const needed = extras.filter((extra) => (kindOf(extra).neededBy?.(extra) ?? []).length > 0);
  if (prune) return new Set(needed);
  const claimed = new Set(
    changes.flatMap((c) => (c.change === 'create' || c.change === 'rename' ? sharedNames(c.to) : [])),
  );
  const inTheWay = (extra: CatalogObject) => sharedNames(extra).some((name) => claimed.has(name));
  const kept = new Set([
    ...needed,
    ...extras.filter(
      (extra) => kindOf(extra).stays?.(extra, { desired, owns }) === true && !taken.has(extra) && !inTheWay(extra),
    ),
  ]);
  const keys = keysOf(kept);
  for (const extra of extras) if (goesWith(extra, keys)) kept.add(extra);
  // Nothing stays on what goes.
  const gone = keysOf(extras.filter((extra) => !kept.has(extra)));
  for (const extra of kept) if (within(addressOf(extra), gone)) kept.delete(extra);
  return kept;
}

export function keysOf(objects: Iterable<CatalogObject>): ReadonlySet<string> {
  return new Set([...objects].map(keyOf));
}

/** Whether something that an object lives on is among these. */
export function goesWith(object: CatalogObject, keys: ReadonlySet<string>): boolean {
  const { goesApart, livesOn } = kindOf(object);
  if (goesApart?.(object) === true) return false;
  const bearer = livesOn?.(object) ?? null;
  return within(addressOf(object), keys) || (bearer !== null && (keys.has(keyOf(bearer)) || within(bearer, keys)));
}

/** Whether one of those that an address is on is among these. A schema has to be empty before it goes. */
export function within(address: Address, keys: ReadonlySet<string>): boolean {
  for (let at = parentOf(address); at !== null; at = parentOf(at)) {
    if (at.schema === undefined && address.schema !== undefined) return false;
    if (keys.has(keyOf(at))) return true;
  }
  return false;
}
