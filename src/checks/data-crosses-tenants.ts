/** data-crosses-tenants: rows that refer to another tenant's row. Speaks with `check --data` alone. */
import { rowsThat } from './data.js';
import type { Check } from './types.js';

export const dataCrossesTenants: Check = {
  id: 'data-crosses-tenants',
  severity: 'error',
  consolidationIssue: null,
  title: "rows that refer to another tenant's row",
  data: true,
  docs: {
    what: 'Rows whose tenant differs from the tenant of the row that they refer to: over foreign keys of the spec, and over external references whose table is in the same schema. Needs --data and SELECT.',
    story:
      'A foreign key is checked without row level security. Tenant B guesses an id of tenant A, and from then on\na delete by A cascades into B, or a join shows what it should not.',
    todo: 'Mend the rows; a foreign key over (tenant_id, id) keeps it from happening again.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: `alter table users add tenant_id uuid;
insert into tenants values ('0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01'), ('c4d8a6b2-17f3-4e59-b0c1-9e2f6a7d3b52');
insert into users values ('6b1f7d3e-5c1d-4a8e-9f0a-2d7c4b9e8a10', '0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01');
insert into bookings (tenant_id, user_id) values ('c4d8a6b2-17f3-4e59-b0c1-9e2f6a7d3b52', '6b1f7d3e-5c1d-4a8e-9f0a-2d7c4b9e8a10')`,
    good: `alter table users add tenant_id uuid;
insert into tenants values ('0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01');
insert into users values ('6b1f7d3e-5c1d-4a8e-9f0a-2d7c4b9e8a10', '0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01');
insert into bookings (tenant_id, user_id) select tenant_id, id from users`,
    byHand: 'delete from bookings',
  },
  find: (evidence) => rowsThat(evidence, 'crosses tenants'),
};
