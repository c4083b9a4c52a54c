/** data-duplicates: values that are there twice and have to be unique. Speaks with `check --data` alone. */
import { describe, keyOf } from '../catalog/address.js';
import type { Check } from './types.js';

export const dataDuplicates: Check = {
  id: 'data-duplicates',
  severity: 'error',
  consolidationIssue: null,
  title: 'values that are there twice and have to be unique',
  data: true,
  docs: {
    what: 'Values that break a unique constraint or unique index of the spec which the database does not have yet: apply would refuse. Needs --data and SELECT.',
    story:
      'The constraint is missing in one environment, and two workers insert the same name at once. The day when the\nconstraint is added, it cannot be.',
    todo: 'Decide which of the rows is right, and run apply.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html',
    bad: `alter table bookings drop constraint bookings_pkey;
insert into bookings (id, tenant_id) select '6b1f7d3e-5c1d-4a8e-9f0a-2d7c4b9e8a10', gen_random_uuid() from generate_series(1, 2)`,
    good: 'insert into bookings (tenant_id) values (gen_random_uuid())',
    byHand: 'delete from bookings; alter table bookings add primary key (id)',
  },
  find: ({ data, changes }) =>
    data
      .filter(({ what }) => what === 'duplicates')
      .map(({ object, message, keys }) => ({
        object,
        message: `${describe(object)} is missing, and cannot be added: ${message}`,
        ...(keys.length === 0 ? {} : { hint: `such as ${keys.join('; ')}` }),
        changes: changes.filter((change) => change.change === 'create' && keyOf(change.to) === keyOf(object)),
        byHand: true as const,
        facet: 'rows',
      })),
};
