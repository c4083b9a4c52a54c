/** duplicate-index: two indexes of a table are the same but for their names. */

import { addressOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import { grouped } from '../catalog/lists.js';
import type { Catalog, Constraint, Index } from '../catalog/types.js';
import { isKey } from './columns.js';
import type { Check, Objection } from './types.js';

export const duplicateIndex: Check = {
  id: 'duplicate-index',
  severity: 'warning',
  consolidationIssue: null,
  title: 'an index that another one already is',
  bySchema: true,
  docs: {
    what: 'An index that is exactly another one of its table: the same method, columns, order, operator classes, predicate and included columns; and a plain index that is what stands under a primary key or a unique constraint. An index that only begins like another is not one. Information where the spec has both.',
    story:
      'Two migrations added the same index under two names. Every insert has written both ever since, the cache holds both,\nand each makes the other look unused now and then.',
    todo: 'Drop the one that the spec does not know, or that no constraint stands on.',
    link: 'https://www.postgresql.org/docs/current/sql-dropindex.html',
    bad: 'create index bookings_status_again on bookings (status)',
    good: "create index bookings_status_open on bookings (status) where status = 'open';\ncreate index bookings_status_user on bookings (status, user_id)",
  },
  find: ({ actual, changes, inferred }) =>
    [...grouped(actual.index, ({ schema, table }) => JSON.stringify([schema, table]))].flatMap(([, indexes]) =>
      duplicates(indexes, keysOf(actual, indexes[0]), changes, inferred === null),
    ),
};

interface Known {
  readonly shape: string;
  readonly what: string;
}

function keysOf({ constraint }: Catalog, on: Index | undefined): readonly Known[] {
  return constraint
    .filter((one) => isKey(one) && one.schema === on?.schema && one.table === on?.table)
    .map((one) => ({ shape: shapeOfKey(one), what: `the index of constraint ${one.name}` }));
}

/** Those that the spec knows come first: the others are the duplicates. */
function duplicates(
  indexes: readonly Index[],
  keys: readonly Known[],
  changes: readonly Change[],
  hasSpec: boolean,
): Objection[] {
  const drops = new Map(
    changes.flatMap((c) => (c.change === 'drop' && c.from.kind === 'index' ? [[c.from, c] as const] : [])),
  );
  const known: Known[] = [...keys];
  const found: Objection[] = [];
  // Among those of one shape the unique one stays.
  const ordered = [...indexes].sort(
    (a, b) => Number(drops.has(a)) - Number(drops.has(b)) || Number(b.unique) - Number(a.unique),
  );
  for (const index of ordered) {
    if (!index.valid) continue;
    const shape = shapeOf(index);
    const same = known.find((one) => one.shape === shape);
    if (same === undefined) {
      known.push({ shape, what: `index ${index.name}` });
      continue;
    }
    const drop = drops.get(index);
    found.push({
      object: addressOf(index),
      // The spec has it, and says with that that it is meant.
      ...(drop === undefined && hasSpec ? { severity: 'info' as const } : {}),
      message: `index ${index.name} of ${index.table} is the same as ${same.what}`,
      changes: drop === undefined ? [] : [drop],
    });
  }
  return found;
}

/** What an index is but for its name; whether it is unique does not matter to who searches. */
function shapeOf({ method, elements, include, where }: Index): string {
  return JSON.stringify([method, elements, include, where]);
}

function shapeOfKey({ columns, include }: Constraint): string {
  const elements = columns.map((column) => ({
    ...{ column, expression: null, collation: null, operatorClass: null, descending: false, nullsFirst: false },
  }));
  return JSON.stringify(['btree', elements, include, null]);
}
