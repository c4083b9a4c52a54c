/** invalid-index: what a failed `create index concurrently` leaves behind. */
import { addressOf } from '../catalog/address.js';
import type { Check } from './types.js';

export const invalidIndex: Check = {
  id: 'invalid-index',
  severity: 'warning',
  consolidationIssue: null,
  title: 'an index that is not valid',
  bySchema: true,
  docs: {
    what: 'An index that PostgreSQL keeps up and never uses (pg_index.indisvalid is false): CREATE INDEX CONCURRENTLY failed, or is at work at this moment. An error where it is unique: what it was to keep unique may not be.',
    story:
      'The index was built concurrently, one duplicate was in the way, and the deployment went on. The index is there,\nevery write pays for it, no query uses it, and the duplicates are still coming in.',
    todo: 'Drop it and build it anew (reindex index concurrently …) once the rows allow it. If it is being built just now, wait.',
    link: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    bad: "-- what is left when create index concurrently fails\nupdate pg_catalog.pg_index set indisvalid = false where indexrelid = 'idx_bookings_status'::regclass",
    good: 'create index bookings_user on bookings (user_id)',
  },
  find: ({ actual, changes }) =>
    actual.index
      .filter(({ valid }) => !valid)
      .map((index) => ({
        object: addressOf(index),
        ...(index.unique ? { severity: 'error' as const } : {}),
        message: `index ${index.name} of ${index.table} is not valid: it is written and never read`,
        changes: changes.filter(
          (c) =>
            (c.change === 'alter' && c.field === 'valid' && c.from === index) ||
            (c.change === 'drop' && c.from === index),
        ),
      })),
};
