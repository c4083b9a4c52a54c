/** external-fk-cross-service (issue 3): a foreign key to a table that the spec calls another service's. */
import { foreignKeysTo } from './foreign-keys.js';
import type { Check } from './types.js';

export const externalFkCrossService: Check = {
  id: 'external-fk-cross-service',
  severity: 'error',
  consolidationIssue: 3,
  title: "a foreign key to another service's table",
  withSpec: true,
  docs: {
    what: "A foreign key from one of the spec's tables to a table listed under `external`.",
    story:
      'The auth service deletes a user. Our ON DELETE CASCADE takes the bookings along, in its transaction,\nunder its rights and outside row level security, and nobody on our side has decided that.',
    todo: 'Drop the foreign key; write `external users(id)` at the column, and the reference is documented as its comment.',
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    bad: 'alter table bookings add constraint bookings_user_fk foreign key (user_id) references users (id)',
    good: 'create table elsewhere (user_id uuid references users (id))',
  },
  find: (evidence) =>
    foreignKeysTo(
      evidence,
      (table) => evidence.spec.external.has(table) && table !== evidence.spec.tenantsTable,
      (key, target) =>
        `foreign key ${key.name} ties ${key.table} to ${target} of ${evidence.spec.external.get(key.references?.table ?? '') ?? 'another service'}`,
    ),
};
