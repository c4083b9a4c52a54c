/** Runs a plan as promised: one transaction, one at a time, verified before commit; old or new, never between. */
import { addressOf, describe, keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { Catalog } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { compare } from './compare.js';
import { withFormerNames } from './former.js';
import type { Scope, Statement } from './kind.js';
import { type Note, type Plan, plan } from './plan.js';
import { preflight } from './preflight.js';
import type { Preflight } from './questions.js';
import { quoteIdent, quoteLiteral } from './quote.js';
import { lockedOut, readWithin, type Snapshot } from './read.js';
import { recreateChanges } from './recreate.js';
import { isConnectionLoss, isServerError, type Session } from './session.js';
import { pin, type Timeouts } from './settings.js';
import { readSizes, type Sizes, sizeKey } from './sizes.js';
import { viewsAround } from './views.js';

export interface Goal {
  readonly desired: Catalog;
  readonly scope: Scope;
  readonly hints: Hints;
  /** Removes from the spec's own tables what the spec does not know. */
  readonly prune?: boolean;
  /** In several transactions that keep nobody waiting, see run-online.ts. */
  readonly online?: boolean;
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

export interface RunOptions {
  readonly timeouts: Timeouts;
  /** How long to wait for another apply to the same schema, in milliseconds. */
  readonly turnTimeout: number;
  /** Sees the plan after it was made under the lock and before the first statement; throws to refuse. */
  readonly approve: (planned: Planned) => void;
  readonly onStatement: (statement: Statement, place: number, total: number) => void;
}

/** Reads and plans inside the transaction that is open. */
export async function planWithin(session: Session, goal: Goal): Promise<Planned> {
  return planFor(session, goal, await readWithin(session, goal.scope));
}

export async function planFor(session: Session, goal: Goal, snapshot: Snapshot): Promise<Planned> {
  const { desired, scope, hints, prune = false, online = false } = goal;
  const differences =
    goal.recreate === true
      ? recreateChanges(desired, snapshot.catalog)
      : await compare(session, desired, snapshot, hints);
  const { changes, notes } = await forOthers(session, differences, snapshot, scope);
  const owned = new Set(desired.table.map(({ schema, table }) => sizeKey(schema, table)));
  const owns = (schema: string, table: string) => owned.has(sizeKey(schema, table));
  const sizes = await sizesOf(session, changes, snapshot);
  const planned = plan(changes, desired, owns, { hints, prune, online, sizes });
  const kept = new Set(planned.kept.map(keyOf));
  const views = await viewsAround(session, goal.recreate === true ? [] : changes, (column) => kept.has(keyOf(column)));
  const around = views.before.length > 0;
  return {
    snapshot,
    changes,
    kept: planned.kept,
    // Around a change of type the views are gone for a moment: nobody may see that moment.
    statements: around
      ? [...views.before, ...plan(changes, desired, owns, { hints, prune, sizes }).statements, ...views.after]
      : planned.statements,
    notes: [...planned.notes, ...notes, ...(around && online ? [WHOLE] : [])],
    violations: views.refused,
    untested: [],
  };
}

const WHOLE: Note = {
  text: 'views stand on a column that changes its type: all is done in one transaction, in spite of --online',
  sql: null,
};

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
      const { schema = '', table = '' } = addressOf(c.change === 'drop' ? c.from : c.to);
      return sizeKey(schema, table);
    }),
  );
  const nowNamed = (key: string) => renamed.get(key) ?? key;
  const tables = catalog.table.filter(({ schema, table }) => touched.has(nowNamed(sizeKey(schema, table))));
  const sizes = await readSizes(session, tables);
  return new Map([...sizes].map(([key, size]) => [nowNamed(key), size]));
}

/**
 * What apply would do, as it stands when no other apply is at work: the transaction is left open for further questions.
 * @throws UserError where another apply does not end in time, or a lock stands in the way
 */
export async function preview(
  session: Session,
  goal: Goal,
  options: Omit<RunOptions, 'approve' | 'onStatement'>,
): Promise<Planned> {
  try {
    await takeTurn(session, goal.scope, options, 'read only');
    return await tested(session, goal, await planWithin(session, goal));
  } catch (error) {
    throw await explained(session, goal, options.timeouts, error);
  }
}

/**
 * Brings the database to the goal.
 * @returns what was run; no statements where there was nothing to do
 * @throws UserError where it was refused, failed (rolled back), or where COMMIT itself was cut off (in doubt)
 */
export async function run(session: Session, goal: Goal, options: RunOptions): Promise<Planned> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(session, goal, options);
    } catch (error) {
      // Two sessions each held what the other waited for; the server chose us to yield, and all was rolled back.
      const yielded = isServerError(error) && error.code === '40P01';
      if (!yielded || attempt === ATTEMPTS) throw await explained(session, goal, options.timeouts, error);
      await session.run(['rollback']);
    }
  }
}

const ATTEMPTS = 5;

async function runOnce(session: Session, goal: Goal, options: RunOptions): Promise<Planned> {
  let committing = false;
  try {
    await takeTurn(session, goal.scope, options, 'read write');
    const planned = await planWithin(session, goal);
    if (planned.statements.length === 0) {
      await session.run(['rollback']);
      return planned;
    }
    options.approve(planned);
    for (const [i, statement] of planned.statements.entries()) {
      options.onStatement(statement, i + 1, planned.statements.length);
      await runOne(session, statement);
    }
    await verify(session, goal);
    committing = true;
    await session.run(['commit']);
    return planned;
  } catch (error) {
    throw isConnectionLoss(error) ? connectionLost(error, committing) : error;
  }
}

/** Rolls back, and says what a lock or time limit stood for. */
export async function explained(session: Session, goal: Goal, timeouts: Timeouts, error: unknown): Promise<unknown> {
  if (isConnectionLoss(error)) return connectionLost(error, false);
  await session.run(['rollback']).catch(() => undefined);
  if (!isServerError(error)) return error;
  if (error.code === '55P03' || error.code === '57014')
    return lockedOut(session, goal.scope, timeouts).catch(() => error);
  if (error.code === '40P01') {
    return new UserError(
      'other sessions kept taking in the opposite order what apply needs: the server broke the deadlock',
      {
        hint: 'nothing was changed; try again when the tables are less busy, or with --online',
        cause: error,
      },
    );
  }
  return error;
}

/** Milliseconds between two tries to get the advisory lock. */
const TURN_PAUSE = 100;

/**
 * READ COMMITTED, and the advisory lock before anything is read: a snapshot taken before the wait would not see what
 * the winner did. The lock ends with the transaction, whatever becomes of us. It is tried for, not waited for: a waiting
 * statement holds a snapshot, and the winner's CREATE INDEX CONCURRENTLY would wait for that.
 */
export async function takeTurn(
  session: Session,
  scope: Scope,
  { timeouts, turnTimeout }: Pick<RunOptions, 'timeouts' | 'turnTimeout'>,
  mode: 'read only' | 'read write',
): Promise<void> {
  await session.run([`begin isolation level read committed ${mode}`, pin(timeouts)]);
  const key = quoteLiteral(`schema-audit/${scope.schema}`);
  const patience = Date.now() + turnTimeout;
  for (;;) {
    const [result] = await session.run([
      `select pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended(${key}, 0)) as ours`,
    ]);
    if (result?.rows[0]?.ours === true) return;
    if (Date.now() > patience) break;
    await new Promise((resolve) => setTimeout(resolve, TURN_PAUSE));
  }
  throw new UserError(
    `another apply to schema ${scope.schema} has been running for more than ${turnTimeout / 1000} s`,
    { hint: 'nothing was done; try again when it has ended' },
  );
}

/** Not the statement's fault: a lock, a time limit, a deadlock. */
const PASSING: ReadonlySet<string> = new Set(['55P03', '57014', '40P01']);

async function runOne(session: Session, statement: Statement): Promise<void> {
  try {
    await session.run([statement.sql]);
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error) || PASSING.has(error.code)) throw error;
    throw new UserError(`${describe(statement.object)}: ${error.message}`, {
      hint: `nothing was changed: everything was rolled back. The statement was: ${statement.sql}`,
      cause: error,
    });
  }
}

/** What was built is read back before it counts. */
async function verify(session: Session, goal: Goal): Promise<void> {
  const after = await planWithin(session, { ...goal, recreate: false });
  if (after.statements.length === 0) return;
  const left = after.changes.map((c) => describe(addressOf(c.change === 'drop' ? c.from : c.to)));
  throw new UserError(`the result would not equal the spec: ${[...new Set(left)].join(', ')}`, {
    hint: 'nothing was changed: everything was rolled back. Please report this, with the spec',
  });
}

function connectionLost(cause: unknown, committing: boolean): UserError {
  return committing
    ? new UserError('the connection was lost during COMMIT: it is in doubt whether the changes were made', {
        hint: 'schema-audit check tells: exit code 0 means that they were; apply may be run again in any case',
        cause,
      })
    : new UserError('the connection was lost; nothing was changed: the server rolls the transaction back', {
        hint: 'apply may be run again',
        cause,
      });
}
