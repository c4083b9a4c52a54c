/** migration-fails: a migration that cannot be loaded, or whose statements the server refuses. Speaks in a rehearsal alone. */
import type { Check } from './types.js';

export const migrationFails: Check = {
  id: 'migration-fails',
  severity: 'error',
  consolidationIssue: null,
  title: 'a migration that fails',
  rehearsal: true,
  docs: {
    what: 'A migration that cannot be loaded, is no migration, or fails on a new database: the file, the statement and the server’s message. What comes after it was not tried; what is reported beside it is the state that the migrations before it leave.',
    story:
      'A migration worked for the developer who had the table from a branch of last week. Every new environment\nfails at it, and the first to find out is the one on call.',
    todo: 'Mend the migration. What it needs of other services has to be named in the spec, under external.',
    link: 'https://www.postgresql.org/docs/current/errcodes-appendix.html',
    bad: '-- migration\nalter table bookings add column status text',
    good: '-- migration\nalter table bookings add column if not exists status varchar(50)',
  },
  find: ({ rehearsal, spec }) => {
    if (rehearsal?.failed == null) return [];
    const { migration, message, statement, hint } = rehearsal.failed;
    return [
      {
        object: { kind: 'schema', name: spec.schema },
        message: `${migration.name} fails: ${message}`,
        ...(hint === null ? {} : { hint }),
        ...(statement === null ? {} : { actual: statement }),
        migration,
        facet: migration.name,
      },
    ];
  },
};
