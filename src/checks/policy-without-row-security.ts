/** policy-without-row-security: policies stand on a table, and nobody asks them. */
import { addressOf } from '../catalog/address.js';
import type { Check } from './types.js';

/** What the policies of a table are seen to do where nobody asks them. */
const EFFECTS = [
  'rls-leaks-when-unset',
  'rls-crosses-tenants',
  'rls-accepts-foreign-rows',
  'rls-bypass-too-wide',
  'departs-from-pattern',
];

export const policyWithoutRowSecurity: Check = {
  id: 'policy-without-row-security',
  severity: 'error',
  consolidationIssue: null,
  title: 'policies on a table whose row level security is off',
  bySchema: true,
  withoutSpec: true,
  docs: {
    what: "A table that has policies and not row level security: PostgreSQL keeps them and asks nobody. With a spec rls-not-forced says it of the spec's tables.",
    story:
      'Row level security was switched off for a bulk load, and the load was interrupted. The policies are all there,\nthe review reads them and nods.',
    todo: 'alter table … enable row level security; alter table … force row level security.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'alter table bookings disable row level security',
    good: 'alter table bookings no force row level security',
    byHand: 'alter table bookings enable row level security',
  },
  find: ({ actual, inferred }) =>
    inferred === null
      ? []
      : actual.table.flatMap((table) => {
          const count = actual.policy.filter((policy) => policy.table === table.table).length;
          if (table.rowSecurity || count === 0) return [];
          return [
            {
              object: addressOf(table),
              message: `row level security is off on ${table.table}: its ${count === 1 ? 'policy does' : `${count} policies do`} nothing`,
              explains: EFFECTS,
            },
          ];
        }),
};
