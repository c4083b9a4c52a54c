/** not-covered: an object on one of the spec's tables that we do not model, so that its absence here means nothing. */
import type { Check } from './types.js';

export const notCovered: Check = {
  id: 'not-covered',
  severity: 'info',
  consolidationIssue: null,
  title: 'an object of a kind that is not covered',
  docs: {
    what: "An object on one of the spec's tables of a kind that this tool does not model yet: a trigger, a rule, an exclusion constraint, extended statistics, a key without overlaps, a partitioned, inherited, inheriting, typed or unlogged table, a view where a table is to be.",
    story:
      'A tool says «no differences». A trigger that rewrites the tenant on every insert was there all the time:\nthe tool has no word for triggers, and said nothing.',
    todo: 'Look at the object yourself; nothing here compares it.',
    link: 'https://www.postgresql.org/docs/current/catalogs.html',
    bad: 'create trigger touch before update on bookings for each row execute function suppress_redundant_updates_trigger()',
    good: 'create table elsewhere (id int)',
    byHand: 'drop trigger touch on bookings',
  },
  find: ({ notCovered }) =>
    notCovered.map(({ what, schema, table, name }) => ({
      object: { kind: 'table', schema, table },
      message:
        name === table && /(?:table|child|parent|view|sequence|type|index)$/.test(what)
          ? `not covered: ${what} ${schema}.${table}`
          : `not covered: ${what} ${name} on ${schema}.${table}`,
      facet: `${what} ${name}`,
    })),
};
