/** sequence-near-end: the numbers of a column are about to run out. */
import type { Check } from './types.js';

/** Shares of what there is. */
const WARNED = 0.75;
const URGENT = 0.9;

export const sequenceNearEnd: Check = {
  id: 'sequence-near-end',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a sequence is about to run out',
  bySchema: true,
  around: true,
  docs: {
    what: 'A sequence that fills a column and has used three quarters of what it or the column can hold (from nine tenths on an error). Silent where the sequence starts over (CYCLE), and where we may not read it (SELECT on the sequence).',
    story:
      'On a Sunday the two billionth sync is logged. Some weeks later every insert fails with «reached maximum value\nof sequence», for all tenants at once, and widening the column rewrites the whole table.',
    todo: 'Make the column bigint before it happens: plan --online shows the way without long locks; then alter sequence … as bigint.',
    link: 'https://www.postgresql.org/docs/current/sql-createsequence.html',
    bad: "select setval('bookings_number_seq', 2000000000)",
    good: "select setval('bookings_number_seq', 1000000)",
    byHand: "select setval('bookings_number_seq', 1)",
  },
  find: ({ surroundings }) =>
    (surroundings?.sequences ?? []).flatMap(({ schema, name, table, column, limit, last }) => {
      const used = last === null ? 0 : last / limit;
      if (last === null || used < WARNED) return [];
      const number = (n: number) => n.toLocaleString('en');
      return [
        {
          object: { kind: 'sequence', schema, name },
          severity: used < URGENT ? ('warning' as const) : ('error' as const),
          message: `sequence ${name} of ${table}.${column} is at ${number(last)} of ${number(limit)} (${Math.floor(used * 100)} %)`,
          hint: `at the end no row can be inserted into ${table}`,
        },
      ];
    }),
};
