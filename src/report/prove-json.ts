/** What was proven, as one JSON document (the contract in the README). */
import { document } from './document.js';
import type { ProveReport } from './types.js';

export function proveAsJson({ ok, target, proofs, silences, summary }: ProveReport): string {
  return document('prove', { ok, target, proofs, silences, summary });
}
