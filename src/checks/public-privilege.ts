/** public-privilege: everyone who may connect has a privilege on a tenant-scoped table. */
import { listOf } from '../catalog/lists.js';
import { claimed, onlyGrants } from './claims.js';
import { guardedTables } from './tenants.js';
import type { Check } from './types.js';

export const publicPrivilege: Check = {
  id: 'public-privilege',
  severity: 'warning',
  consolidationIssue: null,
  title: "everyone has a privilege on tenants' tables",
  bySchema: true,
  around: true,
  docs: {
    what: 'A privilege on a tenant-scoped table that is granted to PUBLIC, one finding for the schema. Silent where PUBLIC may not use the schema, and where it is the role that tells the tenant.',
    story:
      'The policies trust a setting, and any session can set it: what keeps strangers out is who may connect and who has\nprivileges. A role made for a monitoring tool connects, sets a tenant, and reads: PUBLIC was granted SELECT once.',
    todo: 'Revoke it from PUBLIC, and grant it to the roles that need it.',
    link: 'https://www.postgresql.org/docs/current/ddl-priv.html',
    bad: 'grant select on bookings to public',
    good: 'grant select on bookings to schema_audit_example_app',
    byHand: 'revoke select on bookings from public',
  },
  find: (evidence) => {
    const { spec, surroundings, inferred } = evidence;
    // Nobody sets whose role it is.
    if (inferred?.pattern?.source.is === 'role') return [];
    const guarded = guardedTables(evidence);
    const granted = (surroundings?.grants ?? [])
      .filter(({ grantee }) => grantee === 'public')
      .map(({ privilege, tables }) => ({ privilege, tables: tables.filter((table) => guarded.has(table)) }))
      .filter(({ tables }) => tables.length > 0);
    if (granted.length === 0) return [];
    const tables = [...new Set(granted.flatMap((one) => one.tables))].sort();
    const privileges = granted.map(({ privilege }) => privilege);
    const spelled = privileges.map((one) => one.toLowerCase());
    return [
      {
        object: { kind: 'schema', name: spec.schema },
        message: `everyone who may connect has ${privileges.join(', ')} on ${listOf(tables)}, and with that any tenant's rows: a session sets the tenant itself`,
        changes: tables.flatMap((table) =>
          claimed(evidence.changes, { kind: 'table', schema: spec.schema, table }, (change) =>
            onlyGrants(change, ['public'], spelled),
          ),
        ),
      },
    ];
  },
};
