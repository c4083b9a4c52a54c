/** rls-no-with-check (issue 7): a policy that governs writes does not say what may be written. */
import { addressOf } from '../catalog/address.js';
import { aboutExpressions } from './policies.js';
import type { Check } from './types.js';

/** What such a policy is seen to do. */
const EFFECTS = ['rls-accepts-foreign-rows'];

export const rlsNoWithCheck: Check = {
  id: 'rls-no-with-check',
  severity: 'warning',
  consolidationIssue: 7,
  title: 'a policy that governs writes has no WITH CHECK',
  withSpec: true,
  docs: {
    what: 'A policy FOR ALL, UPDATE or INSERT without WITH CHECK, where the spec has one. Without it PostgreSQL takes USING for ALL and UPDATE: the message says so, and it is a warning; on INSERT there is nothing to take, the policy lets no row in, and it is an error.',
    story:
      'Somebody opens USING so that tenants may read shared rows. Nothing is said about writing, so PostgreSQL takes\nthe same condition for it: tenants may write shared rows from that day on, and no line of the change says so.',
    todo: 'Write WITH CHECK out, as the spec has it.',
    link: 'https://www.postgresql.org/docs/current/sql-createpolicy.html',
    bad: "drop policy bookings_tenant_isolation on bookings;\ncreate policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
    good: 'create policy readers on bookings for select using (false)',
  },
  find: ({ policies }) =>
    policies.flatMap((reading) => {
      const { policy, desired } = reading;
      const writes = policy.command === 'all' || policy.command === 'update' || policy.command === 'insert';
      if (!writes || policy.withCheck !== null || desired?.withCheck == null) return [];
      const insert = policy.command === 'insert';
      return [
        {
          object: addressOf(desired),
          severity: insert ? ('error' as const) : ('warning' as const),
          message: insert
            ? `policy ${policy.name} on ${policy.table} has no WITH CHECK: it lets no row be inserted`
            : `policy ${policy.name} on ${policy.table} has no WITH CHECK; PostgreSQL takes its USING instead`,
          explains: EFFECTS,
          changes: aboutExpressions(reading, ['withCheck']),
        },
      ];
    }),
};
