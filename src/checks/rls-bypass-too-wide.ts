/** rls-bypass-too-wide: the system bypass opens for another value than the spec's. */
import { OTHER_SPELLING } from '../catalog/truth.js';
import { condition, isThrough, onTables, verbsOf } from './truth.js';
import type { Check } from './types.js';

export const rlsBypassTooWide: Check = {
  id: 'rls-bypass-too-wide',
  severity: 'error',
  consolidationIssue: null,
  title: 'the system bypass opens for a wrong value',
  bySchema: true,
  docs: {
    what: 'With no tenant and the bypass setting at a value other than the one that the spec names, rows are let through: for several values an error, for some a warning that names them; where it merely opens for every spelling of the same boolean, that is information.',
    story:
      "The policy says `current_setting('app.is_system_user', true) is not null`. A careful developer sets the flag to 'false'\nbefore every request. It is set, so it is not null, and the request sees everything.",
    todo: 'Compare the flag with the one value that the spec names.',
    link: 'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) in ('true', 'on'))\n  with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) in ('true', 'on'))",
    good: "create policy narrower on bookings as restrictive using (status = 'active')",
  },
  find: (evidence) => {
    const leaks = new Set(
      evidence.truth.flatMap(({ table, cells }) =>
        cells.filter((c) => isThrough(c) && c.context === 'never set').map((c) => `${table.table} ${c.verb} ${c.row}`),
      ),
    );
    return onTables(
      evidence,
      // What is open without any flag is not the bypass's doing.
      (cell, { table }) =>
        isThrough(cell) &&
        cell.context === 'system flag other' &&
        !leaks.has(`${table.table} ${cell.verb} ${cell.row}`),
      (table, cells) => ({
        ...(cells.every(({ outcome }) => outcome.is === 'sometimes' && outcome.when === OTHER_SPELLING)
          ? { severity: 'info' as const }
          : {}),
        message: `${table}: ${verbsOf(cells)} of any tenant's rows with ${evidence.spec.rowSecurity?.bypass?.setting ?? 'the flag'} at a value other than '${evidence.spec.rowSecurity?.bypass?.value ?? ''}'${condition(cells)}`,
      }),
    );
  },
};
