/** Changes to steps: what each kind writes for them, what has to go out of the way and come back, what is left alone. */
import { type Address, addressOf, describe, keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import { type Access, type Catalog, type CatalogObject, KIND_NAMES } from '../catalog/types.js';
import { oneExpression } from '../expression/lexer.js';
import { oneBody, oneQuery } from '../expression/one-query.js';
import { ANYONE, type Creator } from './access-statements.js';
import { accessSteps, type Pair } from './access-steps.js';
import { type Disturbed, type OutOfTheWay, outOfTheWay } from './disturbed.js';
import { adoptions, dropsIn, goesWith, keeps, keysOf } from './kept.js';
import type { Draft, Owns, Transition } from './kind.js';
import { kindOf } from './kinds.js';
import { mentionsOf, type Names, objectsOf } from './mentions.js';
import { sharedNames } from './names.js';
import { inOneGo, namedOnly, takingIn } from './partitioned.js';
import { inPersistentOrder } from './persistence.js';
import { leaveFor, type Recast, recasts, takePlace } from './recast.js';
import type { Standing } from './standing.js';
import type { Step } from './step.js';
import { isTakenOver, sequenceFrom } from './taken-over.js';

export interface Steps extends Pick<OutOfTheWay, 'views' | 'obstacles'> {
  readonly steps: readonly Step[];
  /** What the spec does not know and nobody asked to remove. */
  readonly kept: readonly CatalogObject[];
  /** What goes, with a step of its own or with what it lives on. */
  readonly leaving: ReadonlyMap<string, CatalogObject>;
  /** What goes and comes back. */
  readonly recreated: readonly CatalogObject[];
}

export interface Around {
  /** What the changes lead to, as far as the database has it (see plan). */
  readonly desired: Catalog;
  readonly owns: Owns;
  readonly hints: Hints;
  /** Whether what the spec does not know is removed. */
  readonly prune: boolean;
  readonly online: boolean;
  /** What stands on what; asked where something has to make room. */
  readonly standing: () => Standing;
  /** The names that changed objects can mention. */
  readonly names: readonly Names[];
  /** Who makes what is new. */
  readonly creator?: Creator;
  /** Owners and grants as they are, of what may have to be made anew and of which the spec does not speak, by key. */
  readonly access: ReadonlyMap<string, Access>;
}

interface Altered extends Pair {
  readonly field: string;
  readonly drafts: readonly Draft[];
  /** Of a column that goes with its type, that one's key. */
  readonly recast?: string;
}

export function stepsOf(given: readonly Change[], around: Around): Steps {
  const { desired, hints, creator = ANYONE } = around;
  const adopted = adoptions(given);
  const taken = new Set([...adopted.values()].map(({ from }) => from));
  const kept = keeps(given, taken, around);
  const { types, changes } = recasts(given, around, () => [...objectsOf(withoutCreated(desired, given)), ...kept]);
  const extras = dropsIn(changes).filter((from) => !kept.has(from) && !taken.has(from));
  const whole = keysOf(extras);
  const dropped = extras.filter((from) => !goesWith(from, whole) && !isTakenOver(from, changes));
  const steps: Step[] = [];
  const add = (step: Step) => {
    if (step.verb !== 'drop') prove(step.object, describe(addressOf(step.object)));
    if (step.drafts.length > 0) steps.push(step);
  };

  const recreated = new Map<string, Pair>();
  const access = new Map<string, Pair>();
  const alters: Altered[] = [];
  const renames: Pair[] = [];
  for (const change of changes) {
    if (change.change === 'create') {
      const { to } = change;
      add({
        verb: 'create',
        object: to,
        drafts: adopted.get(to)?.drafts ?? namedOnly(to, changes) ?? sequenceFrom(to, changes, create) ?? create(to),
      });
      add(completion(to));
    } else if (change.change === 'rename') renames.push(change);
    else if (change.change === 'alter') {
      const { to, from, field } = change;
      const writer = kindOf(to).alter[field as never] as Alteration | undefined;
      if (writer === undefined) throw new Error(`${to.kind} has no way to change ${field}`);
      const { using = null, values } = hints.get(keyOf(to)) ?? {};
      if (using !== null) prove({ using: { expression: using } }, describe(addressOf(to)));
      if (writer === 'access') {
        access.set(keyOf(to), { to, from });
        continue;
      }
      // What is made anew is made as it is to be.
      if (types.has(keyOf(to))) continue;
      const { recast } = change;
      const around = {
        ...{ using, changes, desired },
        ...(values === undefined ? {} : { values }),
        ...(recast === undefined ? {} : { recast }),
        ...(change.through === undefined ? {} : { through: change.through }),
      };
      const drafts = writer === 'recreate' || change.anew === true ? 'recreate' : writer(to, from, around);
      if (drafts === 'recreate') recreated.set(keyOf(to), { to, from });
      else alters.push({ to, from, field, drafts, ...(recast === undefined ? {} : { recast: recast.of }) });
    }
  }

  const again = keysOf(changes.flatMap((c) => (c.change === 'create' ? [c.to] : [])));
  const early = takingIn(alters, changes);
  const changing = alters.filter(({ to, field, drafts }) => disturbs(to, field) && drafts.length > 0);
  const start: Disturbed[] = [
    ...[...recreated.values()].map(({ to }) => ({ object: addressOf(to), how: 'recreated' as const })),
    ...[...types.values()].map(({ from }) => ({ object: addressOf(from), how: 'recreated' as const })),
    ...changing.map(({ to, recast }) => ({
      object: addressOf(to),
      how: recast === undefined ? ('changed' as const) : ('recast' as const),
    })),
    ...dropped.map(
      (from) => ({ object: addressOf(from), how: again.has(keyOf(from)) ? 'recreated' : 'dropped' }) as const,
    ),
  ];
  const nothing: OutOfTheWay = { recreated: [], around: [], views: [], obstacles: [] };
  const mine = ours(changes, around, kept, whole, alters, types);
  let way = start.length === 0 ? nothing : outOfTheWay(start, around.standing(), mine);
  for (;;) {
    // What is written over something that takes another shape takes another shape itself.
    const moving = [...start.map(({ object }) => object), ...way.recreated];
    // Of a whole that is made anew no part is saved for another one.
    const going = new Set([...recreated.keys(), ...way.recreated.map(keyOf)]);
    const parts = alters.filter(({ from, field }) => field === 'partitionOf' && goesWith(from, going));
    const more = [...reshaped(alters, moving, around), ...parts].filter(({ to }) => !recreated.has(keyOf(to)));
    if (more.length === 0) break;
    for (const { to, from } of more) recreated.set(keyOf(to), { to, from });
    start.push(...more.map(({ to }) => ({ object: addressOf(to), how: 'recreated' as const })));
    way = outOfTheWay(start, around.standing(), mine);
  }
  const changed = new Set(recreated.keys());
  for (const to of way.recreated) {
    const [before] = changes.flatMap((c) =>
      (c.change === 'alter' || c.change === 'rename') && c.to === to ? [c.from] : [],
    );
    recreated.set(keyOf(to), { to, from: before ?? to });
  }
  const inTheWay = start.length === 0 ? () => false : standsOnAny(start, way.recreated, around.standing());
  const gone = new Set([...whole, ...recreated.keys(), ...types.keys()]);
  for (const from of dropped) {
    if (goesWith(from, gone)) continue;
    const drafts = kindOf(from).drop(from);
    const superfluous = kindOf(from).stays?.(from, around) === false;
    add({ verb: 'drop', object: from, drafts: superfluous ? drafts.map(settled) : drafts, first: inTheWay(from) });
  }
  const lost: Step[] = [];
  for (const [key, { to, from }] of recreated) {
    // What lives on another that is made anew has gone with it.
    if (goesWith(from, gone)) {
      lost.push({ verb: 'create', object: to, drafts: create(to) }, completion(to));
      continue;
    }
    // It comes back at once: nothing is lost by its going.
    const drafts = kindOf(from).drop(from).map(settled);
    const first = !changed.has(key) || inTheWay(from);
    const swap = kindOf(to).replace?.(to, from);
    const returns = swap === undefined ? { returns: key } : {};
    add({
      ...{ verb: 'drop', object: from, first, ...returns, ...(keyOf(from) === key ? {} : { becomes: key }) },
      drafts: swap === undefined ? drafts : drafts.map((draft) => ({ ...draft, online: [] })),
    });
    add({
      ...{ verb: 'create', object: to, ...returns },
      drafts: swap === undefined ? create(to) : create(to).map((draft) => ({ ...draft, online: swap })),
    });
    add(completion(to));
  }
  for (const { to, from, field, drafts, recast } of alters) {
    if (recreated.has(keyOf(to))) continue;
    const bearer = kindOf(to).livesOn?.(to) ?? null;
    const isNew = bearer !== null && again.has(keyOf(bearer)) && !early.has(keyOf(bearer));
    for (const moment of [undefined, 'leave', 'join', 'persist'] as const) {
      const some = drafts.filter((draft) => draft.moment === moment);
      const when = moment === 'join' && isNew ? 'join new' : moment;
      add({
        ...{ verb: 'alter', object: to, from, drafts: some, disturbs: disturbs(to, field) },
        ...(when === undefined ? {} : { moment: when }),
        ...(recast === undefined ? {} : { returns: recast }),
      });
    }
  }
  for (const { object, on, drafts } of way.around) {
    const about = { verb: 'alter', object, from: object } as const;
    add({ ...about, drafts: drafts.before, around: { on: keyOf(on), when: 'before' } });
    add({ ...about, drafts: drafts.after, around: { on: keyOf(on), when: 'after' } });
  }
  for (const { to, from } of inOrder(renames)) {
    if (recreated.has(keyOf(to))) continue;
    const rename = kindOf(to).rename;
    if (rename === undefined) throw new Error(`${to.kind} cannot be renamed`);
    add({ verb: 'rename', object: to, from, drafts: rename.write(to, from) });
  }
  for (const one of types.values())
    add({
      ...{ verb: 'create', object: one.to, from: one.from, drafts: takePlace(one) },
      ...{ disturbs: true, returns: keyOf(one.to) },
    });
  // What stands on another was found after it, and goes before it.
  for (const one of [...types.values()].reverse())
    add({ verb: 'drop', ...leaveFor(one), becomes: keyOf(one.from), returns: keyOf(one.to), aside: true });
  const hasten = (step: Step): Step =>
    step.verb === 'create' && early.has(keyOf(step.object)) ? { ...step, moment: 'join' } : step;
  const spoken = { desired, creator, before: around.access };
  const anew = new Map([...recreated, ...types]);
  for (const { object, drafts } of accessSteps(changes, anew, access, spoken))
    steps.push({ verb: 'alter', object, drafts, access: true });
  lost.forEach(add);
  return {
    steps: inPersistentOrder(inOneGo(steps.map(hasten), changes, desired), desired),
    kept: [...kept].filter((object) => !goesWith(object, keysOf(kept))),
    // What is made anew with what it lives on goes with that one.
    leaving: new Map([
      ...extras.map((one) => [keyOf(one), one] as const),
      ...[...recreated].map(([key, { from }]) => [key, from] as const),
    ]),
    recreated: [...anew.values()].map(({ to }) => to),
    views: way.views,
    obstacles: way.obstacles,
  };
}

function create(to: CatalogObject): readonly Draft[] {
  return kindOf(to).create(to, []);
}

/** What can only be said when all that is new is there. */
function completion(to: CatalogObject): Step {
  return { verb: 'alter', object: to, drafts: kindOf(to).after?.(to) ?? [] };
}

function disturbs(to: CatalogObject, field: string): boolean {
  const fields: readonly string[] = kindOf(to).disturbs ?? [];
  return fields.includes(field);
}

function settled(draft: Draft): Draft {
  const { beyond: _, online, ...rest } = draft;
  return online === undefined ? rest : { ...rest, online: online.map(settled) };
}

/** What the plan knows of what stands in its way: what is there before and after, extras that are kept among it. */
function ours(
  changes: readonly Change[],
  { desired, names }: Around,
  kept: ReadonlySet<CatalogObject>,
  whole: ReadonlySet<string>,
  alters: readonly Altered[],
  types: ReadonlyMap<string, Recast>,
): Parameters<typeof outOfTheWay>[2] {
  const there = [...objectsOf(withoutCreated(desired, changes)), ...kept];
  const byKey = new Map(there.map((object) => [keyOf(object), object]));
  const children = new Map<string, CatalogObject[]>();
  for (const object of there) {
    const parent = parentOf(addressOf(object));
    if (parent === null || parent.schema === undefined) continue;
    const some = children.get(keyOf(parent));
    if (some === undefined) children.set(keyOf(parent), [object]);
    else some.push(object);
  }
  const altered = new Set(alters.map(({ to }) => keyOf(to)));
  const cast = new Set(alters.filter(({ recast }) => recast !== undefined).map(({ to }) => keyOf(to)));
  const replaced = new Map([...types].map(([key, { from }]) => [keyOf(from), key]));
  return {
    find: (key) => byKey.get(key),
    children: (key) => children.get(key) ?? [],
    leaves: (key, on) => {
      if (whole.has(key)) return true;
      // It comes from the old type to the new one.
      if (cast.has(key) && (types.has(on) || replaced.has(on))) return true;
      const to = altered.has(key) ? byKey.get(key) : undefined;
      // A type that becomes one of another kind has another key.
      const then = replaced.get(on) ?? on;
      return to !== undefined && !mentionsOf(to, names).some((mention) => mention.key === then);
    },
  };
}

/** Alterations that PostgreSQL refuses where what they are over changes its shape. */
function reshaped(
  alters: readonly Altered[],
  disturbed: readonly (Address | CatalogObject)[],
  { names }: Around,
): readonly Altered[] {
  const keys = new Set(disturbed.map(keyOf));
  return alters.filter(({ to, field }) => {
    const fields: readonly string[] = kindOf(to).reshapes ?? [];
    return fields.includes(field) && mentionsOf(to, names).some(({ key }) => keys.has(key));
  });
}

/** Whether an object stands on something that is disturbed: then it goes ahead of everything. */
function standsOnAny(
  start: readonly Disturbed[],
  recreated: readonly CatalogObject[],
  standing: Standing,
): (object: CatalogObject) => boolean {
  const disturbed: readonly Address[] = [...start.map(({ object }) => object), ...recreated.map(addressOf)];
  const keys = new Set(disturbed.flatMap((one) => standing.on(keyOf(one)).map(({ key }) => key)));
  return (object) => keys.has(keyOf(object));
}

/** A name is free only after who has it now was given another. */
function inOrder(renames: readonly Pair[]): Pair[] {
  const ordered: Pair[] = [];
  const left = new Set(renames);
  const visit = (pair: Pair) => {
    if (!left.delete(pair)) return;
    for (const other of left) {
      if (sharedNames(other.from).some((name) => sharedNames(pair.to).includes(name))) visit(other);
    }
    ordered.push(pair);
  };
  for (const pair of renames) visit(pair);
  return ordered;
}

/** What of the desired catalog the database has before the changes are made, under this name or another. */
export function withoutCreated(desired: Catalog, changes: readonly Change[]): Catalog {
  const created = new Set(changes.flatMap((c) => (c.change === 'create' ? [keyOf(c.to)] : [])));
  if (!objectsOf(desired).some((object) => created.has(keyOf(object)))) return desired;
  const kept = KIND_NAMES.map((kind) => [kind, desired[kind].filter((object) => !created.has(keyOf(object)))]);
  return { ...desired, ...Object.fromEntries(kept) };
}

type Alteration =
  | 'access'
  | 'recreate'
  | ((to: CatalogObject, from: CatalogObject, transition: Transition) => readonly Draft[] | 'recreate');

/** The last fence before an expression or a query is written into SQL. */
function prove(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  const { expression, query } = value as { expression?: unknown; query?: unknown };
  const wrong = typeof expression === 'string' ? oneExpression(expression) : null;
  if (wrong !== null) throw new Error(`${where}: not one expression: ${wrong.message}`);
  const more = typeof query === 'string' ? oneQuery(query) && oneBody(query) : null;
  if (more !== null) throw new Error(`${where}: not one query: ${more.message}`);
  for (const part of Object.values(value)) prove(part, where);
}
