/** A plan as one JSON document (the contract in the README). */
import { document } from './document.js';
import type { PlanReport } from './types.js';

export function planAsJson({ command, ...report }: PlanReport): string {
  return document(command, { ...report });
}
