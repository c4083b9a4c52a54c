/** partition-without-row-security: a partition or child of a guarded table that may be asked directly, past the parent's policies. */
import { listOf } from '../catalog/lists.js';
import type { AroundChild } from '../catalog/surroundings.js';
import { bound, guardedTables, reachesApplication, whoOf } from './tenants.js';
import type { Check, Objection } from './types.js';

export const partitionWithoutRowSecurity: Check = {
  id: 'partition-without-row-security',
  severity: 'error',
  consolidationIssue: null,
  title: 'a partition without row level security that may be asked directly',
  bySchema: true,
  around: true,
  docs: {
    what: 'A partition of a tenant-scoped table, or a table that inherits from it, without row level security of its own, on which somebody has privileges: a query that names it is not asked the policies of the table above. An error where the application has them, a warning where others have. Silent where nobody but its owner has privileges on it (asking the table above needs none), and where only roles have them whom the policies do not bind anyway.',
    story:
      'Policies stand on `events`. A job grants the application everything on all tables of the schema, the partitions\nof next month included: `select * from events_2027_01` shows the events of every tenant.',
    todo: 'Revoke the privileges on the partitions: those on the table above are enough. Or switch row level security on for them too: without a policy nobody gets in directly.',
    link: 'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    bad: 'create table bookings_2027 () inherits (bookings);\ngrant select on bookings_2027 to schema_audit_example_app',
    good: 'create table bookings_2027 () inherits (bookings)',
    byHand: 'drop table bookings_2027',
  },
  find: (evidence) => {
    const { spec, surroundings } = evidence;
    const named = new Set(spec.rowSecurity === null ? [] : spec.tables.map(({ name }) => name));
    const open = new Map<string, AroundChild[]>();
    const guarded = guardedTables(evidence);
    for (const child of surroundings?.children ?? []) {
      const judged = child.schema === spec.schema && named.has(child.table) && !child.isPartition;
      if (child.rowSecurity || judged || !guarded.has(child.parent)) continue;
      if (bound(evidence, child.reach, [child.parent]).length === 0) continue;
      open.set(child.parent, [...(open.get(child.parent) ?? []), child]);
    }
    return [...open].map(([parent, children]): Objection => {
      const who = [...new Set(children.flatMap(({ reach }) => bound(evidence, reach, [parent])))];
      const application = children.some(({ reach }) => reachesApplication(evidence, reach));
      const what = children.every(({ isPartition }) => isPartition) ? 'partition' : 'child table';
      const many = children.length > 1;
      const names = listOf(children.map(({ table }) => table));
      return {
        object: { kind: 'table', schema: spec.schema, table: parent },
        severity: application ? 'error' : 'warning',
        message: `${many ? `${children.length} ${what === 'partition' ? 'partitions' : 'child tables'}` : `the ${what}`} of ${parent} without row level security of ${many ? 'their' : 'its'} own may be asked directly by ${whoOf(who)}: ${names}`,
      };
    });
  },
};
