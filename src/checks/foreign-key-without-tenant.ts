/** foreign-key-without-tenant: a row may refer to a row of another tenant. */
import { addressOf } from '../catalog/address.js';
import { quoteIdent } from '../expression/identifier.js';
import type { Check } from './types.js';

export const foreignKeyWithoutTenant: Check = {
  id: 'foreign-key-without-tenant',
  severity: 'info',
  consolidationIssue: null,
  title: 'a foreign key between tenants leaves the tenant out',
  plural: 'foreign keys leave the tenant out: a row may refer to a row of another tenant',
  design: true,
  docs: {
    what: 'A foreign key from one tenant-scoped table to another without the tenant on both sides: PostgreSQL looks for the referenced row past all policies, so a row of tenant A may refer to one of tenant B, and whether an id exists can be probed. Information, with the key that closes it; `check --data` counts such rows, `prove` tries it.',
    story:
      "An id of another tenant's connection is posted with a field mapping. The insert succeeds: the policy looks at the\nmapping's own tenant, the foreign key at nothing but the id. From then on one tenant's mapping hangs on another's connection.",
    todo: 'alter table <referenced> add unique (tenant_id, id); then foreign key (tenant_id, …) references <referenced> (tenant_id, id).',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: `tables:
  bookings:
    columns: { id: uuid primary key, tenant_id: uuid not null }
    indexes: { bookings_tenant: tenant_id }
  notes:
    columns: { tenant_id: uuid not null, booking_id: uuid not null references bookings }
    indexes: { notes_tenant: tenant_id, notes_booking: booking_id }`,
    good: `tables:
  bookings:
    columns: { id: uuid primary key, tenant_id: uuid not null }
    unique: [[tenant_id, id]]
  notes:
    columns: { tenant_id: uuid not null, booking_id: uuid not null }
    foreign_keys: ['(tenant_id, booking_id) references bookings (tenant_id, id)']
    indexes: { notes_booking: '(tenant_id, booking_id)' }`,
  },
  find: ({ spec, desired, actual }) => {
    const tenant = spec.rowSecurity?.tenantColumn;
    if (tenant === undefined) return [];
    const keyOf = (schema: string, table: string) => JSON.stringify([schema, table]);
    const scoped = new Set(
      spec.tables.filter((one) => one.tenantScoped).map(({ schema, name }) => keyOf(schema, name)),
    );
    const has = new Set(actual.column.filter(({ name }) => name === tenant).map((one) => keyOf(one.schema, one.table)));
    const parts = new Set(
      actual.table.filter((one) => one.partitionOf !== null).map((one) => keyOf(one.schema, one.table)),
    );
    const isTenants = ({ schema, table }: { readonly schema: string; readonly table: string }) =>
      scoped.has(keyOf(schema, table)) && has.has(keyOf(schema, table)) && !parts.has(keyOf(schema, table));
    // What differs from the spec is said as a difference.
    return desired.constraint.flatMap((key) => {
      const { table, columns, references } = key;
      if (references === null || !isTenants(key) || !isTenants(references)) return [];
      const at = columns.indexOf(tenant);
      if (at >= 0 && references.columns[at] === tenant) return [];
      const list = (names: readonly string[]) => [tenant, ...names].map(quoteIdent).join(', ');
      const target = `${quoteIdent(references.schema)}.${quoteIdent(references.table)}`;
      return [
        {
          object: addressOf(key),
          message: `foreign key ${key.name} of ${table} leaves the tenant out: a row may refer to a row of another tenant in ${references.table}`,
          hint: `closed by: alter table ${target} add unique (${list(references.columns)}); then foreign key (${list(columns)}) references ${target} (${list(references.columns)})`,
        },
      ];
    });
  },
};
