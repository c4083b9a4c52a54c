/** The policies that are not as the spec has them, each with its parsed expressions and the policy that the spec wants instead. */
import { keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Policy } from '../catalog/types.js';
import type { Parsed } from '../expression/parse.js';

export interface PolicyReading {
  /** As the database has it. */
  readonly policy: Policy;
  /** As the spec wants it; null: the spec knows no such policy. */
  readonly desired: Policy | null;
  /** Its USING and WITH CHECK, where they could be parsed. */
  readonly expressions: readonly Parsed[];
  /** Every difference that is about this policy. */
  readonly changes: readonly Change[];
}

/** Parses what differs; the parser is loaded only if there is something to parse. */
export async function readPolicies(changes: readonly Change[]): Promise<PolicyReading[]> {
  const byPolicy = new Map<string, { policy: Policy; desired: Policy | null; changes: Change[] }>();
  for (const change of changes) {
    if (change.change === 'create' || change.from.kind !== 'policy') continue;
    const key = keyOf(change.from);
    const entry = byPolicy.get(key) ?? { policy: change.from, desired: null, changes: [] };
    if (change.change !== 'drop' && change.to.kind === 'policy') entry.desired = change.to;
    entry.changes.push(change);
    byPolicy.set(key, entry);
  }
  return Promise.all(
    [...byPolicy.values()].map(async (entry) => ({ ...entry, expressions: await parsed(entry.policy) })),
  );
}

/** Policies without a spec to hold them against. */
export function parsedPolicies(policies: readonly Policy[]): Promise<PolicyReading[]> {
  return Promise.all(
    policies.map(async (policy) => ({ policy, desired: null, expressions: await parsed(policy), changes: [] })),
  );
}

async function parsed({ using, withCheck }: Policy): Promise<Parsed[]> {
  const { parsedOrNull } = await import('../expression/parse.js');
  const texts = new Set([using, withCheck].flatMap((e) => (e === null ? [] : [e.expression])));
  // What the parser does not know, the truth table and drift still judge.
  const results = await Promise.all([...texts].map(parsedOrNull));
  return results.filter((one) => one !== null);
}

/** The differences in a policy's own expressions, and what has to come with them: its new name. */
export function aboutExpressions(reading: PolicyReading, fields: readonly string[] = ['using', 'withCheck']): Change[] {
  return reading.changes.filter(
    (c) => c.change === 'drop' || c.change === 'rename' || (c.change === 'alter' && fields.includes(c.field)),
  );
}
