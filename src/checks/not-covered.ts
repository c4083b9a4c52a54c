/** not-covered: an object on one of the spec's tables that we do not model, so that its absence here means nothing. */
import type { Address } from '../catalog/address.js';
import { inWords, type NotCovered } from '../catalog/not-covered.js';
import type { Check } from './types.js';

export const notCovered: Check = {
  id: 'not-covered',
  severity: 'info',
  consolidationIssue: null,
  title: 'an object of a kind that is not covered',
  withSpec: true,
  docs: {
    what: "An object on one of the spec's tables of a kind that this tool does not model yet: a rule, extended statistics, a key without overlaps, an inherited, inheriting or typed table, a view where a table is to be. With --strict, and then as an error, every such object of the schemas and of the database: composite, range and base types, aggregates, operators and their classes, collations, text search objects, casts, event triggers, publications, foreign data, and what else README lists.",
    story:
      'A tool says «no differences». A rule that rewrites the tenant on every insert was there all the time:\nthe tool has no word for rules, and said nothing.',
    todo: 'Look at the object yourself; nothing here compares it.',
    link: 'https://www.postgresql.org/docs/current/catalogs.html',
    bad: 'create rule touch as on delete to bookings do also notify bookings',
    good: 'create table elsewhere (id int)',
    byHand: 'drop rule touch on bookings',
  },
  find: ({ notCovered, strict }) =>
    notCovered.map((one) => ({
      object: addressOfUncovered(one),
      message: `not covered: ${inWords(one)}`,
      facet: `${one.what} ${one.name ?? ''}`,
      ...(strict === true ? { severity: 'error' as const } : {}),
    })),
};

/** What it is on, or a name of its own where no kind of ours has one. */
function addressOfUncovered({ schema, table, name }: NotCovered): Address {
  if (schema !== null && table !== null) return { kind: 'table', schema, table };
  return { kind: 'schema', ...(schema === null ? {} : { schema }), name: name ?? '' };
}
