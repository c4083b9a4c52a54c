/** rls-void-for-application-role: the role that the application connects as is not bound by row level security. */

import { listOf } from '../catalog/lists.js';
import type { Surroundings } from '../catalog/surroundings.js';
import { quoteIdent } from '../expression/identifier.js';
import { guardedTables, isPast, unboundBecause } from './tenants.js';
import type { Check, Evidence, Inferred, Objection } from './types.js';

export const rlsVoidForApplicationRole: Check = {
  id: 'rls-void-for-application-role',
  severity: 'error',
  consolidationIssue: null,
  title: "row level security does not bind the application's role",
  bySchema: true,
  docs: {
    what: 'The role of application_role is a superuser, holds BYPASSRLS, or owns a tenant-scoped table that is not forced. Without a spec the same of the role that most policies are for; a warning where the tables are not forced and nobody but their owner has privileges; and for information that whoever looks is bound by none.',
    story:
      'All policies are right, all tests are green, and 498,789 rows of other tenants are visible:\nthe service connects as postgres.',
    todo: 'Let the application connect as a role of its own: no superuser, no BYPASSRLS, no owner.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'alter role schema_audit_example_app bypassrls',
    good: 'create table elsewhere (id int)',
    byHand: 'alter role schema_audit_example_app nobypassrls',
  },
  find: (evidence) => {
    const { spec, actual, inferred, surroundings } = evidence;
    if (inferred !== null) return [...whomTheyAreFor(evidence, inferred), ...whoeverAsks(surroundings)];
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

/**
 * Without a spec: whom most policies are for, where they do not bind it; and where they are for everybody, an owner who
 * alone has privileges on the tables.
 */
function whomTheyAreFor(evidence: Evidence, { pattern }: Inferred): Objection[] {
  const { surroundings } = evidence;
  const tables = [...guardedTables(evidence)];
  if (pattern === null || surroundings === null || tables.length === 0) return [];
  const { role } = pattern;
  const known = surroundings.roles.find(({ name }) => name === role);
  if (role !== null) {
    const open = tables.filter((table) => isPast(evidence, role, table));
    if (known === undefined || open.length === 0) return [];
    const why = unboundBecause(known);
    return [
      {
        object: { kind: 'role', name: role },
        message:
          why === null
            ? `${role}, whom the policies are for, owns ${listOf(open)}, whose row level security is not forced: no policy binds it there`
            : `${role}, whom the policies are for, ${why}: no policy binds it`,
        facet: evidence.spec.schema,
      },
    ];
  }
  const granted = surroundings.grants.some(({ tables: some }) => some.some((table) => tables.includes(table)));
  const owned = surroundings.tables.filter(({ table }) => tables.includes(table));
  const [owner, ...others] = new Set(owned.map((one) => one.owner));
  if (granted || owner === undefined || others.length > 0 || owned.some(({ forced }) => forced)) return [];
  return [
    {
      object: { kind: 'role', name: owner },
      severity: 'warning',
      message: `nobody but ${owner} has privileges on the ${tables.length === 1 ? 'table' : `${tables.length} tables`}, and row level security is not forced: the policies bind nobody`,
      facet: evidence.spec.schema,
    },
  ];
}

/** Without a spec nobody says who the application is: it may well be whoever asks. */
function whoeverAsks(surroundings: Surroundings | null): Objection[] {
  const me = surroundings?.me;
  const why = unboundBecause(me);
  if (me === undefined || why === null) return [];
  return [
    {
      object: { kind: 'role', name: me.name },
      severity: 'info',
      message: `${me.name}, as whom this was looked at, ${why}: if the application connects like this, no policy binds it`,
    },
  ];
}
