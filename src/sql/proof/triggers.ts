/** Triggers that may reach outside of the database: off where the caller may say so, but never where foreign keys are the subject. */
import { isConnectionLoss, isServerError, type Session } from '../session.js';

/** Foreign keys are triggers too: they are on again while they are looked at. */
export const TRIGGERS_ON = 'set local session_replication_role = origin';

/** To the end of the transaction. @returns whether it was allowed */
export async function silenceTriggers(session: Session): Promise<boolean> {
  try {
    await session.run([
      'savepoint triggers',
      'set local session_replication_role = replica',
      'release savepoint triggers',
    ]);
    return true;
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    await session.run(['rollback to savepoint triggers', 'release savepoint triggers']);
    return false;
  }
}
