/** rls-not-forced (issue 6): row level security is off, or does not bind the table's owner. */
import { addressOf } from '../catalog/address.js';
import { isLeftOpen } from '../spec/types.js';
import { tenantTables } from './tenants.js';
import type { Check, Evidence, Inferred, Objection } from './types.js';

/** What the policies of a table are seen to do where nobody asks them. */
const EFFECTS_OF_OFF = [
  'rls-leaks-when-unset',
  'rls-crosses-tenants',
  'rls-accepts-foreign-rows',
  'rls-bypass-too-wide',
];

export const rlsNotForced: Check = {
  id: 'rls-not-forced',
  severity: 'error',
  consolidationIssue: 6,
  title: 'row level security is off or not forced',
  bySchema: true,
  docs: {
    what: 'A tenant-scoped table whose row level security is off, or on without FORCE.',
    story:
      'The application connects as the role that ran the migrations: the owner. Policies do not bind an owner\nunless FORCE says so, every tenant sees every row, and each policy looks perfect in a review.',
    todo: 'alter table … enable row level security, force row level security. Superusers and roles with BYPASSRLS are not bound even so.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'alter table bookings no force row level security',
    good: 'create table elsewhere (id int)',
  },
  find: (evidence) => {
    const { spec, desired, changes, inferred } = evidence;
    if (inferred !== null) return asTheOthers(evidence, inferred);
    const departing = desired.table.flatMap((table) => {
      const ours = changes.filter((c) => c.change === 'alter' && c.to === table);
      const from = ours.flatMap((c) => (c.change === 'alter' && c.from.kind === 'table' ? [c.from] : []))[0];
      const off = table.rowSecurity && from?.rowSecurity === false;
      const notForced = table.forceRowSecurity && from?.forceRowSecurity === false;
      if (!off && !notForced) return [];
      const message = off
        ? `row level security is off on ${table.table}: its policies do nothing`
        : `row level security is not forced on ${table.table}: its owner passes every policy`;
      return [{ object: addressOf(table), message, changes: ours, explains: off ? EFFECTS_OF_OFF : [] }];
    });
    return [...onPurpose(spec), ...departing];
  },
};

/** What the spec itself says to leave open: known, and worth knowing. */
function onPurpose({ tables, rowSecurity }: Evidence['spec']): Objection[] {
  return tables.flatMap((table) => {
    const { schema, name } = table;
    const open = isLeftOpen(table);
    const unforced = table.rowSecurity === 'on' && rowSecurity?.force === true;
    if (!table.tenantScoped || (!open && !unforced)) return [];
    const message = open
      ? `the spec says that row level security is off on ${name}: nothing keeps its tenants apart`
      : `the spec says that row level security is not forced on ${name}: its owner passes every policy`;
    return [
      { object: { kind: 'table', schema, table: name }, message, severity: 'info', changes: [], facet: 'on purpose' },
    ];
  });
}

/** Without a spec: where most tables are forced, one that is not. Where none is, that is how it is done there. */
function asTheOthers(evidence: Evidence, { forced }: Inferred): Objection[] {
  if (!forced) return [];
  return tenantTables(evidence).flatMap((table) =>
    table.forceRowSecurity || !table.rowSecurity
      ? []
      : [
          {
            object: addressOf(table),
            severity: 'warning' as const,
            message: `row level security is not forced on ${table.table}, on most others it is: its owner passes every policy`,
          },
        ],
  );
}
