/** What adopt did, would do or refused, as one JSON document (the contract in the README). */
import { document } from './document.js';
import type { AdoptReport } from './types.js';

export function adoptAsJson({ ok, target, history, ...report }: AdoptReport): string {
  return document('adopt', { ok, target, history, ...report, pending: report.pending ?? [] });
}
