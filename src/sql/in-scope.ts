/** What the queries of the kinds may look at, and fragments that several of them share. See read.ts, which puts the scope there. */

const setting = (name: string) => `any ((select current_setting('schema_audit.${name}')::oid[])::oid[])`;

/** Where a scope is put. */
export const SCOPE_NAMES: readonly string[] = [
  ...['extensions', 'roles', 'default_roles', 'privileges'],
  ...['schemas', 'tables', 'views', 'sequences', 'types', 'functions', 'others'],
].map((name) => `schema_audit.${name}`);

/** pg_namespace.oid of the schemas in scope: `oid = ${SCHEMAS}` */
export const SCHEMAS = setting('schemas');
/** pg_class.oid of tables, plain and partitioned; partitions too. */
export const TABLES = setting('tables');
/** Whether a table `c` is a partition of one in scope; a partition of any other is a table by itself (not-covered.ts says so). */
export const IS_PART = `(c.relispartition and exists (
  select from pg_catalog.pg_inherits whole where whole.inhrelid = c.oid and whole.inhparent = ${TABLES}))`;
/** pg_class.oid of views and materialized views. */
export const VIEWS = setting('views');
/** pg_class.oid of sequences that are no identity's. */
export const SEQUENCES = setting('sequences');
/** pg_type.oid of enums and domains. */
export const TYPES = setting('types');
/** pg_proc.oid of functions and procedures. */
export const FUNCTIONS = setting('functions');
/** pg_class.oid of what bears a name in scope and is of a kind that nobody asked for. */
export const OTHERS = setting('others');

/** The schema's name, by a column that holds its oid. */
export const schemaOf = (namespace: string) => `(select nspname from pg_catalog.pg_namespace where oid = ${namespace})`;

const asked = (sql: string) => `case when current_setting('schema_audit.privileges') = 'on' then ${sql} end`;

/** Access.owner, by a column that holds the role's oid; null where nobody asked. */
export const ownerOf = (role: string) => asked(`pg_get_userbyid(${role})::text`);

/** What an acl that is null grants to others than the owner (acldefault), where that is anything. */
const HARDWIRED: Readonly<Record<string, string>> = {
  f: '[{"role":"public","privileges":["execute"],"grantable":[]}]',
  T: '[{"role":"public","privileges":["usage"],"grantable":[]}]',
};

/**
 * Access.grants of an acl; null where nobody asked.
 * @param type of acldefault: r relation, s sequence, f function, n schema, T type, c column, L large object
 */
export const grantsOf = (acl: string, type: string, owner: string) =>
  asked(`case when ${acl} is null then '${HARDWIRED[type] ?? '[]'}' else ${aclOf(acl, `'${type}'`, owner)} end`);

/**
 * An acl that is not null, as grants.
 * Its aliases are long, so that none is the caller's.
 * @param type an expression: a letter of acldefault
 * @param literal an expression: whether what the owner has is like what anyone has
 */
export const aclOf = (acl: string, type: string, owner: string, literal = `${type} = 'c'`) => `coalesce((
    select json_agg(case when grantor = ${owner} then '{}' else jsonb_build_object('by', pg_get_userbyid(grantor)) end
        || jsonb_build_object('role', role, 'grantable', ${spelledSql('grantable')}, 'privileges', ${spelledSql('privileges')})
        order by role collate "C", case when grantor <> ${owner} then pg_get_userbyid(grantor) end collate "C" nulls first)
    from (
      select grantee, grantor, privileges, grantable,
        case when grantee = 0 then 'public' else pg_get_userbyid(grantee)::text end as role,
        case when ${type} = 'c' then 4 else (select count(*)
          from aclexplode(acldefault(${type}, ${owner})) usual_item where usual_item.grantee = ${owner}) end as whole
      from (
        select acl_item.grantee, acl_item.grantor, array_agg(distinct lower(acl_item.privilege_type)) as privileges,
          coalesce(array_agg(distinct lower(acl_item.privilege_type)) filter (where acl_item.is_grantable), '{}') as grantable
        from aclexplode(${acl}) acl_item group by acl_item.grantee, acl_item.grantor
        union all
        select ${owner}, ${owner}, '{}', '{}' where not (${literal})
          and not exists (select from aclexplode(${acl}) acl_item where acl_item.grantee = ${owner} and acl_item.grantor = ${owner})) acl_listed) acl_spelled
    where (${literal}) or grantee <> ${owner} or grantor <> ${owner} or cardinality(privileges) < whole
      or cardinality(grantable) > 0), '[]')`;

const spelledSql = (list: string) =>
  `case when cardinality(${list}) = whole and whole > 1 then '["all"]' else to_jsonb(${list}) end`;

/** reloptions, `name=value`, as they were written. */
export const optionsOf = (reloptions: string) => `coalesce(array_to_json(${reloptions}), '[]')`;

/** reloptions that are truth values: as `on` and `off`, sorted. */
export const flagsOf = (reloptions: string) => `
  coalesce((select json_agg(o order by o collate "C") from (
    select regexp_replace(regexp_replace(r, '=(true|yes)$', '=on', 'i'), '=(false|no)$', '=off', 'i') as o
    from unnest(${reloptions}) r) normal), '[]')`;

/** A name of pg_catalog stays bare, any other is qualified. */
export const qualifiedName = (schema: string, name: string) =>
  `case when ${schema} = 'pg_catalog' then quote_ident(${name}) else quote_ident(${schema}) || '.' || quote_ident(${name}) end`;

/** No member of an extension. */
export const loose = (catalog: string, oid: string) => `not exists (select from pg_catalog.pg_depend d
  where d.classid = 'pg_catalog.${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
