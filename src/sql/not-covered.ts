/**
 * What is of a kind that we do not model: on the spec's own tables always, in a whole schema or database where that is
 * asked for. One row an object; `table` is the relation that it is on.
 */
import type { Scope } from '../catalog/scope.js';
import { KIND_NAMES } from '../catalog/types.js';
import { DEPARTING_PARTITIONS } from './departing-partitions.js';
import { IS_PART, loose, OTHERS, SCHEMAS, SEQUENCES, schemaOf, TABLES, TYPES, VIEWS } from './in-scope.js';

/** Of one relation `c`. */
const onRelation = (what: string, name: string, from: string, where: string) => `
  select ${what} as what, ${schemaOf('c.relnamespace')}::text as schema, c.relname::text as "table", ${name}::text as name
  from ${from} where ${where}`;

const relation = (what: string, where: string, name = 'null') => onRelation(what, name, 'pg_catalog.pg_class c', where);

const at = (oid: string) => `join pg_catalog.pg_class c on c.oid = ${oid}`;

const OURS = `(c.oid = ${TABLES} or c.oid = ${VIEWS})`;

const ON_TABLES: readonly string[] = [
  onRelation(
    "'trigger of a parent with a state of its own'",
    't.tgname',
    `pg_catalog.pg_trigger t ${at('t.tgrelid')} join pg_catalog.pg_trigger parent on parent.oid = t.tgparentid`,
    `t.tgrelid = ${TABLES} and t.tgenabled <> parent.tgenabled`,
  ),
  onRelation("'rule'", 'r.rulename', `pg_catalog.pg_rewrite r ${at('r.ev_class')}`, `r.ev_class = ${TABLES}`),
  onRelation(
    "'temporal constraint'",
    'con.conname',
    `pg_catalog.pg_constraint con ${at('con.conrelid')}`,
    `con.conrelid = ${TABLES} and coalesce((to_jsonb(con) ->> 'conperiod')::boolean, false)`,
  ),
  onRelation(
    "'statistics object'",
    's.stxname',
    `pg_catalog.pg_statistic_ext s ${at('s.stxrelid')}`,
    `s.stxrelid = ${TABLES}`,
  ),
  relation(
    `case when c.relispartition then 'partition of a table that is not read' else 'inheritance child' end`,
    `c.oid = ${TABLES} and not ${IS_PART} and exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid)`,
    'c.relname',
  ),
  relation(
    "'inheritance parent'",
    `c.oid = ${TABLES} and c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = c.oid)`,
    'c.relname',
  ),
  relation("'typed table'", `c.oid = ${TABLES} and c.reloftype <> 0`, 'c.relname'),
  relation(
    `case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
      when 'S' then 'sequence' when 'c' then 'composite type' when 'p' then 'partitioned table' else 'index' end`,
    `c.oid = ${OTHERS}`,
    'c.relname',
  ),
];

/** Properties and parts of what we do model. */
const OF_RELATIONS: readonly string[] = [
  onRelation(
    "'rule'",
    'r.rulename',
    `pg_catalog.pg_rewrite r ${at('r.ev_class')}`,
    `r.ev_class = ${VIEWS} and r.rulename <> '_RETURN'`,
  ),
  relation(
    `case c.relreplident when 'f' then 'replica identity full' when 'n' then 'replica identity nothing' else 'replica identity by index' end`,
    `c.oid = ${TABLES} and c.relreplident <> 'd'`,
  ),
  onRelation(
    "'cluster on index'",
    'ic.relname',
    `pg_catalog.pg_index i ${at('i.indrelid')} join pg_catalog.pg_class ic on ic.oid = i.indexrelid`,
    `${OURS} and i.indisclustered`,
  ),
  onRelation(
    "'tablespace'",
    'ts.spcname',
    `pg_catalog.pg_class c join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace`,
    OURS,
  ),
  onRelation(
    "'tablespace of index'",
    'ic.relname',
    `pg_catalog.pg_index i ${at('i.indrelid')} join pg_catalog.pg_class ic on ic.oid = i.indexrelid`,
    `${OURS} and ic.reltablespace <> 0`,
  ),
  onRelation(
    "'table access method'",
    'am.amname',
    'pg_catalog.pg_class c join pg_catalog.pg_am am on am.oid = c.relam',
    `${OURS} and am.amname <> 'heap'`,
  ),
  onRelation(
    "'options of column'",
    'a.attname',
    `pg_catalog.pg_attribute a ${at('a.attrelid')}`,
    `${OURS} and a.attnum > 0 and not a.attisdropped and a.attoptions is not null`,
  ),
  onRelation(
    "'statistics target of a column of index'",
    'ic.relname',
    `pg_catalog.pg_index i ${at('i.indrelid')} join pg_catalog.pg_class ic on ic.oid = i.indexrelid`,
    `${OURS} and exists (select from pg_catalog.pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget > -1)`,
  ),
  onRelation(
    "'storage, compression or statistics target of column'",
    'a.attname',
    `pg_catalog.pg_attribute a ${at('a.attrelid')} join pg_catalog.pg_type t on t.oid = a.atttypid`,
    `c.oid = ${VIEWS} and c.relkind = 'm' and a.attnum > 0 and not a.attisdropped
      and (a.attstorage <> t.typstorage or a.attcompression <> '' or a.attstattarget > -1)`,
  ),
  // The columns of a partition are its parent's.
  onRelation(
    "'comment on column'",
    'a.attname',
    `pg_catalog.pg_description d ${at('d.objoid')} join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid`,
    `d.classoid = 'pg_catalog.pg_class'::regclass and d.objsubid > 0 and c.oid = ${TABLES} and ${IS_PART}`,
  ),
  onRelation(
    "'grants on column'",
    'a.attname',
    `pg_catalog.pg_attribute a ${at('a.attrelid')}`,
    `c.oid = ${TABLES} and ${IS_PART} and a.attacl is not null and not a.attisdropped`,
  ),
  onRelation(
    "'default of column'",
    'a.attname',
    `pg_catalog.pg_attrdef d ${at('d.adrelid')} join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum`,
    `d.adrelid = ${VIEWS}`,
  ),
  onRelation(
    "'grants on column'",
    'a.attname',
    `pg_catalog.pg_attribute a ${at('a.attrelid')}`,
    `c.oid = ${VIEWS} and a.attacl is not null and not a.attisdropped`,
  ),
  // PostgreSQL 18 gives not-null constraints names, and more.
  onRelation(
    "'not-null constraint'",
    'con.conname',
    `pg_catalog.pg_constraint con ${at('con.conrelid')}
      join pg_catalog.pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]`,
    `con.conrelid = ${TABLES} and con.contype = 'n' and con.conislocal
      and (con.connoinherit or not con.convalidated or con.conname <> c.relname || '_' || a.attname || '_not_null'
        or exists (select from pg_catalog.pg_description d
          where d.classoid = 'pg_catalog.pg_constraint'::regclass and d.objoid = con.oid))`,
  ),
  `
  select 'not-null constraint of domain ' || t.typname, ${schemaOf('t.typnamespace')}::text, null, con.conname::text
  from pg_catalog.pg_constraint con join pg_catalog.pg_type t on t.oid = con.contypid
  where t.oid = ${TYPES} and con.contype = 'n' and con.conname <> t.typname || '_not_null'`,
  onRelation(
    "'comment on the index of constraint'",
    'con.conname',
    `pg_catalog.pg_constraint con ${at('con.conrelid')}`,
    `${OURS} and con.contype in ('p', 'u', 'x') and exists (select from pg_catalog.pg_description d
      where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = con.conindid)`,
  ),
  onRelation(
    "'grants, comment or persistence of the sequence of identity column'",
    'a.attname',
    `pg_catalog.pg_depend i join pg_catalog.pg_class s on s.oid = i.objid and s.relkind = 'S' ${at('i.refobjid')}
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.refobjsubid`,
    `i.classid = 'pg_catalog.pg_class'::regclass and i.refclassid = 'pg_catalog.pg_class'::regclass and i.deptype = 'i'
      and c.oid = ${TABLES} and (s.relacl is not null or s.relpersistence <> c.relpersistence
        or exists (select from pg_catalog.pg_description d
          where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = s.oid))`,
  ),
  onRelation(
    "'tablespace of sequence'",
    'null',
    'pg_catalog.pg_class c',
    `c.oid = ${SEQUENCES} and c.reltablespace <> 0`,
  ),
];

/** Of a schema: `o` is the row. */
const inSchema = (what: string, catalog: string, prefix: string, where = 'true', name = `o.${prefix}name`) => `
  select ${what}, ${schemaOf(`o.${prefix}namespace`)}::text, null, ${name}::text
  from pg_catalog.${catalog} o
  where o.${prefix}namespace = ${SCHEMAS} and (${where}) and ${loose(catalog, 'o.oid')}`;

const SIGNATURE = `o.proname || '(' || oidvectortypes(o.proargtypes) || ')'`;
/** PostgreSQL's own objects have smaller ones. */
const FIRST = 16384;

/** Of no schema: `o` is the row. */
const global = (what: string, catalog: string, name: string, where = 'true') => `
  select ${what}, null, null, ${name}::text
  from pg_catalog.${catalog} o
  where o.oid >= ${FIRST} and (${where}) and ${loose(catalog, 'o.oid')}`;

const identity = (catalog: string) =>
  `(select i.identity from pg_identify_object('pg_catalog.${catalog}'::regclass, o.oid, 0) i)`;

const IN_SCHEMAS: readonly string[] = [
  inSchema(
    `case when not o.typisdefined then 'shell type' when o.typtype = 'r' then 'range type' else 'base type' end`,
    'pg_type',
    'typ',
    `(o.typtype in ('r', 'b') or not o.typisdefined)
      and not exists (select from pg_catalog.pg_type e where e.typarray = o.oid)`,
  ),
  inSchema("'aggregate'", 'pg_proc', 'pro', "o.prokind = 'a'", SIGNATURE),
  inSchema("'operator'", 'pg_operator', 'opr', 'o.oprcode <> 0', identityWithin('pg_operator', 'oprnamespace')),
  inSchema("'operator class'", 'pg_opclass', 'opc'),
  inSchema("'operator family'", 'pg_opfamily', 'opf'),
  inSchema("'collation'", 'pg_collation', 'coll'),
  inSchema("'conversion'", 'pg_conversion', 'con'),
  inSchema("'text search configuration'", 'pg_ts_config', 'cfg'),
  inSchema("'text search dictionary'", 'pg_ts_dict', 'dict'),
  inSchema("'text search parser'", 'pg_ts_parser', 'prs'),
  inSchema("'text search template'", 'pg_ts_template', 'tmpl'),
  inSchema("'statistics object'", 'pg_statistic_ext', 'stx', `not o.stxrelid = ${TABLES}`),
];

/** What names it within its schema. */
function identityWithin(catalog: string, namespace: string): string {
  const qualified = `quote_ident(${schemaOf(`o.${namespace}`)}) || '.'`;
  return `substring(${identity(catalog)} from length(${qualified}) + 1)`;
}

const IN_DATABASE: readonly string[] = [
  // Those of a range to its multirange come with it.
  global(
    "'cast'",
    'pg_cast',
    identity('pg_cast'),
    `not exists (select from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.pg_cast'::regclass and d.objid = o.oid and d.deptype = 'i')`,
  ),
  global("'event trigger'", 'pg_event_trigger', 'o.evtname'),
  global("'publication'", 'pg_publication', 'o.pubname'),
  global("'foreign-data wrapper'", 'pg_foreign_data_wrapper', 'o.fdwname'),
  global("'server'", 'pg_foreign_server', 'o.srvname'),
  global("'transform'", 'pg_transform', identity('pg_transform')),
  global("'language'", 'pg_language', 'o.lanname'),
  global("'access method'", 'pg_am', 'o.amname'),
  // The table itself is the superuser's: it holds passwords.
  `
  select 'user mapping', null, null, m.usename || ' on server ' || m.srvname
  from pg_catalog.pg_user_mappings m where m.umid >= ${FIRST}`,
  `
  select 'subscription', null, null, s.subname::text
  from pg_catalog.pg_subscription s
  where s.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())`,
  `
  select 'security label', null, null, i.type || ' ' || i.identity
  from pg_catalog.pg_seclabel l cross join lateral pg_identify_object(l.classoid, l.objoid, l.objsubid) i`,
  `
  select 'grants on ' || i.type || ' of an extension', null, null, i.identity
  from (
    select 'pg_catalog.pg_class'::regclass as classoid, oid, relacl as acl from pg_catalog.pg_class
    union all select 'pg_catalog.pg_proc'::regclass, oid, proacl from pg_catalog.pg_proc
    union all select 'pg_catalog.pg_type'::regclass, oid, typacl from pg_catalog.pg_type) o
    join pg_catalog.pg_depend d on d.classid = o.classoid and d.objid = o.oid and d.objsubid = 0 and d.deptype = 'e'
    left join pg_catalog.pg_init_privs p on p.classoid = o.classoid and p.objoid = o.oid and p.objsubid = 0
    cross join lateral pg_identify_object(o.classoid, o.oid, 0) i
  where o.acl is distinct from p.initprivs`,
];

/** Whether a scope asks for everything that its schemas hold. */
function isWhole({ schemas, kinds }: Scope): boolean {
  return (
    schemas.every(({ relations }) => relations === null) &&
    KIND_NAMES.every((kind) => kind === 'default privileges' || kinds.has(kind))
  );
}

export function notCovered(scope: Scope): string {
  const whole = isWhole(scope);
  const parts = [
    ...ON_TABLES,
    ...(whole || scope.partitions === true ? DEPARTING_PARTITIONS : []),
    ...(whole ? [...OF_RELATIONS, ...IN_SCHEMAS, ...IN_DATABASE] : []),
  ];
  return `${parts.join('\n  union all')}\n  order by 1, 2, 3, 4`;
}
