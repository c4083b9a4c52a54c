/** rls-fails-when-unset: the policies raise an error where the setting was never set. */
import { grouped, listOf } from '../catalog/lists.js';
import { onTables } from './truth.js';
import type { Check, Evidence, Objection } from './types.js';

export const rlsFailsWhenUnset: Check = {
  id: 'rls-fails-when-unset',
  severity: 'info',
  consolidationIssue: null,
  title: 'a query fails where the setting was never set',
  bySchema: true,
  docs: {
    what: "With the tenant's setting never set, evaluating the policies ends in an error instead of no rows: current_setting without its second argument, missing_ok. Nothing leaks, and some want it so; it is information, one finding for all tables where the spec has it. Silent where the empty setting fails too: then rls-fails-on-empty has said it.",
    story:
      'pg_dump, a health check, a migration that reads a table: whatever does not know of tenants fails with\n«unrecognized configuration parameter», and only on connections that no request has used before.',
    todo: "Write current_setting('…', true): it is NULL where nothing was set, and lets nothing through.",
    link: 'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET',
    bad: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id::text = current_setting('app.current_tenant_id') or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id::text = current_setting('app.current_tenant_id') or current_setting('app.is_system_user', true) = 'true')",
    good: "alter policy bookings_tenant_isolation on bookings\n  using (tenant_id::text = current_setting('app.current_tenant_id', true) or current_setting('app.is_system_user', true) = 'true')",
  },
  find: (evidence) => {
    const found = onTables(
      evidence,
      (cell, { cells }) =>
        cell.outcome.is === 'error' &&
        cell.context === 'never set' &&
        !cells.some(({ context, outcome }) => context === 'empty' && outcome.is === 'error'),
      (table, [first]) => ({
        message: `${table}: a query fails when the setting was never set: ${first?.outcome.is === 'error' ? first.outcome.message : ''}`,
      }),
    );
    const [asMeant = [], differing = []] = [false, true].map((differs) =>
      found.filter(({ changes = [] }) => changes.length > 0 === differs),
    );
    return [...differing, ...together(asMeant, evidence)];
  },
};

/** What the spec wants of all tables is one fact. */
function together(found: readonly Objection[], { spec }: Evidence): readonly Objection[] {
  return [...grouped(found, ({ message }) => message.slice(message.indexOf(':')))].flatMap(([, some]): Objection[] => {
    const [first] = some;
    if (first === undefined || some.length === 1) return first === undefined ? [] : [first];
    const tables = listOf(some.map(({ object }) => object.table ?? ''));
    return [
      {
        object: { kind: 'schema', name: spec.schema },
        message: `${tables}${first.message.slice(first.message.indexOf(':'))}`,
        facet: first.message.slice(first.message.indexOf(':')),
      },
    ];
  });
}
