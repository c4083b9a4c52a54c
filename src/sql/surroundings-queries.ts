/** What stands around tables, as queries of the catalog: what there is at all, and then each part of it. */
import { TABLES } from './in-scope.js';
import { quoteLiteral } from './quote.js';

const CLASS = `'pg_catalog.pg_class'::regclass`;
const REWRITE = `'pg_catalog.pg_rewrite'::regclass`;

/** The names of grantees, `public` for everyone. */
const WHO = (grantee: string) => `case when ${grantee} = 0 then 'public' else pg_get_userbyid(${grantee})::text end`;

/**
 * Who but its owner may use an object: where everybody may, whoever its schema lets in; nobody whom it does not.
 * @param namespace pg_namespace's row, under this alias
 */
const BY = (acl: string, owner: string, privileges: readonly string[], namespace: string) => `
  coalesce((select json_agg(distinct ${WHO('case when x.grantee = 0 then u.grantee else x.grantee end')})
    from aclexplode(${acl}) x
      join aclexplode(coalesce(${namespace}.nspacl, acldefault('n', ${namespace}.nspowner))) u on u.privilege_type = 'USAGE'
    where x.grantee <> ${owner} and x.privilege_type in (${privileges.map(quoteLiteral).join(', ')})
      and case when x.grantee = 0 then u.grantee <> ${owner}
        else u.grantee in (0, x.grantee) or pg_has_role(x.grantee, u.grantee, 'USAGE') end), '[]')`;

/** Of the whole, and of columns. */
const ALL_OF_VIEW = `v.relacl || (select array_agg(i) from pg_catalog.pg_attribute a cross join lateral unnest(a.attacl) i where a.attrelid = v.oid)`;

const TOUCH = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/**
 * The tables, and what of the rest there is at all: to be sent with the queries that read a catalog. In most databases
 * most of it is not there, and is not asked for again.
 */
export const PROBE = `
  select current_setting('server_version_num')::int / 10000 as major, (
      select json_build_object('name', r.rolname, 'superuser', r.rolsuper, 'bypassRowSecurity', r.rolbypassrls)
      from pg_catalog.pg_roles r where r.rolname = current_user) as me,
    coalesce((select json_agg(json_build_object('table', c.relname, 'owner', pg_get_userbyid(c.relowner),
        'forced', c.relforcerowsecurity, 'rows', c.reltuples, 'isPartition', c.relispartition) order by c.relname)
      from pg_catalog.pg_class c where c.oid = ${TABLES}), '[]') as tables,
    exists (select from pg_catalog.pg_class c where c.oid = ${TABLES} and c.relacl is not null)
      or exists (select from pg_catalog.pg_attribute a where a.attrelid = ${TABLES} and a.attacl is not null) as grants,
    exists (select from pg_catalog.pg_policy y where y.polrelid = ${TABLES} and y.polroles <> '{0}') as "policyRoles",
    exists (select from pg_catalog.pg_depend d
      where d.refclassid = ${CLASS} and d.refobjid = ${TABLES} and d.classid = ${REWRITE}) as views,
    exists (select from pg_catalog.pg_proc p where p.prosecdef and p.oid >= 16384) as functions,
    exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_policy'::regclass
      and d.refclassid = 'pg_catalog.pg_proc'::regclass) as "policyFunctions",
    exists (select from pg_catalog.pg_inherits i where i.inhparent = ${TABLES}) as children,
    exists (select from pg_catalog.pg_class c where c.oid = ${TABLES} and c.relkind = 'p') as "partitionKeys",
    exists (select from pg_catalog.pg_constraint x where x.conrelid = ${TABLES} and x.contype = 'x') as exclusions,
    exists (select from pg_catalog.pg_publication) as publications,
    exists (select from pg_catalog.pg_sequence s join pg_catalog.pg_depend d on d.classid = ${CLASS}
        and d.objid = s.seqrelid and d.refclassid = ${CLASS} and d.refobjid = ${TABLES})
      or exists (select from pg_catalog.pg_sequence s
        join pg_catalog.pg_depend d on d.refclassid = ${CLASS} and d.refobjid = s.seqrelid
          and d.classid = 'pg_catalog.pg_attrdef'::regclass
        join pg_catalog.pg_attrdef f on f.oid = d.objid and f.adrelid = ${TABLES}) as sequences`;

/** Each is given the application's role as an expression of its oid. */
export const STATEMENTS = {
  /** Whoever owns or is granted anything here; a superuser is in no pg_shdepend. */
  roles: () => `
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as "bypassRowSecurity",
      coalesce((select json_agg(o.rolname) from pg_catalog.pg_roles o
        where o.oid in (select c.relowner from pg_catalog.pg_class c where c.oid = ${TABLES})
          and pg_has_role(r.oid, o.oid, 'USAGE')), '[]') as "actsAs"
    from pg_catalog.pg_roles r
    where r.rolsuper or r.oid in (select d.refobjid from pg_catalog.pg_shdepend d
      where d.dbid = (select oid from pg_catalog.pg_database where datname = current_database())
        and d.refclassid = 'pg_catalog.pg_authid'::regclass)`,

  partitionKeys: () => `
    select c.relname as "table", json_agg(a.attname order by k.place) as columns
    from pg_catalog.pg_partitioned_table p
      join pg_catalog.pg_class c on c.oid = p.partrelid
      cross join lateral unnest(p.partattrs::int2[]) with ordinality k (attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
    where c.oid = ${TABLES} group by c.relname`,

  exclusions: () => `
    select c.relname as "table", json_agg(a.attname) as columns
    from pg_catalog.pg_constraint x
      join pg_catalog.pg_class c on c.oid = x.conrelid
      join pg_catalog.pg_index i on i.indexrelid = x.conindid
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.oid = ${TABLES} and x.contype = 'x' group by c.relname`,

  /** `reader`: the view whose owner the tables are read as; what a materialized view holds is read as nobody. */
  views: (app: string) => `
    with recursive reading (base, reader, view) as (
      select d.refobjid, r.ev_class, r.ev_class
      from pg_catalog.pg_depend d join pg_catalog.pg_rewrite r on r.oid = d.objid and r.ev_class <> d.refobjid
      where d.refclassid = ${CLASS} and d.refobjid = ${TABLES} and d.classid = ${REWRITE}
      union
      select s.base, case when c.relkind = 'm' then r.ev_class else s.reader end, r.ev_class
      from reading s
        join pg_catalog.pg_depend d on d.refclassid = ${CLASS} and d.refobjid = s.view and d.classid = ${REWRITE}
        join pg_catalog.pg_rewrite r on r.oid = d.objid and r.ev_class <> s.view
        join pg_catalog.pg_class c on c.oid = r.ev_class)
    select n.nspname as schema, c.relname as name, c.relkind = 'm' as materialized,
      pg_get_userbyid(c.relowner)::text as owner,
      coalesce((select lower(o.option_value) in ('true', 'on', 'yes', '1') from pg_options_to_table(c.reloptions) o
        where o.option_name = 'security_invoker'), false) as invoker,
      pg_get_viewdef(c.oid) as definition,
      (select json_agg(distinct b.relname) from reading s join pg_catalog.pg_class b on b.oid = s.base
        where s.reader = c.oid) as tables,
      json_build_object('by', (select coalesce(json_agg(distinct w.name), '[]')
          from (select distinct view from reading where reader = c.oid) s
          join pg_catalog.pg_class v on v.oid = s.view
          join pg_catalog.pg_namespace vn on vn.oid = v.relnamespace
          cross join lateral json_array_elements_text(${BY(ALL_OF_VIEW, 'v.relowner', TOUCH, 'vn')}) w (name)),
        'application', (select bool_or(has_schema_privilege(${app}, v.relnamespace, 'usage')
            and has_any_column_privilege(${app}, v.oid, 'select'))
          from reading s join pg_catalog.pg_class v on v.oid = s.view where s.reader = c.oid)) as reach
    from (select distinct reader from reading) d
      join pg_catalog.pg_class c on c.oid = d.reader and c.relkind in ('v', 'm')
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    order by n.nspname, c.relname`,

  functions: (app: string) => `
    select n.nspname as schema, p.proname as name, oidvectortypes(p.proargtypes) as arguments,
      pg_get_userbyid(p.proowner)::text as owner, l.lanname as language,
      (select substr(s, 13) from unnest(p.proconfig) s where s like 'search\\_path=%') as "searchPath",
      p.prosqlbody is not null as resolved, case when p.prosqlbody is null then p.prosrc else '' end as body,
      coalesce((select json_agg(distinct c.relname) from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.refobjid
        where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.refclassid = ${CLASS}
          and d.refobjid = ${TABLES}), '[]') as tables,
      p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) as "isTrigger",
      json_build_object('by', ${BY("coalesce(p.proacl, acldefault('f', p.proowner))", 'p.proowner', ['EXECUTE'], 'n')},
        'application', has_schema_privilege(${app}, n.oid, 'usage') and has_function_privilege(${app}, p.oid, 'execute')) as reach
    from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      join pg_catalog.pg_language l on l.oid = p.prolang
    where p.prosecdef and l.lanname not in ('internal', 'c') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_catalog.pg_depend d
        where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    order by 1, 2, 3`,

  policyFunctions: () => `
    select n.nspname as schema, p.proname as name, p.pronargs::int as arguments, oidvectortypes(p.proargtypes) as types, l.lanname as language,
      case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
      p.proleakproof as leakproof, p.prosecdef as definer, format_type(p.prorettype, null) as returns,
      case when l.lanname = 'sql' and p.pronargs = 0 then coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) end as body,
      u.policies
    from (select d.refobjid, json_agg(distinct jsonb_build_object('table', c.relname, 'policy', y.polname)) as policies
        from pg_catalog.pg_policy y join pg_catalog.pg_class c on c.oid = y.polrelid
          join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_policy'::regclass and d.objid = y.oid
            and d.refclassid = 'pg_catalog.pg_proc'::regclass
        where y.polrelid = ${TABLES} group by d.refobjid) u
      join pg_catalog.pg_proc p on p.oid = u.refobjid
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      join pg_catalog.pg_language l on l.oid = p.prolang
    order by 1, 2, 3`,

  children: (app: string) => `
    with recursive kid (oid, root) as (
      select i.inhrelid, i.inhparent from pg_catalog.pg_inherits i
      where i.inhparent = ${TABLES} and not exists (select from pg_catalog.pg_inherits p where p.inhrelid = i.inhparent)
      union
      select i.inhrelid, k.root from kid k join pg_catalog.pg_inherits i on i.inhparent = k.oid)
    select n.nspname as schema, c.relname as "table", r.relname as parent, c.relispartition as "isPartition",
      c.relrowsecurity as "rowSecurity",
      json_build_object('by', ${BY('c.relacl', 'c.relowner', [...TOUCH, 'TRUNCATE'], 'n')},
        'application', has_schema_privilege(${app}, n.oid, 'usage')
          and has_table_privilege(${app}, c.oid, 'select, insert, update, delete')) as reach
    from kid k join pg_catalog.pg_class c on c.oid = k.oid and c.relkind in ('r', 'p')
      join pg_catalog.pg_class r on r.oid = k.root
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    order by 1, 2`,

  /** What a schema does not let in has no use of a grant there. */
  grants: (app: string) => `
    select ${WHO('x.grantee')} as grantee, x.privilege_type as privilege, json_agg(c.relname order by c.relname) as tables,
      case when x.grantee = 0 then ${app} is not null else pg_has_role(${app}, x.grantee, 'usage') end as application
    from pg_catalog.pg_class c
      cross join lateral (
        select w.grantee, w.privilege_type from aclexplode(c.relacl) w
        union
        select w.grantee, w.privilege_type
        from pg_catalog.pg_attribute a cross join lateral aclexplode(a.attacl) w where a.attrelid = c.oid) x
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.oid = ${TABLES} and x.grantee <> c.relowner
      and exists (select from aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) u
        where u.privilege_type = 'USAGE' and (u.grantee = 0
          or x.grantee <> 0 and (u.grantee = x.grantee or pg_has_role(x.grantee, u.grantee, 'USAGE'))))
    group by x.grantee, x.privilege_type
    order by 1, 2`,

  publications: () => `
    select p.pubname as name, json_agg(json_build_object('table', p.tablename, 'filter', to_jsonb(p) ->> 'rowfilter')
      order by p.tablename) as tables
    from pg_catalog.pg_publication_tables p join pg_catalog.pg_namespace n on n.nspname = p.schemaname
      join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
    where c.oid = ${TABLES}
    group by p.pubname
    order by p.pubname`,

  sequences: () => `
    select n.nspname as schema, q.relname as name, c.relname as "table", a.attname as column,
      least(s.seqmax, case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 else s.seqmax end)::float8 as limit,
      has_schema_privilege(n.oid, 'usage') and has_sequence_privilege(q.oid, 'select') as readable
    from (
      select d.objid as sequence, d.refobjid as relation, d.refobjsubid as attnum
      from pg_catalog.pg_depend d
      where d.refclassid = ${CLASS} and d.refobjid = ${TABLES} and d.classid = ${CLASS} and d.deptype in ('a', 'i')
      union
      select d.refobjid, f.adrelid, f.adnum
      from pg_catalog.pg_attrdef f join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_attrdef'::regclass
        and d.objid = f.oid and d.refclassid = ${CLASS} and d.refobjid <> f.adrelid
      where f.adrelid = ${TABLES}) u
      join pg_catalog.pg_class q on q.oid = u.sequence and q.relkind = 'S'
      join pg_catalog.pg_sequence s on s.seqrelid = q.oid and s.seqincrement > 0 and not s.seqcycle
      join pg_catalog.pg_namespace n on n.oid = q.relnamespace
      join pg_catalog.pg_class c on c.oid = u.relation
      join pg_catalog.pg_attribute a on a.attrelid = u.relation and a.attnum = u.attnum
    order by 3, 4`,
} as const;
