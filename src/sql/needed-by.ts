/** What would break without an extension that the spec forbids. A large query: asked only where such an extension is installed. */
import type { Extension } from '../catalog/types.js';
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';

/**
 * What needs each extension: objects that PostgreSQL knows to depend on one of its members, and functions whose text names
 * one of its functions (the body of a PL/pgSQL function is text, and fails at the next call). Not what is on the tables in
 * scope: it is as the spec says by the time when the extension goes. A view depends by its rule.
 */
export async function withNeeds(
  session: Session,
  extensions: readonly Extension[],
  forbidden: readonly string[],
): Promise<readonly Extension[]> {
  const unwanted = extensions.filter(({ name }) => forbidden.includes(name));
  if (unwanted.length === 0) return extensions;
  const [result] = await session.run([query(unwanted.map(({ name }) => name))]);
  const needs = new Map((result?.rows ?? []).map(({ name, needs }) => [String(name), needs as readonly string[]]));
  return extensions.map((one) => (needs.has(one.name) ? { ...one, neededBy: needs.get(one.name) ?? [] } : one));
}

function query(names: readonly string[]): string {
  return `
    select e.extname as name, coalesce((
      with member as (
        select d.classid, d.objid from pg_catalog.pg_depend d
        where d.refclassid = 'pg_catalog.pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e'),
      dependent as (
        select d.classid, d.objid, d.objsubid
        from member m join pg_catalog.pg_depend d on d.refclassid = m.classid and d.refobjid = m.objid
        where d.deptype in ('n', 'a')
          and not exists (select from member other where other.classid = d.classid and other.objid = d.objid)),
      bearer as (
        select d.classid, d.objid, d.objsubid,
          case d.classid
            when 'pg_catalog.pg_attrdef'::regclass then (select adrelid from pg_catalog.pg_attrdef where oid = d.objid)
            when 'pg_catalog.pg_constraint'::regclass then (select conrelid from pg_catalog.pg_constraint where oid = d.objid)
            when 'pg_catalog.pg_policy'::regclass then (select polrelid from pg_catalog.pg_policy where oid = d.objid)
            when 'pg_catalog.pg_rewrite'::regclass then (select ev_class from pg_catalog.pg_rewrite where oid = d.objid)
            when 'pg_catalog.pg_class'::regclass then coalesce((select indrelid from pg_catalog.pg_index where indexrelid = d.objid), d.objid)
          end as relation
        from dependent d),
      named as (
        select distinct case when b.classid = 'pg_catalog.pg_rewrite'::regclass
          then (select o.type || ' ' || o.identity from pg_identify_object('pg_catalog.pg_class'::regclass, b.relation, 0) o)
          else (select o.type || ' ' || o.identity from pg_identify_object(b.classid, b.objid, b.objsubid) o) end as what
        from bearer b
        where b.relation is null or b.relation <> all ((select current_setting('schema_audit.tables')::oid[])::oid[])
        union
        select 'function ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname)
        from pg_catalog.pg_proc p
          join pg_catalog.pg_namespace n on n.oid = p.pronamespace
          join pg_catalog.pg_language l on l.oid = p.prolang and l.lanname not in ('internal', 'c')
        where n.nspname not in ('pg_catalog', 'information_schema')
          and not exists (select from member m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = p.oid)
          and exists (select from member m
            join pg_catalog.pg_proc own on m.classid = 'pg_catalog.pg_proc'::regclass and own.oid = m.objid
            where lower(p.prosrc) ~ ('(^|[^a-z0-9_])' || regexp_replace(lower(own.proname), '([^a-z0-9_])', '\\\\\\1', 'g') || '([^a-z0-9_]|$)')))
      select json_agg(what order by what) from named where what is not null), '[]') as needs
    from pg_catalog.pg_extension e
    where e.extname in (${names.map(quoteLiteral).join(', ')})`;
}
