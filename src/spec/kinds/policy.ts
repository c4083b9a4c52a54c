/** policy: the policies of a table as they are to stand in a spec. How they are read: policy-definition.ts. */
import type { Policy } from '../../catalog/types.js';
import { plainExpression } from '../plain-expression.js';
import type { Comments, Entries } from '../written.js';

export function writePolicies(policies: readonly Policy[], comments: Comments): Entries {
  return Object.fromEntries(policies.map((policy) => [policy.name, writePolicy(policy, comments(policy))]));
}

function writePolicy({ command, permissive, roles, using, withCheck }: Policy, comment: string | null): Entries {
  const everyone = roles.length === 1 && roles[0] === 'public';
  const same = using !== null && using.expression === withCheck?.expression;
  return {
    for: command === 'all' ? undefined : command,
    as: permissive ? undefined : 'restrictive',
    to: everyone ? undefined : roles.length === 1 ? roles[0] : roles,
    using: using === null ? undefined : plainExpression(using.expression),
    with_check: same ? 'same as using' : withCheck === null ? undefined : plainExpression(withCheck.expression),
    comment: comment ?? undefined,
  };
}
