/** tenant-column-nullable: a row may belong to no tenant. */
import { addressOf } from '../catalog/address.js';
import type { Catalog } from '../catalog/types.js';
import { lex } from '../expression/lexer.js';
import { changeOf } from './columns.js';
import { tenantColumns } from './tenants.js';
import type { Check } from './types.js';

export const tenantColumnNullable: Check = {
  id: 'tenant-column-nullable',
  severity: 'warning',
  consolidationIssue: null,
  title: 'the tenant column may be null',
  bySchema: true,
  docs: {
    what: 'The tenant column of a tenant-scoped table without NOT NULL: an error where the spec has it. Silent where a policy of the table speaks of rows without a tenant (tenant_id is null), which is how rows that all tenants share are written, and where a check constraint that is validated keeps NULL out.',
    story:
      'An import leaves the tenant out. The rows are there, nobody ever sees them, no tenant can delete them,\nand the number of rows in the table is never the sum of what the tenants have.',
    todo: 'Give the rows without a tenant theirs, then alter table … alter column … set not null.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL',
    bad: 'alter table bookings alter column tenant_id drop not null',
    good: 'alter table bookings alter column user_id drop not null',
  },
  find: (evidence) => {
    const { actual, changes } = evidence;
    return tenantColumns(evidence).flatMap((column) => {
      if (column.notNull || isMeant(actual, column.table, column.name)) return [];
      const ours = changeOf(changes, column, 'notNull');
      return [
        {
          object: addressOf(column),
          ...(ours.length > 0 ? { severity: 'error' as const } : {}),
          message: `${column.table}.${column.name} may be null: such a row is nobody's`,
          changes: ours,
        },
      ];
    });
  },
};

function isMeant({ policy, constraint }: Catalog, table: string, column: string): boolean {
  const shared = policy.some((one) => one.table === table && saysNull(one.using?.expression ?? '', column, false));
  const kept = constraint.some(
    (one) => one.table === table && one.validated && saysNull(one.check?.expression ?? '', column, true),
  );
  return shared || kept;
}

/** `<column> is [not] null` */
function saysNull(expression: string, column: string, not: boolean): boolean {
  const tokens = lex(expression);
  return tokens.some((token, i) => {
    const after = tokens.slice(i + 1, i + 4).map(({ value }) => value);
    const wanted = not ? ['is', 'not', 'null'] : ['is', 'null'];
    return token.kind !== 'string' && token.value === column && wanted.every((word, at) => after[at] === word);
  });
}
