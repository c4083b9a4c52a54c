/** constraint-not-validated: a constraint that the rows of before were never held against. */
import { addressOf } from '../catalog/address.js';
import type { Check, Objection } from './types.js';

export const constraintNotValidated: Check = {
  id: 'constraint-not-validated',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a constraint that was never validated',
  bySchema: true,
  docs: {
    what: 'A check constraint or foreign key that is NOT VALID: new rows are held against it, those that were there before it never were. An error where the spec has the constraint validated, information where it says `not valid` itself. Silent about constraints that are not enforced at all.',
    story:
      'The constraint was added NOT VALID, so that nobody had to wait, and validating it was for later. Everybody reads it\nas a promise; the planner does not, and three hundred old rows break it.',
    todo: 'alter table … validate constraint …: it reads the table and keeps nobody from reading or writing. What breaks it has to be mended first.',
    link: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT',
    spec: `tables:
  bookings:
    columns: { tenant_id: uuid not null, seats: integer }
    checks: { bookings_seats: seats > 0 }
    indexes: { bookings_tenant: tenant_id }`,
    bad: 'alter table bookings drop constraint bookings_seats;\nalter table bookings add constraint bookings_seats check (seats > 0) not valid',
    good: 'alter table bookings drop constraint bookings_seats;\nalter table bookings add constraint bookings_seats check (seats > 0)',
  },
  find: ({ actual, changes, inferred }) =>
    actual.constraint.flatMap((constraint): Objection[] => {
      if (constraint.validated || !constraint.enforced) return [];
      // Of one that the spec does not know drift speaks as a whole.
      if (changes.some((c) => c.change === 'drop' && c.from === constraint)) return [];
      const ours = changes.filter((c) => c.change === 'alter' && c.field === 'validated' && c.from === constraint);
      const { schema, table, name } = constraint;
      return [
        {
          object: addressOf(constraint),
          ...(ours.length > 0 ? { severity: 'error' } : inferred === null ? { severity: 'info' } : {}),
          message: `constraint ${name} of ${table} was never validated: rows of before may break it`,
          ...(ours.length > 0 ? {} : { hint: `alter table ${schema}.${table} validate constraint ${name}` }),
          changes: ours,
        },
      ];
    }),
};
