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
import { connect } from '../../src/sql/session.js';
import { withoutCreated } from '../../src/sql/steps.js';

const TIMEOUTS = { lock: 5000, statement: 60_000 };

export interface ApplyOptions {
  /** Removes what the spec does not know (default). */
  readonly prune?: boolean;
  readonly online?: boolean;
  /** Milliseconds */
  readonly lockTimeout?: number;
}

export async function applySpec(url: string, text: string, options: ApplyOptions = {}): Promise<Planned> {
  const spec = parseSpec(text, 'spec.yaml');
  const { catalog: desired, hints } = compile(spec);
  const { prune = true, online = false, lockTimeout = TIMEOUTS.lock } = options;
  const goal = { desired, hints, scope: scopeOf(spec), prune, online };
  const how = {
    timeouts: { ...TIMEOUTS, lock: lockTimeout },
    turnTimeout: 60_000,
    approve: () => undefined,
    onStatement: () => undefined,
  };
  const session = await connect({ url });
  const keeper = online ? await connect({ url }) : null;
  try {
    if (keeper === null) return await run(session, goal, how);
    return await runOnline(session, keeper, goal, {
      ...how,
      onRetry: () => undefined,
      signal: new AbortController().signal,
    });
  } finally {
    await session.end();
    await keeper?.end();
  }
}

/** What a plan would be, with what stands in its way; nothing is run. */
export async function planSpec(url: string, text: string, options: ApplyOptions = {}): Promise<Planned> {
  const spec = parseSpec(text, 'spec.yaml');
  const { catalog: desired, hints } = compile(spec);
  const secret = (table: string, column: string) =>
    spec.tables.some(({ name, encrypted }) => name === table && encrypted.includes(column));
  const { prune = true, online = false } = options;
  const session = await connect({ url });
  try {
    return await preview(
      session,
      { desired, hints, scope: scopeOf(spec), prune, online, secret },
      { timeouts: TIMEOUTS, turnTimeout: 60_000 },
    );
  } finally {
    await session.end();
  }
}

export async function checkSpec(
  url: string,
  text: string,
  options: { strict?: boolean; data?: boolean; selected?: readonly Check[] } = {},
): Promise<readonly Finding[]> {
  const spec = parseSpec(text, 'spec.yaml');
  const session = await connect({ url });
  try {
    return (await audit(session, { spec, ...compile(spec) }, TIMEOUTS, options)).findings;
  } finally {
    await session.end();
  }
}

/** What drift would say if no other check spoke. */
export async function driftFrom(url: string, text: string): Promise<readonly Finding[]> {
  const spec = parseSpec(text, 'spec.yaml');
  const { catalog: desired, locations, hints } = compile(spec);
  const session = await connect({ url });
  try {
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
  } finally {
    await session.end();
  }
}
