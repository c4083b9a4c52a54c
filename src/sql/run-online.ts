/** Runs a plan while its tables are in use: short transactions, retried; the database itself says how far it has come. */

import { addressOf, describe } from '../catalog/address.js';
import { objectOf } from '../catalog/diff.js';
import { UserError } from '../errors.js';
import { type Goal, type Planned, planWithin } from './goal.js';
import type { Statement } from './kind.js';
import { explained, type RunOptions, takeTurn } from './run.js';
import { isConnectionLoss, isServerError, type Session } from './session.js';
import { pin, pinSession, type Timeouts } from './settings.js';

export interface OnlineOptions extends RunOptions {
  /** Called before a transaction is tried again: for want of which lock, the how many-th time, after how long a pause. */
  readonly onRetry: (statement: Statement, attempt: number, pause: number) => void;
  readonly signal: AbortSignal;
}

/** Not for ever: then the operator should see who holds the lock. */
const ATTEMPTS = 30;
/** What an aborted `create index concurrently` leaves is planned for anew, so that few rounds do. */
const ROUNDS = 10;
/** Milliseconds: from the first pause to the longest. */
const PAUSE = { first: 100, longest: 10_000 } as const;

/**
 * Brings the database to the goal in several transactions. What was done when it stops is kept: run again, it reads the
 * database, plans anew and goes on.
 * @param keeper a second session: it holds the advisory lock, which no transaction of ours outlives
 * @returns the plan of the first round; no statements where there was nothing to do
 * @throws UserError where it was refused or could not go on
 */
export async function runOnline(
  session: Session,
  keeper: Session,
  goal: Goal,
  options: OnlineOptions,
): Promise<Planned> {
  let first: Planned | undefined;
  try {
    await takeTurn(keeper, goal.scope, options, 'read only');
    await session.run([pinSession(options.timeouts)]);
    for (let round = 1; ; round++) {
      // What nobody could compare has been written once.
      const planned = await planAnew(session, { ...goal, certain: round > 1 }, options.timeouts);
      if (planned.statements.length === 0) {
        await keeper.run(['rollback']);
        return first ?? planned;
      }
      if (first === undefined) options.approve(planned);
      first ??= planned;
      if (round > ROUNDS) throw unfinished(planned);
      await runRound(session, keeper, planned, options);
    }
  } catch (error) {
    await keeper.run(['rollback']).catch(() => undefined);
    if (isConnectionLoss(error)) throw lost(error);
    const told = await explained(session, goal, options.timeouts, error);
    throw told instanceof UserError && first !== undefined ? resumable(told) : told;
  }
}

/** The plan of what is left to do. */
async function planAnew(session: Session, goal: Goal, timeouts: Timeouts): Promise<Planned> {
  await session.run(['begin isolation level read committed read only', pin(timeouts)]);
  const planned = await planWithin(session, goal);
  await session.run(['rollback']);
  return planned;
}

async function runRound(session: Session, keeper: Session, planned: Planned, options: OnlineOptions): Promise<void> {
  const { statements } = planned;
  for (let at = 0; at < statements.length; ) {
    const number = statements[at]?.transaction;
    const some = statements.slice(at).filter(({ transaction }) => transaction === number);
    // Whoever lost the advisory lock may not go on.
    await keeper.run(['select 1']);
    const goOn = await runTransaction(session, some, at, statements.length, options);
    // The way back to the catalog: what was left half made is seen there.
    if (!goOn) return;
    at += some.length;
  }
}

/** @returns false where the plan has to be made anew before it can go on */
async function runTransaction(
  session: Session,
  statements: readonly Statement[],
  at: number,
  total: number,
  options: OnlineOptions,
): Promise<boolean> {
  const [first] = statements;
  if (first === undefined) return true;
  for (let attempt = 1; ; attempt++) {
    if (options.signal.aborted) throw new UserError('interrupted');
    let running = first;
    try {
      if (!first.transactional) {
        options.onStatement(first, at + 1, total);
        await session.run([pinSession({ lock: 0, statement: options.timeouts.statement })]);
        await session.run([first.sql]);
        return true;
      }
      await session.run(['begin isolation level read committed read write', pin(share(statements, options.timeouts))]);
      for (const [i, statement] of statements.entries()) {
        running = statement;
        options.onStatement(statement, at + i + 1, total);
        await session.run([statement.sql]);
      }
      await session.run(['commit']);
      return true;
    } catch (error) {
      if (isConnectionLoss(error) || !isServerError(error)) throw error;
      if (first.transactional) await session.run(['rollback']);
      if (error.code !== '55P03' && error.code !== '40P01') throw failed(running, error);
      if (attempt >= ATTEMPTS) throw error;
      const pause = Math.min(PAUSE.first * 2 ** (attempt - 1), PAUSE.longest);
      options.onRetry(running, attempt, pause);
      await wait(pause, options.signal);
      if (!first.transactional) return false;
    }
  }
}

/**
 * Whoever comes behind us in the queue for one table waits for as long as we wait for it and for those after it: all
 * locks of a transaction share the time limit.
 */
function share(statements: readonly Statement[], { lock, statement }: Timeouts): Timeouts {
  const relations = new Set(statements.flatMap(({ locks }) => locks.map(({ relation }) => relation)));
  return { lock: lock === 0 ? 0 : Math.max(Math.floor((lock * 0.9) / Math.max(relations.size, 1)), 1), statement };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

function failed(statement: Statement, cause: Error): UserError {
  return new UserError(`${describe(statement.object)}: ${cause.message}`, {
    hint: `The statement was: ${statement.sql}`,
    cause,
  });
}

function resumable(error: UserError): UserError {
  return new UserError(error.message, {
    hint: `${error.hint === undefined ? '' : `${error.hint}\n  `}what was done before it is kept; run apply --online again to go on from there`,
    cause: error.cause,
  });
}

function unfinished({ changes }: Planned): UserError {
  const left = changes.map((c) => describe(addressOf(objectOf(c))));
  return new UserError(`after ${ROUNDS} rounds the database still differs: ${[...new Set(left)].join(', ')}`);
}

function lost(cause: unknown): UserError {
  return new UserError(
    'the connection was lost; what was done before is kept, the statement at work may or may not be',
    {
      hint: 'run apply --online again: it reads the database and goes on from there',
      cause,
    },
  );
}
