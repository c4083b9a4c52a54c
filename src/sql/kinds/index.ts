/** index: one that stands by itself; the index under a constraint is part of the constraint. */
import { stable } from '../../catalog/fingerprint.js';
import type { Index, IndexElement } from '../../catalog/types.js';
import { schemaOf, TABLES } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteList, quoteParameter, quoteQualified } from '../quote.js';

/** A name of pg_catalog stays bare, any other is qualified. */
const qualified = (schema: string, name: string) =>
  `case when ${schema} = 'pg_catalog' then quote_ident(${name}) else quote_ident(${schema}) || '.' || quote_ident(${name}) end`;

export const index: Kind<Index> = {
  // A collation is written out only where it is not what the column or the expression has by itself; of an
  // expression only pg_get_indexdef knows that.
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table", ic.relname as name,
      i.indisunique as "unique", am.amname as method,
      (select json_agg(json_build_object(
          'column', a.attname,
          'expression', case when k.attnum = 0
            then json_build_object('expression', pg_get_indexdef(i.indexrelid, k.place::int, false)) end,
          'collation', case
            when k.indcollation = 0 or k.indcollation = a.attcollation then null
            when k.attnum = 0 and strpos(pg_get_indexdef(i.indexrelid),
              pg_get_indexdef(i.indexrelid, k.place::int, false) || ' COLLATE ') = 0 then null
            else (select ${qualified('ln.nspname', 'l.collname')} from pg_catalog.pg_collation l
              join pg_catalog.pg_namespace ln on ln.oid = l.collnamespace where l.oid = k.indcollation) end,
          'operatorClass', (select case when not o.opcdefault then (
              select ${qualified('pn.nspname', 'o.opcname')} from pg_catalog.pg_namespace pn where pn.oid = o.opcnamespace) end
            from pg_catalog.pg_opclass o where o.oid = k.indclass),
          'descending', k.indoption & 1 = 1,
          'nullsFirst', k.indoption & 2 = 2) order by k.place)
        from unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[], i.indoption::int2[])
            with ordinality k (attnum, indclass, indcollation, indoption, place)
          left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum <> 0
        where k.place <= i.indnkeyatts) as elements,
      case when i.indnkeyatts = i.indnatts then '[]' else (select json_agg(a.attname order by k.place)
        from unnest(i.indkey::int2[]) with ordinality k (attnum, place)
          join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where k.place > i.indnkeyatts) end as include,
      coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) as "nullsNotDistinct",
      coalesce((select json_agg(o order by o collate "C") from (
        select regexp_replace(regexp_replace(r, '=(true|yes)$', '=on', 'i'), '=(false|no)$', '=off', 'i') as o
        from unnest(ic.reloptions) r) normal), '[]') as "with",
      case when i.indpred is not null
        then json_build_object('expression', pg_get_expr(i.indpred, i.indrelid)) end as "where",
      i.indisvalid as valid, null as "partOf"
    from pg_catalog.pg_index i
      join pg_catalog.pg_class ic on ic.oid = i.indexrelid
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_am am on am.oid = ic.relam
    where i.indrelid = ${TABLES}
      and not exists (select from pg_catalog.pg_constraint con
        where con.conrelid = i.indrelid and con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x'))
    order by i.indrelid, ic.relname`,
  create: (to) => [
    {
      sql: `create ${to.unique ? 'unique ' : ''}index ${quoteIdent(to.name)} ${definition(to)}`,
      locks: [{ schema: to.schema, table: to.table, mode: 'SHARE' }],
      work: 'build',
      online: [
        {
          sql: `create ${to.unique ? 'unique ' : ''}index concurrently ${quoteIdent(to.name)} ${definition(to)}`,
          locks: [{ schema: to.schema, table: to.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
          work: 'build',
          transactional: false,
        },
      ],
    },
  ],
  drop: (from) => [
    {
      sql: `drop index ${quoteQualified(from.schema, from.name)}`,
      locks: [{ schema: from.schema, table: from.table, mode: 'ACCESS EXCLUSIVE' }],
      hazards: ['drops-index'],
      beyond: from.valid,
      online: [
        {
          sql: `drop index concurrently ${quoteQualified(from.schema, from.name)}`,
          locks: [{ schema: from.schema, table: from.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
          hazards: ['drops-index'],
          beyond: from.valid,
          transactional: false,
        },
      ],
    },
  ],
  replace: (to, from) => {
    const name = interim(to.name);
    const [build] = index.create({ ...to, name }, []);
    const [out] = index.drop(from);
    const rename = index.rename?.write(to, { ...to, name }) ?? [];
    return [
      ...(build?.online ?? []),
      ...(out === undefined ? [] : [{ sql: out.sql, locks: out.locks ?? [] }]),
      ...rename,
    ];
  },
  // What is invalid, is there twice or was to be swapped in by a run that was cut off serves no query.
  stays: (from, { desired }) =>
    from.valid &&
    !from.name.startsWith(INTERIM) &&
    (from.unique || !desired.index.some((other) => doubles(from, other))),
  alter: {
    unique: 'recreate',
    partOf: 'recreate',
    method: 'recreate',
    elements: 'recreate',
    include: 'recreate',
    nullsNotDistinct: 'recreate',
    with: (to, from) => storage(to, from),
    where: 'recreate',
    // REINDEX CONCURRENTLY that fails leaves a second invalid index; this way there is never more than one.
    valid: 'recreate',
  },
  rename: {
    pairing: 'same definition',
    write: (to, from) => [
      {
        sql: `alter index ${quoteQualified(from.schema, from.name)} rename to ${quoteIdent(to.name)}`,
        locks: [{ schema: to.schema, table: to.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
      },
    ],
  },
};

const INTERIM = 'schema_audit_new_';

/** The name of an index until it takes its predecessor's place. */
export function interim(name: string): string {
  return cut(INTERIM + name);
}

/** The server cuts a name at 63 bytes (NAMEDATALEN), at the end of a character; cut here it is found again. */
export function cut(name: string): string {
  return Buffer.from(name)
    .subarray(0, 63)
    .toString()
    .replace(/\uFFFD+$/u, '');
}

/** Whether one index does what the other does: the same keys over the same rows. */
function doubles(one: Index, other: Index): boolean {
  const fields = ['schema', 'table', 'method', 'elements', 'include', 'where'] as const;
  return fields.every((field) => stable(one[field]) === stable(other[field]));
}

function element(key: IndexElement): string {
  const nullsDefault = key.nullsFirst === key.descending;
  return [
    key.column === null ? `(${key.expression?.expression ?? ''})` : quoteIdent(key.column),
    key.collation === null ? '' : `collate ${key.collation}`,
    key.operatorClass ?? '',
    key.descending ? 'desc' : '',
    nullsDefault ? '' : key.nullsFirst ? 'nulls first' : 'nulls last',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function definition(to: Index): string {
  return [
    `on ${quoteQualified(to.schema, to.table)}`,
    to.method === 'btree' ? '' : `using ${quoteIdent(to.method)}`,
    `(${to.elements.map(element).join(', ')})`,
    to.include.length === 0 ? '' : `include ${quoteList(to.include)}`,
    to.nullsNotDistinct ? 'nulls not distinct' : '',
    to.with.length === 0 ? '' : `with (${to.with.map(quoteParameter).join(', ')})`,
    to.where === null ? '' : `where ${to.where.expression}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** New storage parameters hold for pages to come; the index is not rebuilt. */
function storage(to: Index, from: Index): Draft[] {
  const name = (parameter: string) => parameter.slice(0, parameter.indexOf('='));
  const kept = new Set(to.with.map(name));
  const reset = from.with.map(name).filter((parameter) => !kept.has(parameter));
  const alter = (what: string): Draft => ({
    sql: `alter index ${quoteQualified(to.schema, to.name)} ${what}`,
    locks: [{ schema: to.schema, table: to.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
  });
  return [
    ...(reset.length === 0 ? [] : [alter(`reset (${reset.map(quoteIdent).join(', ')})`)]),
    ...(to.with.length === 0 ? [] : [alter(`set (${to.with.map(quoteParameter).join(', ')})`)]),
  ];
}
