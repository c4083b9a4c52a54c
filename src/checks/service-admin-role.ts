/** service-admin-role (issue 10): a role that is infrastructure's concern and not this schema's. */
import type { Check, Objection } from './types.js';

export const serviceAdminRole: Check = {
  id: 'service-admin-role',
  severity: 'info',
  consolidationIssue: 10,
  title: "a role that is infrastructure's concern",
  withSpec: true,
  docs: {
    what: 'A role listed under forbidden.roles. That it exists, or holds BYPASSRLS, is information: roles belong to the whole cluster. That it owns, is granted or is named in a policy of something in this database is an error.',
    story:
      'A migration creates a role with BYPASSRLS "for the admin scripts". Two years later nobody knows which services\nuse it, and it opens every tenant of every database in the cluster.',
    todo: 'Take the role out of migrations and of this database (reassign owned by, drop owned by); whether it lives on is for infrastructure to say.',
    link: 'https://www.postgresql.org/docs/current/sql-drop-owned.html',
    bad: 'grant select on bookings to schema_audit_example_admin',
    good: 'create table elsewhere (id int)',
    byHand: 'revoke all on bookings from schema_audit_example_admin',
  },
  find: ({ spec, actual }) =>
    spec.forbiddenRoles.flatMap(({ name, reason }): Objection[] => {
      const role = actual.role.find((r) => r.name === name);
      if (role === undefined) return [];
      const object = { kind: 'role' as const, name };
      const uses = [
        ...role.owns.map((what) => `owns ${what}`),
        ...role.granted.map((what) => `is granted rights on ${what}`),
        ...role.policies.map((what) => `is named in ${what}`),
      ];
      if (uses.length === 0) {
        const holds = role.bypassRowSecurity ? ' and holds BYPASSRLS' : '';
        return [
          {
            object,
            message: `role ${name} exists in the cluster${holds}, and has nothing in this database (${reason})`,
          },
        ];
      }
      const more = uses.length > 3 ? ` and ${uses.length - 3} more` : '';
      return [
        {
          object,
          severity: 'error',
          message: `role ${name} ${uses.slice(0, 3).join(', ')}${more} (${reason})`,
          hint: 'for infrastructure to run: reassign owned by … to …; drop owned by …',
          facet: 'used',
        },
      ];
    }),
};
