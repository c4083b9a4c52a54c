/** rls-no-system-bypass (issue 8): a policy does not let the system itself in, as the spec's pattern does. */
import { addressOf } from '../catalog/address.js';
import { bypasses } from '../expression/analysis.js';
import { aboutExpressions } from './policies.js';
import { tenantTables } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const rlsNoSystemBypass: Check = {
  id: 'rls-no-system-bypass',
  severity: 'warning',
  consolidationIssue: 8,
  title: "a policy lacks the spec's system bypass",
  bySchema: true,
  docs: {
    what: "A policy that stands where the spec's pattern belongs and does not test the bypass setting.",
    story:
      'The nightly clean-up sets app.is_system_user and deletes nothing, for months: the policy never asked for it.\nThe work-around is usually a role with BYPASSRLS, which opens every table of every service.',
    todo: "Replace the policy by the spec's. Any session can set the flag: keep the role that may connect to yourself.",
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)\n  with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (current_setting('app.is_system_user', true) = 'true' or tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)",
  },
  find: (evidence) => {
    const { spec, policies, inferred } = evidence;
    const bypass = spec.rowSecurity?.bypass ?? null;
    if (bypass === null) return [];
    if (inferred !== null) return asTheOthers(evidence, bypass.setting);
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

/** Without a spec: tables none of whose policies asks for the flag that most ask for. */
function asTheOthers(evidence: Evidence, setting: string): Objection[] {
  const { actual } = evidence;
  return tenantTables(evidence).flatMap((table) => {
    const texts = actual.policy
      .filter((policy) => policy.table === table.table)
      .flatMap(({ using, withCheck }) => [using?.expression, withCheck?.expression]);
    if (texts.length === 0 || texts.some((text) => mentions(text, setting))) return [];
    return [
      {
        object: addressOf(table),
        severity: 'info' as const,
        message: `policies of ${table.table} do not let the system in: those of most tables ask for ${setting}, its own never do`,
        explains: ['departs-from-pattern'],
      },
    ];
  });
}

function mentions(expression: string | undefined, setting: string): boolean {
  return expression?.includes(`'${setting}'`) === true;
}
