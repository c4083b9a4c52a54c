/** published-tenants: a publication sends tenants' rows away, and no policy is asked. */
import { listOf } from '../catalog/lists.js';
import { guardedTables } from './tenants.js';
import type { Check } from './types.js';

export const publishedTenants: Check = {
  id: 'published-tenants',
  severity: 'info',
  consolidationIssue: null,
  title: "a publication carries tenants' rows",
  bySchema: true,
  around: true,
  docs: {
    what: 'A publication that carries a tenant-scoped table: replication sends every row, whatever the policies say. That may well be meant (a copy, a warehouse, change data capture), so it is information; accept it once, with a reason.',
    story:
      "A publication FOR ALL TABLES was made for the move to another server, which is long over. Whoever may open\na replication slot still gets every tenant's rows as they are written.",
    todo: 'See who subscribes. Drop the publication if nobody should; publish the tables that are meant, with a row filter (WHERE, from PostgreSQL 15 on) where one tenant is.',
    link: 'https://www.postgresql.org/docs/current/logical-replication-publication.html',
    bad: 'create publication everything for table bookings',
    good: 'create publication nothing',
    byHand: 'drop publication everything',
  },
  find: (evidence) => {
    const guarded = guardedTables(evidence);
    return (evidence.surroundings?.publications ?? []).flatMap(({ name, tables }) => {
      const carried = tables.filter(({ table, filter }) => guarded.has(table) && filter === null);
      if (carried.length === 0) return [];
      return [
        {
          object: { kind: 'schema', name: evidence.spec.schema },
          message: `publication ${name} carries ${listOf(carried.map(({ table }) => table))}: every tenant's rows leave by it`,
          facet: name,
        },
      ];
    });
  },
};
