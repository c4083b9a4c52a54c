/** rls-no-system-bypass (issue 8): a policy does not let the system itself in, as the spec's pattern does. */
import { addressOf } from '../catalog/address.js';
import { bypasses } from '../expression/analysis.js';
import { aboutExpressions } from './policies.js';
import type { Check } from './types.js';

export const rlsNoSystemBypass: Check = {
  id: 'rls-no-system-bypass',
  severity: 'warning',
  consolidationIssue: 8,
  title: "a policy lacks the spec's system bypass",
  docs: {
    what: "A policy that stands where the spec's pattern belongs and does not test the bypass setting.",
    story:
      'The nightly clean-up sets app.is_system_user and deletes nothing, for months: the policy never asked for it.\nThe work-around is usually a role with BYPASSRLS, which opens every table of every service.',
    todo: "Replace the policy by the spec's. Any session can set the flag: keep the role that may connect to yourself.",
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)\n  with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (current_setting('app.is_system_user', true) = 'true' or tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)",
  },
  find: ({ spec: { rowSecurity }, policies }) => {
    const bypass = rowSecurity?.bypass ?? null;
    if (bypass === null) return [];
    return policies.flatMap((reading) => {
      const { policy, desired, expressions } = reading;
      const wanted =
        desired !== null && mentions(desired.using?.expression ?? desired.withCheck?.expression, bypass.setting);
      if (
        !wanted ||
        expressions.length === 0 ||
        expressions.some((parsed) => bypasses(parsed, bypass.setting).length > 0)
      )
        return [];
      return [
        {
          object: addressOf(desired),
          message: `policy ${policy.name} on ${policy.table} does not let the system in: it never asks for ${bypass.setting}`,
          changes: aboutExpressions(reading),
        },
      ];
    });
  },
};

function mentions(expression: string | undefined, setting: string): boolean {
  return expression?.includes(`'${setting}'`) === true;
}
