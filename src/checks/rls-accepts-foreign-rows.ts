/** rls-accepts-foreign-rows: a tenant writes, changes or deletes rows of another tenant. */
import { condition, isThrough, onTables, verbsOf } from './truth.js';
import type { Check } from './types.js';

export const rlsAcceptsForeignRows: Check = {
  id: 'rls-accepts-foreign-rows',
  severity: 'error',
  consolidationIssue: null,
  title: "a tenant writes another tenant's rows",
  bySchema: true,
  docs: {
    what: "With tenant A set, a row of tenant B may be inserted, updated, made out of one of A's rows, or deleted; each verb is judged by itself, also where no SELECT policy shields it. A condition on other columns makes updating or deleting a warning; of a row that is written it holds nothing back, since the writer chooses what they hold.",
    story:
      'The SELECT policy is tidy, the UPDATE policy says using (true). `update bookings set status = …` without a WHERE\nneeds no SELECT, so the tidy policy is never asked: all tenants are updated.',
    todo: 'Give every command the same condition; one policy FOR ALL is the simplest way.',
    link: 'https://www.postgresql.org/docs/current/sql-createpolicy.html',
    bad: 'create policy leftover on bookings for delete using (true)',
    good: 'create policy narrower on bookings as restrictive for delete using (is_public)',
  },
  find: (evidence) =>
    onTables(
      evidence,
      (cell) => isThrough(cell) && cell.context === 'tenant A' && cell.verb !== 'select' && cell.row !== 'own',
      (table, cells) => ({
        // Who writes a row chooses what its other columns hold.
        ...(cells.some(({ verb }) => verb === 'insert' || verb === 'update to') ? { severity: 'error' as const } : {}),
        message: `${table}: a tenant may ${verbsOf(cells)} rows of another tenant${condition(cells)}`,
      }),
    ),
};
