/**
 * The referee: every object of a database by kind and name, straight from the system catalogs and by none of our own
 * reading code. What PostgreSQL and extensions bring is left out, and what comes and goes with another object unnamed:
 * row types, array types, the index under a constraint, the clones of a trigger.
 */
import { withClient } from '../postgres.js';

/** PostgreSQL's own objects have smaller ones. */
const FIRST = 16384;

/** A row of a catalog that is a whole object: `kind` is an expression over its row `o`. */
function whole(catalog: string, kind: string, where = 'true'): string {
  return `select ${kind} as kind, i.identity
    from pg_catalog.${catalog} o,
      lateral pg_catalog.pg_identify_object('pg_catalog.${catalog}'::pg_catalog.regclass, o.oid, 0) i
    where o.oid >= ${FIRST} and (${where}) and not ${depends(catalog, 'o.oid', 'e')}`;
}

function depends(catalog: string, oid: string, type: 'e' | 'i'): string {
  return `exists (select from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass and d.objid = ${oid} and d.objsubid = 0 and d.deptype = '${type}')`;
}

const text = (literal: string) => `'${literal}'`;
const ofOurRelation = (oid: string) => `not ${depends('pg_class', oid, 'e')}`;

const RELATION = `case when o.relispartition and o.relkind in ('r', 'p') then 'partition'
    else case o.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view' when 'm' then 'materialized view'
      when 'f' then 'foreign table' when 'S' then 'sequence' else 'index' end end`;

const TYPE = `case when not o.typisdefined then 'shell type' else case o.typtype when 'e' then 'enum' when 'd' then 'domain'
    when 'c' then 'composite type' when 'r' then 'range' else 'base type' end end`;

const ROUTINE = `case o.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end`;

const CONSTRAINT = `case when o.contypid <> 0 then 'domain constraint' else case o.contype when 'p' then 'primary key' when 'u' then 'unique'
    when 'f' then 'foreign key' when 'x' then 'exclusion' else 'check' end end`;

const WHOLE_OBJECTS: readonly string[] = [
  whole('pg_namespace', text('schema'), `o.nspname !~ '^pg_'`),
  whole(
    'pg_class',
    RELATION,
    `o.relkind in ('r', 'p', 'v', 'm', 'f', 'S') or o.relkind in ('i', 'I') and not ${depends('pg_class', 'o.oid', 'i')}
      and o.relnamespace <> 'pg_toast'::pg_catalog.regnamespace
      and ${ofOurRelation('(select indrelid from pg_catalog.pg_index where indexrelid = o.oid)')}`,
  ),
  whole(
    'pg_type',
    TYPE,
    `not ${depends('pg_type', 'o.oid', 'i')}
      and (o.typtype <> 'c' or (select relkind from pg_catalog.pg_class where oid = o.typrelid) = 'c')`,
  ),
  whole('pg_proc', ROUTINE, `not ${depends('pg_proc', 'o.oid', 'i')}`),
  whole('pg_trigger', text('trigger'), `not o.tgisinternal and o.tgparentid = 0 and ${ofOurRelation('o.tgrelid')}`),
  // Not-null constraints ('n') are of the columns; a constraint trigger ('t') is a trigger; a partition's share in a
  // foreign key or in a check has no life of its own.
  whole(
    'pg_constraint',
    CONSTRAINT,
    `o.contype in ('p', 'u', 'f', 'x', 'c') and ${ofOurRelation('o.conrelid')} and not ${depends('pg_type', 'o.contypid', 'e')} and not (o.contype = 'f' and o.conparentid <> 0)
      and not (o.contype = 'c' and o.conrelid <> 0 and not o.conislocal)`,
  ),
  whole('pg_policy', text('policy')),
  whole('pg_rewrite', text('rule'), `o.rulename <> '_RETURN' and ${ofOurRelation('o.ev_class')}`),
  whole('pg_collation', text('collation'), `o.collnamespace <> 'pg_catalog'::pg_catalog.regnamespace`),
  whole('pg_statistic_ext', text('statistics object')),
  whole('pg_publication', text('publication')),
  whole('pg_event_trigger', text('event trigger')),
  whole('pg_foreign_data_wrapper', text('foreign-data wrapper')),
  whole('pg_foreign_server', text('server')),
  whole('pg_user_mapping', text('user mapping')),
  whole('pg_ts_config', text('text search configuration')),
  whole('pg_ts_dict', text('text search dictionary')),
  whole('pg_ts_parser', text('text search parser')),
  whole('pg_ts_template', text('text search template')),
  whole('pg_cast', text('cast'), `not ${depends('pg_cast', 'o.oid', 'i')}`),
  whole('pg_operator', text('operator'), 'o.oprcode <> 0'),
  whole('pg_opclass', text('operator class')),
  whole('pg_opfamily', text('operator family')),
  whole('pg_conversion', text('conversion')),
  whole('pg_transform', text('transform')),
  whole('pg_language', text('language')),
  whole('pg_am', text('access method')),
  whole('pg_default_acl', text('default privileges')),
];

/** What is part of another object, yet has a name or a text that can get lost. */
const PARTS: readonly string[] = [
  `select 'extension', format('%I version %s in %I', e.extname, e.extversion, n.nspname)
    from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    where e.oid >= ${FIRST}`,
  // A column of a child that the parent has too is the parent's.
  `select 'column', i.identity
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, a.attrelid, a.attnum) i
    where a.attrelid >= ${FIRST} and c.relkind in ('r', 'p', 'f', 'c') and a.attnum > 0 and not a.attisdropped
      and a.attislocal and ${ofOurRelation('a.attrelid')} and not ${depends('pg_type', 'c.reltype', 'e')}`,
  `select case a.attgenerated when '' then 'default' else 'generated' end, i.identity
    from pg_catalog.pg_attrdef f join pg_catalog.pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_attrdef'::pg_catalog.regclass, f.oid, 0) i
    where f.adrelid >= ${FIRST} and ${ofOurRelation('f.adrelid')}`,
  `select case when c.relispartition then 'attached partition' else 'inheritance' end,
      format('%s of %s', child.identity, parent.identity)
    from pg_catalog.pg_inherits h join pg_catalog.pg_class c on c.oid = h.inhrelid,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, h.inhrelid, 0) child,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, h.inhparent, 0) parent
    where h.inhrelid >= ${FIRST}`,
  `select 'enum value', format('%s %L', i.identity, e.enumlabel)
    from pg_catalog.pg_enum e,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_type'::pg_catalog.regclass, e.enumtypid, 0) i
    where e.enumtypid >= ${FIRST} and not ${depends('pg_type', 'e.enumtypid', 'e')}`,
  `select 'published relation', i.identity
    from pg_catalog.pg_publication_rel r,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_publication_rel'::pg_catalog.regclass, r.oid, 0) i`,
  `select 'comment', format('on %s %s', i.type, i.identity)
    from pg_catalog.pg_description c, lateral pg_catalog.pg_identify_object(c.classoid, c.objoid, c.objsubid) i
    where (c.objoid >= ${FIRST} or c.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
        and c.objoid = 'public'::pg_catalog.regnamespace and c.description <> 'standard public schema')
      and not exists (select from pg_catalog.pg_depend d
      where d.classid = c.classoid and d.objid = c.objoid and d.deptype = 'e')`,
];

/** Of each catalog with privileges: object, part, owner, what was granted, what is so by default. */
const PRIVILEGES = `
  select 'pg_catalog.pg_class'::pg_catalog.regclass, oid, 0, relowner, relacl,
      pg_catalog.acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)
    from pg_catalog.pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all select 'pg_catalog.pg_class'::pg_catalog.regclass, attrelid, attnum, c.relowner, attacl, null::pg_catalog.aclitem[]
    from pg_catalog.pg_attribute join pg_catalog.pg_class c on c.oid = attrelid where not attisdropped
  union all select 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, 0, proowner, proacl, pg_catalog.acldefault('f', proowner)
    from pg_catalog.pg_proc
  union all select 'pg_catalog.pg_namespace'::pg_catalog.regclass, oid, 0, nspowner, nspacl, pg_catalog.acldefault('n', nspowner)
    from pg_catalog.pg_namespace
  union all select 'pg_catalog.pg_type'::pg_catalog.regclass, oid, 0, typowner, typacl, pg_catalog.acldefault('T', typowner)
    from pg_catalog.pg_type
  union all select 'pg_catalog.pg_language'::pg_catalog.regclass, oid, 0, lanowner, lanacl, pg_catalog.acldefault('l', lanowner)
    from pg_catalog.pg_language
  union all select 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid, 0, srvowner, srvacl, pg_catalog.acldefault('S', srvowner)
    from pg_catalog.pg_foreign_server
  union all select 'pg_catalog.pg_default_acl'::pg_catalog.regclass, oid, 0, defaclrole, defaclacl, null::pg_catalog.aclitem[]
    from pg_catalog.pg_default_acl`;

/** What one role is granted on one object by another beyond the default, and what of the default was revoked. */
const GRANTS = `
  with granted (class, oid, part, owner, acl, usual) as (${PRIVILEGES}),
  told as (
    select class, oid, part, acl, coalesce(
        (select initprivs from pg_catalog.pg_init_privs p where p.classoid = class and p.objoid = g.oid and p.objsubid = part), usual) as usual
    from granted g
    where acl is not null and (oid >= ${FIRST} or class = 'pg_catalog.pg_namespace'::pg_catalog.regclass and oid = 'public'::pg_catalog.regnamespace)
  ),
  changed as (
    select 'grant' as kind, class, oid, part, a.* from told, lateral (
      select * from pg_catalog.aclexplode(acl) except select * from pg_catalog.aclexplode(usual)) a
    union all
    select 'revoke', class, oid, part, a.* from told, lateral (
      select * from pg_catalog.aclexplode(usual) except select * from pg_catalog.aclexplode(acl)) a
  )
  select kind, format('%s on %s %s of %s by %s',
      pg_catalog.string_agg(lower(privilege_type) || case when is_grantable then ' with grant option' else '' end, ', ' order by privilege_type),
      i.type, i.identity,
      case grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)) end,
      pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantor)))
  from changed, lateral pg_catalog.pg_identify_object(class, oid, part) i
  group by kind, i.type, i.identity, grantee, grantor`;

/** Publications name schemas since 15. */
const SINCE_15 = [
  `select 'published schema', i.identity
    from pg_catalog.pg_publication_namespace p,
      lateral pg_catalog.pg_identify_object('pg_catalog.pg_publication_namespace'::pg_catalog.regclass, p.oid, 0) i`,
];

/** A connection, perhaps inside a transaction of which nothing is committed yet. */
export interface Asked {
  query<R extends object>(sql: string): Promise<{ rows: R[] }>;
}

export interface Identified {
  readonly kind: string;
  /** As pg_identify_object gives it: qualified and quoted. */
  readonly identity: string;
}

/** Every object as `kind identity`, sorted. */
export async function objects(url: string): Promise<readonly string[]> {
  const found = await withClient(url, (client) => identified(client));
  return found.map(({ kind, identity }) => `${kind} ${identity}`).sort();
}

/** Every object, in no order. */
export async function identified(client: Asked): Promise<readonly Identified[]> {
  const { rows: version } = await client.query<{ since15: boolean }>(
    "select current_setting('server_version_num')::int >= 150000 as since15",
  );
  const parts = [...WHOLE_OBJECTS, ...PARTS, ...(version[0]?.since15 ? SINCE_15 : []), `select * from (${GRANTS}) g`];
  const { rows } = await client.query<Identified>(`select * from (${parts.join('\nunion all\n')}) o`);
  return rows;
}

/** How many there are of each kind, by the kind's name. */
export function counted(found: readonly Identified[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
