/** rls-crosses-tenants: a tenant sees another tenant's rows. */
import { condition, isThrough, onTables } from './truth.js';
import type { Check } from './types.js';

export const rlsCrossesTenants: Check = {
  id: 'rls-crosses-tenants',
  severity: 'error',
  consolidationIssue: null,
  title: "a tenant sees another tenant's rows",
  bySchema: true,
  docs: {
    what: "With tenant A set, the policies' own expressions let a row of tenant B be selected: always (an error), or under some values of its other columns (a warning that names them).",
    story:
      'An old migration left a second permissive policy on the table. Policies are OR-ed: the tidy one decides\nnothing any more, and nothing in its text tells.',
    todo: 'Drop the policy that opens, or make it restrictive; if the sharing is meant, write it into the spec.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'create policy leftover on bookings for select using (is_public)',
    good: 'create policy narrower on bookings as restrictive using (is_public)',
  },
  find: (evidence) =>
    onTables(
      evidence,
      (cell) => isThrough(cell) && cell.context === 'tenant A' && cell.verb === 'select' && cell.row !== 'own',
      (table, cells) => ({ message: `${table}: a tenant sees another tenant's rows${condition(cells)}` }),
    ),
};
