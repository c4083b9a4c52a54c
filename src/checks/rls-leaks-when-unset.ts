/** rls-leaks-when-unset: rows are let through although no tenant is set, or an empty one. */
import type { TruthCell, TruthContext, TruthOutcome, TruthRow, TruthTable } from '../catalog/truth.js';
import { condition, isThrough, onTables, verbsOf } from './truth.js';
import type { Check } from './types.js';

export const rlsLeaksWhenUnset: Check = {
  id: 'rls-leaks-when-unset',
  severity: 'error',
  consolidationIssue: null,
  title: 'rows are let through when no tenant is set',
  bySchema: true,
  docs: {
    what: "The policies' own expressions, evaluated with the tenant's setting never set and with it empty, let rows through.",
    story:
      'A pooled connection comes back with the setting reset to nothing. The next request forgets to set it,\nand the answer holds the rows of every tenant.',
    todo: "Let the condition be NULL where nothing is set: tenant_id = nullif(current_setting(…, true), '')::uuid.",
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id = coalesce(nullif(current_setting('app.current_tenant_id', true), '')::uuid, tenant_id) or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
    good: "create policy narrower on bookings as restrictive using (status <> 'gone')",
  },
  find: (evidence) =>
    onTables(
      evidence,
      (cell, table) =>
        isThrough(cell) &&
        (cell.context === 'never set' || cell.context === 'empty') &&
        (cell.verb === 'select' || cell.verb === 'update' || cell.verb === 'delete') &&
        !hasOtherCause(cell, table),
      (table, cells) => {
        const contexts = [...new Set(cells.map(({ context }) => (context === 'empty' ? 'empty' : 'not set')))];
        const all = cells.some(({ row }) => row !== 'placeholder');
        return {
          message: `${table}: ${verbsOf(cells)} reach${verbsOf(cells).includes(' ') ? '' : 'es'} ${all ? "every tenant's rows" : "the placeholder tenant's rows"} when the tenant is ${contexts.join(' or ')}${condition(cells)}`,
        };
      },
    ),
};

/** What is open with a tenant set as well, or for whatever flag, is not the missing tenant's doing. */
function hasOtherCause({ verb, row, context, outcome }: TruthCell, { cells }: TruthTable): boolean {
  const at = (there: TruthContext, whose: TruthRow) =>
    cells.find((cell) => cell.verb === verb && cell.row === whose && cell.context === there)?.outcome;
  const same = (other: TruthOutcome | undefined) => JSON.stringify(other) === JSON.stringify(outcome);
  if (same(at('tenant A', row === 'own' ? 'foreign' : row))) return true;
  return context === 'empty' && at('never set', row)?.is === 'held back' && same(at('system flag other', row));
}
