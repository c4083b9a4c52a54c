/** view-bypasses-row-security: a view reads tenants' rows as an owner whom no policy binds. */
import { listOf } from '../catalog/lists.js';
import type { AroundView } from '../catalog/surroundings.js';
import { quoteIdent } from '../expression/identifier.js';
import { claimed, ownerOf } from './claims.js';
import { bound, guardedTables, isPast, reachesApplication, whoOf } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const viewBypassesRowSecurity: Check = {
  id: 'view-bypasses-row-security',
  severity: 'error',
  consolidationIssue: null,
  title: 'a view shows the rows of every tenant',
  bySchema: true,
  around: true,
  docs: {
    what: "A view over a tenant-scoped table that reads it as the view's owner (no security_invoker), where the policies do not bind that owner: a superuser, a role with BYPASSRLS, or the owner of a table that is not forced. An error where the application's role may read the view, a warning where others may. Views on views are followed. Silent where only roles may read it whom the policies do not bind anyway; information where the view itself asks for the tenant behind its WHERE (the setting, or a function that the policies call), and so may well filter by it.",
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

/** Whether a view asks for the tenant behind its WHERE: the setting, or what the policies call. */
function filtersItself({ spec, surroundings, inferred }: Evidence, definition: string): boolean {
  const where = definition.slice(Math.max(0, definition.search(/\bwhere\b/i))).toLowerCase();
  if (!/\bwhere\b/.test(where)) return false;
  const settings = [spec.rowSecurity?.setting, ...(inferred?.pattern?.settings.keys() ?? [])];
  const names = (surroundings?.policyFunctions ?? []).map(({ schema, name }) => `${schema}.${name}(`);
  return (
    settings.some((one) => one !== undefined && where.includes(`'${one.toLowerCase()}'`)) ||
    names.some((one) => where.includes(one.toLowerCase())) ||
    (inferred?.pattern?.source.is === 'role' && /\b(?:current|session)_user\b/.test(where))
  );
}

function objection(evidence: Evidence, view: AroundView): Objection[] {
  if (view.materialized || view.invoker) return [];
  const guarded = guardedTables(evidence);
  const tables = view.tables.filter((table) => guarded.has(table) && isPast(evidence, view.owner, table));
  const readers = bound(evidence, view.reach, tables);
  if (tables.length === 0 || readers.length === 0) return [];
  const { schema, name, owner } = view;
  const filters = filtersItself(evidence, view.definition);
  const through = `view ${name} reads ${listOf(tables)} as ${owner}, whom no policy binds`;
  const application = reachesApplication(evidence, view.reach);
  const invoker = (evidence.surroundings?.major ?? 0) >= 15;
  const object = { kind: 'view', schema, table: name } as const;
  return [
    {
      object,
      severity: filters ? 'info' : application ? 'error' : 'warning',
      message: filters
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
