/** migration-locks: a migration that keeps others waiting for as long as it works on a table in use. Speaks in a rehearsal alone. */
import type { Check, Rehearsed } from './types.js';

type Lock = Rehearsed['locks'][number];

export const migrationLocks: Check = {
  id: 'migration-locks',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a migration that keeps a live table waiting',
  rehearsal: true,
  docs: {
    what: 'What a migration does to a table that an earlier one made, and that keeps readers or writers waiting for as long as the server works on every row: an index built without concurrently, a NOT NULL or a constraint that is proven under the lock, a type or a volatile default that rewrites the table. Also a new column that is NOT NULL and has no default, which the server refuses on a table with rows. Of the baseline and what it stands for it is information: they have run.',
    story:
      'The new index took a second in staging. In production the table has eighty million rows, and every write\nwaited for eleven minutes behind it.',
    todo: 'Do it in the steps shown: PostgreSQL has a way that keeps nobody waiting for nearly all of these.',
    link: 'https://www.postgresql.org/docs/current/explicit-locking.html',
    bad: '-- migration\ndrop index idx_bookings_status\n-- migration\ncreate index idx_bookings_status on bookings (status)',
    good: '-- migration\ndrop index idx_bookings_status\n-- migration without a transaction\ncreate index concurrently idx_bookings_status on bookings (status)',
  },
  find: ({ rehearsal }) =>
    (rehearsal?.locks ?? []).map((lock) => ({
      object: lock.object,
      ...(lock.past ? { severity: 'info' as const } : {}),
      message: messageOf(lock),
      ...(lock.instead.length === 0 ? {} : { hint: hintOf(lock) }),
      migration: lock.migration,
      facet: `${lock.migration.name} ${lock.sql}`,
    })),
};

const WORK = {
  build: 'while an index is built',
  scan: 'while all its rows are looked at',
  rewrite: 'while every row is written anew',
  destroy: 'while it goes',
} as const;

function messageOf({ hazards, relation, what, sql }: Lock): string {
  if (what === 'fail') return `this fails where ${relation} has rows, which get no value: ${sql}`;
  const who = hazards.includes('blocks-reads') ? 'nobody can read or write' : 'nobody can write to';
  return `${who} ${relation} ${WORK[what]}: ${sql} (${hazards.join(', ')})`;
}

/** CONCURRENTLY runs in no transaction, and Knex opens one unless it is told not to. */
function hintOf({ instead, what }: Lock): string {
  const [add, ...rest] = instead.map((sql) => `${sql};`);
  if (what === 'fail') return `in these steps it does not:\n${[add, '-- fill it', ...rest].join('\n')}`;
  const alone = instead.some((sql) => /^(create|drop)( unique)? index concurrently /.test(sql));
  const how = alone ? ', in a migration with `export const config = { transaction: false }`' : '';
  return `this keeps nobody waiting${how}:\n${instead.map((sql) => `${sql};`).join('\n')}`;
}
