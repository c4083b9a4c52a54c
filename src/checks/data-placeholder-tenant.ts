/** data-placeholder-tenant: rows that belong to a placeholder instead of a tenant. Speaks with `check --data` alone. */
import { rowsThat } from './data.js';
import type { Check } from './types.js';

export const dataPlaceholderTenant: Check = {
  id: 'data-placeholder-tenant',
  severity: 'error',
  consolidationIssue: null,
  title: 'rows that belong to a placeholder instead of a tenant',
  data: true,
  docs: {
    what: 'Rows whose tenant is a placeholder UUID: all zero, or all zero but for the last digits. Needs --data and SELECT.',
    story:
      'For a year an insert without a tenant fell to tenant …0001 by default. The default is gone; the rows are still there,\nseen by nobody, or by whoever sets that tenant.',
    todo: 'Find out whose they are and give them their tenant, or delete them.',
    link: 'https://www.postgresql.org/docs/current/ddl-default.html',
    bad: "insert into bookings (tenant_id) values ('00000000-0000-0000-0000-000000000001')",
    good: 'insert into bookings (tenant_id) values (gen_random_uuid())',
    byHand: 'delete from bookings',
  },
  find: (evidence) => rowsThat(evidence, 'placeholder'),
};
