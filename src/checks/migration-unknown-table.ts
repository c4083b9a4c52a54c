/** migration-unknown-table: a migration makes a table that the spec does not name. Speaks in a rehearsal alone. */
import { addressOf } from '../catalog/address.js';
import type { Table } from '../catalog/types.js';
import type { Check, Evidence, Objection } from './types.js';

export const migrationUnknownTable: Check = {
  id: 'migration-unknown-table',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a migration makes a table that the spec does not name',
  rehearsal: true,
  docs: {
    what: 'A table that the migrations leave behind and the spec does not name. In a live database it might be another service’s, and is not looked at; here it is this service’s own. An error where it has the tenant column and row level security is not forced on it.',
    story:
      'A pull request adds a table, and nobody thinks of the spec. From then on every check is green,\nand the one table that nobody looks at has every tenant’s rows for everybody.',
    todo: 'Write the table into the spec: then its policies come with the pattern, and are judged.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: '-- migration\ncreate table notes (id int, tenant_id uuid not null)',
    good: '-- migration\ncreate table notes (id int)\n-- migration\ndrop table notes',
  },
  find: (evidence) => (evidence.rehearsal === null ? [] : unknownTables(evidence)),
};

function unknownTables({ changes, spec, actual }: Evidence): Objection[] {
  return changes.flatMap((change): Objection[] => {
    if (change.change !== 'drop' || change.from.kind !== 'table') return [];
    const { from } = change;
    const parts = changes.filter((c) => c !== change && c.change === 'drop' && addressOf(c.from).table === from.table);
    const open = isOpen(from, spec.rowSecurity?.tenantColumn, actual.column);
    return [
      {
        object: addressOf(from),
        severity: open === null ? 'warning' : 'error',
        message: `table ${from.table} is not in the spec${open === null ? '' : `; it has a ${open}, and row level security is ${from.rowSecurity ? 'not forced' : 'off'}`}`,
        hint: 'write it into the spec, so that it is looked at wherever it goes',
        changes: [change, ...parts],
        // To drop it is not what mends this.
        byHand: true,
      },
    ];
  });
}

/** The tenant column of a table that keeps no tenants apart. */
function isOpen(
  { schema, table, forceRowSecurity }: Table,
  tenantColumn: string | undefined,
  columns: Evidence['actual']['column'],
): string | null {
  const has = columns.some((one) => one.schema === schema && one.table === table && one.name === tenantColumn);
  return has && !forceRowSecurity ? (tenantColumn ?? null) : null;
}
