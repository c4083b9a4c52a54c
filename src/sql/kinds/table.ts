/** table: its existence, its row security flags, how it is stored and partitioned; columns, constraints and the rest are kinds of their own. */
import type { Table } from '../../catalog/types.js';
import { grantsOf, IS_PART, optionsOf, ownerOf, schemaOf, TABLES } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { partitionKeySql, readPartitionKey } from '../partition-key.js';
import { staysBehind } from '../partitions.js';
import { parameterChanges, quoteIdent, quoteParameter, quoteQualified } from '../quote.js';

export const table: Kind<Table> = {
  // A partition after what it is a part of.
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table",
      c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as "forceRowSecurity",
      c.relpersistence = 'u' as unlogged,
      ${optionsOf(`c.reloptions || (select array_agg('toast.' || o)
        from pg_catalog.pg_class t, unnest(t.reloptions) o where t.oid = c.reltoastrelid)`)} as "with",
      case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionBy",
      case when ${IS_PART} then (
        select json_build_object('schema', ${schemaOf('p.relnamespace')}, 'table', p.relname, 'bound', pg_get_expr(c.relpartbound, c.oid))
        from pg_catalog.pg_inherits i join pg_catalog.pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid)
      end as "partitionOf",
      ${ownerOf('c.relowner')} as owner, ${grantsOf('c.relacl', 'r', 'c.relowner')} as grants
    from pg_catalog.pg_class c
    where c.oid = ${TABLES}
    order by case when c.relispartition then (select count(*) from pg_partition_ancestors(c.oid)) else 0 end, c.relname`,
  fromRow: (row) =>
    typeof row.partitionBy === 'string' ? { ...row, partitionBy: readPartitionKey(row.partitionBy) } : row,
  create: (to, clauses) => [
    { sql: definition(to, clauses), ...(to.partitionOf === null ? {} : { locks: locksOn(to) }) },
    ...(to.rowSecurity ? [set(to, 'enable row level security')] : []),
    ...(to.forceRowSecurity ? [set(to, 'force row level security')] : []),
  ],
  drop: (from) => [
    { sql: `drop table ${name(from)}`, locks: locksOn(from), work: 'destroy', hazards: ['data-loss'], beyond: true },
  ],
  stays: () => true,
  place: ({ partitionOf }) => (partitionOf === null ? null : 'part'),
  livesOn: ({ partitionOf }) =>
    partitionOf === null ? null : { kind: 'table', schema: partitionOf.schema, table: partitionOf.table },
  // A part goes with its whole.
  without: ({ partitionOf }) => (partitionOf === null ? null : 'recreate'),
  alter: {
    rowSecurity: (to) =>
      to.rowSecurity
        ? [set(to, 'enable row level security')]
        : [{ ...set(to, 'disable row level security'), hazards: ['widens-access'], beyond: true }],
    // What is unlogged is empty after a crash.
    unlogged: (to) => [
      {
        ...set(to, to.unlogged ? 'set unlogged' : 'set logged'),
        work: 'rewrite',
        moment: 'persist',
        ...(to.unlogged ? { hazards: ['data-loss'] } : {}),
      },
    ],
    with: (to, from) =>
      parameterChanges(to.with, from.with).map((what) => ({
        sql: `alter table ${name(to)} ${what}`,
        locks: [{ schema: to.schema, table: to.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
      })),
    partitionBy: 'recreate',
    partitionOf: (to, from, { desired, changes }) =>
      staysBehind(to, from, desired, changes) ? 'recreate' : [...detach(to, from), ...attach(to)],
    owner: 'access',
    grants: 'access',
    forceRowSecurity: (to) =>
      to.forceRowSecurity
        ? [set(to, 'force row level security')]
        : [{ ...set(to, 'no force row level security'), hazards: ['widens-access'], beyond: true }],
  },
  rename: {
    write: (to, from) => [{ sql: `alter table ${name(from)} rename to ${quoteIdent(to.table)}`, locks: lock(from) }],
  },
};

function definition(to: Table, clauses: readonly string[]): string {
  const { partitionOf: part, partitionBy: key } = to;
  const body = clauses.length === 0 ? '' : `\n  ${clauses.join(',\n  ')}\n`;
  return [
    `create ${to.unlogged ? 'unlogged ' : ''}table ${name(to)}`,
    part === null ? `(${body})` : `partition of ${quoteQualified(part.schema, part.table)}`,
    part === null || body === '' ? '' : `(${body})`,
    part?.bound ?? '',
    key === null ? '' : `partition by ${partitionKeySql(key)}`,
    to.with.length === 0 ? '' : `with (${to.with.map(quoteParameter).join(', ')})`,
  ]
    .filter((clause) => clause !== '')
    .join(' ');
}

/** The rows stay in the table; as a part of another they are held against its bound again. */
function detach(to: Table, { partitionOf: part }: Table): Draft[] {
  if (part === null) return [];
  const sql = `alter table ${quoteQualified(part.schema, part.table)} detach partition ${name(to)}`;
  return [{ sql, locks: [...lock(part), ...lock(to)], moment: 'leave' }];
}

function attach(to: Table): Draft[] {
  const { partitionOf: part } = to;
  if (part === null) return [];
  return [
    {
      sql: `alter table ${quoteQualified(part.schema, part.table)} attach partition ${name(to)} ${part.bound}`,
      locks: [...lock(to), { schema: part.schema, table: part.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
      work: 'scan',
      moment: 'join',
    },
  ];
}

/** Of a partition also its parent, where rows would be sent to it. */
function locksOn(table: Table): NonNullable<Draft['locks']> {
  return [...lock(table), ...(table.partitionOf === null ? [] : lock(table.partitionOf))];
}

function name(table: Table): string {
  return quoteQualified(table.schema, table.table);
}

function lock(table: { readonly schema: string; readonly table: string }): NonNullable<Draft['locks']> {
  return [{ schema: table.schema, table: table.table, mode: 'ACCESS EXCLUSIVE' }];
}

function set(table: Table, what: string): Draft {
  return { sql: `alter table ${name(table)} ${what}`, locks: lock(table) };
}
