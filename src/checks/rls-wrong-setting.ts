/** rls-wrong-setting (issue 4): a policy compares the tenant column with a setting that nobody sets. */
import { addressOf } from '../catalog/address.js';
import { tenantComparisons } from '../expression/analysis.js';
import { aboutExpressions, type PolicyReading } from './policies.js';
import type { Check } from './types.js';

/** What such a policy is seen to do. */
const EFFECTS = [
  'rls-blind',
  'rls-leaks-when-unset',
  'rls-fails-on-empty',
  'rls-crosses-tenants',
  'rls-accepts-foreign-rows',
];

export const rlsWrongSetting: Check = {
  id: 'rls-wrong-setting',
  severity: 'error',
  consolidationIssue: 4,
  title: 'a policy reads another setting than the spec',
  docs: {
    what: "A policy compares the tenant column with a setting other than the spec's, however it is spelled, cast or nested.",
    story:
      'The application sets app.current_tenant_id; the policy reads app.current_tenant. Every query finds nothing,\nand at three in the morning somebody mends that by giving the application a role that bypasses row level security.',
    todo: "Replace the policy by the spec's.",
    link: 'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id = nullif(current_setting('app.current_tenant', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif((select current_setting('app.current_tenant_id', true)), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
  },
  find: ({ spec: { rowSecurity }, policies }) => {
    if (rowSecurity === null) return [];
    return policies.flatMap((reading) => {
      const wrong = settingsComparedWith(reading, rowSecurity.tenantColumn).filter(
        (name) => name !== rowSecurity.setting.toLowerCase(),
      );
      if (wrong.length === 0) return [];
      const { policy, desired } = reading;
      return [
        {
          object: addressOf(desired ?? policy),
          message: `policy ${policy.name} on ${policy.table} reads ${wrong.join(' and ')}, the spec's setting is ${rowSecurity.setting}`,
          ...(desired?.using == null ? {} : { expected: desired.using.expression }),
          ...(policy.using === null ? {} : { actual: policy.using.expression }),
          explains: EFFECTS,
          changes: aboutExpressions(reading),
        },
      ];
    });
  },
};

/** The settings that the tenant column is compared with. */
export function settingsComparedWith(reading: PolicyReading, tenantColumn: string): string[] {
  const names = reading.expressions.flatMap((parsed) =>
    tenantComparisons(parsed, tenantColumn).flatMap((comparison) =>
      comparison.with.flatMap((one) => (one.is === 'setting' ? [one.setting] : one.is === 'other' ? one.settings : [])),
    ),
  );
  return [...new Set(names)];
}
