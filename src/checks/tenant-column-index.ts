/** tenant-column-index: nothing finds the rows of one tenant but a scan of all. */
import { addressOf } from '../catalog/address.js';
import { bySize, isMissingKey, leadingColumns, missingIndexes, servedOtherwise, sizeInWords } from './columns.js';
import { tenantColumns } from './tenants.js';
import type { Check } from './types.js';

export const tenantColumnIndex: Check = {
  id: 'tenant-column-index',
  severity: 'info',
  consolidationIssue: null,
  title: 'no index begins with the tenant column',
  plural: 'tables have no index that begins with the tenant column',
  bySchema: true,
  around: true,
  docs: {
    what: 'A tenant-scoped table without an index that begins with the tenant column: every policy filters by it. A warning where the spec has such an index and from about 10,000 rows on (pg_class.reltuples), else information. Primary keys, unique and exclusion constraints, partial indexes and those over an expression of the column count; silent where the table is partitioned by the tenant first.',
    story:
      'The smallest tenant has forty bookings and waits as long as the largest: to find forty rows,\nthe server reads the forty million of everybody.',
    todo: 'create index concurrently on … (tenant_id), or put the tenant first in an index that is there.',
    link: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
    bad: 'drop index idx_bookings_tenant',
    good: 'drop index idx_bookings_tenant;\ncreate index idx_bookings_tenant_status on bookings (tenant_id, status)',
  },
  find: (evidence) =>
    tenantColumns(evidence).flatMap((column) => {
      const { table, name } = column;
      const { actual, changes } = evidence;
      if (leadingColumns(actual, table, name) || servedOtherwise(evidence, table, name)) return [];
      const [first] = missingIndexes(changes, table, name);
      if (first === undefined && isMissingKey(changes, table, name)) return [];
      return [
        {
          object: addressOf(column),
          severity: first === undefined ? bySize(evidence, table) : ('warning' as const),
          message: `no index of ${table} begins with ${name}: the rows of one tenant are found by reading those of all${sizeInWords(evidence, table)}`,
          ...(first === undefined ? {} : { changes: [first] }),
        },
      ];
    }),
};
