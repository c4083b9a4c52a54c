/** rls-wrong-setting (issue 4): a policy compares the tenant column with a setting that nobody sets. */

import { addressOf } from '../catalog/address.js';
import { listOf } from '../catalog/lists.js';
import { tenantComparisons } from '../expression/analysis.js';
import { isAgreedOn, type Pattern } from '../expression/pattern.js';
import { aboutExpressions, type PolicyReading } from './policies.js';
import type { Check, Evidence, Objection } from './types.js';

/** What such a policy is seen to do. */
const EFFECTS = [
  'rls-blind',
  'rls-leaks-when-unset',
  'rls-fails-on-empty',
  'rls-crosses-tenants',
  'rls-accepts-foreign-rows',
  'departs-from-pattern',
];

export const rlsWrongSetting: Check = {
  id: 'rls-wrong-setting',
  severity: 'error',
  consolidationIssue: 4,
  title: 'a policy reads another setting than the spec',
  bySchema: true,
  docs: {
    what: "A policy compares the tenant column with a setting other than the spec's, however it is spelled, cast or nested.",
    story:
      'The application sets app.current_tenant_id; the policy reads app.current_tenant. Every query finds nothing,\nand at three in the morning somebody mends that by giving the application a role that bypasses row level security.',
    todo: "Replace the policy by the spec's.",
    link: 'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id = nullif(current_setting('app.current_tenant', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif((select current_setting('app.current_tenant_id', true)), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
  },
  find: (evidence) => {
    const { spec, policies, inferred } = evidence;
    if (spec.rowSecurity === null) return [];
    const { tenantColumn, setting } = spec.rowSecurity;
    const pattern = inferred?.pattern ?? null;
    if (pattern !== null && !isAgreedOn(pattern)) return severalSettings(evidence, pattern);
    const others = pattern?.settings.get(setting)?.length ?? 0;
    return policies.flatMap((reading): Objection[] => {
      const compared = settingsComparedWith(reading, tenantColumn);
      const wrong = compared.filter((name) => name !== setting.toLowerCase());
      // Without a spec, one that reads another setting as well is not the odd one out.
      if (wrong.length === 0 || (inferred !== null && wrong.length < compared.length)) return [];
      const { policy, desired } = reading;
      const reads = `policy ${policy.name} on ${policy.table} reads ${wrong.join(' and ')}`;
      return [
        {
          object: addressOf(desired ?? policy),
          ...(inferred === null ? {} : { severity: 'warning' }),
          message:
            inferred === null
              ? `${reads}, the spec's setting is ${setting}`
              : `${reads}, ${others === 1 ? 'another table reads' : `${others} other tables read`} ${setting}`,
          ...(desired?.using == null ? {} : { expected: desired.using.expression }),
          ...(policy.using === null ? {} : { actual: policy.using.expression }),
          explains: EFFECTS,
          changes: aboutExpressions(reading),
        },
      ];
    });
  },
};

/** Without a spec: no setting has the majority. Which is right nobody can tell from here; that there are several is worth saying. */
function severalSettings({ spec }: Evidence, { column, settings, of }: Pattern): Objection[] {
  if (spec.schema !== of[0]?.schema) return [];
  const own = `${spec.schema}.`;
  const bare = (name: string) => (name.startsWith(own) ? name.slice(own.length) : name);
  const each = [...settings].map(([name, tables]) => `${name} on ${tables.length} (${listOf(tables.map(bare))})`);
  return [
    {
      object: { kind: 'schema', name: spec.schema },
      severity: 'warning',
      message: `policies compare ${column} with ${settings.size} settings: ${each.join('; ')}`,
      hint: 'whoever sets only one of them finds nothing in the tables that read another',
      facet: 'several',
    },
  ];
}

/** The settings that the tenant column is compared with. */
export function settingsComparedWith(reading: PolicyReading, tenantColumn: string): string[] {
  const names = reading.expressions.flatMap((parsed) =>
    tenantComparisons(parsed, tenantColumn).flatMap((comparison) =>
      comparison.with.flatMap((one) => (one.is === 'setting' ? [one.setting] : one.is === 'other' ? one.settings : [])),
    ),
  );
  return [...new Set(names)];
}
