/** Owner and grants as steps: of what a plan makes and changes, after everything else. */
import { addressOf, keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Access, Catalog, CatalogObject, Column, Table } from '../catalog/types.js';
import { accessDrafts, accessOfNew, type Creator, columnAfter } from './access-statements.js';
import type { Draft } from './kind.js';

export interface Pair {
  readonly to: CatalogObject;
  readonly from: CatalogObject;
}

/** What is written for an object's owner and grants. */
export interface Owned {
  readonly object: CatalogObject;
  readonly drafts: readonly Draft[];
}

/**
 * @param recreated what the plan makes anew, by key
 * @param altered of which owner or grants differ, by key
 * @param before owners and grants as they are, of what the spec does not say, by key
 */
export function accessSteps(
  changes: readonly Change[],
  recreated: ReadonlyMap<string, Pair>,
  altered: ReadonlyMap<string, Pair>,
  {
    desired,
    creator,
    before,
  }: { readonly desired: Catalog; readonly creator: Creator; readonly before: ReadonlyMap<string, Access> },
): Owned[] {
  const fresh = [...recreated.values(), ...made(changes)].map(({ to, from }) => ({
    object: to,
    drafts: accessOfNew(to, saidOf(to, from, from === undefined ? undefined : before.get(keyOf(from))), creator),
  }));
  const others = withColumns(altered, desired, creator.version).filter(({ to }) => !recreated.has(keyOf(to)));
  return [
    ...fresh,
    ...others.map(({ to, from }) => ({
      object: to,
      drafts: accessDrafts(to, from as Access, to as Access, creator.version),
    })),
  ].filter(({ drafts }) => drafts.length > 0);
}

/** With the columns of the tables among them, which what is revoked on the table has gone from as well. */
function withColumns(access: ReadonlyMap<string, Pair>, desired: Catalog, version: number): readonly Pair[] {
  const tables = [...access.values()].filter(({ to }) => to.kind === 'table');
  const others = new Map(access);
  for (const table of tables) {
    const at = addressOf(table.to);
    for (const to of desired.column) {
      if (to.schema !== at.schema || to.table !== at.table || to.grants == null) continue;
      const from = (access.get(keyOf(to))?.from ?? to) as Column;
      others.set(keyOf(to), {
        to,
        from: columnAfter(from, { to: table.to as Table, from: table.from as Table }, version),
      });
    }
  }
  return [...others.values()];
}

/** What the plan makes; `from` is what bore the name before. */
function made(changes: readonly Change[]): { readonly to: CatalogObject; readonly from: CatalogObject | undefined }[] {
  const gone = new Map(changes.flatMap((c) => (c.change === 'drop' ? [[keyOf(c.from), c.from] as const] : [])));
  return changes.flatMap((c) => (c.change === 'create' ? [{ to: c.to, from: gone.get(keyOf(c.to)) }] : []));
}

/** Owner and grants that an object is to have; what nobody speaks of is as it was before it had to be made anew. */
function saidOf(to: CatalogObject, from: CatalogObject | undefined, before: Access | undefined): Access {
  const [said, was] = [to as Access, from as Access | undefined];
  return { owner: said.owner ?? was?.owner ?? before?.owner, grants: said.grants ?? was?.grants ?? before?.grants };
}
