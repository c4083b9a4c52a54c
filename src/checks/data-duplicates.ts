/** data-duplicates: values that are there twice and have to be unique. Speaks with `check --data` alone. */
import { describe, keyOf } from '../catalog/address.js';
import { rowsThat } from './data.js';
import type { Check } from './types.js';

export const dataDuplicates: Check = {
  id: 'data-duplicates',
  severity: 'error',
  consolidationIssue: null,
  title: 'values that are there twice and have to be unique',
  data: true,
  docs: {
    what: 'Values that break a unique constraint or unique index of the spec which the database does not have yet, or has otherwise: apply would refuse. Needs --data and SELECT.',
    story:
      'The constraint is missing in one environment, and two workers insert the same name at once. The day when the\nconstraint is added, it cannot be.',
    todo: 'Decide which of the rows is right, and run apply.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html',
    bad: `alter table bookings drop constraint bookings_pkey;
insert into tenants values ('0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01');
insert into bookings (id, tenant_id) select '6b1f7d3e-5c1d-4a8e-9f0a-2d7c4b9e8a10', id from tenants, generate_series(1, 2)`,
    good: 'insert into bookings (tenant_id) values (gen_random_uuid())',
    byHand: 'delete from bookings; alter table bookings add primary key (id)',
  },
  find: (evidence) =>
    rowsThat(evidence, 'duplicates', ({ object, message }) => {
      const changes = evidence.changes.filter(
        (one) => (one.change === 'create' || one.change === 'alter') && keyOf(one.to) === keyOf(object),
      );
      const stands = changes.some(({ change }) => change === 'create')
        ? 'is missing, and cannot be added'
        : 'is not as the spec has it, and cannot be made so';
      return { message: `${describe(object)} ${stands}: ${message}`, changes, byHand: true };
    }),
};
