/** Undoes the newest run of adopt: what it added goes, what it removed comes back, to the row; under the same locks. */
import { UserError } from '../errors.js';
import type { Adoption, Waiting } from './adopt.js';
import { release } from './history/aftermath.js';
import { type Restorable, restorable, restore as restoreStatements } from './history/archive.js';
import { guarded } from './history/guarded.js';
import type { Remark } from './history/history.js';
import { type Found, find, schemaOf } from './history/place.js';
import { takeTurn } from './run.js';
import type { Session } from './session.js';

export interface RestoreState {
  readonly server: { readonly database: string; readonly serverVersion: string };
  readonly found: Found;
  /** null: there is nothing to restore. */
  readonly restorable: Restorable | null;
  readonly refusals: readonly Remark[];
}

/** What is asked of a restore: where the history is. The schema and the files are not looked at. */
type Where = Pick<Adoption, 'goal' | 'history' | 'at'>;

export interface RestoreOptions extends Waiting {
  /** Sees what would be put back, under the locks; throws to refuse. */
  readonly approve: (state: RestoreState) => void | Promise<void>;
}

/**
 * What would be put back. Reads only.
 * @throws UserError where the history cannot be read
 */
export async function previewRestore(session: Session, where: Where, waiting: Waiting): Promise<RestoreState> {
  return guarded(session, where.goal, waiting.timeouts, async () => {
    const found = await begin(session, where, waiting, 'read only');
    const busy = found.lock ? await where.history.look(session, found.place) : null;
    const state = await look(session, found, busy);
    await session.run(['rollback']);
    return state;
  });
}

/**
 * Puts it back.
 * @returns what was put back; where it was refused, or there is nothing, nothing was written
 * @throws UserError where it failed (rolled back), or where COMMIT itself was cut off (in doubt)
 */
export async function restore(session: Session, where: Where, options: RestoreOptions): Promise<RestoreState> {
  return guarded(session, where.goal, options.timeouts, async (committing) => {
    const { history } = where;
    const found = await begin(session, where, options, 'read write');
    if (found.history && !found.lock) await session.run(history.createLock(found.place));
    const busy = found.history ? await history.take(session, found.place) : null;
    const state = await look(session, found, busy);
    if (state.restorable === null || state.refusals.length > 0) {
      await session.run(['rollback']);
      return state;
    }
    await options.approve(state);
    const { run, back, gone } = state.restorable;
    const [deleted, inserted, other] = await session.run(restoreStatements(found.place, run));
    if (deleted?.rows.length !== gone.length || inserted?.rows.length !== back.length || other?.rows.length !== 0)
      throw new UserError('the history could not be restored to the row: its table has changed', {
        hint: 'nothing was changed: everything was rolled back',
      });
    await release(session, history, found.place);
    committing();
    await session.run(['commit']);
    return state;
  });
}

async function begin(
  session: Session,
  { goal, history, at }: Where,
  waiting: Waiting,
  mode: 'read only' | 'read write',
): Promise<Found> {
  const schema = await schemaOf(session, at);
  await takeTurn(session, goal.scope, waiting, mode);
  return find(session, history, { table: at.table, schema }, at.schema !== null);
}

/** A lock that could not be had has ended the transaction: what is there is told all the same. */
async function look(session: Session, found: Found, busy: Remark | null): Promise<RestoreState> {
  const there = found.history && found.archive ? await restorable(session, found.place) : null;
  return {
    server: await serverOf(session),
    found,
    restorable: there,
    refusals: [...(busy === null ? [] : [busy]), ...(there?.refusals ?? [])],
  };
}

async function serverOf(session: Session): Promise<RestoreState['server']> {
  const [result] = await session.run([
    `select current_database() as database, split_part(current_setting('server_version'), ' ', 1) as version`,
  ]);
  const { database, version } = result?.rows[0] ?? {};
  return { database: String(database), serverVersion: String(version) };
}
