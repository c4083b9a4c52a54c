/** Runs probes as an actor, each as if no other had been: in few round trips where none is refused, else one each. */
import { quoteIdent } from '../quote.js';
import { isConnectionLoss, isServerError, type Result, type Session } from '../session.js';
import type { Actor } from './actors.js';
import { isPassing } from './recipe.js';
import type { Probe } from './verbs.js';

export type Observed =
  | { readonly is: 'rows'; readonly rows: number }
  | { readonly is: 'error'; readonly code: string; readonly message: string }
  /** Time ran out, or a lock was in the way. */
  | { readonly is: 'unknown'; readonly reason: string };

const BACK = ['rollback to savepoint probe', 'release savepoint probe'];

/**
 * What became of each probe. The transaction is as before.
 * @throws only where the connection is lost
 */
export async function askAs(
  session: Session,
  { role, joins }: Actor,
  settings: readonly string[],
  probes: readonly Probe[],
): Promise<readonly Observed[]> {
  const observed = new Map<Probe, Observed>();
  const begin = ['savepoint probes', ...settings, ...joins, `set local role ${quoteIdent(role)}`];
  let ready = false;
  // What is to be undone before the next message is worth a round trip less when it goes with it.
  let pending: readonly string[] = [];
  const send = async (statements: readonly string[]): Promise<readonly Result[] | Error> => {
    const lead = [...(ready ? [] : begin), ...pending];
    try {
      const results = await session.run([...lead, ...statements]);
      ready = true;
      pending = [];
      return results.slice(lead.length);
    } catch (error) {
      if (isConnectionLoss(error) || !isServerError(error)) throw error;
      // Our own framing does not fail: it was the probe.
      if (!ready) ready = true;
      pending = BACK;
      return error;
    }
  };
  const single = async (probe: Probe) => {
    const results = await send(['savepoint probe', probe.sql]);
    observed.set(probe, outcome(probe, results instanceof Error ? results : results.at(-1)));
    pending = BACK;
  };
  const quiet = probes.filter(({ refused }) => !refused);
  if (quiet.length > 0) {
    // What only reads leaves nothing to be undone before the next.
    const framed = quiet.map(({ sql }) =>
      /^(select|copy) /.test(sql)
        ? [sql]
        : ['savepoint write', sql, 'rollback to savepoint write', 'release savepoint write'],
    );
    const results = await send(['savepoint probe', ...framed.flat(), ...BACK]);
    let at = 1;
    for (const [i, probe] of quiet.entries()) {
      const length = framed[i]?.length ?? 0;
      if (results instanceof Error) await single(probe);
      else observed.set(probe, outcome(probe, results[length === 1 ? at : at + 1]));
      at += length;
    }
  }
  for (const probe of probes.filter(({ refused }) => refused)) await single(probe);
  if (ready) await session.run(['rollback to savepoint probes', 'release savepoint probes']);
  return probes.map((probe) => observed.get(probe) ?? { is: 'unknown', reason: 'it was not asked' });
}

function outcome(probe: Probe, result: Result | Error | undefined): Observed {
  if (result instanceof Error) {
    const code = isServerError(result) ? result.code : '';
    if (isPassing(code)) return { is: 'unknown', reason: `the server did not answer in time (${result.message})` };
    return { is: 'error', code, message: result.message };
  }
  if (probe.counts) return { is: 'rows', rows: Number(result?.rows[0]?.n) };
  return { is: 'rows', rows: result?.rowCount ?? 0 };
}
