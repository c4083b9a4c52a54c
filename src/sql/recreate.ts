/** To drop and recreate the spec's own tables: what that means as changes, what of others stands on them, what it destroys. */
import type { Change } from '../catalog/diff.js';
import { type Catalog, type CatalogObject, KIND_NAMES, type Table } from '../catalog/types.js';
import { guarded } from './questions.js';
import { quoteLiteral, quoteQualified } from './quote.js';
import type { Session } from './session.js';

/**
 * Every table of the spec goes, and all of the spec is made; schema and extensions only where they are missing. Extensions
 * that should not be there go too.
 */
export function recreateChanges(desired: Catalog, actual: Catalog): Change[] {
  const there = ownTables(desired, actual);
  const gone = new Set(there.map(({ schema, table }) => JSON.stringify([schema, table])));
  const isGone = (one: { schema: string; table: string } | null) =>
    one !== null && gone.has(JSON.stringify([one.schema, one.table]));
  const keys = actual.constraint.filter((one) => isGone(one) && isGone(one.references));
  const has = (kind: 'schema' | 'extension', name: string) => actual[kind].some((one) => one.name === name);
  const extensions = actual.extension.filter(({ name }) => !desired.extension.some((one) => one.name === name));
  return [
    ...[...keys, ...there, ...extensions].map((from): Change => ({ change: 'drop', from })),
    ...KIND_NAMES.flatMap((kind): readonly CatalogObject[] => desired[kind])
      .filter((to) => !((to.kind === 'schema' || to.kind === 'extension') && has(to.kind, to.name)))
      .map((to): Change => ({ change: 'create', to })),
  ];
}

/** The tables of the spec that the database has; never one that only bears a former name. */
export function ownTables(desired: Catalog, actual: Catalog): readonly Table[] {
  return actual.table.filter((one) =>
    desired.table.some(({ schema, table }) => schema === one.schema && table === one.table),
  );
}

/** One expression: the object ids of the tables, as an array. */
function idsOf(tables: readonly Table[]): string {
  const names = tables.map(({ schema, table }) => `(${quoteLiteral(schema)}, ${quoteLiteral(table)})`);
  return `array(select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where (n.nspname, c.relname) in (${names.join(', ')}) and c.relkind in ('r', 'p'))`;
}

/**
 * What depends on the tables and is not on them (pg_depend, pg_inherits, pg_publication_rel): views, other tables'
 * foreign keys and policies, functions over their rows. A function that names a table in its text alone is not seen.
 */
export async function dependentsOf(session: Session, tables: readonly Table[]): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const [result] = await session.run([
    `with own as (select unnest(${idsOf(tables)}) as oid),
      targets as (
        select 'pg_catalog.pg_class'::regclass as classid, oid from own
        union all
        select 'pg_catalog.pg_type'::regclass, t.oid from pg_catalog.pg_type t join own on own.oid = t.typrelid
        union all
        select 'pg_catalog.pg_type'::regclass, t.typarray from pg_catalog.pg_type t join own on own.oid = t.typrelid
        where t.typarray <> 0),
      dependent as (
        select distinct d.classid, d.objid, d.objsubid
        from targets t join pg_catalog.pg_depend d on d.refclassid = t.classid and d.refobjid = t.oid
        where d.deptype = 'n'
        union
        select 'pg_catalog.pg_class'::regclass, inhrelid, 0 from pg_catalog.pg_inherits where inhparent in (select oid from own)
        union
        select 'pg_catalog.pg_publication'::regclass, prpubid, 0 from pg_catalog.pg_publication_rel
        where prrelid in (select oid from own)),
      bearer as (
        select d.*, case d.classid
          when 'pg_catalog.pg_attrdef'::regclass then (select adrelid from pg_catalog.pg_attrdef where oid = d.objid)
          when 'pg_catalog.pg_constraint'::regclass then (select conrelid from pg_catalog.pg_constraint where oid = d.objid)
          when 'pg_catalog.pg_policy'::regclass then (select polrelid from pg_catalog.pg_policy where oid = d.objid)
          when 'pg_catalog.pg_trigger'::regclass then (select tgrelid from pg_catalog.pg_trigger where oid = d.objid)
          when 'pg_catalog.pg_rewrite'::regclass then (select ev_class from pg_catalog.pg_rewrite where oid = d.objid)
          when 'pg_catalog.pg_class'::regclass then coalesce(
            (select indrelid from pg_catalog.pg_index where indexrelid = d.objid), d.objid)
        end as relation
        from dependent d)
    select distinct o.type || ' ' || o.identity as what
    from bearer b cross join lateral pg_identify_object(
      case when b.classid = 'pg_catalog.pg_rewrite'::regclass then 'pg_catalog.pg_class'::regclass else b.classid::regclass end,
      case when b.classid = 'pg_catalog.pg_rewrite'::regclass then b.relation else b.objid end,
      case when b.classid = 'pg_catalog.pg_rewrite'::regclass then 0 else b.objsubid end) o
    where b.relation is null or b.relation not in (select oid from own)
    order by 1`,
  ]);
  return (result?.rows ?? []).map(({ what }) => String(what));
}

export interface RowCount {
  readonly table: string;
  /** null: nobody knows. */
  readonly rows: number | null;
  /** false: an estimate (pg_class.reltuples), for want of the right to count. */
  readonly exact: boolean;
}

/** How many rows each table holds. */
export async function rowCounts(session: Session, tables: readonly Table[]): Promise<readonly RowCount[]> {
  const counts: RowCount[] = [];
  for (const { schema, table } of tables) {
    const name = quoteQualified(schema, table);
    const answer = await guarded(session, [`select count(*)::float8 as rows from ${name}`]);
    if (!(answer instanceof Error)) {
      counts.push({ table: name, rows: Number(answer[0]?.rows), exact: true });
      continue;
    }
    const [estimate] = await session.run([
      `select nullif(reltuples, -1)::float8 as rows from pg_catalog.pg_class
      where relname = ${quoteLiteral(table)} and relnamespace = (
        select oid from pg_catalog.pg_namespace where nspname = ${quoteLiteral(schema)})`,
    ]);
    const rows = estimate?.rows[0]?.rows;
    counts.push({ table: name, rows: typeof rows === 'number' ? rows : null, exact: false });
  }
  return counts;
}
