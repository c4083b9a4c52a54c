/** data-orphans: rows that refer to nothing in another service's table. Speaks with `check --data` alone. */
import { rowsThat } from './data.js';
import type { Check } from './types.js';

export const dataOrphans: Check = {
  id: 'data-orphans',
  severity: 'warning',
  consolidationIssue: null,
  title: "rows that refer to nothing in another service's table",
  data: true,
  docs: {
    what: "Rows that refer to a row of another service's table which does not exist: over external references, and from the tenant to the tenants table, where that table is in the same schema. A table that may not be read is said, as information. Needs --data and SELECT.",
    story:
      'The foreign key to venues was dropped, rightly: it tied two services together. Since then nobody notices\nwhen a venue goes and its rows stay.',
    todo: 'Delete the rows or mend the reference, and let the services tell each other.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html',
    bad: `insert into tenants values ('0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01');
insert into bookings (tenant_id, user_id) select id, gen_random_uuid() from tenants`,
    good: `insert into tenants values ('0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01');
insert into bookings (tenant_id) select id from tenants`,
    byHand: 'delete from bookings',
  },
  find: (evidence) => rowsThat(evidence, 'orphans'),
};
