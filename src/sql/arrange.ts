/** Steps in an order in which each can run: the list below, but for what has to come earlier because something else needs it. */
import { addressOf, keyOf, parentOf } from '../catalog/address.js';
import type { CatalogObject } from '../catalog/types.js';
import { edgesOf, type Graph, needsOf, type Whole } from './edges.js';
import { within } from './kept.js';
import { kindOf } from './kinds.js';
import { WEIGHT } from './mentions.js';
import { circles, type Edge, inOrder } from './order.js';
import type { Step } from './step.js';

/** The whole order, to be read from top to bottom. `kind/…`: a refinement by `placeOf`. */
const ORDER: readonly string[] = [
  'create schema',
  'create extension',
  'alter extension',
  'rename enum',
  'rename domain',
  'rename sequence',
  'rename table',
  'rename column',
  'drop comment',
  // A partition that leaves would keep it.
  'drop constraint/foreign key',
  'alter table/leave',
  'drop table/part',
  'create table/join',
  'alter table/join',
  // Those that speak of a column which cannot change under them.
  'drop trigger',
  'drop materialized view',
  'drop view',
  'drop policy/first',
  'drop index/part',
  'drop index',
  'drop constraint',
  // A generated column stands on others.
  'drop column/generated',
  'drop column',
  'drop table',
  'alter table/persist',
  'create enum',
  'alter enum',
  'create domain',
  'alter domain',
  'create sequence',
  'create function',
  'alter function',
  'create table',
  'create table/part',
  'alter table/join new',
  'create column',
  'alter column',
  'alter sequence',
  'drop sequence',
  'create column/generated',
  'rename constraint',
  'rename index',
  'alter index',
  'create index/part',
  'create view',
  'alter view',
  'create materialized view',
  'alter materialized view',
  'rename trigger',
  'create trigger',
  'alter trigger',
  'create index',
  'create constraint',
  'alter constraint',
  'create constraint/foreign key',
  'drop policy',
  'alter table',
  'rename policy',
  'create policy',
  'alter policy',
  'drop function',
  'create comment',
  'alter comment',
  'drop domain',
  'drop enum',
  'drop extension',
  // With their schema they would be gone.
  'drop default privileges',
  'drop schema',
  // Last: what is not ours any more could not be changed.
  'access schema',
  'access',
  // What a table is granted or loses, its columns do too; its sequences have its owner.
  'access column',
  'access sequence',
  // What the plan makes is made under those that were there.
  'access default privileges',
  'create default privileges',
  'alter default privileges',
];

/** A step with its place in the list. */
export interface Placed extends Whole {
  readonly place: string;
}

export interface Arranged {
  readonly ordered: readonly Placed[];
  /** By places in `ordered`. */
  readonly edges: readonly Edge[];
}

export function inOrderOf(steps: readonly Step[], graph: Graph): Arranged {
  let placed = sorted(withinParents(steps));
  let edges = edgesOf(placed, graph);
  for (;;) {
    const opened = openCircles(placed, edges, graph);
    if (opened === null) break;
    placed = sorted(opened);
    edges = edgesOf(placed, graph);
  }
  const order = inOrder(placed.length, edges);
  const at = new Map(order.map((was, now) => [was, now]));
  return {
    ordered: order.map((was) => placed[was] as Placed),
    edges: edges.map((edge) => ({ ...edge, first: at.get(edge.first) as number, next: at.get(edge.next) as number })),
  };
}

function sorted(steps: readonly Whole[]): Placed[] {
  return steps
    .map((step, i) => ({ step: { ...step, place: placeOf(step) }, i }))
    .sort((a, b) => rankOf(a.step.place) - rankOf(b.step.place) || a.i - b.i)
    .map(({ step }) => step);
}

const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((place, i) => [place, i]));

function rankOf(place: string): number {
  const rank = RANK.get(place);
  if (rank === undefined) throw new Error(`the order of steps has no place for ${place}`);
  return rank;
}

function placeOf({ verb, object, first, moment, access }: Step): string {
  if (access === true) return ORDER.includes(`access ${object.kind}`) ? `access ${object.kind}` : 'access';
  const place = `${verb} ${object.kind}`;
  const finer = [moment, kindOf(object).place?.(object), first === true ? 'first' : null];
  const refined = finer.flatMap((one) => (one == null ? [] : [`${place}/${one}`]));
  return refined.find((one) => ORDER.includes(one)) ?? place;
}

/** What is new on something new is written inside its CREATE, where the kind can be. */
function withinParents(steps: readonly Step[]): Whole[] {
  const clauses = new Map<string, CatalogObject[]>();
  const parents = new Set(steps.filter(({ verb }) => verb === 'create').map(({ object }) => keyOf(object)));
  const rest = steps.filter(({ verb, object }) => {
    const parent = parentOf(addressOf(object));
    if (verb !== 'create' || parent === null || !parents.has(keyOf(parent))) return true;
    const clause = kindOf(object).clause?.(object);
    if (clause === undefined || clause === null) return true;
    clauses.set(keyOf(parent), [...(clauses.get(keyOf(parent)) ?? []), object]);
    return false;
  });
  return rest.map((step) => {
    const inside = clauses.get(keyOf(step.object));
    return inside === undefined || step.verb !== 'create' ? step : withClauses(step, inside);
  });
}

function withClauses(step: Step, clauses: readonly CatalogObject[]): Whole {
  const texts = clauses.map((one) => kindOf(one).clause?.(one) ?? '');
  return { ...step, clauses, drafts: kindOf(step.object).create(step.object, texts) };
}

/**
 * Where things that come need each other, one of them is made in two: first in a form that stands on less, or without a
 * clause that can come later; where they go, the other way round. null: there is no circle that could be opened so.
 */
function openCircles(steps: readonly Placed[], edges: readonly Edge[], graph: Graph): Whole[] | null {
  const sure = edges.filter(({ weight }) => weight >= WEIGHT.named);
  const instead = new Map<number, readonly Whole[]>();
  for (const circle of circles(steps.length, sure)) {
    const members = (verb: Step['verb']) =>
      circle.map((i) => [i, steps[i] as Placed] as const).filter(([, step]) => step.verb === verb);
    const [coming, going] = [members('create'), members('drop')];
    const ways = [
      ...[halves, apart].map((find) => ({ some: coming, find })),
      ...[loosened, ahead].map((find) => ({ some: going, find })),
    ];
    for (const { some, find } of ways) {
      const [found] = some.flatMap(([i, step]) => {
        const parts = find(step, inside(some, i), graph, steps);
        return parts === null ? [] : [[i, parts] as const];
      });
      if (found === undefined) continue;
      instead.set(...found);
      break;
    }
  }
  return instead.size === 0 ? null : steps.flatMap((step, i) => instead.get(i) ?? [step]);
}

/** What the other steps of a circle make or take away. */
function inside(members: readonly (readonly [number, Placed])[], but: number): ReadonlySet<string> {
  const others = members.filter(([i]) => i !== but);
  return new Set(others.flatMap(([, { object, clauses = [] }]) => [object, ...clauses].map(keyOf)));
}

const count = (object: CatalogObject, keys: ReadonlySet<string>, { names, desired }: Graph) =>
  needsOf(object, names, desired, 'create').filter(({ key, weight }) => keys.has(key) && weight >= WEIGHT.named).length;

function halves(step: Placed, keys: ReadonlySet<string>, graph: Graph): Whole[] | null {
  const { object, clauses = [] } = step;
  const two = kindOf(object).inTwo?.(object) ?? null;
  if (two === null || step.completes === true || count(two.first, keys, graph) >= count(object, keys, graph))
    return null;
  const first: Step = { verb: 'create', object: two.first, drafts: kindOf(object).create(two.first, []) };
  return [
    clauses.length === 0 ? first : withClauses(first, clauses),
    { verb: 'alter', object, from: two.first, drafts: two.rest, completes: true },
  ];
}

function apart(step: Placed, keys: ReadonlySet<string>, graph: Graph): Whole[] | null {
  const { clauses = [] } = step;
  const later = clauses.filter((one) => count(one, keys, graph) > 0);
  if (later.length === 0) return null;
  const kept: CatalogObject[] = [];
  const steps: Whole[] = [];
  for (const clause of clauses) {
    const two = later.includes(clause) ? (kindOf(clause).inTwo?.(clause) ?? null) : null;
    if (!later.includes(clause)) kept.push(clause);
    else if (two !== null && count(two.first, keys, graph) < count(clause, keys, graph)) {
      kept.push(two.first);
      steps.push({ verb: 'alter', object: clause, from: two.first, drafts: two.rest, completes: true });
    } else steps.push({ verb: 'create', object: clause, drafts: kindOf(clause).create(clause, []) });
  }
  return [withClauses(step, kept), ...steps];
}

/** What goes is taken back to a form that stands on less. */
function loosened(step: Placed, keys: ReadonlySet<string>, graph: Graph, steps: readonly Placed[]): Whole[] | null {
  const { object } = step;
  const two = kindOf(object).inTwo?.(object) ?? null;
  const done = steps.some((one) => one.loosens === true && keyOf(one.object) === keyOf(object));
  if (two === null || done || count(two.first, keys, graph) >= count(object, keys, graph)) return null;
  return [{ verb: 'alter', object: two.first, from: object, drafts: two.back, loosens: true }, step];
}

/** What would go with another, and stands on what has to go before that, goes by itself ahead of it. */
function ahead(
  step: Placed,
  keys: ReadonlySet<string>,
  { leaving, standing }: Graph,
  steps: readonly Placed[],
): Whole[] | null {
  const own = keyOf(step.object);
  const found: Whole[] = [];
  for (const on of keys) {
    for (const { key, part } of standing().on(on)) {
      const object = leaving.get(key);
      const lives = object === undefined ? false : within(addressOf(object), new Set([own]));
      if (object === undefined || !lives) continue;
      // That it comes back is another step.
      if (steps.some(({ verb, object: other }) => verb !== 'create' && keyOf(other) === keyOf(object))) continue;
      const way = kindOf(object).without?.(object, part) ?? 'recreate';
      if (way !== 'recreate')
        found.push({ verb: 'alter', object, from: object, drafts: way.before, around: { on, when: 'before' } });
      else if (!found.some((one) => keyOf(one.object) === keyOf(object)))
        found.push({
          ...(key === keyOf(object) ? {} : { becomes: key }),
          verb: 'drop',
          object,
          drafts: kindOf(object)
            .drop(object)
            .map(({ beyond: _, ...draft }) => draft),
        });
    }
  }
  return found.length === 0 ? null : [...found, step];
}
