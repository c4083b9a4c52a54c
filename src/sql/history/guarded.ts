/** What adopt and its restore say where they fail. */
import { UserError } from '../../errors.js';
import type { Goal } from '../goal.js';
import { lockedOut } from '../read.js';
import { isConnectionLoss, isServerError, type Session } from '../session.js';
import type { Timeouts } from '../settings.js';

/** Whatever goes wrong rolls back, and is said in words. */
export async function guarded<T>(
  session: Session,
  goal: Goal,
  timeouts: Timeouts,
  work: (committing: () => void) => Promise<T>,
): Promise<T> {
  let committing = false;
  try {
    return await work(() => {
      committing = true;
    });
  } catch (error) {
    if (isConnectionLoss(error)) throw connectionLost(error, committing);
    await session.run(['rollback']).catch(() => undefined);
    if (isServerError(error) && (error.code === '55P03' || error.code === '57014'))
      throw await lockedOut(session, goal.scope, timeouts).catch(() => error);
    if (isServerError(error) && error.code === '42501')
      throw new UserError(`a privilege is missing: ${error.message}`, {
        hint: 'nothing was done; run adopt as the role that runs the migrations',
        cause: error,
      });
    throw error;
  }
}

function connectionLost(cause: unknown, committing: boolean): UserError {
  return committing
    ? new UserError('the connection was lost during COMMIT: it is in doubt whether the history was changed', {
        hint: 'schema-audit adopt --dry-run tells: nothing to do means that it was; adopt may be run again in any case',
        cause,
      })
    : new UserError('the connection was lost; nothing was changed: the server rolls the transaction back', {
        hint: 'adopt may be run again',
        cause,
      });
}
