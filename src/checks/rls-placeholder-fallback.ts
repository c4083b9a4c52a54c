/** rls-placeholder-fallback (issue 5): a policy falls back to a constant tenant when none is set. */
import { addressOf } from '../catalog/address.js';
import { tenantComparisons } from '../expression/analysis.js';
import { isPlaceholderUuid } from '../expression/uuid.js';
import { aboutExpressions, type PolicyReading } from './policies.js';
import type { Check } from './types.js';

/** What such a policy is seen to do. */
const EFFECTS = [
  'rls-leaks-when-unset',
  'rls-fails-on-empty',
  'rls-accepts-foreign-rows',
  'rls-crosses-tenants',
  'departs-from-pattern',
];

export const rlsPlaceholderFallback: Check = {
  id: 'rls-placeholder-fallback',
  severity: 'error',
  consolidationIssue: 5,
  title: 'a policy falls back to a constant tenant',
  bySchema: true,
  docs: {
    what: 'A policy compares the tenant column with a constant when no tenant is set: coalesce(<setting>, <constant>), a CASE, or a constant beside the setting.',
    story:
      'A request forgets to set its tenant. It should see nothing; it sees the rows of tenant 00000000-…-0000,\nwhere every row that once came in without a tenant lies, of all tenants together. And it may add to them.',
    todo: "Replace the policy by the spec's: nullif(current_setting(…, true), '')::uuid is NULL where nothing is set, and lets nothing through.",
    link: 'https://www.postgresql.org/docs/current/sql-createpolicy.html',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, '00000000-0000-0000-0000-000000000000') or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id = coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, '00000000-0000-0000-0000-000000000000') or current_setting('app.is_system_user', true) = 'true')",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(coalesce(current_setting('app.current_tenant_id', true), ''), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
  },
  find: ({ spec: { rowSecurity }, policies }) => {
    if (rowSecurity === null) return [];
    return policies.flatMap((reading) => {
      const constants = fallbacks(reading, rowSecurity.tenantColumn);
      if (constants.length === 0) return [];
      const { policy, desired } = reading;
      const kind = constants.every(isPlaceholderUuid) ? 'the placeholder' : 'the constant';
      return [
        {
          object: addressOf(desired ?? policy),
          message: `policy ${policy.name} on ${policy.table} falls back to ${kind} ${constants.join(', ')} when no tenant is set`,
          ...(desired?.using == null ? {} : { expected: desired.using.expression }),
          ...(policy.using === null ? {} : { actual: policy.using.expression }),
          explains: EFFECTS,
          changes: aboutExpressions(reading),
        },
      ];
    });
  },
};

function fallbacks(reading: PolicyReading, tenantColumn: string): string[] {
  const constants = reading.expressions.flatMap((parsed) =>
    tenantComparisons(parsed, tenantColumn)
      .filter(({ operator }) => ['=', 'any =', 'is not distinct from'].includes(operator))
      .flatMap((comparison) => [
        // A constant that the setting gives way to only as '' is nullif's business, not a tenant.
        ...comparison.fallbacks.filter(({ uuid }) => uuid !== null).map(({ text }) => text),
        ...comparison.with.flatMap((one) => (one.is === 'constant' && isPlaceholderUuid(one.text) ? [one.text] : [])),
      ]),
  );
  return [...new Set(constants)];
}
