/** Runs a plan as promised: one transaction, one at a time, verified before commit; old or new, never between. */
import { addressOf, describe } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Catalog } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { compare } from './compare.js';
import type { Scope, Statement } from './kind.js';
import { plan } from './plan.js';
import { quoteLiteral } from './quote.js';
import { lockedOut, readWithin, type Snapshot } from './read.js';
import { isConnectionLoss, isServerError, type Session } from './session.js';
import { pin, type Timeouts } from './settings.js';

export interface Goal {
  readonly desired: Catalog;
  readonly scope: Scope;
}

/** A database, what separates it from the goal, and the statements that lead there. */
export interface Planned {
  readonly snapshot: Snapshot;
  readonly changes: readonly Change[];
  readonly statements: readonly Statement[];
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
  const changes = await compare(session, goal.desired, snapshot);
  const owned = new Set(goal.scope.tables);
  const owns = (schema: string, table: string) => schema === goal.scope.schema && owned.has(table);
  return { snapshot, changes, statements: plan(changes, goal.desired, owns) };
}

/**
 * Brings the database to the goal.
 * @returns what was run; no statements where there was nothing to do
 * @throws UserError where it was refused, failed (rolled back), or where COMMIT itself was cut off (in doubt)
 */
export async function run(session: Session, goal: Goal, options: RunOptions): Promise<Planned> {
  let committing = false;
  try {
    await takeTurn(session, goal.scope, options);
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
    if (isConnectionLoss(error)) throw connectionLost(error, committing);
    await session.run(['rollback']).catch(() => undefined);
    if (isServerError(error) && (error.code === '55P03' || error.code === '57014')) {
      throw await lockedOut(session, goal.scope, options.timeouts).catch(() => error);
    }
    throw error;
  }
}

/**
 * READ COMMITTED, and the advisory lock before anything is read: a snapshot taken before the wait would not see what
 * the winner did. The lock ends with the transaction, whatever becomes of us.
 */
async function takeTurn(session: Session, scope: Scope, { timeouts, turnTimeout }: RunOptions): Promise<void> {
  await session.run(['begin isolation level read committed read write', pin({ ...timeouts, lock: turnTimeout })]);
  try {
    await session.run([
      `select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(${quoteLiteral(`schema-audit/${scope.schema}`)}, 0))`,
    ]);
  } catch (error) {
    if (!isServerError(error) || error.code !== '55P03') throw error;
    throw new UserError(
      `another apply to schema ${scope.schema} has been running for more than ${turnTimeout / 1000} s`,
      {
        hint: 'nothing was done; try again when it has ended',
      },
    );
  }
  await session.run([pin(timeouts)]);
}

async function runOne(session: Session, statement: Statement): Promise<void> {
  try {
    await session.run([statement.sql]);
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error) || error.code === '55P03') throw error;
    throw new UserError(`${describe(statement.object)}: ${error.message}`, {
      hint: `nothing was changed: everything was rolled back. The statement was: ${statement.sql}`,
      cause: error,
    });
  }
}

/** What was built is read back before it counts. */
async function verify(session: Session, goal: Goal): Promise<void> {
  const after = await planWithin(session, goal);
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
