/** Changes to steps: what each kind writes for them, what has to go out of the way and come back, what is left alone. */
import { addressOf, describe, keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import {
  type Access,
  type Catalog,
  type CatalogObject,
  type Column,
  KIND_NAMES,
  type KindName,
  type Table,
} from '../catalog/types.js';
import { identifiers } from '../expression/inspect.js';
import { oneExpression } from '../expression/lexer.js';
import { oneBody, oneQuery } from '../expression/one-query.js';
import { ANYONE, accessDrafts, accessOfNew, type Creator, columnAfter } from './access-statements.js';
import { type Disturbed, dependents } from './dependents.js';
import type { Draft, Kind, Owns, Transition } from './kind.js';
import { takeName } from './kinds/index.js';
import { kinds } from './kinds.js';

export type Verb = 'create' | 'drop' | 'alter' | 'rename';

/** What is done with one object at one place of the order. */
export interface Step {
  readonly verb: Verb;
  readonly object: CatalogObject;
  readonly drafts: readonly Draft[];
  /** Has to be out of the way before anything else is touched. */
  readonly first?: boolean;
  /** When a partition changes its place; `join new`: in a table that the plan creates. */
  readonly moment?: 'leave' | 'join' | 'join new';
  /** Owner and grants: when everything else is done. */
  readonly access?: boolean;
}

export interface Steps {
  readonly steps: readonly Step[];
  /** What the spec does not know and nobody asked to remove. */
  readonly kept: readonly CatalogObject[];
}

export interface Around {
  /** What the changes lead to, as far as the database has it (see plan). */
  readonly desired: Catalog;
  readonly owns: Owns;
  readonly hints: Hints;
  /** Whether what the spec does not know is removed. */
  readonly prune: boolean;
  /** Who makes what is new. */
  readonly creator?: Creator;
}

type Pair = { readonly to: CatalogObject; readonly from: CatalogObject };

export function stepsOf(changes: readonly Change[], around: Around): Steps {
  const { desired, hints, creator = ANYONE } = around;
  const adopted = adoptions(changes);
  const kept = keeps(changes, adopted, around);
  const taken = new Set([...adopted.values()].map(({ from }) => from));
  const whole = new Set(
    changes.flatMap((c) =>
      c.change === 'drop' && c.from.kind !== 'schema' && !taken.has(c.from) ? [keyOf(c.from)] : [],
    ),
  );
  const steps: Step[] = [];
  const add = (verb: Verb, object: CatalogObject, drafts: readonly Draft[], first = false) => {
    if (verb !== 'drop') prove(object, describe(addressOf(object)));
    if (drafts.length > 0) steps.push({ verb, object, drafts, ...(first ? { first } : {}) });
  };

  const recreated = new Map<string, Pair>();
  // The index of a partition is there already where its whole stands: it only takes its name.
  const comes = (whole: string, schema: string) =>
    changes.some(
      (c) =>
        c.change !== 'drop' &&
        c.change !== 'rename' &&
        c.to.kind === 'index' &&
        c.to.schema === schema &&
        c.to.name === whole,
    );
  const creation = (to: CatalogObject) =>
    to.kind === 'index' && to.partOf !== null && !comes(to.partOf, to.schema) ? takeName(to) : create(to);
  const access = new Map<string, Pair>();
  const alters: { to: CatalogObject; field: string; drafts: readonly Draft[] }[] = [];
  const renames: Pair[] = [];
  const dropped: CatalogObject[] = [];
  for (const change of changes) {
    if (change.change === 'create') {
      add('create', change.to, adopted.get(change.to)?.drafts ?? creation(change.to));
      add('alter', change.to, kindOf(change.to).after?.(change.to) ?? []);
    } else if (change.change === 'drop') {
      const gone = kept.has(change.from) || goesWith(change.from, whole);
      if (!gone && ![...adopted.values()].some(({ from }) => from === change.from)) dropped.push(change.from);
    } else if (change.change === 'rename') renames.push(change);
    else {
      const { to, from, field } = change;
      const writer = kindOf(to).alter[field as never] as Alteration | undefined;
      if (writer === undefined) throw new Error(`${to.kind} has no way to change ${field}`);
      const { using = null, values } = hints.get(keyOf(to)) ?? {};
      if (using !== null) prove({ using: { expression: using } }, describe(addressOf(to)));
      if (writer === 'access') {
        access.set(keyOf(to), { to, from });
        continue;
      }
      const drafts =
        writer === 'recreate' || change.anew === true
          ? 'recreate'
          : writer(to, from, { using, ...(values === undefined ? {} : { values }) });
      if (drafts === 'recreate') recreated.set(keyOf(to), { to, from });
      else alters.push({ to, field, drafts });
    }
  }

  const disturbed = disturbedBy(recreated, alters);
  const changed = new Set(recreated.keys());
  for (const to of dependents(disturbed, withoutCreated(desired, changes))) {
    const [before] = changes.flatMap((c) =>
      (c.change === 'alter' || c.change === 'rename') && c.to === to ? [c.from] : [],
    );
    recreated.set(keyOf(to), { to, from: before ?? to });
  }
  const anew = new Set([
    ...whole,
    ...[...recreated.values()].flatMap(({ from }) => (from.kind === 'table' ? [keyOf(from)] : [])),
  ]);
  const unsettled = [
    ...dropped.filter((object) => object.kind === 'column'),
    ...disturbed.flatMap(({ object }) => (object.kind === 'column' ? [object] : [])),
  ];
  for (const from of dropped) {
    if (goesWith(from, anew)) continue;
    const drafts = kindOf(from).drop(from);
    const superfluous = kindOf(from).stays?.(from, around) === false;
    add('drop', from, superfluous ? drafts.map(settled) : drafts, speaksOf(from, unsettled));
  }
  for (const [key, { to, from }] of recreated) {
    // It comes back at once: nothing is lost by its going.
    const gone = kindOf(from).drop(from).map(settled);
    const first = !changed.has(key) || speaksOf(from, unsettled);
    const swap = kindOf(to).replace?.(to, from);
    if (!goesWith(from, anew))
      add('drop', from, swap === undefined ? gone : gone.map((draft) => ({ ...draft, online: [] })), first);
    add('create', to, swap === undefined ? create(to) : create(to).map((draft) => ({ ...draft, online: swap })));
    add('alter', to, kindOf(to).after?.(to) ?? []);
  }
  const created = keysOf(changes.flatMap((c) => (c.change === 'create' ? [c.to] : [])));
  for (const { to, drafts } of alters) {
    if (recreated.has(keyOf(to))) continue;
    const of = (moment: Draft['moment']) => drafts.filter((draft) => draft.moment === moment);
    add('alter', to, of(undefined));
    if (of('leave').length > 0) steps.push({ verb: 'alter', object: to, drafts: of('leave'), moment: 'leave' });
    const isNew =
      to.kind === 'table' && to.partitionOf !== null && created.has(keyOf({ ...to.partitionOf, kind: 'table' }));
    const moment = isNew ? 'join new' : 'join';
    if (of('join').length > 0) steps.push({ verb: 'alter', object: to, drafts: of('join'), moment });
  }
  for (const { to, from } of inOrder(renames)) {
    if (recreated.has(keyOf(to))) continue;
    const rename = kindOf(to).rename;
    if (rename === undefined) throw new Error(`${to.kind} cannot be renamed`);
    add('rename', to, rename.write(to, from));
  }
  const owned = (object: CatalogObject, drafts: readonly Draft[]) => {
    if (drafts.length > 0) steps.push({ verb: 'alter', object, drafts, access: true });
  };
  for (const { to, from } of [...recreated.values(), ...made(changes)])
    owned(to, accessOfNew(to, saidOf(to, from), creator));
  for (const { to, from } of withColumns(access, desired, creator.version))
    if (!recreated.has(keyOf(to))) owned(to, accessDrafts(to, from as Access, to as Access, creator.version));
  for (const comment of lostComments(changes, recreated, desired)) add('create', comment, create(comment));
  return {
    steps: inOneGo(steps, changes, desired),
    kept: [...kept].filter((object) => !goesWith(object, keysOf(kept))),
  };
}

/** An index of a partitioned table is built and dropped in one go: PostgreSQL has no other way to do it. */
function inOneGo(steps: readonly Step[], changes: readonly Change[], desired: Catalog): readonly Step[] {
  const before = changes.flatMap((c) => (c.change === 'create' || c.from.kind !== 'table' ? [] : [c.from]));
  const partitioned = keysOf([...desired.table, ...before].filter(({ partitionBy }) => partitionBy !== null));
  if (partitioned.size === 0) return steps;
  return steps.map((step) => {
    const { kind, schema, table } = addressOf(step.object);
    const bound = kind === 'index' || (step.object.kind === 'constraint' && step.object.type !== 'check');
    if (!bound || schema === undefined || table === undefined) return step;
    if (!partitioned.has(keyOf({ kind: 'table', schema, table }))) return step;
    return { ...step, drafts: step.drafts.map(({ online: _, ...draft }) => draft) };
  });
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
function saidOf(to: Access | CatalogObject, from: Access | CatalogObject | undefined): Access {
  const [said, before] = [to as Access, from as Access | undefined];
  return { owner: said.owner ?? before?.owner, grants: said.grants ?? before?.grants };
}

function create(to: CatalogObject): readonly Draft[] {
  return kindOf(to).create(to, []);
}

function settled(draft: Draft): Draft {
  const { beyond: _, online, ...rest } = draft;
  return online === undefined ? rest : { ...rest, online: online.map(settled) };
}

/** Objects that come into being out of one of another kind that would otherwise go. */
function adoptions(changes: readonly Change[]): Map<CatalogObject, { drafts: readonly Draft[]; from: CatalogObject }> {
  const found = new Map<CatalogObject, { drafts: readonly Draft[]; from: CatalogObject }>();
  const drops = changes.flatMap((c) => (c.change === 'drop' ? [c.from] : []));
  const left = new Set(drops);
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

/** The extras that stay where they are, with all that is on them. */
function keeps(
  changes: readonly Change[],
  adopted: ReadonlyMap<CatalogObject, { readonly from: CatalogObject }>,
  { desired, owns, prune }: Around,
): ReadonlySet<CatalogObject> {
  const extras = changes.flatMap((c) => (c.change === 'drop' ? [c.from] : []));
  const needed = extras.filter((extra) => (kindOf(extra).neededBy?.(extra) ?? []).length > 0);
  if (prune) return new Set(needed);
  const taken = new Set([...adopted.values()].map(({ from }) => from));
  const claimed = new Set(
    changes.flatMap((c) => (c.change === 'create' || c.change === 'rename' ? relationName(c.to) : [])),
  );
  const inTheWay = (extra: CatalogObject) => relationName(extra).some((name) => claimed.has(name));
  const kept = new Set([
    ...needed,
    ...extras.filter(
      (extra) => kindOf(extra).stays?.(extra, { desired, owns }) === true && !taken.has(extra) && !inTheWay(extra),
    ),
  ]);
  const keys = keysOf(kept);
  for (const extra of extras) if (goesWith(extra, keys)) kept.add(extra);
  return kept;
}

/** Tables, indexes and the constraints that bring an index share one space of names within a schema. */
function relationName(object: CatalogObject): string[] {
  const { kind, schema, table, name } = addressOf(object);
  if (kind === 'table') return [JSON.stringify([schema, table])];
  const withIndex = object.kind === 'constraint' && object.type !== 'check' && object.type !== 'foreign key';
  return kind === 'index' || withIndex ? [JSON.stringify([schema, name])] : [];
}

function keysOf(objects: Iterable<CatalogObject>): ReadonlySet<string> {
  return new Set([...objects].map(keyOf));
}

/** Whether something that an object is on is among these. */
function goesWith(object: CatalogObject, keys: ReadonlySet<string>): boolean {
  // Between two tables that go, a foreign key has to go first.
  if (object.kind === 'constraint' && object.type === 'foreign key') return false;
  for (let at = parentOf(addressOf(object)); at !== null; at = parentOf(at)) if (keys.has(keyOf(at))) return true;
  return (
    object.kind === 'table' && object.partitionOf !== null && keys.has(keyOf({ ...object.partitionOf, kind: 'table' }))
  );
}

/** A policy that mentions a column keeps it from being dropped or changed. */
function speaksOf(object: CatalogObject, columns: readonly Column[]): boolean {
  if (object.kind !== 'policy') return false;
  const names = columns.map(({ name }) => name);
  return [object.using, object.withCheck].some((one) => one !== null && identifiers(one.expression, names).size > 0);
}

/** A name is free only after who has it now was given another. */
function inOrder(renames: readonly Pair[]): Pair[] {
  const ordered: Pair[] = [];
  const left = new Set(renames);
  const visit = (pair: Pair) => {
    if (!left.delete(pair)) return;
    for (const other of left) {
      if (relationName(other.from).some((name) => relationName(pair.to).includes(name))) visit(other);
    }
    ordered.push(pair);
  };
  for (const pair of renames) visit(pair);
  return ordered;
}

/** What cannot be changed under the objects that stand on it. */
function disturbedBy(
  recreated: ReadonlyMap<string, Pair>,
  alters: readonly { readonly to: CatalogObject; readonly field: string }[],
): Disturbed[] {
  return [
    ...[...recreated.values()].map(({ to }) => ({ object: to, how: 'recreated' as const })),
    ...alters
      .filter(({ to, field }) => to.kind === 'column' && (field === 'type' || field === 'collation'))
      .map(({ to }) => ({ object: to, how: 'retyped' as const })),
  ];
}

/** What of the desired catalog the database has before the changes are made, under this name or another. */
export function withoutCreated(desired: Catalog, changes: readonly Change[]): Catalog {
  const created = new Set(changes.flatMap((c) => (c.change === 'create' ? [keyOf(c.to)] : [])));
  if (created.size === 0) return desired;
  const kept = KIND_NAMES.map((kind) => [kind, desired[kind].filter((object) => !created.has(keyOf(object)))]);
  return { ...desired, ...Object.fromEntries(kept) };
}

type Alteration =
  | 'access'
  | 'recreate'
  | ((to: CatalogObject, from: CatalogObject, transition: Transition) => readonly Draft[] | 'recreate');

/** A comment goes with the object that is dropped, and nothing in the difference would bring it back. */
function lostComments(changes: readonly Change[], recreated: ReadonlyMap<string, unknown>, desired: Catalog) {
  const changed = new Set(changes.flatMap((c) => (c.change === 'drop' ? [] : [keyOf(c.to)])));
  return desired.comment.filter((comment) => {
    const bearer = parentOf(addressOf(comment));
    return bearer !== null && recreated.has(keyOf(bearer)) && !changed.has(keyOf(comment));
  });
}

/** The kind of an object. The cast is sound: an object's `kind` names its kind. */
export function kindOf(object: { readonly kind: KindName }): Kind<CatalogObject> {
  return kinds[object.kind] as unknown as Kind<CatalogObject>;
}

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
