/** What lives on the spec's tables and is of a kind that we do not model: said by name, never silently dropped. */
import { OTHERS, schemaOf, TABLES } from './in-scope.js';

const at = (oid: string) => `
  join pg_catalog.pg_class c on c.oid = ${oid}`;

export const NOT_COVERED = `
  select 'trigger of a parent with a state of its own' as what, ${schemaOf('c.relnamespace')} as schema, c.relname as "table", t.tgname as name
  from pg_catalog.pg_trigger t ${at('t.tgrelid')}
    join pg_catalog.pg_trigger parent on parent.oid = t.tgparentid
  where t.tgrelid = ${TABLES} and t.tgenabled <> parent.tgenabled
  union all
  select 'rule', ${schemaOf('c.relnamespace')}, c.relname, r.rulename
  from pg_catalog.pg_rewrite r ${at('r.ev_class')}
  where r.ev_class = ${TABLES}
  union all
  select 'exclusion constraint', ${schemaOf('c.relnamespace')}, c.relname, con.conname
  from pg_catalog.pg_constraint con ${at('con.conrelid')}
  where con.conrelid = ${TABLES} and con.contype = 'x'
  union all
  select 'temporal constraint', ${schemaOf('c.relnamespace')}, c.relname, con.conname
  from pg_catalog.pg_constraint con ${at('con.conrelid')}
  where con.conrelid = ${TABLES} and coalesce((to_jsonb(con) ->> 'conperiod')::boolean, false)
  union all
  select 'statistics object', ${schemaOf('c.relnamespace')}, c.relname, s.stxname
  from pg_catalog.pg_statistic_ext s ${at('s.stxrelid')}
  where s.stxrelid = ${TABLES}
  union all
  select case when c.relkind = 'p' then 'partitioned table' else 'inheritance child' end, ${schemaOf('c.relnamespace')}, c.relname, c.relname
  from pg_catalog.pg_class c
  where c.oid = ${TABLES} and (c.relkind = 'p' or exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid))
  union all
  select 'inheritance parent', ${schemaOf('c.relnamespace')}, c.relname, c.relname
  from pg_catalog.pg_class c
  where c.oid = ${TABLES} and c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = c.oid)
  union all
  select 'typed table', ${schemaOf('c.relnamespace')}, c.relname, c.relname
  from pg_catalog.pg_class c
  where c.oid = ${TABLES} and c.reloftype <> 0
  union all
  select 'unlogged table', ${schemaOf('c.relnamespace')}, c.relname, c.relname
  from pg_catalog.pg_class c
  where c.oid = ${TABLES} and c.relpersistence = 'u'
  union all
  select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
      when 'S' then 'sequence' when 'c' then 'composite type' else 'index' end, ${schemaOf('c.relnamespace')}, c.relname, c.relname
  from pg_catalog.pg_class c
  where c.oid = ${OTHERS}
  order by 1, 2, 3, 4`;
