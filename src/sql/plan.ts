/** Changes to ordered statements, with what each costs. Knows the order of things; what is written, the kinds know. */
import { addressOf, describe, keyOf, parentOf } from '../catalog/address.js';
import { type Change, valueOf } from '../catalog/diff.js';
import { type Catalog, type CatalogObject, KIND_NAMES, type KindName } from '../catalog/types.js';
import { oneExpression } from '../expression/lexer.js';
import { type Disturbed, dependents } from './dependents.js';
import type { Draft, Kind, Statement } from './kind.js';
import { kinds } from './kinds.js';
import { quoteQualified } from './quote.js';

type Verb = 'create' | 'drop' | 'alter' | 'rename';

/** The whole order, to be read from top to bottom. `kind/…`: a refinement by `rank`. */
const ORDER: readonly string[] = [
  'create schema',
  'create extension',
  'drop policy',
  'drop comment',
  'drop constraint/foreign key',
  'drop index',
  'drop constraint',
  'rename table',
  'rename column',
  // A generated column stands on others.
  'drop column/generated',
  'drop column',
  'drop table',
  'create table',
  'create column',
  'alter column',
  'create column/generated',
  'rename constraint',
  'rename index',
  'alter index',
  'create index',
  'create constraint',
  'alter constraint',
  'create constraint/foreign key',
  'alter table',
  'rename policy',
  'create policy',
  'alter policy',
  'create comment',
  'alter comment',
  'drop extension',
  'drop schema',
];

interface Step {
  readonly place: string;
  readonly object: CatalogObject;
  readonly drafts: readonly Draft[];
}

/**
 * The statements that carry out the changes, in an order in which each can run.
 * A statement that serves several changes stands once, where the first needs it.
 * @param desired the catalog they lead to, as far as the database has it: what goes with an object that has to be made
 *   anew, or stands on it, is taken from it
 * @param owns whether a relation is one of the spec's own
 * @throws Error where an expression to be written is not exactly one expression (the spec's parser refuses it before)
 */
export function plan(
  changes: readonly Change[],
  desired: Catalog,
  owns: (schema: string, table: string) => boolean,
): Statement[] {
  const steps = withinParents(stepsOf(changes, desired));
  const created = new Set(
    changes.flatMap((c) => (c.change === 'create' && c.to.kind === 'table' ? [keyOf(addressOf(c.to))] : [])),
  );
  return steps
    .map((step, i) => ({ step, i }))
    .sort((a, b) => ORDER.indexOf(a.step.place) - ORDER.indexOf(b.step.place) || a.i - b.i)
    .flatMap(({ step }) => step.drafts.map((draft) => statement(step.object, draft, created, owns)))
    .filter(({ sql }, i, all) => all.findIndex((other) => other.sql === sql) === i);
}

/** Nobody waits for a table that nobody has yet: a statement on one that the plan creates costs nothing. */
function statement(
  object: CatalogObject,
  draft: Draft,
  created: ReadonlySet<string>,
  owns: (schema: string, table: string) => boolean,
): Statement {
  const locks = (draft.locks ?? []).filter(
    ({ schema, table }) => !created.has(keyOf({ kind: 'table', schema, table })),
  );
  const { schema, table } = addressOf(object);
  const isNew = schema !== undefined && table !== undefined && created.has(keyOf({ kind: 'table', schema, table }));
  return {
    sql: draft.sql,
    object: addressOf(object),
    locks: locks.map(({ schema, table, mode }) => ({
      relation: quoteQualified(schema, table),
      mode,
      owned: owns(schema, table),
    })),
    hazards: isNew ? [] : (draft.hazards ?? []),
    transactional: true,
  };
}

function stepsOf(changes: readonly Change[], desired: Catalog): Step[] {
  const steps: Step[] = [];
  const add = (verb: Verb, object: CatalogObject, drafts: readonly Draft[]) => {
    if (verb !== 'drop') prove(object);
    if (drafts.length > 0) steps.push({ place: placeOf(verb, object), object, drafts });
  };
  const recreated = new Map<string, { to: CatalogObject; from: CatalogObject }>();
  const alters: { to: CatalogObject; field: string; drafts: readonly Draft[] }[] = [];
  const renames: { to: CatalogObject; from: CatalogObject }[] = [];
  for (const change of changes) {
    if (change.change === 'create') add('create', change.to, kindOf(change.to).create(change.to, []));
    else if (change.change === 'drop') add('drop', change.from, kindOf(change.from).drop(change.from));
    else if (change.change === 'rename') renames.push(change);
    else {
      const { to, from, field } = change;
      const writer = kindOf(to).alter[field as never] as Alteration | undefined;
      if (writer === undefined) throw new Error(`${to.kind} has no way to change ${field}`);
      const drafts = writer === 'recreate' ? 'recreate' : writer(to, from);
      if (drafts === 'recreate') recreated.set(keyOf(to), { to, from });
      else alters.push({ to, field, drafts });
    }
  }
  const standing = withoutCreated(desired, changes);
  for (const to of dependents(disturbedBy(recreated, alters), standing)) {
    const [before] = changes.flatMap((c) =>
      (c.change === 'alter' || c.change === 'rename') && c.to === to ? [c.from] : [],
    );
    recreated.set(keyOf(to), { to, from: before ?? to });
  }
  for (const { to, from } of recreated.values()) {
    add('drop', from, kindOf(from).drop(from));
    add('create', to, kindOf(to).create(to, []));
  }
  for (const { to, drafts } of alters) if (!recreated.has(keyOf(to))) add('alter', to, drafts);
  for (const { to, from } of renames) {
    if (recreated.has(keyOf(to))) continue;
    const rename = kindOf(to).rename;
    if (rename === undefined) throw new Error(`${to.kind} cannot be renamed`);
    add('rename', to, rename.write(to, from));
  }
  for (const comment of lostComments(changes, recreated, desired))
    add('create', comment, kinds.comment.create(comment, []));
  return steps;
}

/** What cannot be changed under the objects that stand on it. */
function disturbedBy(
  recreated: ReadonlyMap<string, { readonly to: CatalogObject }>,
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

type Alteration = 'recreate' | ((to: CatalogObject, from: CatalogObject) => readonly Draft[] | 'recreate');

/** A comment goes with the object that is dropped, and nothing in the difference would bring it back. */
function lostComments(changes: readonly Change[], recreated: ReadonlyMap<string, unknown>, desired: Catalog) {
  const changed = new Set(changes.flatMap((c) => (c.change === 'drop' ? [] : [keyOf(c.to)])));
  return desired.comment.filter((comment) => {
    const bearer = parentOf(addressOf(comment));
    return bearer !== null && recreated.has(keyOf(bearer)) && !changed.has(keyOf(comment));
  });
}

/** What is new on a new table is written inside its CREATE TABLE, where the kind can be. */
function withinParents(steps: readonly Step[]): Step[] {
  const clauses = new Map<string, string[]>();
  const tables = new Set(steps.filter((s) => s.place === 'create table').map((s) => keyOf(s.object)));
  const rest = steps.filter((step) => {
    const parent = parentOf(addressOf(step.object));
    if (!step.place.startsWith('create ') || parent === null || !tables.has(keyOf(parent))) return true;
    const clause = kindOf(step.object).clause?.(step.object);
    if (clause === undefined || clause === null) return true;
    const list = clauses.get(keyOf(parent));
    if (list === undefined) clauses.set(keyOf(parent), [clause]);
    else list.push(clause);
    return false;
  });
  return rest.map((step) => {
    const parts = clauses.get(keyOf(step.object));
    return parts === undefined ? step : { ...step, drafts: kindOf(step.object).create(step.object, parts) };
  });
}

function placeOf(verb: Verb, object: CatalogObject): string {
  const place = `${verb} ${object.kind}`;
  const refined =
    object.kind === 'constraint'
      ? `${place}/${object.type}`
      : object.kind === 'column' && object.generated !== null
        ? `${place}/generated`
        : place;
  return ORDER.includes(refined) ? refined : place;
}

/** The kind of an object. The cast is sound: an object's `kind` names its kind. */
function kindOf(object: { readonly kind: KindName }): Kind<CatalogObject> {
  return kinds[object.kind] as unknown as Kind<CatalogObject>;
}

/** The last fence before an expression is written into SQL. */
function prove(object: CatalogObject): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { expression } = value as { expression?: unknown };
    const wrong = typeof expression === 'string' ? oneExpression(expression) : null;
    if (wrong !== null) throw new Error(`${describe(addressOf(object))}: not one expression: ${wrong.message}`);
    Object.values(value).forEach(visit);
  };
  for (const field of Object.keys(object)) visit(valueOf(object, field));
}
