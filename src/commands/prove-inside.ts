/** The proof inside the transaction of apply: behind a savepoint, before it commits. */
import { proveWithin } from '../prove/prove.js';
import { printable } from '../report/printable.js';
import { proveAsText } from '../report/prove-text.js';
import type { Spec } from '../spec/types.js';
import { askServer } from '../sql/proof/server.js';
import type { Session } from '../sql/session.js';
import type { CommonOptions, Io } from './io.js';
import { proofOptions, reportOf } from './prove-options.js';

/**
 * Proves what has been built and leaves it as it is.
 * @returns what is to be said where tenants are not shown to be apart; null where they are
 */
export async function whatIsBroken(
  session: Session,
  spec: Spec,
  options: CommonOptions,
  io: Io,
): Promise<string | null> {
  const { quiet } = options;
  const asked = proofOptions(spec, quiet === undefined ? {} : { quiet }, io);
  const report = reportOf(await proveWithin(session, asked), asked, await askServer(session), false);
  if (report.ok) return null;
  const proof = proveAsText(report, { color: io.color, columns: io.columns });
  const hint = 'nothing was changed: everything was rolled back; see what is broken above';
  return `${proof}${printable(`refused: tenants are not shown to be apart\n  hint: ${hint}`)}\n`;
}
