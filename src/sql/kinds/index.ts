/** index: one that stands by itself; the index under a constraint is part of the constraint. */
import { stable } from '../../catalog/fingerprint.js';
import type { Constraint, Index, IndexElement } from '../../catalog/types.js';
import { IS_PART, optionsOf, qualifiedName, schemaOf, TABLES, VIEWS } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { parameterChanges, quoteIdent, quoteList, quoteParameter, quoteQualified } from '../quote.js';

/**
 * The elements of an index, by pg_index. A collation is written out only where it is not what the column or the
 * expression has by itself; of an expression only pg_get_indexdef knows that.
 * @param more further keys and values of each element's object
 */
export const elementsOf = (more = '') => `
  (select json_agg(json_build_object(
      'column', a.attname,
      'expression', case when k.attnum = 0
        then json_build_object('expression', pg_get_indexdef(i.indexrelid, k.place::int, false)) end,
      'collation', case
        when k.indcollation = 0 or k.indcollation = a.attcollation then null
        when k.attnum = 0 and strpos(pg_get_indexdef(i.indexrelid),
          pg_get_indexdef(i.indexrelid, k.place::int, false) || ' COLLATE ') = 0 then null
        else (select ${qualifiedName('ln.nspname', 'l.collname')} from pg_catalog.pg_collation l
          join pg_catalog.pg_namespace ln on ln.oid = l.collnamespace where l.oid = k.indcollation) end,
      'operatorClass', (select case when not o.opcdefault or ka.attoptions is not null then (
          select ${qualifiedName('pn.nspname', 'o.opcname')} from pg_catalog.pg_namespace pn where pn.oid = o.opcnamespace)
          || coalesce(' (' || (select string_agg(split_part(option, '=', 1) || '=' ||
            quote_literal(substr(option, strpos(option, '=') + 1)), ', ' order by place)
            from unnest(ka.attoptions) with ordinality o (option, place)) || ')', '') end
        from pg_catalog.pg_opclass o where o.oid = k.indclass),
      ${more}
      'descending', k.indoption & 1 = 1,
      'nullsFirst', k.indoption & 2 = 2) order by k.place)
    from unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[], i.indoption::int2[])
        with ordinality k (attnum, indclass, indcollation, indoption, place)
      left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum <> 0
      left join pg_catalog.pg_attribute ka on ka.attrelid = i.indexrelid and ka.attnum = k.place
    where k.place <= i.indnkeyatts)`;

/** The columns that an index holds beside its keys. */
export const INCLUDED = `
  case when i.indnkeyatts = i.indnatts then '[]' else (select json_agg(a.attname order by k.place)
    from unnest(i.indkey::int2[]) with ordinality k (attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where k.place > i.indnkeyatts) end`;

/**
 * Of a partition's indexes those that are not merely what an index of its parent brings: with a name or with
 * parameters that PostgreSQL would not have given (ChooseIndexName).
 */
export const OWN_INDEX = `not exists (
  select from pg_catalog.pg_inherits part
    join pg_catalog.pg_class whole on whole.oid = part.inhparent
    cross join lateral (select c.relname || '_' || (select string_agg(a.attname, '_' order by a.attnum)
      from pg_catalog.pg_attribute a where a.attrelid = i.indexrelid) as base) given
  where ${IS_PART} and part.inhrelid = i.indexrelid and ic.reloptions is not distinct from whole.reloptions
    and (octet_length(given.base) > 59 or left(ic.relname, length(given.base)) = given.base)
    and ic.relname ~ '_idx[0-9]*$'
    and (octet_length(given.base) > 59 or substr(ic.relname, length(given.base) + 1) ~ '^_idx[0-9]*$'))`;

export const index: Kind<Index> = {
  query: `
    select case when c.relkind = 'm' then 'materialized view' end as "on",
      ${schemaOf('c.relnamespace')} as schema, c.relname as "table", ic.relname as name,
      i.indisunique as "unique", am.amname as method, ${elementsOf()} as elements,
      ${INCLUDED} as include,
      coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) as "nullsNotDistinct",
      ${optionsOf('ic.reloptions')} as "with",
      case when i.indpred is not null
        then json_build_object('expression', pg_get_expr(i.indpred, i.indrelid)) end as "where",
      i.indisvalid as valid, (select quote_ident(pn.nspname) || '.' || quote_ident(pc.relname)
        from pg_catalog.pg_inherits p join pg_catalog.pg_class pc on pc.oid = p.inhparent
          join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
        where p.inhrelid = i.indexrelid and ${IS_PART}) as "partOf"
    from pg_catalog.pg_index i
      join pg_catalog.pg_class ic on ic.oid = i.indexrelid
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_am am on am.oid = ic.relam
    where (i.indrelid = ${TABLES} or i.indrelid = ${VIEWS})
      and ${OWN_INDEX}
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
  // A part of a partitioned table's index goes with that index alone; it loses the name that is its own.
  drop: (from) => [
    from.partOf !== null
      ? rename(from, givenName(from))
      : {
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
  follows: true,
  joins: ({ where, elements }) => where !== null || elements.some(({ expression }) => expression !== null),
  place: ({ partOf }) => (partOf === null ? null : 'part'),
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
    write: (to, from) => [rename(from, to.name)],
  },
};

function rename(from: Index, name: string): Draft {
  return {
    sql: `alter index ${quoteQualified(from.schema, from.name)} rename to ${quoteIdent(name)}`,
    locks: [{ schema: from.schema, table: from.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
  };
}

/** Gives the index that a partition has of its parent's the name and the parameters that are its own. */
export function takeName(to: Index): readonly Draft[] {
  const given = givenName(to);
  return [...(given === to.name ? [] : [rename({ ...to, name: given }, to.name)]), ...storage(to, { ...to, with: [] })];
}

/** What PostgreSQL calls the index of a partition (ChooseIndexName); of an expression the word that it begins with. */
function givenName({ table, elements, include }: Index): string {
  const words = elements.map(
    ({ column, expression }) => column ?? /^\w+(?=\()/.exec(expression?.expression ?? '')?.[0] ?? 'expr',
  );
  return `${cut([table, ...words, ...include].join('_'), 59)}_idx`;
}

const INTERIM = 'schema_audit_new_';

/** The name of an index until it takes its predecessor's place. */
export function interim(name: string): string {
  return cut(INTERIM + name);
}

/** The server cuts a name at 63 bytes (NAMEDATALEN), at the end of a character; cut here it is found again. */
export function cut(name: string, bytes = 63): string {
  return Buffer.from(name)
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD+$/u, '');
}

/** Whether one index does what the other does: the same keys over the same rows. */
function doubles(one: Index, other: Index): boolean {
  const fields = ['schema', 'table', 'method', 'elements', 'include', 'where'] as const;
  return fields.every((field) => stable(one[field]) === stable(other[field]));
}

export function element(key: IndexElement): string {
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

/** New storage parameters hold for pages to come; the index is not rebuilt. Also of a constraint's index. */
export function storage(to: Index | Constraint, from: Index | Constraint): Draft[] {
  return parameterChanges(to.with, from.with).map((what) => ({
    sql: `alter index ${quoteQualified(to.schema, to.name)} ${what}`,
    locks: [{ schema: to.schema, table: to.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
  }));
}
