/** data-orphans: rows that refer to nothing in another service\'s table. Speaks with `check --data` alone. */
import type { Check } from './types.js';

export const dataOrphans: Check = {
  id: 'data-orphans',
  severity: 'warning',
  consolidationIssue: null,
  title: "rows that refer to nothing in another service's table",
  data: true,
  docs: {
    what: "Rows with an external reference to a row that does not exist, where the other service's table is in the same schema and may be read. Needs --data and SELECT.",
    story:
      'The foreign key to venues was dropped, rightly: it tied two services together. Since then nobody notices\nwhen a venue goes and its rows stay.',
    todo: 'Delete the rows or mend the reference, and let the services tell each other.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html',
    bad: 'insert into bookings (tenant_id, user_id) values (gen_random_uuid(), gen_random_uuid())',
    good: 'insert into bookings (tenant_id) values (gen_random_uuid())',
    byHand: 'delete from bookings',
  },
  find: ({ data }) =>
    data
      .filter(({ what }) => what === 'orphans')
      .map(({ object, message, keys }) => ({
        object,
        message,
        ...(keys.length === 0 ? {} : { hint: `such as ${keys.join('; ')}` }),
        facet: 'rows',
      })),
};
