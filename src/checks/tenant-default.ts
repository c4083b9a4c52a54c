/** tenant-default (issue 1): a default on the tenant column, so that a forgotten tenant becomes somebody's. */
import { addressOf } from '../catalog/address.js';
import { lex } from '../expression/lexer.js';
import { isPlaceholderUuid } from '../expression/uuid.js';
import { tenantColumns } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const tenantDefault: Check = {
  id: 'tenant-default',
  severity: 'error',
  consolidationIssue: 1,
  title: 'the tenant column has a default',
  bySchema: true,
  docs: {
    what: 'A default on the tenant column that the spec does not have. A UUID of zeros, or of zeros up to its last digits, is called a placeholder.',
    story:
      'A batch job forgets the tenant in one INSERT. Nothing fails: the rows go to tenant 00000000-…-0001,\nand weeks later somebody wonders whose they are. Without the default the first INSERT would have failed.',
    todo: 'Drop the default; then find the rows that it has left behind and give them their tenant.',
    link: 'https://www.postgresql.org/docs/current/ddl-default.html',
    bad: "alter table bookings alter column tenant_id set default '00000000-0000-0000-0000-000000000001'",
    good: "alter table bookings alter column status set default 'new'",
  },
  find: (evidence) => {
    const { spec, changes, inferred } = evidence;
    if (inferred !== null) return constants(evidence);
    return changes.flatMap((change) => {
      if (change.change !== 'alter' || change.field !== 'default' || change.from.kind !== 'column') return [];
      const { name, default: value } = change.from;
      if (name !== spec.rowSecurity?.tenantColumn || value === null) return [];
      const placeholder = lex(value.expression).some(
        (token) => token.kind === 'string' && isPlaceholderUuid(token.value),
      );
      return [
        {
          object: addressOf(change.from),
          message: `the tenant column ${name} has ${placeholder ? 'a placeholder' : 'a value'} as its default: ${value.expression}`,
          changes: [change],
        },
      ];
    });
  },
};

/** Without a spec: a constant. A default that reads the setting is how some fill the column. */
function constants(evidence: Evidence): Objection[] {
  return tenantColumns(evidence).flatMap((column) => {
    const tokens = lex(column.default?.expression ?? '');
    const [first] = tokens;
    if (first?.kind !== 'string' && first?.kind !== 'number') return [];
    const placeholder = first.kind === 'string' && isPlaceholderUuid(first.value);
    return [
      {
        object: addressOf(column),
        message: `the tenant column ${column.name} of ${column.table} has ${placeholder ? 'a placeholder' : 'a constant'} as its default: ${column.default?.expression}`,
      },
    ];
  });
}
