/** Findings as one JSON document (the contract in the README). */
import { document } from './document.js';
import type { CheckReport } from './types.js';

export function checkAsJson({ findings, suppressed, truth, target, ok, rehearsal, inferred }: CheckReport): string {
  const count = (severity: string) => findings.filter((f) => f.severity === severity).length;
  return document('check', {
    ok,
    target,
    summary: { error: count('error'), warning: count('warning'), info: count('info'), suppressed: suppressed.length },
    findings,
    suppressed,
    truth,
    ...(inferred === null ? {} : { inferred }),
    ...(rehearsal === null ? {} : { rehearsal }),
  });
}
