/** unique-without-tenant: one tenant's value keeps another's out, and so tells of it. */

import { type Address, addressOf } from '../catalog/address.js';
import { grouped, listOf } from '../catalog/lists.js';
import { quoteIdent } from '../expression/identifier.js';
import { isKey, mentions } from './columns.js';
import { tenantColumns } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const uniqueWithoutTenant: Check = {
  id: 'unique-without-tenant',
  severity: 'info',
  consolidationIssue: null,
  title: 'a unique key leaves the tenant out',
  plural: 'unique keys leave the tenant out: that a value is taken can be probed',
  bySchema: true,
  design: true,
  docs: {
    what: 'A unique constraint, unique index or primary key of a tenant-scoped table without the tenant column: inserting a value that another tenant has fails, whatever the policies say, and that it fails is an answer. Silent about the table that lists the tenants, and where nobody can guess or choose the values: keys whose every column is a UUID or numbered by the server. What is to be unique across tenants (a domain name) is, so it is information; accept it once, with the reason.',
    story:
      'Somebody signs up, tries to add customers by e-mail address, and reads the errors: «already exists» is a customer\nof a competitor. Policies never come into it: uniqueness is looked after below them.',
    todo: 'Put the tenant first: unique (tenant_id, …); it then also serves the policies.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: `tables:
  customers:
    columns: { tenant_id: uuid not null, email: text not null }
    unique: [[email]]
    indexes: { customers_tenant: tenant_id }`,
    good: `tables:
  customers:
    columns: { id: uuid primary key, tenant_id: uuid not null, email: text not null }
    unique: [[tenant_id, email]]`,
  },
  find: (evidence) => {
    // What differs from the spec is said as a difference.
    const keysOf = grouped(evidence.desired.constraint.filter(isKey), ({ table }) => table);
    const indexesOf = grouped(
      evidence.desired.index.filter(({ unique }) => unique),
      ({ table }) => table,
    );
    return tenantColumns(evidence).flatMap((tenant) => {
      const ours = keysOf.get(tenant.table) ?? [];
      // The table that lists the tenants themselves.
      if (ours.some(({ columns }) => columns.join() === tenant.name)) return [];
      const keys = ours.map((one) => ({ at: addressOf(one), columns: one.columns, expressions: [] }));
      const indexes = (indexesOf.get(tenant.table) ?? []).map((one) => ({
        at: addressOf(one),
        columns: one.elements.flatMap(({ column }) => column ?? []),
        expressions: one.elements.flatMap(({ expression }) => expression?.expression ?? []),
      }));
      return [...keys, ...indexes].flatMap(({ at, columns, expressions }) => {
        const within = columns.includes(tenant.name) || expressions.some((text) => mentions(text, tenant.name));
        if (within || (expressions.length === 0 && columns.every((name) => isNumbered(evidence, tenant.table, name))))
          return [];
        return [objection(at, tenant.name, tenant.table, columns, expressions)];
      });
    });
  },
};

function objection(
  at: Address,
  tenant: string,
  table: string,
  columns: readonly string[],
  expressions: readonly string[],
): Objection {
  return {
    object: at,
    message: `${at.kind} ${at.name} of ${table} keeps ${listOf([...columns, ...expressions], 5)} unique across all tenants: that a value is taken can be probed`,
    hint: `closed by: unique (${[...[tenant, ...columns].map(quoteIdent), ...expressions].join(', ')})`,
  };
}

/** A value that nobody chooses: a UUID, or a number from the server. */
function isNumbered({ desired }: Evidence, table: string, name: string): boolean {
  const column = desired.column.find((one) => one.table === table && one.name === name);
  if (column === undefined) return false;
  return column.type === 'uuid' || column.identity !== null || /^nextval\(/.test(column.default?.expression ?? '');
}
