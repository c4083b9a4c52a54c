/** timestamp-without-time-zone: times without a zone beside times with one. */
import { listOf } from '../catalog/lists.js';
import { changeOf } from './columns.js';
import type { Check } from './types.js';

export const timestampWithoutTimeZone: Check = {
  id: 'timestamp-without-time-zone',
  severity: 'info',
  consolidationIssue: null,
  title: 'times without a time zone beside times with one',
  bySchema: true,
  design: true,
  docs: {
    what: 'Columns of type timestamp without time zone in a schema where more than half of such columns have a time zone: one finding for the schema. Silent where all are without, or most: then that is how it is done there.',
    story:
      'created_at knows its time zone, expires_at does not. The two are compared, and what expires «in an hour» does so\nat once or tomorrow, depending on the TimeZone of whoever asks.',
    todo: "alter table … alter column … type timestamptz using … at time zone 'UTC' (or whatever zone the values were meant in); it rewrites the table.",
    link: 'https://www.postgresql.org/docs/current/datatype-datetime.html',

    bad: `tables:
  bookings:
    columns: { tenant_id: uuid not null, created_at: timestamptz, updated_at: timestamptz, expires_at: timestamp }
    indexes: { bookings_tenant: tenant_id }`,
    good: `tables:
  bookings:
    columns: { tenant_id: uuid not null, created_at: timestamp, updated_at: timestamp, expires_at: timestamptz }
    indexes: { bookings_tenant: tenant_id }`,
  },
  find: ({ actual, changes, spec }) => {
    const times = actual.column.filter(({ type }) => /^timestamp(\(\d\))? with(out)? time zone$/.test(type));
    const without = times.filter(({ type }) => type.includes('without'));
    if (without.length * 2 >= times.length) return [];
    // Where the spec says otherwise, that is the finding.
    const left = without.filter(
      (column) =>
        changeOf(changes, column, 'type').length === 0 &&
        !changes.some((change) => change.change === 'drop' && change.from === column),
    );
    if (left.length === 0) return [];
    const [one] = left;
    return [
      {
        object: { kind: 'schema', name: spec.schema },
        message: `${left.length === 1 && one !== undefined ? `${one.table}.${one.name} is a timestamp` : `${left.length} columns are timestamps`} without time zone, ${times.length - without.length} others have one${
          left.length === 1
            ? ''
            : `: ${listOf(
                left.map(({ table, name }) => `${table}.${name}`),
                8,
              )}`
        }`,
      },
    ];
  },
};
