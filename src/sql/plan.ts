/** Changes to ordered statements, with what each costs. What is written, the kinds know. */
import { type Address, addressOf, describe } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { Access, Catalog, CatalogObject } from '../catalog/types.js';
import { ANYONE, type Creator } from './access-statements.js';
import { inOrderOf } from './arrange.js';
import type { Stranger } from './disturbed.js';
import type { Draft, Hazard, Owns, Statement, Work } from './kind.js';
import { kindOf } from './kinds.js';
import { type Names, namesIn } from './mentions.js';
import { relationKey, spread } from './online.js';
import type { Violation } from './questions.js';
import { quoteQualified } from './quote.js';
import { type Sizes, sizeKey } from './sizes.js';
import { together as both, namesOfCatalog, type Standing, standingIn, standingInCatalog } from './standing.js';
import type { Step } from './step.js';
import { stepsOf, withoutCreated } from './steps.js';
import { itemsOf, together } from './transactions.js';

export interface Plan {
  readonly statements: readonly Statement[];
  /** What the spec does not know, and what stays until asked for. */
  readonly kept: readonly Address[];
  /** What stays because others need it, or because it is not ours to remove. */
  readonly notes: readonly Note[];
  /** What goes and comes back, as it is to be. */
  readonly recreated: readonly CatalogObject[];
  /** Views that stand in the way and that the spec does not know. */
  readonly views: readonly Stranger[];
  /** What stands in the way and cannot come back: nothing of the plan can run. */
  readonly obstacles: readonly Violation[];
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
  /** What stands on what, as the server knows it (see dependencies.ts); else as the catalogs' texts tell. */
  readonly standing?: Standing;
  /** Owners and grants as they are, of what may have to be made anew and of which the spec does not speak, by key. */
  readonly access?: ReadonlyMap<string, Access>;
  /** How what the spec does not know makes room for a while (see views.ts). */
  readonly strangers?: readonly Step[];
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
  const { hints = new Map(), prune = false, online = false, sizes = new Map(), access = new Map() } = options;
  const { strangers = [], creator = ANYONE } = options;
  const tos = changes.flatMap((c) => (c.change === 'drop' ? [] : [c.to]));
  const names = [namesIn(tos), namesOfCatalog(desired)];
  const standing = once(() => options.standing ?? standingBefore(changes, desired, names));
  const found = stepsOf(changes, { desired, owns, hints, prune, online, standing, names, access, creator });
  const { leaving } = found;
  const { ordered, edges } = inOrderOf([...found.steps, ...strangers], {
    ...{ desired, standing, leaving },
    names: [...names, namesIn(leaving.values())],
  });
  const fresh = freshIn(found.steps);
  const transactions = online ? together(spread(ordered, fresh), ordered, edges) : [ordered.flatMap(itemsOf)];
  const seen = new Set<string>();
  const statements = transactions.flatMap((items, transaction) =>
    items.flatMap(({ step: { object }, draft }) => {
      if (seen.has(draft.sql)) return [];
      seen.add(draft.sql);
      return [{ ...cost(object, draft, fresh, owns, sizes), transaction }];
    }),
  );
  return {
    statements: numbered(statements),
    kept: found.kept.filter((one) => neededBy(one).length === 0).map(addressOf),
    notes: found.kept.flatMap(needs),
    recreated: found.recreated,
    views: found.views,
    obstacles: found.obstacles,
  };
}

/** The relations that a plan brings. One that is made in the place of another is not new to those who wait for it. */
function freshIn(steps: readonly Step[]): ReadonlySet<string> {
  const relations = (verb: 'create' | 'drop') =>
    steps.flatMap((s) => {
      const { schema, table, name } = addressOf(s.object);
      return s.verb === verb && table !== undefined && name === undefined ? [relationKey({ schema, table })] : [];
    });
  const fresh = new Set(relations('create'));
  for (const one of relations('drop')) fresh.delete(one);
  return fresh;
}

/** As far as the catalogs' texts tell: of what is there before the changes are made. */
function standingBefore(changes: readonly Change[], desired: Catalog, names: readonly Names[]): Standing {
  const froms = changes.flatMap((c) => (c.change === 'create' ? [] : [c.from]));
  const before = standingInCatalog(withoutCreated(desired, changes));
  return both(before, standingIn(froms, [namesIn(froms), ...names], desired));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
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
  const locks = (draft.locks ?? []).filter(({ schema, table }) => !fresh.has(relationKey({ schema, table })));
  const { schema, table } = addressOf(object);
  const isNew = table !== undefined && fresh.has(relationKey({ schema, table }));
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
