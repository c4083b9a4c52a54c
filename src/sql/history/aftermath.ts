/** The end of adopt's transaction, and a look at what those who waited for it do next. */
import type { Session } from '../session.js';
import type { History, Place, Remark } from './history.js';

/** Gives the tool's lock back, and says which processes wait for us: those come next. */
export async function release(session: Session, history: History, place: Place): Promise<readonly number[]> {
  const results = await session.run([
    ...history.release(place),
    `select pid from pg_catalog.pg_stat_activity
    where pg_catalog.pg_backend_pid() = any (pg_catalog.pg_blocking_pids(pid))`,
  ]);
  return (results.at(-1)?.rows ?? []).map(({ pid }) => Number(pid));
}

/** How long those who waited are watched, and how often, in milliseconds. */
const WATCH = 3000;
const PAUSE = 100;

/**
 * A run with disableTransactions has read the history before it waited for us, and runs what it had found then: that
 * cannot be kept from happening, but seen.
 */
async function watch(
  session: Session,
  history: History,
  place: Place,
  written: readonly string[],
  waiting: readonly number[],
): Promise<readonly Remark[]> {
  const until = Date.now() + WATCH;
  for (;;) {
    // First whether they have ended, then what they did: the other way round their last row would slip through.
    const busy = waiting.length === 0 ? null : await history.look(session, place);
    const ended = waiting.length === 0 || (busy === null && !(await atWork(session, waiting)));
    const changes = await changedSince(session, history, place, written);
    if (changes.length > 0 || ended) return changes;
    if (Date.now() > until) return busy?.lasting === true ? [stillAtWork(busy)] : [];
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** What happened after the commit; that the look itself fails undoes nothing. */
export function aftermath(...about: Parameters<typeof watch>): ReturnType<typeof watch> {
  return watch(...about).catch((error: unknown) => [
    {
      message: `the history could not be looked at again afterwards: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'what was to be done is done; "schema-audit adopt --dry-run" tells whether it still is',
    },
  ]);
}

const AGAIN = 'when it has ended, run adopt again: rows that are there twice are archived';

function stillAtWork(busy: Remark): Remark {
  return {
    message: `a run that had waited for adopt is at work without looking at the history again: ${busy.message}`,
    hint: AGAIN,
  };
}

async function changedSince(
  session: Session,
  history: History,
  place: Place,
  written: readonly string[],
): Promise<readonly Remark[]> {
  const [result] = await session.run([history.rows(place)]);
  const names = (result?.rows ?? []).map(({ name }) => String(name));
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) < i))];
  const gone = written.filter((name) => !names.includes(name));
  const check = 'see with "schema-audit check" what it did to the schema';
  return [
    ...(twice.length === 0
      ? []
      : [
          {
            message: `a run that began at the same time, without a transaction (disableTransactions), has run ${twice.join(', ')} again`,
            hint: `${check}; ${AGAIN}`,
          },
        ]),
    ...(gone.length === 0
      ? []
      : [{ message: `a run that began at the same time has undone ${gone.join(', ')}`, hint: check }]),
  ];
}

/** What other roles' processes do is not always shown: then they count as at work. */
async function atWork(session: Session, pids: readonly number[]): Promise<boolean> {
  const [result] = await session.run([
    `select 1 from pg_catalog.pg_stat_activity
    where pid in (${pids.join(', ')}) and coalesce(state, 'active') <> 'idle'`,
  ]);
  return (result?.rows.length ?? 0) > 0;
}
