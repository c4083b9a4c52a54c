/** Looks at a catalog that leave no trace: from outside, or inside somebody else's transaction. */
import { isServerError, type Result, type Session } from './session.js';

/** A connection of somebody else's, as far as we use it (pg's client). */
export interface Answering {
  query(sql: string): Promise<Result | Result[]>;
}

/** At what has been committed. */
export async function lookFromOutside<T>(session: Session, look: (at: Session) => Promise<T>): Promise<T> {
  await session.run(['begin isolation level repeatable read read only']);
  try {
    return await look(session);
  } finally {
    await session.run(['rollback']);
  }
}

/**
 * At what the transaction has done so far. The settings under which we read go with the savepoint. Where the owner has
 * ended it by itself (a script with COMMIT in it), at what has been committed.
 * @returns null where the transaction has been aborted
 */
export async function lookWithin<T>(connection: Answering, look: (at: Session) => Promise<T>): Promise<T | null> {
  const session = sessionOn(connection);
  try {
    await session.run(['savepoint schema_audit']);
  } catch (error) {
    if (isServerError(error) && error.code === '25P02') return null;
    if (isServerError(error) && error.code === '25P01') return lookFromOutside(session, look);
    throw error;
  }
  const seen = await look(session);
  await session.run(['rollback to savepoint schema_audit', 'release savepoint schema_audit']);
  return seen;
}

function sessionOn(connection: Answering): Session {
  return {
    processId: 0,
    run: async (statements) => {
      const answer = await connection.query(statements.join(';\n'));
      return Array.isArray(answer) ? answer : [answer];
    },
    end: async () => undefined,
  };
}
