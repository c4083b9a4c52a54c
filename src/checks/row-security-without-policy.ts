/** row-security-without-policy: row level security is on and no policy lets anybody in. */

import { addressOf } from '../catalog/address.js';
import { listOf } from '../catalog/lists.js';
import type { Check } from './types.js';

export const rowSecurityWithoutPolicy: Check = {
  id: 'row-security-without-policy',
  severity: 'info',
  consolidationIssue: null,
  title: 'row level security without a policy',
  bySchema: true,
  withoutSpec: true,
  docs: {
    what: 'Tables whose row level security is on and that have no policy: nobody whom it binds sees or writes a row. For tables that only a backend with BYPASSRLS uses that is a good way to close them, so it is information, one finding for the schema. Silent about partitions, which are closed that way. With a spec rls-blind says it of the tenant-scoped tables.',
    story:
      'The table is new, row level security was switched on as the template says, and the policy is in the next\nmigration, which was never written. The page is empty, and nothing is logged.',
    todo: 'If the application is to use the table, give it a policy.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'create table notes (id int);\nalter table notes enable row level security',
    good: 'create table notes (id int)',
    byHand: 'drop table notes',
  },
  find: ({ actual, inferred, spec }) => {
    const closed = actual.table.filter(
      ({ table, rowSecurity, partitionOf }) =>
        rowSecurity && partitionOf === null && !actual.policy.some((policy) => policy.table === table),
    );
    const [first] = closed;
    if (inferred === null || first === undefined) return [];
    const one = closed.length === 1;
    return [
      {
        object: one ? addressOf(first) : { kind: 'schema', name: spec.schema },
        message: `row level security is on and no policy lets anybody in on ${listOf(
          closed.map(({ table }) => table),
          8,
        )}`,
      },
    ];
  },
};
