/** Makes things to see what the server makes of them, and leaves no trace: in a savepoint, or a transaction that rolls back. */
import { SCOPE_NAMES } from './in-scope.js';
import { quoteLiteral } from './quote.js';
import { isConnectionLoss, isServerError, type Result, type Session } from './session.js';
import { PINNED_NAMES } from './settings.js';

/** What was read of one thing that was made, or why the server refused it (an SQLSTATE). */
export type TriedOut = { readonly result: Result } | { readonly refused: string };

/** Statements that make one thing, and the query that then reads it. */
export interface Trial {
  readonly make: readonly string[];
  readonly read: string;
  /** What takes it away again, where another may bear the same name. */
  readonly undo?: readonly string[];
}

/**
 * Makes each thing in pg_temp and reads it. A transaction that may only read is left for one that may write and is
 * rolled back, and another like it is begun, with the same scope: what was read before is then of an earlier moment.
 * @returns null where the role may not, or the server cannot
 */
export async function tryOut(session: Session, trials: readonly Trial[]): Promise<readonly TriedOut[] | null> {
  const [asked] = await session.run([
    `select current_setting('transaction_read_only') = 'on' as "readOnly", current_setting('transaction_isolation') as isolation,
      pg_catalog.pg_is_in_recovery() as recovery,
      pg_catalog.has_database_privilege(current_database(), 'TEMP') as allowed,
      (select json_object_agg(name, current_setting(name, true)) from unnest(array[${[...PINNED_NAMES, ...SCOPE_NAMES].map(quoteLiteral).join(', ')}]) name
        where current_setting(name, true) is not null) as settings`,
  ]);
  const state = asked?.rows[0];
  if (state === undefined || state.allowed !== true || state.recovery === true) return null;
  if (state.readOnly !== true) return attempt(session, trials);
  const pinned = Object.entries(state.settings as Readonly<Record<string, string>>).map(
    ([name, value]) => `pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`,
  );
  const settings = `select ${pinned.join(', ')}`;
  await session.run(['rollback', 'begin isolation level read committed read write', settings]);
  try {
    return await attempt(session, trials);
  } finally {
    await session.run(['rollback', `begin isolation level ${String(state.isolation)} read only`, settings]);
  }
}

/** All at once; one that is refused spoils the batch, so that it is halved. */
async function attempt(session: Session, trials: readonly Trial[]): Promise<readonly TriedOut[]> {
  if (trials.length === 0) return [];
  // By itself: of a message that the server cannot parse nothing is run, the savepoint least of all.
  await session.run(['savepoint schema_audit_trial']);
  try {
    const results = await session.run([
      ...trials.flatMap(({ make, read, undo = [] }) => [...make, read, ...undo]),
      'rollback to savepoint schema_audit_trial',
      'release savepoint schema_audit_trial',
    ]);
    let at = 0;
    return trials.map(({ make, undo = [] }) => {
      const result = results[at + make.length] as Result;
      at += make.length + 1 + undo.length;
      return { result };
    });
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    await session.run(['rollback to savepoint schema_audit_trial', 'release savepoint schema_audit_trial']);
    if (trials.length === 1) return [{ refused: error.code }];
    const middle = Math.ceil(trials.length / 2);
    return [...(await attempt(session, trials.slice(0, middle))), ...(await attempt(session, trials.slice(middle)))];
  }
}
