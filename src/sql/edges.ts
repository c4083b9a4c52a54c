/** Which step of a plan has to come before which. Knows what stands on what, and no kind of object. */
import { addressOf, keyOf, parentOf } from '../catalog/address.js';
import type { Catalog, CatalogObject } from '../catalog/types.js';
import { kindOf } from './kinds.js';
import { mentionsOf, type Names, WEIGHT } from './mentions.js';
import { namesOf } from './names.js';
import type { Edge } from './order.js';
import type { Standing } from './standing.js';
import type { Step, Verb } from './step.js';

/** A step with what is written inside it: the columns of a new table. */
export interface Whole extends Step {
  readonly clauses?: readonly CatalogObject[];
}

export interface Graph {
  readonly desired: Catalog;
  /** What the steps' objects can mention. */
  readonly names: readonly Names[];
  /** What stands on what before the plan; asked only where something goes or changes under others. */
  readonly standing: () => Standing;
  /** What goes, with a step of its own or with what it lives on, by key. */
  readonly leaving: ReadonlyMap<string, CatalogObject>;
}

export function edgesOf(steps: readonly Whole[], { desired, names, standing, leaving }: Graph): Edge[] {
  const edges: Edge[] = [];
  const add = (first: number | undefined, next: number, weight: number) => {
    if (first !== undefined && first !== next) edges.push({ first, next, weight });
  };
  const made = new Map<string, number>();
  const gone = new Map<string, number>();
  const renamed = new Map<string, number>();
  const changed = new Map<string, number[]>();
  const disturbing = new Map<string, number[]>();
  const completed = new Map<string, number>();
  const gives = new Map<string, number>();
  const loosened = new Map<string, number>();
  const without = new Set<string>();
  for (const [i, step] of steps.entries()) {
    const { verb, object, from, clauses = [] } = step;
    const key = keyOf(object);
    if (step.around?.when === 'before') without.add(`${key} ${step.around.on}`);
    if (step.loosens === true) loosened.set(key, i);
    if (step.around !== undefined || step.loosens === true) continue;
    if (verb === 'create') for (const one of [object, ...clauses]) made.set(keyOf(one), i);
    else if (verb === 'drop') for (const one of [key, step.becomes ?? key]) gone.set(one, i);
    else if (verb === 'rename') renamed.set(key, i);
    else if (step.access !== true && step.moment !== 'join' && step.moment !== 'join new') list(changed, key).push(i);
    if (step.completes === true) completed.set(key, i);
    if (step.disturbs === true)
      for (const one of new Set([key, ...(verb === 'create' && from !== undefined ? [keyOf(from)] : [])]))
        list(disturbing, one).push(i);
    if (verb === 'drop') for (const name of namesOf(object)) gives.set(name, i);
    if (verb === 'rename' && from !== undefined) for (const name of namesOf(from)) gives.set(name, i);
  }

  for (const [i, step] of steps.entries()) {
    const { verb, object, clauses = [] } = step;
    if (step.around !== undefined) {
      const { on, when } = step.around;
      if (when === 'before')
        for (const next of [gone.get(on), ...(disturbing.get(on) ?? [])])
          if (next !== undefined) add(i, next, WEIGHT.said);
      if (when === 'after')
        for (const first of [made.get(on), ...(disturbing.get(on) ?? [])]) add(first, i, WEIGHT.said);
    }
    for (let up = parentOf(addressOf(object)); up !== null; up = parentOf(up))
      add(renamed.get(keyOf(up)), i, WEIGHT.said);
    if (verb === 'drop') continue;
    if (verb === 'alter') for (const first of [made, renamed]) add(first.get(keyOf(object)), i, WEIGHT.said);
    if (verb !== 'alter')
      for (const name of [object, ...clauses].flatMap(namesOf)) add(gives.get(name), i, WEIGHT.said);
    // Who leaves looks back; owners and grants need the object alone.
    if (step.access === true || step.moment === 'leave' || step.loosens === true) continue;
    const needs = [object, ...clauses].flatMap((one) => needsOf(one, names, desired, verb));
    for (const { key, weight } of needs) {
      add(made.get(key), i, weight);
      add(completed.get(key), i, Math.min(weight, WEIGHT.completed));
      add(renamed.get(key), i, weight);
      for (const first of disturbing.get(key) ?? []) if (keyOf(object) !== key) add(first, i, weight);
    }
  }

  // A column has its new type before what is said of it in that type.
  for (const [key, some] of disturbing) {
    const [first = 0] = some.filter((i) => steps[i]?.verb === 'alter');
    for (const next of changed.get(key) ?? [])
      if (next > first && steps[first]?.verb === 'alter') add(first, next, WEIGHT.said);
  }

  // A type that steps aside goes when all that was of it is of the new one.
  for (const [i, { returns, aside }] of steps.entries()) {
    if (aside !== true || returns === undefined) continue;
    for (const [first, step] of steps.entries())
      if (step.verb === 'alter' && step.returns === returns) add(first, i, WEIGHT.said);
    add(made.get(returns), i, WEIGHT.said);
  }

  if (gone.size + disturbing.size === 0) return edges;
  const before = standing();
  for (const [key, i] of [
    ...gone,
    ...[...disturbing].flatMap(([key, some]) => some.map((one) => [key, one] as const)),
  ]) {
    const goes = gone.get(key) === i;
    const parent = parentOf(addressOf((steps[i] as Whole).object));
    if (goes && parent !== null) add(i, gone.get(keyOf(parent)) ?? i, WEIGHT.said);
    if (goes) add(loosened.get(key), i, WEIGHT.said);
    for (const dependent of before.on(key)) {
      const looser = loosened.get(dependent.key);
      const form = looser === undefined ? undefined : steps[looser]?.object;
      if (
        form !== undefined &&
        !needsOf(form, names, desired).some((need) => need.key === key && need.weight >= WEIGHT.named)
      ) {
        add(looser, i, dependent.weight);
        continue;
      }
      // With what it lives on, where it has no step of its own.
      const goer = goneWith(dependent.key, gone, leaving);
      // A type over one that steps aside stays over that until it goes itself.
      const both = goer !== undefined && steps[goer]?.aside === true && steps[i]?.verb === 'create';
      if (!both && !without.has(`${dependent.key} ${key}`)) add(goer, i, dependent.weight);
      // Of what no catalog knows, nothing else says on what it comes to stand again.
      const back = made.get(dependent.key);
      if (back !== undefined && steps[back]?.stranger === true) add(made.get(key) ?? i, back, dependent.weight);
      for (const one of changed.get(dependent.key) ?? []) {
        // What stands on it in the new catalog as well comes after it, not before.
        const { object, returns } = steps[one] as Whole;
        // A type that steps aside stays what its columns are of until they go over to another.
        if (steps[i]?.verb === 'create' && (dependent.part !== null || returns === steps[i]?.returns)) continue;
        const still = needsOf(object, names, desired).some((need) => need.key === key);
        if (!still || (goes && !made.has(key))) add(one, i, dependent.weight);
      }
    }
  }
  // What goes without a word, with what it lives on or belongs to, takes nothing along that goes by itself.
  for (const key of leaving.keys()) {
    const i = gone.has(key) ? undefined : goneWith(key, gone, leaving);
    if (i === undefined) continue;
    for (const dependent of before.on(key)) add(goneWith(dependent.key, gone, leaving), i, dependent.weight);
  }
  return edges;
}

/** The step with which something goes. */
export function goneWith(
  key: string,
  gone: ReadonlyMap<string, number>,
  leaving: ReadonlyMap<string, CatalogObject>,
): number | undefined {
  const object = leaving.get(key);
  if (gone.has(key) || object === undefined) return gone.get(key);
  for (let up = parentOf(addressOf(object)); up !== null; up = parentOf(up)) {
    const step = gone.get(keyOf(up));
    // A schema has to be empty before it goes.
    if (step !== undefined && up.kind !== 'schema') return step;
  }
  // A partition lives on its whole, a column's own sequence on the column.
  const bearer = kindOf(object).livesOn?.(object) ?? null;
  if (bearer === null || keyOf(bearer) === key) return undefined;
  return leaving.has(keyOf(bearer)) ? goneWith(keyOf(bearer), gone, leaving) : gone.get(keyOf(bearer));
}

/** What an object stands on, by key; when it is created, but for what is only said afterwards. */
export function needsOf(
  object: CatalogObject,
  names: readonly Names[],
  desired: Catalog,
  verb: Verb = 'alter',
): { key: string; weight: number }[] {
  const { standsOn, afterwards } = kindOf(object);
  const also = standsOn?.(object, desired) ?? [];
  const later: readonly (string | null)[] = verb === 'create' ? (afterwards ?? []) : [];
  return [
    ...mentionsOf(object, names).filter(({ field }) => !later.includes(field)),
    ...also.map((one) => ({ key: keyOf(one), weight: WEIGHT.said })),
  ];
}

function list(map: Map<string, number[]>, key: string): number[] {
  const some = map.get(key) ?? [];
  map.set(key, some);
  return some;
}
