/** materialized-view-of-tenants: a materialized view holds tenants' rows, and no policy can guard them there. */
import { listOf } from '../catalog/lists.js';
import { claimed, onlyGrants } from './claims.js';
import { bound, guardedTables, whoOf } from './tenants.js';
import type { Check } from './types.js';

export const materializedViewOfTenants: Check = {
  id: 'materialized-view-of-tenants',
  severity: 'warning',
  consolidationIssue: null,
  title: "a materialized view holds tenants' rows without a policy",
  bySchema: true,
  around: true,
  docs: {
    what: "A materialized view over a tenant-scoped table that somebody else than its owner may read, itself or by way of a view. Row level security is not for materialized views. Silent where only roles may read it whom the tables' policies do not bind anyway.",
    story:
      'The dashboard was slow, so its query became a materialized view, refreshed by night and granted to the application.\nIt holds the figures of all tenants, and a forgotten WHERE shows them.',
    todo: "Keep it from the application's role, and give a view on it that filters by the tenant's setting; or make it a table with the tenant's policy.",
    link: 'https://www.postgresql.org/docs/current/rules-materializedviews.html',
    bad: 'create materialized view booking_counts as select tenant_id, count(*) from bookings group by tenant_id;\ngrant select on booking_counts to schema_audit_example_app',
    good: 'create materialized view booking_counts as select tenant_id, count(*) from bookings group by tenant_id',
    byHand: 'revoke select on booking_counts from schema_audit_example_app',
  },
  find: (evidence) => {
    const guarded = guardedTables(evidence);
    return (evidence.surroundings?.views ?? []).flatMap(({ materialized, schema, name, reach, ...view }) => {
      const tables = view.tables.filter((table) => guarded.has(table));
      const readers = bound(evidence, reach, tables);
      if (!materialized || tables.length === 0 || readers.length === 0) return [];
      const object = { kind: 'materialized view', schema, table: name } as const;
      return [
        {
          object,
          message: `materialized view ${name} holds rows of ${listOf(tables)}, and ${whoOf(readers)} may read it: no policy guards it`,
          changes: claimed(evidence.changes, object, (change) => onlyGrants(change, readers, ['select'])),
        },
      ];
    });
  },
};
