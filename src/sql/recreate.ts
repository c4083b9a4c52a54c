/** To drop and recreate the spec's own tables: what that means as changes, what of others stands on them, what it destroys. */
import { addressOf, keyOf, parentOf } from '../catalog/address.js';
import { type Change, objectOf } from '../catalog/diff.js';
import {
  type Catalog,
  type CatalogObject,
  type Function,
  KIND_NAMES,
  type KindName,
  type MaterializedView,
  type Table,
  type View,
} from '../catalog/types.js';
import { guarded } from './questions.js';
import { quoteLiteral, quoteQualified } from './quote.js';
import type { Session } from './session.js';

/** What is a relation with columns, or lives on one. */
const ON_RELATIONS: ReadonlySet<KindName> = new Set([
  ...(['table', 'column', 'constraint', 'index', 'view', 'materialized view', 'trigger', 'policy'] as const),
]);

/**
 * Every table of the spec goes, with its views, and is made anew with all that is on them; the rest, on which the tables
 * stand, becomes as the spec has it. What stands on the tables goes and comes back.
 * @param differences what `compare` finds
 */
export function recreateChanges(desired: Catalog, actual: Catalog, differences: readonly Change[]): Change[] {
  const there = ownRelations(desired, actual);
  const gone = new Set(there.map(({ schema, table }) => JSON.stringify([schema, table])));
  const isGone = (one: { schema: string; table: string } | null) =>
    one !== null && gone.has(JSON.stringify([one.schema, one.table]));
  const keys = actual.constraint.filter((one) => isGone(one) && isGone(one.references));
  const anew = (one: CatalogObject) => ON_RELATIONS.has(bearerOf(one));
  return [
    ...[...keys, ...there].map((from): Change => ({ change: 'drop', from })),
    ...differences.filter((change) => !anew(objectOf(change))),
    ...KIND_NAMES.flatMap((kind): readonly CatalogObject[] => desired[kind])
      .filter(anew)
      .map((to): Change => ({ change: 'create', to })),
  ];
}

/** Of a comment, the kind of what bears it. */
function bearerOf(object: CatalogObject): KindName {
  return object.kind === 'comment' ? (parentOf(addressOf(object))?.kind ?? object.kind) : object.kind;
}

/** The tables and views of the spec that the database has. */
export function ownRelations(desired: Catalog, actual: Catalog): readonly (Table | View | MaterializedView)[] {
  const keys = new Set([...desired.table, ...desired.view, ...desired['materialized view']].map(keyOf));
  return [...actual.table, ...actual.view, ...actual['materialized view']].filter((one) => keys.has(keyOf(one)));
}

/** One expression: the object ids of the tables, as an array. */
function idsOf(tables: readonly { readonly schema: string; readonly table: string }[]): string {
  const names = tables.map(({ schema, table }) => `(${quoteLiteral(schema)}, ${quoteLiteral(table)})`);
  return `array(select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where (n.nspname, c.relname) in (${names.join(', ')}) and c.relkind in ('r', 'p', 'v', 'm'))`;
}

/**
 * What depends on the tables and is not on them (pg_depend, pg_inherits, pg_publication_rel): views, other tables'
 * foreign keys and policies, functions over their rows; not the spec's own functions. A function that names a table in its text alone is not seen.
 */
export async function dependentsOf(
  session: Session,
  tables: readonly { readonly schema: string; readonly table: string }[],
  functions: readonly Function[],
): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const ours = new Set(functions.map((one) => `${one.procedure ? 'procedure' : 'function'} ${identity(one)}`));
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
  return (result?.rows ?? []).map(({ what }) => String(what)).filter((what) => !ours.has(what));
}

/** As pg_identify_object has it. */
function identity({ schema, function: called, name }: Function): string {
  return `${quoteQualified(schema, called)}(${name.slice(called.length + 1, -1).replaceAll(', ', ',')})`;
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
