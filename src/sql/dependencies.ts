/** What stands on what, as the server knows it (pg_depend): asked once, and only where a plan takes something away or changes it. */
import { type Address, keyOf, parentOf } from '../catalog/address.js';
import type { Change, Rename } from '../catalog/diff.js';
import { FUNCTIONS, SEQUENCES, TABLES, TYPES, VIEWS } from './in-scope.js';
import { WEIGHT } from './mentions.js';
import type { Session } from './session.js';
import type { Dependent, Standing } from './standing.js';

/** As the query gives it: who stands on whom, by the numbers of `objects`; whether as on a type; whether it goes with it. */
type EdgeRow = readonly [dependent: number, referenced: number, asType: boolean, goes: boolean];

/** What stands for nothing that anybody could name: a TOAST table, a not-null constraint. */
const NOTHING = 'nothing';

interface ObjectRow {
  readonly id: number;
  readonly kind: string;
  readonly on: string | null;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string | null;
  readonly part: string | null;
  /** The extension that it belongs to. */
  readonly extension: string | null;
}

/**
 * Reads them inside the transaction in which the catalog was read (its scope is still set).
 * @param changes what a plan is made of: the answer is in the names that its renames lead to
 */
export async function readStanding(session: Session, changes: readonly Change[]): Promise<Standing> {
  const renames = changes.filter((change) => change.change === 'rename');
  const [result] = await session.run([QUERY]);
  const { objects, edges } = (result?.rows[0] ?? {}) as {
    readonly objects?: readonly ObjectRow[] | null;
    readonly edges?: readonly EdgeRow[] | null;
  };
  const nowNamed = renamed(renames);
  const byId = new Map((objects ?? []).map((row) => [row.id, { ...row, address: nowNamed(addressIn(row)) }]));
  const found = new Map<string, Map<string, Dependent>>();
  for (const [dependent, referenced, asType, goes] of edges ?? []) {
    const [of, on] = [byId.get(dependent), byId.get(referenced)];
    if (of === undefined || on === undefined || of.kind === NOTHING || on.kind === NOTHING) continue;
    const key = keyOf(of.address);
    // A column itself stands on its type alone, but where it is computed (14 says so of the column, not of its default).
    const own = of.part === 'type' && !asType ? 'generated' : of.part;
    // A domain is over another type, and what its default calls is its own too.
    const part = of.kind === 'domain' && own === null ? (asType ? 'type' : 'default') : own;
    const id = `${part} ${key}`;
    // What stands on a column stands on its table.
    for (const target of [on.address, parentOf(on.address)]) {
      if (target === null || target.kind === 'schema' || keyOf(target) === key) continue;
      const list = found.get(keyOf(target)) ?? new Map<string, Dependent>();
      const auto = goes || list.get(id)?.goes === true;
      found.set(keyOf(target), list.set(id, { address: of.address, key, part, weight: WEIGHT.said, goes: auto }));
    }
  }
  const lists = new Map([...found].map(([key, list]) => [key, [...list.values()]]));
  return { on: (key) => lists.get(key) ?? [], exact: true };
}

function addressIn({ kind, on, schema, table, name, extension }: ObjectRow): Address {
  if (extension !== null) return { kind: 'extension', name: extension };
  return {
    kind,
    ...(on === null ? {} : { on }),
    ...(schema === null ? {} : { schema }),
    ...(table === null ? {} : { table }),
    ...(name === null ? {} : { name }),
    // A kind that we do not model is PostgreSQL's word for it, which no object of a catalog has.
  } as Address;
}

/** Relations first: what the others' addresses say is what is on them already under their new names. */
function renamed(renames: readonly Rename[]): (address: Address) => Address {
  const wholes = renames.filter(({ to }) => 'table' in to && !('name' in to));
  const tables = new Map(
    wholes.flatMap(({ from, to }) => ('table' in from && 'table' in to ? [[at(from), to.table]] : [])),
  );
  const others = new Map(renames.map(({ from, to }) => [keyOf(from), to]));
  return (address) => {
    const table = tables.get(at(address));
    const moved = table === undefined ? address : { ...address, table };
    const to = others.get(keyOf(moved));
    return to !== undefined && 'name' in to && moved.name !== undefined ? { ...moved, name: to.name } : moved;
  };
}

function at({ schema, table }: { readonly schema?: string; readonly table?: string }): string {
  return JSON.stringify([schema, table]);
}

const cls = (name: string) => `'pg_catalog.${name}'::regclass`;

/**
 * From what is in scope, along pg_depend to all that stands on it, whoever's it is. A rule, a default and a constraint's
 * trigger stand for what they are on; a row type and its array for their relation; an index of a key for the key.
 */
const QUERY = `
  with recursive reach (classid, objid) as (
    select ${cls('pg_class')}::oid, c.oid from pg_catalog.pg_class c
    where c.oid = ${TABLES} or c.oid = ${VIEWS} or c.oid = ${SEQUENCES}
    union
    select ${cls('pg_type')}::oid, t.oid from pg_catalog.pg_type t where t.oid = ${TYPES}
    union
    select ${cls('pg_proc')}::oid, p.oid from pg_catalog.pg_proc p where p.oid = ${FUNCTIONS}
    union
    select next.classid, next.objid
    from reach r
      join pg_catalog.pg_depend d on d.refclassid = r.classid and d.refobjid = r.objid
      cross join lateral (
        select d.classid, d.objid
        union all
        select ${cls('pg_class')}::oid, w.ev_class from pg_catalog.pg_rewrite w
        where d.classid = ${cls('pg_rewrite')} and w.oid = d.objid
        union all
        select ${cls('pg_class')}::oid, a.adrelid from pg_catalog.pg_attrdef a
        where d.classid = ${cls('pg_attrdef')} and a.oid = d.objid) next),
  edge as materialized (
    select d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype
    from reach r join pg_catalog.pg_depend d on d.refclassid = r.classid and d.refobjid = r.objid
    where d.deptype in ('n', 'a', 'i', 'P', 'S')
    union
    select d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype
    from pg_catalog.pg_depend d
    where d.classid = ${cls('pg_extension')} and d.refclassid = ${cls('pg_extension')}),
  node as materialized (
    select row_number() over () as id, n.*,
      case n.classid when ${cls('pg_class')} then n.objid
        when ${cls('pg_type')} then (select nullif(coalesce(nullif(t.typrelid, 0), e.typrelid), 0)
          from pg_catalog.pg_type t left join pg_catalog.pg_type e on e.oid = t.typelem and e.typarray = t.oid
          where t.oid = n.objid) end as relid,
      case n.classid when ${cls('pg_class')} then n.objsubid else 0 end as sub
    from (select classid, objid, objsubid from edge union select refclassid, refobjid, refobjsubid from edge) n),
  object as materialized (
    -- A view's columns are the view, a key's index is the key, an identity's sequence its column.
    select n.id, n.classid, n.objid, n.objsubid, o.*,
      (select e.extname from pg_catalog.pg_depend x join pg_catalog.pg_extension e on e.oid = x.refobjid
        where x.classid = n.classid and x.objid = n.objid and x.deptype = 'e' limit 1) as extension
    from node n cross join lateral (
      select case
          when con.oid is not null then 'constraint'
          when idc.attname is not null then 'column'
          when c.relkind in ('i', 'I') then 'index'
          when c.relkind in ('r', 'p') and a.attname is not null then 'column'
          when c.relkind in ('r', 'p') then 'table'
          when c.relkind = 'v' then 'view' when c.relkind = 'm' then 'materialized view' when c.relkind = 'S' then 'sequence'
          when c.relkind = 'f' then 'foreign table' when c.relkind = 'c' then 'type'
          else '${NOTHING}' end,
        case when ic.relkind = 'm' then 'materialized view' end,
        ns.nspname,
        case when c.relkind in ('i', 'I') then ic.relname when idc.attname is not null then idr.relname
          when c.relkind in ('S', 'c') then null else c.relname end,
        case when con.oid is not null then con.conname when c.relkind in ('i', 'I') then c.relname
          when idc.attname is not null then idc.attname
          when c.relkind in ('S', 'c') then c.relname
          when c.relkind in ('r', 'p') then a.attname end,
        case when c.relkind in ('r', 'p') and a.attname is not null then 'type' end
      from pg_catalog.pg_class c
        join pg_catalog.pg_namespace ns on ns.oid = c.relnamespace
        left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = n.sub and n.sub > 0
        left join pg_catalog.pg_index i on i.indexrelid = c.oid
        left join pg_catalog.pg_class ic on ic.oid = i.indrelid
        left join pg_catalog.pg_constraint con on con.conindid = c.oid and con.conrelid = i.indrelid and con.contype in ('p', 'u', 'x')
        left join pg_catalog.pg_depend own on c.relkind = 'S' and own.classid = ${cls('pg_class')} and own.objid = c.oid
          and own.deptype = 'i' and own.refclassid = ${cls('pg_class')}
        left join pg_catalog.pg_class idr on idr.oid = own.refobjid
        left join pg_catalog.pg_attribute idc on idc.attrelid = own.refobjid and idc.attnum = own.refobjsubid
      where c.oid = n.relid
      union all
      select case e.typtype when 'e' then 'enum' when 'd' then 'domain' else 'type' end, null, ns.nspname, null, e.typname, null
      from pg_catalog.pg_type t
        join pg_catalog.pg_type e on e.oid = coalesce((select b.oid from pg_catalog.pg_type b where b.oid = t.typelem and b.typarray = t.oid), t.oid)
        join pg_catalog.pg_namespace ns on ns.oid = e.typnamespace
      where n.classid = ${cls('pg_type')} and t.oid = n.objid and n.relid is null
      union all
      select case p.prokind when 'a' then 'aggregate' else 'function' end, null, ns.nspname, null,
        p.proname || '(' || oidvectortypes(p.proargtypes) || ')', null
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace ns on ns.oid = p.pronamespace
      where n.classid = ${cls('pg_proc')} and p.oid = n.objid
      union all
      select 'column', null, ns.nspname, c.relname, a.attname, case when a.attgenerated = '' then 'default' else 'generated' end
      from pg_catalog.pg_attrdef ad
        join pg_catalog.pg_class c on c.oid = ad.adrelid join pg_catalog.pg_namespace ns on ns.oid = c.relnamespace
        join pg_catalog.pg_attribute a on a.attrelid = ad.adrelid and a.attnum = ad.adnum
      where n.classid = ${cls('pg_attrdef')} and ad.oid = n.objid and c.relkind in ('r', 'p')
      union all
      select case when con.contype = 'n' then '${NOTHING}' when con.conrelid = 0 then 'domain' else 'constraint' end, null, ns.nspname, c.relname,
        coalesce((select typname from pg_catalog.pg_type where oid = con.contypid), con.conname),
        case when con.conrelid = 0 then 'checks' end
      from pg_catalog.pg_constraint con
        left join pg_catalog.pg_class c on c.oid = con.conrelid
        join pg_catalog.pg_namespace ns on ns.oid = con.connamespace
      where n.classid = ${cls('pg_constraint')} and con.oid = n.objid
      union all
      select case when t.tgisinternal then case when t.tgconstraint = 0 then '${NOTHING}' else 'constraint' end else 'trigger' end,
        case when not t.tgisinternal and c.relkind = 'v' then 'view' end, ns.nspname, c.relname,
        coalesce((select conname from pg_catalog.pg_constraint where oid = t.tgconstraint and t.tgisinternal), t.tgname), null
      from pg_catalog.pg_trigger t
        join pg_catalog.pg_class c on c.oid = coalesce((select conrelid from pg_catalog.pg_constraint where oid = t.tgconstraint and t.tgisinternal), t.tgrelid)
        join pg_catalog.pg_namespace ns on ns.oid = c.relnamespace
      where n.classid = ${cls('pg_trigger')} and t.oid = n.objid
      union all
      select 'policy', null, ns.nspname, c.relname, p.polname, null
      from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join pg_catalog.pg_namespace ns on ns.oid = c.relnamespace
      where n.classid = ${cls('pg_policy')} and p.oid = n.objid
      union all
      select case when w.rulename <> '_RETURN' then 'rule' when c.relkind = 'm' then 'materialized view' else 'view' end, null,
        ns.nspname, c.relname, case when w.rulename <> '_RETURN' then w.rulename end, null
      from pg_catalog.pg_rewrite w join pg_catalog.pg_class c on c.oid = w.ev_class join pg_catalog.pg_namespace ns on ns.oid = c.relnamespace
      where n.classid = ${cls('pg_rewrite')} and w.oid = n.objid
      union all
      select i.type, null, i.schema, null, i.identity, null
      from pg_identify_object(n.classid, n.objid, 0) i
      where n.classid <> all (array[${['pg_class', 'pg_type', 'pg_proc', 'pg_attrdef', 'pg_constraint', 'pg_trigger', 'pg_policy', 'pg_rewrite'].map(cls).join(', ')}]::oid[])
    ) o (kind, "on", schema, "table", name, part))
  select
    (select json_agg(json_build_object('id', o.id, 'kind', o.kind, 'on', o."on", 'schema', o.schema, 'table', o."table",
      'name', o.name, 'part', o.part, 'extension', o.extension)) from object o) as objects,
    (select json_agg(json_build_array(d.id, r.id, e.refclassid = ${cls('pg_type')}, e.deptype <> 'n'))
      from edge e
        join object d on d.classid = e.classid and d.objid = e.objid and d.objsubid = e.objsubid
        join object r on r.classid = e.refclassid and r.objid = e.refobjid and r.objsubid = e.refobjsubid) as edges`;
