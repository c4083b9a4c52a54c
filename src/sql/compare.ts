/** Desired against live: the generic difference, with expressions judged by the server. */
import { addressOf, keyOf } from '../catalog/address.js';
import { type Change, diff, type ExpressionPair, type Pairing } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import { sameParameters } from '../catalog/parameters.js';
import type { Catalog, CatalogObject, KindName } from '../catalog/types.js';
import { sameAccess } from './access-statements.js';
import { sameBounds } from './bounds.js';
import { askEquivalence, type Question } from './equivalence.js';
import { withFormerNames } from './former.js';
import type { Kind } from './kind.js';
import { overTwoRows } from './kinds/trigger.js';
import { kinds } from './kinds.js';
import { asAttached, rootOf } from './partitions.js';
import type { Snapshot } from './read.js';
import { columnsOf, type RelationName, type Relations } from './relations.js';
import type { Session } from './session.js';

/** How each kind finds what is the same under another name. */
export const PAIRING: Readonly<Partial<Record<KindName, Pairing>>> = Object.fromEntries(
  Object.entries(kinds).flatMap(([name, { rename }]) => (rename === undefined ? [] : [[name, rename.pairing]])),
);

/**
 * What would have to be done to the live database for it to be what is desired. Asks the server which expressions
 * mean the same, inside the transaction that is open.
 */
export async function compare(
  session: Session,
  desired: Catalog,
  snapshot: Snapshot,
  hints: Hints = new Map(),
): Promise<Change[]> {
  // Roles belong to the cluster: checks judge them, no database is brought to have them.
  const { actual: renamed, renames } = withFormerNames(desired, snapshot.catalog, hints);
  const actual: Catalog = { ...asAttached(desired, renamed), role: desired.role };
  // A domain's check runs when a value is assigned; in an expression it is the type that it stands for.
  const baseOf = (type: string) => snapshot.domains.get(type) ?? type;
  const columns = columnsByTable(desired, actual, baseOf);
  const bounds = await sameBounds(session, desired, actual, baseOf);
  const known = new Map<string, Answered>();
  for (;;) {
    // What is not known yet is taken for the same, so that one pass meets every pair. Another pass is needed only
    // where an object that was taken for another one under a new name turns out to differ from it.
    const pending = new Map<string, ExpressionPair>();
    const met = new Map<string, Answered>();
    const changes = diff(desired, actual, {
      pairing: PAIRING,
      equal: (to, from, field) => {
        if (field === 'partitionOf' && bounds.has(keyOf(to))) return true;
        if (field === 'row') return true;
        if (field === 'with' && 'with' in to && 'with' in from) return sameParameters(to.with, from.with);
        return field === 'grants' ? sameAccess(to, from, snapshot.creator.version) : undefined;
      },
      same: (pair) => {
        const key = keyOfPair(pair);
        const answer = known.get(key);
        if (answer === undefined) pending.set(key, pair);
        else if (answer.is !== 'same') met.set(fieldKey(pair), answer);
        return answer === undefined || answer.is === 'same';
      },
    });
    if (pending.size === 0) return [...renames, ...changes.map((change) => qualified(change, met))];
    const keys = (what: ExpressionPair['what']) => [...pending].filter(([, pair]) => pair.what === what);
    const expressions = keys('expression');
    const views = expressions.flatMap(([, pair]) => relationOf(pair, columns));
    const ofViews = await columnsOf(session, views, baseOf);
    const questions = expressions.map(([, pair]) => questionOf(pair, columns, ofViews, baseOf));
    const answers = await askEquivalence(session, questions, snapshot.types, baseOf);
    for (const [i, [key]] of expressions.entries()) known.set(key, { is: answers[i] ?? 'different', anew: false });
    const queries = keys('query');
    if (queries.length === 0) continue;
    // Loaded only where there is one to ask about.
    const { askQueries, changingRelations } = await import('./same-query.js');
    const pairs = queries.map(([, pair]) => pair);
    const found = await askQueries(session, pairs, changingRelations([...renames, ...changes]), baseOf);
    for (const [i, [key]] of queries.entries()) known.set(key, found[i] ?? { is: 'unknown', anew: false });
  }
}

type Answered = { readonly is: 'same' | 'different' | 'unknown'; readonly anew: boolean };

/** A change with what the answers about its field said of it. */
function qualified(change: Change, answers: ReadonlyMap<string, Answered>): Change {
  if (change.change !== 'alter') return change;
  const answer = answers.get(fieldKey(change));
  if (answer === undefined) return change;
  return {
    ...change,
    ...(answer.is === 'unknown' ? { uncertain: true as const } : {}),
    ...(answer.anew ? { anew: true as const } : {}),
  };
}

function fieldKey({ to, field }: { readonly to: CatalogObject; readonly field: string }): string {
  return JSON.stringify([keyOf(to), field]);
}

type Columns = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The live type counts where a column is on both sides: the live expression was written over it. */
function columnsByTable(desired: Catalog, actual: Catalog, baseOf: (type: string) => string): Columns {
  const tables = new Map<string, Map<string, string>>();
  for (const { schema, table, name, type } of [...desired.column, ...actual.column]) {
    const key = JSON.stringify([schema, table]);
    const columns = tables.get(key) ?? new Map<string, string>();
    tables.set(key, columns.set(name, baseOf(type)));
  }
  const all = [...actual.table, ...desired.table];
  for (const table of all.filter(({ partitionOf }) => partitionOf !== null)) {
    const root = rootOf(table, all);
    const columns = tables.get(JSON.stringify([root.schema, root.table]));
    if (columns !== undefined) tables.set(JSON.stringify([table.schema, table.table]), columns);
  }
  return tables;
}

/** The view that it is on, whose columns the catalog does not have; nothing of what is on a table. */
function relationOf({ to }: ExpressionPair, columns: Columns): RelationName[] {
  const { schema, table } = addressOf(to);
  const isView = schema !== undefined && table !== undefined && !columns.has(JSON.stringify([schema, table]));
  return isView ? [{ schema, table }] : [];
}

function questionOf(
  pair: ExpressionPair,
  columns: Columns,
  ofViews: Relations,
  baseOf: (type: string) => string,
): Question {
  const { schema, table = '' } = addressOf(pair.to);
  const kind = kinds[pair.to.kind] as unknown as Kind<CatalogObject>;
  const assignedType = kind.assignedType?.(pair.to, pair.field, pair.holder) ?? null;
  // A domain's check speaks of one value, of the type that the domain is over.
  const value = pair.to.kind === 'domain' ? new Map([['value', baseOf(pair.to.type)]]) : undefined;
  const row =
    value ??
    columns.get(JSON.stringify([schema, table])) ??
    ofViews.get(`${schema}.${table}`) ??
    new Map<string, string>();
  const over = pair.to.kind === 'trigger' ? overTwoRows(pair, row) : { ...pair, columns: row };
  return {
    desired: over.desired,
    actual: over.actual,
    table: value === undefined ? table : 'domain',
    columns: over.columns,
    // A literal becomes the base type and then the domain, but an array of domains at once.
    assignedType: assignedType === null || assignedType.endsWith('[]') ? assignedType : baseOf(assignedType),
  };
}

function keyOfPair({ to, field, desired, actual, holder }: ExpressionPair): string {
  const type = holder === (to as unknown) ? null : (holder.type ?? null);
  return JSON.stringify([keyOf(to), field, desired, actual, type]);
}
