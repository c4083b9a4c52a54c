/** view-bypasses-row-security: a view reads tenants' rows as an owner whom no policy binds. */
import type { AroundView } from '../catalog/surroundings.js';
import { quoteIdent } from '../expression/identifier.js';
import { claimed, ownerOf } from './claims.js';
import { bound, guardedTables, isPast, listOf, reachesApplication, whoOf } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const viewBypassesRowSecurity: Check = {
  id: 'view-bypasses-row-security',
  severity: 'error',
  consolidationIssue: null,
  title: 'a view shows the rows of every tenant',
  bySchema: true,
  around: true,
  docs: {
    what: "A view over a tenant-scoped table that reads it as the view's owner (no security_invoker), where the policies do not bind that owner: a superuser, a role with BYPASSRLS, or the owner of a table that is not forced. An error where the application's role may read the view, a warning where others may. Views on views are followed. Silent where only roles may read it whom the policies do not bind anyway; information where the view itself reads a setting, and so may well filter by the tenant.",
    story:
      "A report needed a join, so somebody made a view of it as postgres and granted it to the application.\nThe tables' policies are perfect, and are asked as postgres: the page lists the bookings of every tenant.",
    todo: 'Let the view read as whoever asks: alter view … set (security_invoker = true), from PostgreSQL 15 on. Before, give it to an owner whom the policies bind.',
    link: 'https://www.postgresql.org/docs/current/sql-createview.html',
    bad: 'create view booking_list as select * from bookings;\ngrant select on booking_list to schema_audit_example_app',
    good: 'create view booking_list as select * from bookings;\nalter view booking_list owner to schema_audit_example_app',
    byHand: 'alter view booking_list owner to schema_audit_example_app',
  },
  find: (evidence) => (evidence.surroundings?.views ?? []).flatMap((view) => objection(evidence, view)),
};

function objection(evidence: Evidence, view: AroundView): Objection[] {
  if (view.materialized || view.invoker) return [];
  const guarded = guardedTables(evidence);
  const tables = view.tables.filter((table) => guarded.has(table) && isPast(evidence, view.owner, table));
  const readers = bound(evidence, view.reach, tables);
  if (tables.length === 0 || readers.length === 0) return [];
  const { schema, name, owner, readsSetting } = view;
  const through = `view ${name} reads ${listOf(tables)} as ${owner}, whom no policy binds`;
  const application = reachesApplication(evidence, view.reach);
  const invoker = (evidence.surroundings?.major ?? 0) >= 15;
  const object = { kind: 'view', schema, table: name } as const;
  return [
    {
      object,
      severity: readsSetting ? 'info' : application ? 'error' : 'warning',
      message: readsSetting
        ? `${through}: whose rows ${whoOf(readers)} may read depends on the setting that it reads itself`
        : `${through}: ${whoOf(readers)} may read the rows of every tenant`,
      hint: invoker
        ? `alter view ${quoteIdent(schema)}.${quoteIdent(name)} set (security_invoker = true)`
        : 'give it to an owner whom the policies bind (security_invoker comes with PostgreSQL 15)',
      changes: claimed(evidence.changes, object, ({ field, to }) => {
        if (to.kind !== 'view') return false;
        if (field === 'with') return to.with.includes('security_invoker=on');
        return field === 'owner' && !isPast(evidence, ownerOf(to) ?? owner, tables[0] ?? '');
      }),
    },
  ];
}
