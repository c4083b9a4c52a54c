/** What cannot stay where it is while something under it is made anew, changes or goes: it goes before, and comes back. */
import { type Address, addressOf, describe, keyOf } from '../catalog/address.js';
import type { CatalogObject } from '../catalog/types.js';
import type { Around } from './kind.js';
import { kindOf } from './kinds.js';
import type { Violation } from './questions.js';
import type { Dependent, Standing } from './standing.js';

/** `recast`: a column whose type is made anew under its name, changed like the others of that type, one by one. `recreated`: dropped and created; `changed`: in place, which PostgreSQL refuses while something stands on it; `dropped`: for good. */
export interface Disturbed {
  readonly object: Address;
  readonly how: 'recreated' | 'changed' | 'recast' | 'dropped';
}

/** What a plan knows of what stands in its way. */
export interface Ours {
  /** The object of that address, where it is there before and after the plan. */
  readonly find: (key: string) => CatalogObject | undefined;
  /** Those of them that live on the object. */
  readonly children: (key: string) => readonly CatalogObject[];
  /** Whether it no longer stands on the other when that one's turn comes: it goes, or is changed so that it does not. */
  readonly leaves: (key: string, on: string) => boolean;
}

/** What the spec does not know, and what it stands on. */
export interface Stranger {
  readonly address: Address;
  readonly on: Address;
}

export interface OutOfTheWay {
  /** Go and come back. */
  readonly recreated: readonly CatalogObject[];
  /** Stay, and do without what `on` names for a while. */
  readonly around: readonly { readonly object: CatalogObject; readonly on: Address; readonly drafts: Around }[];
  /** Views that the spec does not know: they can come back as they are (see views.ts). */
  readonly views: readonly Stranger[];
  /** What the plan cannot go around. */
  readonly obstacles: readonly Violation[];
}

/** All that stands on what is disturbed, and on what has to go for its sake. */
export function outOfTheWay(start: readonly Disturbed[], standing: Standing, ours: Ours): OutOfTheWay {
  const recreated = new Map<string, CatalogObject>();
  const around: OutOfTheWay['around'][number][] = [];
  const views = new Map<string, Stranger>();
  const obstacles = new Map<string, Violation>();
  const known = new Set(
    start.filter(({ how }) => how !== 'changed' && how !== 'recast').map(({ object }) => keyOf(object)),
  );
  const queue = [...start];
  const add = (object: CatalogObject) => {
    if (known.has(keyOf(object))) return;
    known.add(keyOf(object));
    recreated.set(keyOf(object), object);
    queue.push({ object: addressOf(object), how: 'recreated' });
  };
  const refuse = ({ object, how }: Disturbed, { address }: Dependent, why: string) => {
    const message = `${BECOMES[how]}, but ${describe(address)} stands on it${why}`;
    obstacles.set(`${keyOf(object)} ${message}`, { object, message, count: 0, keys: [] });
  };
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const key = keyOf(next.object);
    if (next.how === 'recreated') for (const child of ours.children(key)) add(child);
    for (const one of standing.on(key)) {
      if (known.has(one.key) || ours.leaves(one.key, key)) continue;
      const mine = ours.find(one.key);
      if (next.how === 'dropped') {
        // What a text seems to say is no reason to refuse.
        if (!one.goes && standing.exact) refuse(next, one, '');
      } else if (follows(one.address) && (next.how === 'changed' || (next.how === 'recast' && !joins(mine)))) {
      } else if (mine === undefined) {
        if (!standing.exact) continue;
        if (isView(one.address)) {
          known.add(one.key);
          views.set(one.key, { address: one.address, on: next.object });
          queue.push({ object: one.address, how: 'recreated' });
        } else refuse(next, one, ', which the spec does not know: drop it before, and make it anew after');
      } else {
        const { without } = kindOf(mine);
        const way = without === undefined ? 'recreate' : without(mine, one.part);
        if (way === 'recreate') add(mine);
        else if (way === null) refuse(next, one, ', and its rows cannot be made anew');
        else around.push({ object: mine, on: next.object, drafts: way });
      }
    }
  }
  return { recreated: [...recreated.values()], around, views: [...views.values()], obstacles: [...obstacles.values()] };
}

const BECOMES: Readonly<Record<Disturbed['how'], string>> = {
  recreated: 'has to be made anew',
  changed: 'changes',
  recast: 'takes a new type',
  dropped: 'goes',
};

function isView({ kind }: Address): boolean {
  return kind === 'view' || kind === 'materialized view';
}

function joins(mine: CatalogObject | undefined): boolean {
  return mine === undefined || kindOf(mine).joins?.(mine) === true;
}

/** PostgreSQL's word for what it rebuilds by itself, of a kind that we do not model. */
const REBUILT: ReadonlySet<string> = new Set(['statistics object']);

function follows({ kind }: Address): boolean {
  return REBUILT.has(kind) || (kindOf({ kind }) as ReturnType<typeof kindOf> | undefined)?.follows === true;
}
