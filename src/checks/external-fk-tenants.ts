/** external-fk-tenants (issue 2): a foreign key to the tenants table, which another service owns. */
import { foreignKeysTo } from './foreign-keys.js';
import type { Check } from './types.js';

export const externalFkTenants: Check = {
  id: 'external-fk-tenants',
  severity: 'error',
  consolidationIssue: 2,
  title: 'a foreign key to the tenants table',
  withSpec: true,
  docs: {
    what: "A foreign key from one of the spec's tables to the tenants table (tenancy.tenants_table).",
    story:
      'The service that owns the tenants moves them to a database of its own. Its migration fails on ours:\nten foreign keys of another team hold its table, and every deployment since has to be made together.',
    todo: 'Drop the foreign key. The tenant is checked where requests come in, and row level security keeps it.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    bad: 'alter table bookings add constraint bookings_tenant_fk foreign key (tenant_id) references tenants (id)',
    good: 'create table elsewhere (tenant_id uuid references tenants (id))',
  },
  find: (evidence) =>
    foreignKeysTo(
      evidence,
      (table) => table === evidence.spec.tenantsTable,
      (key, target) => `foreign key ${key.name} ties ${key.table} to ${target} of another service`,
    ),
};
