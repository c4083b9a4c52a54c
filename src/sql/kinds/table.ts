/** table: its existence and its row security flags; columns, constraints and the rest are kinds of their own. */
import type { Table } from '../../catalog/types.js';
import { schemaOf, TABLES } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteQualified } from '../quote.js';

export const table: Kind<Table> = {
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table",
      c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as "forceRowSecurity",
      c.relpersistence = 'u' as unlogged, '[]'::json as "with", null as "partitionBy", null as "partitionOf"
    from pg_catalog.pg_class c
    where c.oid = ${TABLES}
    order by c.relname`,
  create: (to, clauses) => [
    {
      sql: `create table ${name(to)} (${clauses.length === 0 ? '' : `\n  ${clauses.join(',\n  ')}\n`})`,
    },
    ...(to.rowSecurity ? [set(to, 'enable row level security')] : []),
    ...(to.forceRowSecurity ? [set(to, 'force row level security')] : []),
  ],
  drop: (from) => [
    { sql: `drop table ${name(from)}`, locks: lock(from), work: 'destroy', hazards: ['data-loss'], beyond: true },
  ],
  stays: () => true,
  alter: {
    rowSecurity: (to) =>
      to.rowSecurity
        ? [set(to, 'enable row level security')]
        : [{ ...set(to, 'disable row level security'), hazards: ['widens-access'], beyond: true }],
    unlogged: () => [],
    with: () => [],
    partitionBy: () => [],
    partitionOf: () => [],
    owner: () => [],
    grants: () => [],
    forceRowSecurity: (to) =>
      to.forceRowSecurity
        ? [set(to, 'force row level security')]
        : [{ ...set(to, 'no force row level security'), hazards: ['widens-access'], beyond: true }],
  },
  rename: {
    write: (to, from) => [{ sql: `alter table ${name(from)} rename to ${quoteIdent(to.table)}`, locks: lock(from) }],
  },
};

function name(table: Table): string {
  return quoteQualified(table.schema, table.table);
}

function lock(table: Table): Draft['locks'] {
  return [{ schema: table.schema, table: table.table, mode: 'ACCESS EXCLUSIVE' }];
}

function set(table: Table, what: string): Draft {
  return { sql: `alter table ${name(table)} ${what}`, locks: lock(table) };
}
