/** rls-void-for-application-role: the role that the application connects as is not bound by row level security. */

import type { Surroundings } from '../catalog/surroundings.js';
import { quoteIdent } from '../expression/identifier.js';
import type { Check, Objection } from './types.js';

export const rlsVoidForApplicationRole: Check = {
  id: 'rls-void-for-application-role',
  severity: 'error',
  consolidationIssue: null,
  title: "row level security does not bind the application's role",
  bySchema: true,
  docs: {
    what: 'The role of application_role is a superuser, holds BYPASSRLS, or owns a tenant-scoped table that is not forced.',
    story:
      'All policies are right, all tests are green, and 498,789 rows of other tenants are visible:\nthe service connects as postgres.',
    todo: 'Let the application connect as a role of its own: no superuser, no BYPASSRLS, no owner.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'alter role schema_audit_example_app bypassrls',
    good: 'create table elsewhere (id int)',
    byHand: 'alter role schema_audit_example_app nobypassrls',
  },
  find: ({ spec, actual, inferred, surroundings }) => {
    if (inferred !== null) return whoeverAsks(surroundings);
    const name = spec.applicationRole;
    const role = actual.role.find((r) => r.name === name);
    if (role === undefined) return [];
    const object = { kind: 'role' as const, name: role.name };
    const found: Objection[] = [];
    if (role.superuser)
      found.push({
        object,
        message: `the application's role ${role.name} is a superuser: no policy binds it`,
        facet: 'superuser',
      });
    else if (role.bypassRowSecurity)
      found.push({
        object,
        message: `the application's role ${role.name} holds BYPASSRLS: no policy binds it`,
        facet: 'bypassrls',
      });
    const owned = new Set(role.owns);
    const open = actual.table
      .filter((t) => !t.forceRowSecurity && owned.has(`table ${quoteIdent(t.schema)}.${quoteIdent(t.table)}`))
      .map((t) => t.table);
    if (open.length > 0) {
      found.push({
        object,
        message: `the application's role ${role.name} owns ${open.join(', ')}, whose row level security is not forced`,
        facet: 'owner',
      });
    }
    return found;
  },
};

/** Without a spec nobody says who the application is: it may well be whoever asks. */
function whoeverAsks(surroundings: Surroundings | null): Objection[] {
  const me = surroundings?.me;
  if (me === undefined || !(me.superuser || me.bypassRowSecurity)) return [];
  const why = me.superuser ? 'is a superuser' : 'holds BYPASSRLS';
  return [
    {
      object: { kind: 'role', name: me.name },
      severity: 'info',
      message: `${me.name}, as whom this was looked at, ${why}: if the application connects like this, no policy binds it`,
    },
  ];
}
