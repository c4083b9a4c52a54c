/** Where a partition departs from its parent in a way that we do not model: each a query of what is not covered. */
import { IS_PART, schemaOf, TABLES } from './in-scope.js';
import { OWN_CONSTRAINT } from './kinds/constraint.js';
import { OWN_INDEX } from './kinds/index.js';

const PARTS = `pg_catalog.pg_class c
    join pg_catalog.pg_inherits i on i.inhrelid = c.oid
    join pg_catalog.pg_class whole on whole.oid = i.inhparent`;

const select = (what: string, name: string, joins: string, where: string) => `
  select ${what} as what, ${schemaOf('c.relnamespace')}::text as schema, c.relname::text as "table", ${name}::text as name
  from ${PARTS} ${joins}
  where c.oid = ${TABLES} and ${IS_PART} and ${where}`;

/** A partition's column beside that of its parent. */
const COLUMNS = `
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_attribute p on p.attrelid = whole.oid and p.attname = a.attname and not p.attisdropped`;

const expressionOf = (attribute: string) => `(select pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef d
  where d.adrelid = ${attribute}.attrelid and d.adnum = ${attribute}.attnum)`;

const described = (catalog: string, oid: string) => `exists (select from pg_catalog.pg_description d
  where d.classoid = 'pg_catalog.${catalog}'::regclass and d.objoid = ${oid})`;

export const DEPARTING_PARTITIONS: readonly string[] = [
  select(
    "'default or expression of a column of a partition'",
    'a.attname',
    COLUMNS,
    `${expressionOf('a')} is distinct from ${expressionOf('p')}`,
  ),
  select("'not null of a column of a partition'", 'a.attname', COLUMNS, 'a.attnotnull and not p.attnotnull'),
  select(
    "'storage, compression or statistics target of a column of a partition'",
    'a.attname',
    COLUMNS,
    `(a.attstorage, a.attcompression, coalesce(a.attstattarget, -1), a.attoptions)
      is distinct from (p.attstorage, p.attcompression, coalesce(p.attstattarget, -1), p.attoptions)`,
  ),
  // As ChooseIndexName names them, and addFkRecurseReferencing.
  select(
    "'name of a constraint of a partition'",
    'con.conname',
    `
    join pg_catalog.pg_constraint con on con.conrelid = c.oid and con.conparentid <> 0
    join pg_catalog.pg_constraint own on own.oid = con.conparentid
    cross join lateral (select case con.contype when 'p' then c.relname
        else c.relname || '_' || string_agg(a.attname, '_' order by k.place) end as base
      from unnest(con.conkey) with ordinality k (attnum, place)
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) given`,
    `own.conrelid <> con.conrelid and octet_length(given.base) < 58
      and not (con.contype = 'f' and con.conname = own.conname)
      and not (left(con.conname, length(given.base)) = given.base
        and substr(con.conname, length(given.base) + 1) ~ '^_(pkey|key|fkey|excl)[0-9]*$')`,
  ),
  select(
    "'comment on an index or constraint that a partition has of its parent'",
    'con.conname',
    'join pg_catalog.pg_constraint con on con.conrelid = c.oid',
    `not (${OWN_CONSTRAINT}) and con.contype <> 'n' and ${described('pg_constraint', 'con.oid')}`,
  ),
  `
  select 'comment on an index or constraint that a partition has of its parent', ${schemaOf('c.relnamespace')}::text, c.relname::text, ic.relname::text
  from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indrelid
    join pg_catalog.pg_class ic on ic.oid = i.indexrelid
  where i.indrelid = ${TABLES} and ${IS_PART} and not (${OWN_INDEX}) and ${described('pg_class', 'ic.oid')}`,
];
