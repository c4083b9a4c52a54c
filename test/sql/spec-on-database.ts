/** A spec's text on a database, without the command line: applied, and checked. */
import { drift } from '../../src/checks/drift.js';
import { findings } from '../../src/checks/index.js';
import type { Check, Finding } from '../../src/checks/types.js';
import { audit } from '../../src/commands/audit.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { compare } from '../../src/sql/compare.js';
import { plan, withoutCreated } from '../../src/sql/plan.js';
import { read } from '../../src/sql/read.js';
import { type Planned, run } from '../../src/sql/run.js';
import { connect } from '../../src/sql/session.js';

const TIMEOUTS = { lock: 5000, statement: 60_000 };

export async function applySpec(url: string, text: string): Promise<Planned> {
  const spec = parseSpec(text, 'spec.yaml');
  const session = await connect({ url });
  try {
    return await run(
      session,
      { desired: compile(spec).catalog, scope: scopeOf(spec) },
      { timeouts: TIMEOUTS, turnTimeout: 60_000, approve: () => undefined, onStatement: () => undefined },
    );
  } finally {
    await session.end();
  }
}

export async function checkSpec(
  url: string,
  text: string,
  options: { strict?: boolean; selected?: readonly Check[] } = {},
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
  const { catalog: desired, locations } = compile(spec);
  const session = await connect({ url });
  try {
    const snapshot = await read(session, scopeOf(spec), TIMEOUTS);
    const changes = await compare(session, desired, snapshot);
    const { catalog: actual, notCovered } = snapshot;
    const evidence = { spec, desired, actual, changes, notCovered, policies: [], truth: [], locations };
    const standing = withoutCreated(desired, changes);
    return findings(evidence, (some) => plan(some, standing, () => true).map(({ sql }) => sql), [drift]);
  } finally {
    await session.end();
  }
}
