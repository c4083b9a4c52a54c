/** Steps to ordered statements, with what each costs. Knows the order of things; what is written, the kinds know. */
import { type Address, addressOf, describe, keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { Catalog, CatalogObject } from '../catalog/types.js';
import { ANYONE, type Creator } from './access-statements.js';
import type { Draft, Hazard, Owns, Statement, Work } from './kind.js';
import { type Item, spread } from './online.js';
import { quoteQualified } from './quote.js';
import { type Sizes, sizeKey } from './sizes.js';
import { kindOf, type Step, stepsOf } from './steps.js';

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
  'alter table/leave',
  'drop table/part',
  'alter table/join',
  // Those that speak of a column which cannot change under them.
  'drop trigger',
  'drop materialized view',
  'drop view',
  'drop policy/first',
  'drop comment',
  'drop constraint/foreign key',
  'drop index/part',
  'drop index',
  'drop constraint',
  // A generated column stands on others.
  'drop column/generated',
  'drop column',
  'drop table',
  'create enum',
  'alter enum',
  'create domain',
  'alter domain',
  'create sequence',
  'drop function',
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
  'create comment',
  'alter comment',
  'drop domain',
  'drop enum',
  'drop extension',
  'drop schema',
  // Last: what is not ours any more could not be changed.
  'access schema',
  'access',
  // What a table is granted or loses, its columns do too; its sequences have its owner.
  'access column',
  'access sequence',
  // What the plan makes is made under those that were there.
  'access default privileges',
];

export interface Plan {
  readonly statements: readonly Statement[];
  /** What the spec does not know, and what stays until asked for. */
  readonly kept: readonly Address[];
  /** What stays because others need it, or because it is not ours to remove. */
  readonly notes: readonly Note[];
}

/** What somebody else has to see to. */
export interface Note {
  readonly text: string;
  /** The statement for whoever may run it; null where there is none. */
  readonly sql: string | null;
}

export interface PlanOptions {
  readonly hints?: Hints;
  /** Removes from the spec's own tables what the spec does not know. */
  readonly prune?: boolean;
  /** In several transactions, none of which keeps readers or writers waiting for longer than it takes to get a lock. */
  readonly online?: boolean;
  readonly sizes?: Sizes;
  /** Who makes what is new, and what new objects are granted of themselves. */
  readonly creator?: Creator;
}

/**
 * The statements that carry out the changes, in an order in which each can run.
 * A statement that serves several changes stands once, where the first needs it.
 * @param desired the catalog they lead to, as far as the database has it: what goes with an object that has to be made
 *   anew, or stands on it, is taken from it
 * @param owns whether a relation is one of the spec's own
 * @throws Error where an expression to be written is not exactly one expression (the spec's parser refuses it before)
 */
export function plan(changes: readonly Change[], desired: Catalog, owns: Owns, options: PlanOptions = {}): Plan {
  const { hints = new Map(), prune = false, online = false, sizes = new Map(), creator = ANYONE } = options;
  const { steps, kept } = stepsOf(changes, { desired, owns, hints, prune, creator });
  const placed = withinParents(steps).map((step) => ({ ...step, place: placeOf(step) }));
  const parents = new Map(
    placed.flatMap(({ object }) => (object.kind === 'table' ? [[keyOf(object), object] as const] : [])),
  );
  /** How deep a partition is in others that are made as well. */
  const depth = (step: Step) => {
    let levels = 0;
    for (
      let at = step.verb === 'create' ? step.object : null;
      at?.kind === 'table' && at.partitionOf !== null;
      levels++
    )
      at = parents.get(keyOf({ kind: 'table', schema: at.partitionOf.schema, table: at.partitionOf.table })) ?? null;
    return levels;
  };
  const ordered = placed
    .map((step, i) => ({ step, i }))
    .sort(
      (a, b) => ORDER.indexOf(a.step.place) - ORDER.indexOf(b.step.place) || depth(a.step) - depth(b.step) || a.i - b.i,
    )
    .map(({ step }) => step);
  const tables = (change: 'create' | 'drop') =>
    steps.flatMap(({ verb, object }) => {
      const { schema, table = '' } = addressOf(object);
      const whole = ['table', 'view', 'materialized view'].includes(object.kind);
      return verb === change && whole && schema !== undefined ? [keyOf({ kind: 'table', schema, table })] : [];
    });
  const fresh = new Set(tables('create'));
  // One that is made in the place of another is not new to those who wait for it.
  for (const table of tables('drop')) fresh.delete(table);
  const transactions = online
    ? spread(ordered, fresh)
    : [ordered.flatMap(({ object, drafts }) => drafts.map((draft) => ({ object, draft })))];
  const seen = new Set<string>();
  const statements = transactions.flatMap((items, transaction) =>
    items.flatMap(({ object, draft }: Item) => {
      if (seen.has(draft.sql)) return [];
      seen.add(draft.sql);
      return [{ ...cost(object, draft, fresh, owns, sizes), transaction }];
    }),
  );
  return {
    statements: numbered(statements),
    kept: kept.filter((one) => neededBy(one).length === 0).map(addressOf),
    notes: kept.flatMap(needs),
  };
}

function neededBy(object: CatalogObject): readonly string[] {
  return kindOf(object).neededBy?.(object) ?? [];
}

function needs(object: CatalogObject): Note[] {
  const by = neededBy(object);
  if (by.length === 0) return [];
  const more = by.length > 3 ? ` and ${by.length - 3} more` : '';
  const text = `${describe(addressOf(object))} stays: ${by.slice(0, 3).join(', ')}${more} ${by.length === 1 ? 'needs' : 'need'} it`;
  return [{ text, sql: null }];
}

/** Transactions are counted from one, without gaps. */
function numbered(statements: readonly Statement[]): Statement[] {
  const numbers = new Map<number, number>();
  return statements.map((statement) => {
    const number = numbers.get(statement.transaction) ?? numbers.size + 1;
    numbers.set(statement.transaction, number);
    return { ...statement, transaction: number };
  });
}

/** Refused until allowed by name, whoever asked for the plan. */
const GRAVE: ReadonlySet<Hazard> = new Set(['data-loss', 'table-rewrite']);

/** Nobody waits for a table that nobody has yet: a statement on one that the plan creates costs nothing. */
function cost(
  object: CatalogObject,
  draft: Draft,
  fresh: ReadonlySet<string>,
  owns: Owns,
  sizes: Sizes,
): Omit<Statement, 'transaction'> {
  const locks = (draft.locks ?? []).filter(({ schema, table }) => !fresh.has(keyOf({ kind: 'table', schema, table })));
  const { schema, table } = addressOf(object);
  const isNew = schema !== undefined && table !== undefined && fresh.has(keyOf({ kind: 'table', schema, table }));
  const work = isNew ? null : workOf(draft, sizes);
  const hazards = isNew ? [] : [...new Set([...(draft.hazards ?? []), ...hazardsOf(draft, work)])];
  return {
    sql: draft.sql,
    object: addressOf(object),
    locks: locks.map((lock) => ({
      relation: quoteQualified(lock.schema, lock.table),
      mode: lock.mode,
      owned: owns(lock.schema, lock.table),
    })),
    hazards,
    mustAllow: hazards.filter((hazard) => GRAVE.has(hazard) || draft.beyond === true),
    work,
    transactional: draft.transactional ?? true,
  };
}

function workOf(draft: Draft, sizes: Sizes): Work | null {
  const [on] = draft.locks ?? [];
  if (draft.work === undefined || on === undefined) return null;
  const size = sizes.get(sizeKey(on.schema, on.table)) ?? { rows: null, bytes: null };
  return { what: draft.work, relation: quoteQualified(on.schema, on.table), ...size };
}

/** Work under a lock keeps others waiting as long as it takes; on an empty table that is no time at all. */
function hazardsOf(draft: Draft, work: Work | null): Hazard[] {
  const mode = draft.locks?.[0]?.mode;
  if (work === null || work.bytes === 0 || work.what === 'destroy' || mode === undefined) return [];
  const rewrite: Hazard[] = work.what === 'rewrite' ? ['table-rewrite'] : [];
  if (mode === 'ACCESS EXCLUSIVE') return [...rewrite, 'blocks-reads', 'blocks-writes'];
  return mode === 'SHARE' || mode === 'SHARE ROW EXCLUSIVE' ? [...rewrite, 'blocks-writes'] : rewrite;
}

/** What is new on a new table is written inside its CREATE TABLE, where the kind can be. */
function withinParents(steps: readonly Step[]): Step[] {
  const clauses = new Map<string, string[]>();
  const tables = new Set(
    steps.filter((s) => s.verb === 'create' && s.object.kind === 'table').map((s) => keyOf(s.object)),
  );
  const rest = steps.flatMap((step): Step[] => {
    const parent = parentOf(addressOf(step.object));
    if (step.verb !== 'create' || parent === null || !tables.has(keyOf(parent))) return [step];
    const clause = kindOf(step.object).clause?.(step.object);
    if (clause === undefined || clause === null) return [step];
    const list = clauses.get(keyOf(parent));
    if (list === undefined) clauses.set(keyOf(parent), [clause]);
    else list.push(clause);
    return [];
  });
  return rest.map((step) => {
    const parts = clauses.get(keyOf(step.object));
    return parts === undefined || step.verb !== 'create'
      ? step
      : { ...step, drafts: kindOf(step.object).create(step.object, parts) };
  });
}

function placeOf({ verb, object, first, moment, access }: Step): string {
  if (access === true) return ORDER.includes(`access ${object.kind}`) ? `access ${object.kind}` : 'access';
  const place = `${verb} ${object.kind}`;
  const refined =
    moment !== undefined
      ? `${place}/${moment}`
      : (object.kind === 'index' && object.partOf !== null) || (object.kind === 'table' && object.partitionOf !== null)
        ? `${place}/part`
        : object.kind === 'constraint'
          ? `${place}/${object.type}`
          : object.kind === 'column' && object.generated !== null
            ? `${place}/generated`
            : first === true
              ? `${place}/first`
              : place;
  return ORDER.includes(refined) ? refined : place;
}
