/** rls-fails-on-empty: the policies raise an error where the setting is empty, as it is on a pooled connection. */
import { onTables } from './truth.js';
import type { Check } from './types.js';

export const rlsFailsOnEmpty: Check = {
  id: 'rls-fails-on-empty',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a query fails where the setting is empty',
  bySchema: true,
  docs: {
    what: "With the tenant's setting empty, evaluating the policies ends in an error instead of no rows.",
    story:
      "Once a session has set a custom setting, RESET leaves it as '', never unset. On the next use of the pooled connection\n''::uuid fails with «invalid input syntax for type uuid», and only under load, when connections are used again.",
    todo: "Wrap the setting: nullif(current_setting(…, true), '')::uuid.",
    link: 'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = current_setting('app.current_tenant_id', true)::uuid or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id = current_setting('app.current_tenant_id', true)::uuid or current_setting('app.is_system_user', true) = 'true')",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id::text = current_setting('app.current_tenant_id', true) or current_setting('app.is_system_user', true) = 'true')",
  },
  find: (evidence) =>
    onTables(
      evidence,
      (cell) => cell.outcome.is === 'error' && cell.context === 'empty',
      (table, [first]) => ({
        message: `${table}: a query fails when the setting is empty: ${first?.outcome.is === 'error' ? first.outcome.message : ''}`,
      }),
    ),
};
