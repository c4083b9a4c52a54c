/** foreign-key-without-index: deleting a referenced row reads the whole table that refers to it. */

import { addressOf } from '../catalog/address.js';
import { listOf } from '../catalog/lists.js';
import {
  isMissingKey,
  LARGE,
  leadingColumns,
  missingIndexes,
  rowsOf,
  servedOtherwise,
  sizeInWords,
} from './columns.js';
import { tenantColumns } from './tenants.js';
import type { Check, Objection } from './types.js';

export const foreignKeyWithoutIndex: Check = {
  id: 'foreign-key-without-index',
  severity: 'info',
  consolidationIssue: null,
  title: 'a foreign key without an index on the side that refers',
  bySchema: true,
  around: true,
  docs: {
    what: 'A foreign key where no index begins with any of its columns. A warning where the spec has such an index, and where deletes are expected (ON DELETE CASCADE, SET NULL, SET DEFAULT) in a table of about 10,000 rows or more; all others are one finding for the schema, for information: where nobody ever deletes from the other side, nothing is lost.',
    story:
      "A tenant leaves, and its integrations are deleted. For each of them the server reads the whole table of connections\nto see what refers to it, under lock; the clean-up of one tenant is everybody's evening.",
    todo: "create index concurrently on … (the foreign key's columns).",
    link: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    spec: `tables:
  kinds:
    not_tenant_scoped: a list that all tenants share
    columns: { name: text primary key }
  notes:
    columns: { tenant_id: uuid not null, kind: text references kinds }
    indexes: { notes_tenant: tenant_id, notes_kind: kind }`,
    bad: 'drop index notes_kind',
    good: 'drop index notes_kind;\ncreate index notes_kind_tenant on notes (kind, tenant_id)',
  },
  find: (evidence) => {
    const { actual, changes, spec } = evidence;
    // Of the tenant column itself tenant-column-index speaks.
    const tenants = new Set(tenantColumns(evidence).map(({ table, name }) => `${table}.${name}`));
    const without = actual.constraint.filter(
      ({ type, table, columns, enforced }) =>
        type === 'foreign key' &&
        enforced &&
        !columns.some((column) => tenants.has(`${table}.${column}`)) &&
        !columns.some((column) => leadingColumns(actual, table, column) || servedOtherwise(evidence, table, column)),
    );
    const found: Objection[] = [];
    const rest: string[] = [];
    for (const key of without) {
      const { table, columns, references, onDelete, name } = key;
      if (changes.some((change) => change.change === 'drop' && change.from === key)) continue;
      if (columns.some((column) => isMissingKey(changes, table, column))) continue;
      const [first] = columns.flatMap((column) => missingIndexes(changes, table, column));
      const deletes = onDelete !== 'no action' && onDelete !== 'restrict';
      const large = (rowsOf(evidence, table) ?? 0) >= LARGE;
      if (first === undefined && !(deletes && large)) {
        rest.push(`${table}.${name}`);
        continue;
      }
      found.push({
        object: addressOf(key),
        severity: 'warning',
        message: `no index of ${table} begins with ${columns.join(' or ')}: whenever a row of ${references?.table} is deleted, the whole of ${table} is read${sizeInWords(evidence, table)}`,
        ...(first === undefined ? {} : { changes: [first] }),
      });
    }
    if (rest.length === 0) return found;
    return [
      ...found,
      {
        object: { kind: 'schema', name: spec.schema },
        message: `${rest.length === 1 ? 'a foreign key has' : `${rest.length} foreign keys have`} no index on the side that refers: ${listOf(rest, 8)}`,
        hint: 'it matters where rows of the other side are deleted, or their keys change',
      },
    ];
  },
};
