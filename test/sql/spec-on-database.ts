/** A spec's text on a database, without the command line: applied, and checked. */
import { drift } from '../../src/checks/drift.js';
import { findings } from '../../src/checks/index.js';
import type { Check, Finding } from '../../src/checks/types.js';
import { audit } from '../../src/commands/audit.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { compare } from '../../src/sql/compare.js';
import type { Planned } from '../../src/sql/goal.js';
import { plan } from '../../src/sql/plan.js';
import { read } from '../../src/sql/read.js';
import { preview, run } from '../../src/sql/run.js';
import { runOnline } from '../../src/sql/run-online.js';
import { connect, type Session } from '../../src/sql/session.js';
import { withoutCreated } from '../../src/sql/steps.js';

const TIMEOUTS = { lock: 5000, statement: 60_000 };

const known = new Map<string, ReturnType<typeof compiledFrom>>();

function compiledFrom(text: string) {
  const spec = parseSpec(text, 'spec.yaml');
  return { spec, ...compile(spec) };
}

/** A spec is often tried many times in a row. */
function compiled(text: string): ReturnType<typeof compiledFrom> {
  const found = known.get(text) ?? compiledFrom(text);
  if (known.size > 20) known.clear();
  known.set(text, found);
  return found;
}

/** A database's address, for a connection of its own each time; or a connection that stays, for tests of many steps. */
export type Place = string | Session;

async function on<T>(place: Place, work: (session: Session) => Promise<T>): Promise<T> {
  if (typeof place === 'string') return withSession(place, work);
  try {
    return await work(place);
  } finally {
    await place.run(['rollback']);
    await place.run(['discard all']);
  }
}

export async function withSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await connect({ url });
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

export interface ApplyOptions {
  /** Removes what the spec does not know (default). */
  readonly prune?: boolean;
  readonly online?: boolean;
  /** Milliseconds */
  readonly lockTimeout?: number;
}

/** Online it keeps two connections of its own: for that it wants the address. */
export async function applySpec(place: Place, text: string, options: ApplyOptions = {}): Promise<Planned> {
  const { spec, catalog: desired, hints } = compiled(text);
  const { prune = true, online = false, lockTimeout = TIMEOUTS.lock } = options;
  const goal = { desired, hints, scope: scopeOf(spec), prune, online };
  const how = {
    timeouts: { ...TIMEOUTS, lock: lockTimeout },
    turnTimeout: 60_000,
    approve: () => undefined,
    onStatement: () => undefined,
  };
  if (!online) return on(place, (session) => run(session, goal, how));
  if (typeof place !== 'string') throw new Error('online wants an address');
  const more = { ...how, onRetry: () => undefined, signal: new AbortController().signal };
  return withSession(place, (session) => withSession(place, (keeper) => runOnline(session, keeper, goal, more)));
}

/** What a plan would be, with what stands in its way; nothing is run. */
export async function planSpec(place: Place, text: string, options: ApplyOptions = {}): Promise<Planned> {
  const { spec, catalog: desired, hints } = compiled(text);
  const secret = (table: string, column: string) =>
    spec.tables.some(({ name, encrypted }) => name === table && encrypted.includes(column));
  const { prune = true, online = false } = options;
  const goal = { desired, hints, scope: scopeOf(spec), prune, online, secret };
  return on(place, (session) => preview(session, goal, { timeouts: TIMEOUTS, turnTimeout: 60_000 }));
}

export async function checkSpec(
  place: Place,
  text: string,
  options: { strict?: boolean; data?: boolean; selected?: readonly Check[] } = {},
): Promise<readonly Finding[]> {
  const { findings: found } = await on(place, (session) => audit(session, compiled(text), TIMEOUTS, options));
  return found;
}

/** What drift would say if no other check spoke. */
export async function driftFrom(place: Place, text: string): Promise<readonly Finding[]> {
  const { spec, catalog: desired, locations, hints } = compiled(text);
  return on(place, async (session) => {
    const snapshot = await read(session, scopeOf(spec), TIMEOUTS);
    const changes = await compare(session, desired, snapshot, hints);
    const { catalog: actual, notCovered } = snapshot;
    const evidence = {
      spec,
      desired,
      actual,
      changes,
      notCovered,
      policies: [],
      truth: [],
      data: [],
      rehearsal: null,
      leftovers: [],
      locations,
    };
    const standing = withoutCreated(desired, changes);
    return findings(
      evidence,
      (some) => plan(some, standing, () => true, { prune: true }).statements.map(({ sql }) => sql),
      [drift],
    );
  });
}
