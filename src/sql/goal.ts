/** A goal, and the way there from a database: what differs, what it costs, what stands in the way. Runs nothing. */
import { addressOf, keyOf } from '../catalog/address.js';
import { type Change, objectOf } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { Scope } from '../catalog/scope.js';
import type { Access, Catalog, CatalogObject } from '../catalog/types.js';
import { withCasts } from './casts.js';
import { compare } from './compare.js';
import { readStanding } from './dependencies.js';
import { withFormerNames } from './former.js';
import { kindOf } from './kinds.js';
import { type Note, type Plan, plan } from './plan.js';
import { preflight } from './preflight.js';
import type { Preflight } from './questions.js';
import { quoteIdent, quoteLiteral } from './quote.js';
import { readWithin, type Snapshot } from './read.js';
import { recreateChanges } from './recreate.js';
import type { Session } from './session.js';
import { readSizes, type Sizes, sizeKey } from './sizes.js';
import { aroundStrangers } from './views.js';

export interface Goal {
  readonly desired: Catalog;
  readonly scope: Scope;
  readonly hints: Hints;
  /** Removes from the spec's own tables what the spec does not know. */
  readonly prune?: boolean;
  /** In several transactions that keep nobody waiting, see run-online.ts. */
  readonly online?: boolean;
  /** Only what is certain to differ. */
  readonly certain?: boolean;
  /** Drops the spec's tables and makes them anew. */
  readonly recreate?: boolean;
  /** Whether a column's contents are shown to nobody. */
  readonly secret?: (table: string, column: string) => boolean;
}

/** A database, what separates it from the goal, and the statements that lead there. */
export interface Planned extends Plan, Preflight {
  readonly snapshot: Snapshot;
  readonly changes: readonly Change[];
}

/** Reads and plans inside the transaction that is open. */
export async function planWithin(session: Session, goal: Goal): Promise<Planned> {
  return planFor(session, goal, await readWithin(session, goal.scope));
}

export async function planFor(session: Session, goal: Goal, snapshot: Snapshot): Promise<Planned> {
  const { desired, scope, hints, prune = false, online = false } = goal;
  const found = await compare(session, desired, snapshot, hints);
  const recreate = goal.recreate === true;
  const differences = recreate ? recreateChanges(desired, snapshot.catalog, found) : found;
  const differing = differences.filter(
    (one) => !(goal.certain === true && one.change === 'alter' && one.uncertain === true),
  );
  const { changes: ours, notes } = await forOthers(session, differing, snapshot, scope);
  const changes = await withCasts(session, ours, desired, snapshot.domains);
  const owned = new Set(desired.table.map(({ schema, table }) => sizeKey(schema, table)));
  const owns = (schema: string, table: string) => owned.has(sizeKey(schema, table));
  const sizes = await sizesOf(session, changes, snapshot);
  const { creator } = snapshot;
  const standing = changes.every(({ change }) => change === 'create')
    ? {}
    : { standing: await readStanding(session, changes) };
  const options = { hints, prune, online, sizes, creator, ...standing };
  const first = plan(changes, desired, owns, options);
  // Whoever recreates the tables is told what of others stands on them.
  const around = await aroundStrangers(session, recreate ? [] : first.views);
  const access = await accessOf(session, goal, first.recreated);
  const again = around.steps.length + access.size > 0;
  const planned = again ? plan(changes, desired, owns, { ...options, access, strangers: around.steps }) : first;
  return {
    ...planned,
    snapshot,
    changes,
    notes: [...planned.notes, ...notes, ...(around.steps.length > 0 && online ? [WHOLE] : [])],
    violations: recreate ? [] : [...planned.obstacles, ...around.refused],
    untested: [],
  };
}

const WHOLE: Note = {
  text: 'views stand on what changes: they go and come back in one transaction with it, in spite of --online',
  sql: null,
};

/** Owners and grants of what is made anew and of which the spec does not speak: they would be lost. */
async function accessOf(
  session: Session,
  { desired, scope, hints }: Goal,
  recreated: readonly CatalogObject[],
): Promise<ReadonlyMap<string, Access>> {
  const silent = recreated.filter((one) => 'grants' in kindOf(one).alter && (one as Access).grants === undefined);
  if (silent.length === 0) return new Map();
  const kinds = new Set(silent.map(({ kind }) => kind));
  const { catalog } = await readWithin(session, { ...scope, kinds, privileges: true });
  const { actual } = withFormerNames(desired, catalog, hints);
  return new Map(
    [...kinds].flatMap((kind) =>
      actual[kind].flatMap((one: CatalogObject): [string, Access][] => {
        const { owner, grants } = one as Access;
        return [[keyOf(one), { ...(owner == null ? {} : { owner }), ...(grants == null ? {} : { grants }) }]];
      }),
    ),
  );
}

/** An extension belongs to whoever installed it, a role to the cluster: what is not ours to drop is said. */
async function forOthers(
  session: Session,
  changes: readonly Change[],
  { catalog }: Snapshot,
  { forbiddenRoles }: Scope,
): Promise<{ readonly changes: readonly Change[]; readonly notes: readonly Note[] }> {
  const roles = catalog.role.filter(({ name }) => forbiddenRoles.includes(name));
  const notes: Note[] = roles.map(({ name }) => ({
    text: `role ${name} belongs to the cluster: for whoever looks after roles, when no database needs it any more`,
    sql: `drop role ${quoteIdent(name)}`,
  }));
  const unwanted = changes.flatMap((c) => (c.change === 'drop' && c.from.kind === 'extension' ? [c.from.name] : []));
  if (unwanted.length === 0) return { changes, notes };
  const [result] = await session.run([
    `select extname as name, pg_get_userbyid(extowner)::text as owner from pg_catalog.pg_extension
    where extname in (${unwanted.map(quoteLiteral).join(', ')}) and not pg_has_role(extowner, 'usage')`,
  ]);
  const theirs = new Map((result?.rows ?? []).map(({ name, owner }) => [String(name), String(owner)]));
  for (const [name, owner] of theirs) {
    notes.push({
      text: `extension ${name} belongs to ${owner}, and only that role may drop it`,
      sql: `drop extension ${quoteIdent(name)}`,
    });
  }
  const ours = (c: Change) => c.change !== 'drop' || c.from.kind !== 'extension' || !theirs.has(c.from.name);
  return { changes: changes.filter(ours), notes };
}

/** The plan, held against the rows that are there. */
export async function tested(session: Session, goal: Goal, planned: Planned): Promise<Planned> {
  const { desired, hints, secret } = goal;
  if (planned.statements.length === 0 || goal.recreate === true) return planned;
  const { actual } = withFormerNames(desired, planned.snapshot.catalog, hints);
  const found = await preflight(session, planned.changes, actual, { hints, secret: secret ?? (() => false) });
  return { ...planned, ...found, violations: [...planned.violations, ...found.violations] };
}

/** The sizes of the tables that change, by the names that they will have. */
async function sizesOf(session: Session, changes: readonly Change[], { catalog }: Snapshot): Promise<Sizes> {
  const renamed = new Map<string, string>();
  for (const change of changes) {
    if (change.change === 'rename' && change.to.kind === 'table' && change.from.kind === 'table')
      renamed.set(sizeKey(change.from.schema, change.from.table), sizeKey(change.to.schema, change.to.table));
  }
  const touched = new Set(
    changes.map((c) => {
      const { schema = '', table = '' } = addressOf(objectOf(c));
      return sizeKey(schema, table);
    }),
  );
  const nowNamed = (key: string) => renamed.get(key) ?? key;
  const tables = catalog.table.filter(({ schema, table }) => touched.has(nowNamed(sizeKey(schema, table))));
  const sizes = await readSizes(session, tables);
  return new Map([...sizes].map(([key, size]) => [nowNamed(key), size]));
}
