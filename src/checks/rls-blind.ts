/** rls-blind: a tenant does not see its own rows under the spec's setting. */
import { onTables } from './truth.js';
import type { Check } from './types.js';

export const rlsBlind: Check = {
  id: 'rls-blind',
  severity: 'error',
  consolidationIssue: null,
  title: 'a tenant does not see its own rows',
  bySchema: true,
  docs: {
    what: "With the spec's setting set to tenant A, no row of tenant A can be selected, whatever its other columns hold.",
    story:
      'Row level security was switched on and the policy forgotten, or it reads a setting that nobody sets.\nNothing leaks, nothing works, and the way out under pressure is to switch it off again.',
    todo: "Give the table the spec's policy.",
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'drop policy bookings_tenant_isolation on bookings',
    good: "create policy narrower on bookings as restrictive using (status = 'active')",
  },
  find: (evidence) =>
    onTables(
      evidence,
      (cell) =>
        cell.outcome.is === 'held back' && cell.context === 'tenant A' && cell.verb === 'select' && cell.row === 'own',
      (table) => ({
        message: `${table}: a tenant does not see its own rows when ${evidence.spec.rowSecurity?.setting ?? 'the setting'} is set`,
      }),
    ),
};
