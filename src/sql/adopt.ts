/** Makes a history say what is true: one transaction, under the tool's lock and ours, and a look afterwards. */
import { UserError } from '../errors.js';
import { type AdoptPlan, planAdopt, type Wanted } from './adopt-plan.js';
import { type Goal, type Planned, planWithin } from './goal.js';
import { aftermath, release } from './history/aftermath.js';
import { add, createArchive, type Run, remove } from './history/archive.js';
import { guarded } from './history/guarded.js';
import type { History, HistoryRow, Place, Remark } from './history/history.js';
import { type Found, find, schemaOf, type Wanted as WantedPlace } from './history/place.js';
import { takeTurn } from './run.js';
import { isServerError, type Session } from './session.js';
import { pin, type Timeouts } from './settings.js';

/** What is wanted of which history. */
export interface Adoption {
  /** Planned with `prune`: what the spec does not know is a difference too. */
  readonly goal: Goal;
  readonly history: History;
  readonly at: WantedPlace;
  readonly wanted: Wanted;
  /** A schema that differs from the spec does not refuse it. */
  readonly allowDrift: boolean;
}

export interface Waiting {
  readonly timeouts: Timeouts;
  /** How long to wait for another apply or adopt to the same schema, in milliseconds. */
  readonly turnTimeout: number;
}

export interface AdoptOptions extends Waiting {
  /** As what it goes into the archive. */
  readonly run: Run;
  /** Sees the plan under the locks, before the first change; throws to refuse. */
  readonly approve: (state: State) => void | Promise<void>;
}

/** A history as it is, and what would become of it. */
export interface State {
  readonly found: Found;
  readonly rows: readonly HistoryRow[];
  readonly plan: AdoptPlan;
  /** What separates the schema from the spec. */
  readonly drift: Planned;
  /** Why nothing is done; none: it may be. */
  readonly refusals: readonly Remark[];
}

export interface Adopted extends State {
  /** Whether there was something to do, and it was done. */
  readonly done: boolean;
  /** What a run that was at work at the same time has done to the history since. */
  readonly trouble: readonly Remark[];
}

/**
 * What adopt would do. Reads only, and takes no lock of the tool's.
 * @throws UserError where the history cannot be read, or another apply does not end in time
 */
export async function previewAdopt(session: Session, adoption: Adoption, waiting: Waiting): Promise<State> {
  return guarded(session, adoption.goal, waiting.timeouts, async () => {
    const schema = await schemaOf(session, adoption.at);
    await takeTurn(session, adoption.goal.scope, waiting, 'read only');
    const found = await find(
      session,
      adoption.history,
      { table: adoption.at.table, schema },
      adoption.at.schema !== null,
    );
    const busy = found.lock ? await adoption.history.look(session, found.place) : null;
    const state = await look(session, adoption, found, busy);
    await session.run(['rollback']);
    return state;
  });
}

/**
 * Does it.
 * @returns what was done; refused or nothing to do: nothing was written
 * @throws UserError where it failed (rolled back), or where COMMIT itself was cut off (in doubt)
 */
export async function adopt(session: Session, adoption: Adoption, options: AdoptOptions): Promise<Adopted> {
  return guarded(session, adoption.goal, options.timeouts, async (committing) => {
    const schema = await schemaOf(session, adoption.at);
    try {
      return await adoptOnce(session, adoption, schema, options, committing);
    } catch (error) {
      // The tool was making its tables at the same moment; now they are there.
      if (!isServerError(error) || !['42P07', '23505'].includes(error.code)) throw error;
      await session.run(['rollback']);
      return await adoptOnce(session, adoption, schema, options, committing);
    }
  });
}

async function adoptOnce(
  session: Session,
  adoption: Adoption,
  schema: string,
  options: AdoptOptions,
  committing: () => void,
): Promise<Adopted> {
  const { goal, history, at } = adoption;
  await takeTurn(session, goal.scope, options, 'read write');
  const found = await find(session, history, { table: at.table, schema }, at.schema !== null);
  const { place } = found;
  if (found.elsewhere.length === 0)
    await session.run([
      ...(found.history ? [] : history.create(place)),
      ...(found.lock ? [] : history.createLock(place)),
    ]);
  const busy = found.elsewhere.length === 0 ? await history.take(session, place) : null;
  const state =
    busy === null
      ? await look(session, adoption, found, null)
      : await refused(session, adoption, found, busy, options.timeouts);
  const { plan } = state;
  const nothing = plan.mark.length === 0 && plan.archive.length === 0;
  if (state.refusals.length > 0 || nothing) {
    await session.run(['rollback']);
    return { ...state, done: false, trouble: [] };
  }
  await options.approve(state);
  const { run } = options;
  if (!found.archive) await session.run([createArchive(place)]);
  if (plan.archive.length > 0) await changed(session, remove(place, plan.archive, run), plan.archive.length);
  if (plan.mark.length > 0) await changed(session, add(history, place, plan, run), plan.mark.length);
  if (history.ordered) await mustBeInOrder(session, history, found.place, plan.order);
  const waiting = await release(session, history, place);
  committing();
  await session.run(['commit']);
  return {
    ...state,
    done: true,
    trouble: await aftermath(session, history, place, [...plan.unchanged, ...plan.mark], waiting),
  };
}

/** Where a run is at work the history may be about to change: what is said of it is what it was. */
async function refused(
  session: Session,
  adoption: Adoption,
  found: Found,
  busy: Remark,
  timeouts: Timeouts,
): Promise<State> {
  await session.run(['rollback']);
  await session.run(['begin isolation level read committed read only', pin(timeouts)]);
  return look(session, adoption, await find(session, adoption.history, found.place, true), busy);
}

async function look(session: Session, adoption: Adoption, found: Found, busy: Remark | null): Promise<State> {
  const { goal, history, wanted, allowDrift } = adoption;
  const { place, elsewhere } = found;
  const [result] = await session.run(
    elsewhere.length > 0 || !(await exists(session, found, history)) ? [] : [history.rows(place)],
  );
  const rows = (result?.rows ?? []).map(({ id, name }) => ({ id: String(id), name: String(name) }));
  const plan = planAdopt(rows, wanted);
  const drift = await planWithin(session, { ...goal, prune: true, certain: true });
  return {
    found,
    rows,
    plan,
    drift,
    refusals: [
      ...(busy === null ? [] : [busy]),
      ...elsewhere.slice(0, 1).map((other) => ({
        message: `there is no history ${place.table} in schema ${place.schema}, but one in ${elsewhere.join(', ')}: a second one would be made`,
        hint: `add --table-schema ${other}, or --table-schema ${place.schema} where a second one is meant`,
      })),
      ...plan.refusals,
      ...(allowDrift ? [] : differs(drift, plan, wanted.migrate)),
    ],
  };
}

/** It may have been made a moment ago, in this transaction. */
async function exists(session: Session, found: Found, history: History): Promise<boolean> {
  return found.history || (await find(session, history, found.place, true)).history;
}

/** The schema has the last word: a mark for what is not there would hide it for ever. */
function differs({ statements }: Planned, { sameName, halfDone }: AdoptPlan, migrate: string): readonly Remark[] {
  if (statements.length === 0) return [];
  const names = sameName.join(', ');
  const why =
    names === ''
      ? ''
      : `; the tool takes ${names} for complete because an archived migration of that name ran, and its new effect is not there`;
  const first =
    halfDone.length === 0
      ? ''
      : `run the remaining legacy migrations (${halfDone.join(', ')}) with "${migrate}" first, or `;
  return [
    {
      message: `the schema differs from the spec${why}`,
      hint: `${first}bring it to the spec with "schema-audit apply --prune", then run adopt again; --allow drift does it all the same`,
    },
  ];
}

/** A row cannot be put between two that ran at the very same moment. */
async function mustBeInOrder(
  session: Session,
  history: History,
  place: Place,
  order: readonly string[],
): Promise<void> {
  const [result] = await session.run([history.rows(place)]);
  const [wrong] = (result?.rows ?? []).filter(({ name }, i) => name !== order[i]);
  if (wrong === undefined) return;
  throw new UserError(`${history.tool} wants its rows in order, and there is no room for one before ${wrong.name}`, {
    hint: 'nothing was changed: everything was rolled back; set the later rows to a later run_on, and run adopt again',
  });
}

async function changed(session: Session, statement: string, rows: number): Promise<void> {
  const [result] = await session.run([statement]);
  if (result?.rows.length === rows) return;
  throw new UserError(
    `the history was changed while adopt was at work: ${result?.rows.length} rows instead of ${rows}`,
    {
      hint: 'nothing was changed: everything was rolled back; run adopt again',
    },
  );
}
