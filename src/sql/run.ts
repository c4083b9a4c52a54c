/** Runs a plan as promised: one transaction, one at a time, verified before commit; old or new, never between. */

import { addressOf, describe } from '../catalog/address.js';
import { objectOf } from '../catalog/diff.js';
import { ownSchema, type Scope } from '../catalog/scope.js';
import { UserError } from '../errors.js';
import { type Goal, type Planned, planWithin, tested } from './goal.js';
import type { Statement } from './kind.js';
import { quoteLiteral } from './quote.js';
import { lockedOut } from './read.js';
import { isConnectionLoss, isServerError, type Session } from './session.js';
import { pin, type Timeouts } from './settings.js';

export interface RunOptions {
  readonly timeouts: Timeouts;
  /** How long to wait for another apply to the same schema, in milliseconds. */
  readonly turnTimeout: number;
  /** Sees the plan after it was made under the lock and before the first statement; throws to refuse. */
  readonly approve: (planned: Planned) => void;
  readonly onStatement: (statement: Statement, place: number, total: number) => void;
  /** Looks at the result inside the transaction, and leaves it as it is; throws to have everything rolled back. */
  readonly beforeCommit?: (session: Session) => Promise<void>;
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
      await options.beforeCommit?.(session);
      await session.run(['rollback']);
      return planned;
    }
    options.approve(planned);
    for (const [i, statement] of planned.statements.entries()) {
      options.onStatement(statement, i + 1, planned.statements.length);
      await runOne(session, statement);
    }
    await verify(session, goal);
    await options.beforeCommit?.(session);
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
  const key = quoteLiteral(`schema-audit/${ownSchema(scope)}`);
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
    `another apply or adopt to schema ${ownSchema(scope)} has been running for more than ${turnTimeout / 1000} s`,
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
  const after = await planWithin(session, { ...goal, recreate: false, certain: true });
  if (after.statements.length === 0) return;
  const left = after.changes.map((c) => {
    const field = c.change === 'alter' ? ` (${c.field})` : '';
    return `${describe(addressOf(objectOf(c)))}${field}`;
  });
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
