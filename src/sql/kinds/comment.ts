/** comment: on tables and what lives on them, on types and sequences. */
import type { Comment } from '../../catalog/types.js';
import { FUNCTIONS, SEQUENCES, schemaOf, TABLES, TYPES, VIEWS } from '../in-scope.js';
import type { Kind } from '../kind.js';
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';
import { OWN_INDEX } from './index.js';

export const comment: Kind<Comment> = {
  query: `
    select case when d.objsubid = 0 then 'table' else 'column' end as "on", ${schemaOf('c.relnamespace')} as schema, c.relname as "table",
      a.attname as name, d.description as text
    from pg_catalog.pg_description d
      join pg_catalog.pg_class c on c.oid = d.objoid
      left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid <> 0
    where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = ${TABLES}
      and not (c.relispartition and d.objsubid <> 0)
    union all
    select 'index', ${schemaOf('c.relnamespace')}, c.relname, ic.relname, d.description
    from pg_catalog.pg_index i
      join pg_catalog.pg_class ic on ic.oid = i.indexrelid
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = i.indexrelid
    where (i.indrelid = ${TABLES} or i.indrelid = ${VIEWS}) and ${OWN_INDEX} and not exists (select from pg_catalog.pg_constraint con
      where con.conrelid = i.indrelid and con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x'))
    union all
    select 'constraint', ${schemaOf('c.relnamespace')}, c.relname, con.conname, d.description
    from pg_catalog.pg_constraint con
      join pg_catalog.pg_class c on c.oid = con.conrelid
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_constraint'::regclass and d.objoid = con.oid
    where con.conrelid = ${TABLES} and con.contype in ('p', 'u', 'c', 'f', 'x')
      and con.conparentid = 0 and not (c.relispartition and con.contype = 'c' and con.coninhcount > 0 and not con.conislocal)
    union all
    select 'policy', ${schemaOf('c.relnamespace')}, c.relname, p.polname, d.description
    from pg_catalog.pg_policy p
      join pg_catalog.pg_class c on c.oid = p.polrelid
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_policy'::regclass and d.objoid = p.oid
    where p.polrelid = ${TABLES}
    union all
    select case c.relkind when 'v' then 'view' else 'materialized view' end || case when d.objsubid = 0 then '' else ' column' end, ${schemaOf('c.relnamespace')}, c.relname, a.attname, d.description
    from pg_catalog.pg_description d
      join pg_catalog.pg_class c on c.oid = d.objoid
      left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid <> 0
    where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = ${VIEWS}
    union all
    select 'trigger', ${schemaOf('c.relnamespace')}, c.relname, t.tgname, d.description
    from pg_catalog.pg_trigger t
      join pg_catalog.pg_class c on c.oid = t.tgrelid
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_trigger'::regclass and d.objoid = t.oid
    where (t.tgrelid = ${TABLES} or t.tgrelid = ${VIEWS}) and not t.tgisinternal and t.tgparentid = 0
    union all
    select 'function', ${schemaOf('p.pronamespace')}, null, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', d.description
    from pg_catalog.pg_proc p
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_proc'::regclass and d.objoid = p.oid
    where p.oid = ${FUNCTIONS}
    union all
    select case t.typtype when 'e' then 'enum' else 'domain' end, ${schemaOf('t.typnamespace')}, null, t.typname, d.description
    from pg_catalog.pg_type t
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_type'::regclass and d.objoid = t.oid
    where t.oid = ${TYPES}
    union all
    select 'domain constraint', ${schemaOf('t.typnamespace')}, t.typname, con.conname, d.description
    from pg_catalog.pg_constraint con
      join pg_catalog.pg_type t on t.oid = con.contypid
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_constraint'::regclass and d.objoid = con.oid
    where t.oid = ${TYPES} and con.contype = 'c'
    union all
    select 'sequence', ${schemaOf('c.relnamespace')}, null, c.relname, d.description
    from pg_catalog.pg_class c
      join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = c.oid
    where c.oid = ${SEQUENCES}`,
  create: (to) => [write(to, quoteLiteral(to.text))],
  drop: (from) => [write(from, 'null')],
  alter: { text: (to) => [write(to, quoteLiteral(to.text))] },
};

const TARGET: { readonly [On in Comment['on']]?: (schema: string, table: string, name: string) => string } = {
  table: (schema, table) => `table ${quoteQualified(schema, table)}`,
  column: (schema, table, name) => `column ${quoteQualified(schema, table, name)}`,
  index: (schema, _table, name) => `index ${quoteQualified(schema, name)}`,
  constraint: (schema, table, name) => `constraint ${quoteIdent(name)} on ${quoteQualified(schema, table)}`,
  function: (schema, _table, name) => {
    // A name may hold a bracket; among types only a quoted one.
    const open = name.lastIndexOf('(');
    return `routine ${quoteQualified(schema, name.slice(0, open))}${name.slice(open)}`;
  },
  view: (schema, table) => `view ${quoteQualified(schema, table)}`,
  'materialized view': (schema, table) => `materialized view ${quoteQualified(schema, table)}`,
  'view column': (schema, table, name) => `column ${quoteQualified(schema, table, name)}`,
  'materialized view column': (schema, table, name) => `column ${quoteQualified(schema, table, name)}`,
  trigger: (schema, table, name) => `trigger ${quoteIdent(name)} on ${quoteQualified(schema, table)}`,
  enum: (schema, _table, name) => `type ${quoteQualified(schema, name)}`,
  domain: (schema, _table, name) => `domain ${quoteQualified(schema, name)}`,
  'domain constraint': (schema, domain, name) =>
    `constraint ${quoteIdent(name)} on domain ${quoteQualified(schema, domain)}`,
  sequence: (schema, _table, name) => `sequence ${quoteQualified(schema, name)}`,
  policy: (schema, table, name) => `policy ${quoteIdent(name)} on ${quoteQualified(schema, table)}`,
};

function write(comment: Comment, text: string) {
  const { schema = '', table = '', name = '' } = comment;
  const weak = comment.on !== 'constraint' && comment.on !== 'policy' && comment.on !== 'trigger';
  const sql = `comment on ${TARGET[comment.on]?.(schema, table, name)} is ${text}`;
  if (table === '' || comment.on === 'domain constraint') return { sql };
  return {
    sql,
    locks: [{ schema, table, mode: weak ? ('SHARE UPDATE EXCLUSIVE' as const) : ('ACCESS EXCLUSIVE' as const) }],
  };
}
