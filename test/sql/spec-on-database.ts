/** A spec's text on a database, without the command line: applied, and checked. */
import type { Check, Finding } from '../../src/checks/types.js';
import { audit } from '../../src/commands/audit.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
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
