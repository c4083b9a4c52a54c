/** tenant-column-type: the tenant column of one table is of another type than those of the others. */

import { addressOf } from '../catalog/address.js';
import { grouped } from '../catalog/lists.js';
import { changeOf } from './columns.js';
import { tenantColumns } from './tenants.js';
import type { Check } from './types.js';

export const tenantColumnType: Check = {
  id: 'tenant-column-type',
  severity: 'warning',
  consolidationIssue: null,
  title: "the tenant column is of another type than its siblings'",
  bySchema: true,
  docs: {
    what: 'A tenant column whose type is not the one that more than half of the tenant-scoped tables have: an error where the spec says so too. Silent where no type has the majority.',
    story:
      'tenant_id is uuid everywhere, and text in one table. There «AB12…» and «ab12…» are two tenants, a join casts\nevery row, and the common policy does not even fit.',
    todo: 'Bring the column to the type of the others.',
    link: 'https://www.postgresql.org/docs/current/sql-altertable.html',
    bad: "create domain tenant_key as uuid;\ndrop policy bookings_tenant_isolation on bookings;\nalter table bookings alter column tenant_id type tenant_key;\ncreate policy bookings_tenant_isolation on bookings\n  using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')\n  with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true')",
    good: 'alter table bookings alter column status type text',
  },
  find: (evidence) => {
    const columns = tenantColumns(evidence);
    const [most] = [...grouped(columns, ({ type }) => type)].sort(([, a], [, b]) => b.length - a.length);
    return columns.flatMap((column) => {
      const ours = changeOf(evidence.changes, column, 'type');
      const [change] = ours;
      if (change?.change === 'alter' && change.to.kind === 'column') {
        return [
          {
            object: addressOf(column),
            severity: 'error',
            message: `${column.table}.${column.name} is ${column.type}, the spec says ${change.to.type}`,
            changes: ours,
          },
        ];
      }
      if (most === undefined || column.type === most[0] || most[1].length * 2 <= columns.length) return [];
      return [
        {
          object: addressOf(column),
          message: `${column.table}.${column.name} is ${column.type}, in ${most[1].length} other tables it is ${most[0]}`,
        },
      ];
    });
  },
};
