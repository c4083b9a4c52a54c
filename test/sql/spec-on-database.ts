/** A spec's text on a database, without the command line: applied, and checked. */
import { drift } from '../../src/checks/drift.js';
import { checks, findings } from '../../src/checks/index.js';
import type { Check, Finding } from '../../src/checks/types.js';
import { applicationRole } from '../../src/commands/application-role.js';
import { audit, auditSnapshot } from '../../src/commands/audit.js';
import { auditWithoutSpec } from '../../src/commands/audit-without-spec.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { compare } from '../../src/sql/compare.js';
import type { Planned } from '../../src/sql/goal.js';
import { plan } from '../../src/sql/plan.js';
import { read, readWithin } from '../../src/sql/read.js';
import { preview, run } from '../../src/sql/run.js';
import { runOnline } from '../../src/sql/run-online.js';
import { connect, type Session } from '../../src/sql/session.js';
import { pin } from '../../src/sql/settings.js';
import { withoutCreated } from '../../src/sql/steps.js';
import { surroundingsOf } from '../../src/sql/surroundings.js';
import { PROBE } from '../../src/sql/surroundings-queries.js';

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

/** Checks that object to what the spec itself says, or would if it did. */
const OF_THE_SPEC: ReadonlySet<string> = new Set([
  ...checks.filter(({ design }) => design === true).map(({ id }) => id),
  ...['tenant-column-nullable', 'tenant-column-type', 'tenant-column-index', 'foreign-key-without-index'],
  'duplicate-index',
]);

/** Where the database is not as the spec has it; what there is to say of the spec itself is left out. */
export async function checkSpec(
  place: Place,
  text: string,
  options: { strict?: boolean; data?: boolean; selected?: readonly Check[] } = {},
): Promise<readonly Finding[]> {
  const { findings: found } = await on(place, (session) => audit(session, compiled(text), TIMEOUTS, options));
  return found.filter(({ check, fix }) => fix.length > 0 || !OF_THE_SPEC.has(check));
}

/** The same inside a transaction that is open, of what has been done in it. */
export async function auditWithin(
  session: Session,
  text: string,
  options: { data?: boolean } = {},
): Promise<readonly Finding[]> {
  const spec = parseSpec(text, 'spec.yaml');
  await session.run([
    // What has been asked with other settings is not to be asked with ours, and the other way round.
    'savepoint audit',
    pin(TIMEOUTS),
  ]);
  try {
    const snapshot = await readWithin(session, scopeOf(spec), [], [PROBE]);
    const around = await surroundingsOf(session, scopeOf(spec), snapshot.also[0], applicationRole(spec));
    const settling = { settings: spec.audit, baseline: null, today: '2026-01-01' };
    const compiled = { spec, ...compile(spec) };
    return (await auditSnapshot(session, compiled, snapshot, { ...options, around, settling })).findings;
  } finally {
    await session.run(['rollback to savepoint audit', 'release savepoint audit']);
  }
}

/** The same without a spec. */
export async function auditWithinWithoutSpec(session: Session, schema?: string): Promise<readonly Finding[]> {
  await session.run(['savepoint audit']);
  try {
    return (await auditWithoutSpec(session, schema === undefined ? {} : { schema }, TIMEOUTS, {}, [])).findings;
  } finally {
    await session.run(['rollback to savepoint audit', 'release savepoint audit']);
  }
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
      inferred: null,
      desired,
      actual,
      changes,
      notCovered,
      policies: [],
      truth: [],
      planned: [],
      data: [],
      surroundings: null,
      around: new Map(),
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
