/** The role that the application connects as, as far as a spec tells. */
import type { Spec } from '../spec/types.js';

/** Named by the spec, or the one that the pattern is for; null: unknown. */
export function applicationRole(spec: Spec): string | null {
  const named = new Set(spec.rowSecurity?.policies.flatMap(({ roles }) => roles).filter((role) => role !== 'public'));
  const [only] = named.size === 1 ? named : [];
  return spec.applicationRole ?? only ?? null;
}
