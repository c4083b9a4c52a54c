/** Holds what was observed against what the spec says; a foreign row that is hidden counts only where an own one is seen. */
import type { Proof, ProofOutcome } from '../catalog/proof.js';
import type { Observed } from '../sql/proof/ask.js';
import type { ProofContext } from '../sql/proof/contexts.js';
import type { Aim, Probe } from '../sql/proof/verbs.js';

export interface Judged {
  readonly proof: Proof;
  readonly aim: Aim | 'fact';
  /** The verb whose held positive twin it takes. */
  readonly twin: string;
}

export interface Verdict {
  readonly expected: string;
  readonly observed: string;
  readonly outcome: ProofOutcome;
  readonly reason?: string;
}

const rowsInWords = (n: number) => (n === 1 ? '1 row' : `${n} rows`);

/** @param partly whether the actor has a privilege on some columns alone */
export function verdictOf(probe: Probe, seen: Observed, context: ProofContext, partly: boolean): Verdict {
  const expected = probe.refused ? 'refused' : rowsInWords(probe.rows);
  const is = (observed: string, outcome: ProofOutcome, reason?: string): Verdict => ({
    ...{ expected, observed, outcome },
    ...(reason === undefined ? {} : { reason }),
  });
  if (seen.is === 'unknown') return is('unknown', 'abstained', seen.reason);
  if (seen.is === 'rows') {
    if (probe.aim === 'negative') return is(rowsInWords(seen.rows), seen.rows <= probe.rows ? 'held' : 'broken');
    if (seen.rows === probe.rows) return is(rowsInWords(seen.rows), 'held');
    if (seen.rows > probe.rows && probe.aim === 'positive' && probe.verb.startsWith('read through'))
      return is(rowsInWords(seen.rows), 'held');
    return is(rowsInWords(seen.rows), 'broken');
  }
  const observed = seen.code === '42501' ? 'refused' : `error ${seen.code}: ${seen.message}`;
  if (seen.code === '42501') {
    if (partly) return is(observed, 'abstained', 'the actor has the privilege on some columns alone');
    if (probe.aim === 'negative') return is(observed, 'held');
    // That a policy refuses it is said by the word alone.
    return is(observed, 'broken', /row-level security/.test(seen.message) ? undefined : seen.message);
  }
  // The policies are asked before the constraints: a row that a constraint refuses has passed them.
  if (seen.code.startsWith('23')) {
    if (probe.aim !== 'negative') return is(observed, 'abstained', 'a constraint stood in the way, not a policy');
    return is(observed, 'broken', 'the policies let it pass, a constraint did not');
  }
  if (probe.aim === 'negative' && context.mayFail) return is(observed, 'held');
  return is(observed, 'broken', probe.aim === 'negative' ? 'it fails where it is to find nothing' : undefined);
}

/**
 * A negative is worth what its positive twin is: where tenant A's own row is not reached by a verb, that a foreign one
 * is not shows nothing.
 */
export function withTwins(judged: readonly Judged[]): readonly Proof[] {
  const held = new Set(
    judged
      .filter(({ aim, proof }) => aim !== 'negative' && aim !== 'fact' && proof.outcome === 'held')
      .map((one) => keyOf(one.proof, one.proof.verb)),
  );
  return judged.map(({ proof, aim, twin }) => {
    if (aim !== 'negative' || proof.outcome !== 'held' || held.has(keyOf(proof, twin))) return proof;
    return { ...proof, outcome: 'abstained', reason: 'it shows nothing: the same is not seen to reach an own row' };
  });
}

/** Whether at least one foreign row was seen to be out of reach by what reaches an own one. */
export function showsSomething(judged: readonly Judged[]): boolean {
  const proofs = withTwins(judged);
  return judged.some(({ aim }, i) => (aim === 'negative' || aim === 'both') && proofs[i]?.outcome === 'held');
}

function keyOf({ object, actor }: Proof, verb: string): string {
  return JSON.stringify([object.schema, object.table, actor, verb]);
}
