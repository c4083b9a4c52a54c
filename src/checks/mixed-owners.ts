/** mixed-owners: a tenant-scoped table belongs to another role than its siblings. */
import { grouped, listOf } from '../catalog/lists.js';
import { claimed } from './claims.js';
import { tenantTables } from './tenants.js';
import type { Check } from './types.js';

export const mixedOwners: Check = {
  id: 'mixed-owners',
  severity: 'info',
  consolidationIssue: null,
  title: 'a table belongs to another role than its siblings',
  bySchema: true,
  around: true,
  docs: {
    what: 'A tenant-scoped table with another owner than most of its siblings in the schema: one finding for each such owner. Silent where no owner has more than half of them.',
    story:
      'One table was made by hand, by somebody who has left. The migrations of the others fail on it («must be owner of\ntable»), and whoever has that role may switch its row level security off.',
    todo: 'alter table … owner to …, the role that owns the others.',
    link: 'https://www.postgresql.org/docs/current/sql-altertable.html',
    spec: `tables:
  bookings: { columns: { tenant_id: uuid not null }, indexes: { bookings_tenant: tenant_id } }
  notes: { columns: { tenant_id: uuid not null }, indexes: { notes_tenant: tenant_id } }
  payments: { columns: { tenant_id: uuid not null }, indexes: { payments_tenant: tenant_id } }`,
    bad: 'alter table notes owner to schema_audit_example_app',
    good: 'create table elsewhere (id int)',
    byHand: 'alter table notes owner to current_user',
  },
  find: (evidence) => {
    const ours = new Set(tenantTables(evidence).map(({ table }) => table));
    const tables = (evidence.surroundings?.tables ?? []).filter(({ table }) => ours.has(table));
    const byOwner = grouped(tables, ({ owner }) => owner);
    const [most] = [...byOwner].sort(([, a], [, b]) => b.length - a.length);
    if (most === undefined || most[1].length * 2 <= tables.length) return [];
    return [...byOwner].flatMap(([owner, theirs]) => {
      const [first] = theirs;
      if (owner === most[0] || first === undefined) return [];
      const names = listOf(theirs.map(({ table }) => table));
      return [
        {
          object: { kind: 'table', schema: evidence.spec.schema, table: first.table },
          message: `${names} belong${theirs.length === 1 ? 's' : ''} to ${owner}, the other ${most[1].length} tables to ${most[0]}`,
          changes: theirs.flatMap(({ table }) =>
            claimed(
              evidence.changes,
              { kind: 'table', schema: evidence.spec.schema, table },
              ({ field }) => field === 'owner',
            ),
          ),
          facet: owner,
        },
      ];
    });
  },
};
