/** Views that stand on a column whose type changes: PostgreSQL refuses the change under them, so they go before and come back after. */
import type { Change } from '../catalog/diff.js';
import type { Column } from '../catalog/types.js';
import type { Statement } from './kind.js';
import type { Violation } from './questions.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';
import type { Row, Session } from './session.js';

export interface AroundViews {
  /** In the order in which they run: the outermost view goes first. */
  readonly before: readonly Statement[];
  /** And what brings them back, the innermost first. */
  readonly after: readonly Statement[];
  /** Views that we could not bring back exactly. */
  readonly refused: readonly Violation[];
}

const NONE: AroundViews = { before: [], after: [], refused: [] };

/**
 * @param changes the plan's, `from` and `to` under the names after its renames
 * @param kept whether a column that the spec does not know stays
 */
export async function viewsAround(
  session: Session,
  changes: readonly Change[],
  kept: (column: Column) => boolean,
): Promise<AroundViews> {
  const columns = changes.flatMap((change) => disturbed(change, kept));
  if (columns.length === 0) return NONE;
  const rows = (await session.run([query(columns.map((column) => nowNamed(column, changes)))]))[0]?.rows ?? [];
  const refused = rows.flatMap((row): Violation[] => {
    const object = columns[0];
    if (row.reason === null || object === undefined) return [];
    const { schema, table, name } = object;
    const message = `${row.kind === 'm' ? 'materialized view' : 'view'} ${nameOf(row)} stands on a column that changes, and cannot be brought back exactly (${row.reason}): drop it before, and make it anew after`;
    return [{ object: { kind: 'column', schema, table, name }, message, count: 0, keys: [] }];
  });
  if (refused.length > 0) return { ...NONE, refused };
  return {
    before: rows.map((row) => statement(row, `drop view ${nameOf(row)}`)),
    after: [...rows].reverse().flatMap((row) => created(row).map((sql) => statement(row, sql))),
    refused,
  };
}

function disturbed(change: Change, kept: (column: Column) => boolean): Column[] {
  if (change.change === 'drop' && change.from.kind === 'column') return kept(change.from) ? [] : [change.from];
  const moves = change.change === 'alter' && ['type', 'collation', 'generated'].includes(change.field);
  return moves && change.to.kind === 'column' ? [change.to] : [];
}

/** What the database calls a column before the plan's renames. */
function nowNamed(column: Column, changes: readonly Change[]): { schema: string; table: string; name: string } {
  let { table, name } = column;
  for (const c of changes) {
    if (c.change !== 'rename' || c.to.kind === 'role') continue;
    if (c.to.kind === 'column' && c.from.kind === 'column' && c.to.table === column.table && c.to.name === column.name)
      name = c.from.name;
    if (c.to.kind === 'table' && c.from.kind === 'table' && c.to.table === column.table) table = c.from.table;
  }
  return { schema: column.schema, table, name };
}

/** One row a view, the outermost first; `reason`: why it could not be made again as it is. */
function query(columns: readonly { schema: string; table: string; name: string }[]): string {
  const list = columns.map((c) => `(${quoteLiteral(c.schema)}, ${quoteLiteral(c.table)}, ${quoteLiteral(c.name)})`);
  return `with recursive used as (
      select a.attrelid, a.attnum
      from pg_catalog.pg_attribute a
        join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where (n.nspname, c.relname, a.attname) in (${list.join(', ')})),
    standing (oid, depth) as (
      select r.ev_class, 1
      from used u
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = u.attrelid
          and d.refobjsubid = u.attnum and d.classid = 'pg_catalog.pg_rewrite'::regclass
        join pg_catalog.pg_rewrite r on r.oid = d.objid
      where r.ev_class <> u.attrelid
      union
      select r.ev_class, s.depth + 1
      from standing s
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = s.oid
          and d.classid = 'pg_catalog.pg_rewrite'::regclass
        join pg_catalog.pg_rewrite r on r.oid = d.objid
      where r.ev_class <> s.oid),
    views as (select oid, max(depth) as depth from standing group by oid)
    select n.nspname as schema, c.relname as name, c.relkind as kind, pg_get_viewdef(c.oid) as definition,
      coalesce(to_json(c.reloptions), '[]') as options, pg_get_userbyid(c.relowner)::text as owner,
      c.relowner = (select oid from pg_catalog.pg_roles where rolname = current_user) as ours,
      current_user::text as me, obj_description(c.oid, 'pg_class') as comment,
      coalesce((select json_agg(json_build_object('column', a.attname, 'text', d.description) order by a.attnum)
        from pg_catalog.pg_description d join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
        where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = c.oid and d.objsubid > 0), '[]') as "columnComments",
      coalesce((select json_agg(json_build_object('role', case when x.grantee = 0 then null else pg_get_userbyid(x.grantee)::text end,
          'privilege', x.privilege_type, 'grantable', x.is_grantable) order by x.grantee, x.privilege_type)
        from aclexplode(c.relacl) x), 'null') as grants,
      coalesce((select json_agg(distinct case when x.grantee = 0 then null else pg_get_userbyid(x.grantee)::text end)
        from pg_catalog.pg_default_acl da cross join lateral aclexplode(da.defaclacl) x where da.defaclobjtype = 'r'), '[]') as "defaultGrantees",
      case
        when c.relkind <> 'v' then 'it holds rows of its own'
        when not pg_has_role(c.relowner, 'member') then 'it belongs to ' || pg_get_userbyid(c.relowner)
        when not has_schema_privilege(c.relowner, n.oid, 'create') then 'its owner may not create in schema ' || quote_ident(n.nspname)
        when exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
          and d.deptype = 'e') then 'it belongs to an extension'
        when exists (select from aclexplode(c.relacl) x where x.grantor <> c.relowner) then 'another role than its owner has granted it on'
        when exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid) then 'it has triggers'
        when exists (select from pg_catalog.pg_rewrite r where r.ev_class = c.oid and r.rulename <> '_RETURN') then 'it has rules'
        when exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attacl is not null) then 'it has grants on columns'
        when exists (select from pg_catalog.pg_attrdef a where a.adrelid = c.oid) then 'it has defaults'
        when exists (select from pg_catalog.pg_depend d where d.deptype = 'n' and d.classid <> 'pg_catalog.pg_rewrite'::regclass
          and (d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = c.oid
            or d.refclassid = 'pg_catalog.pg_type'::regclass and d.refobjid in (
              select t.oid from pg_catalog.pg_type t where t.oid = c.reltype
              union all select t.typarray from pg_catalog.pg_type t where t.oid = c.reltype))) then 'something that is no view stands on it'
      end as reason
    from views v join pg_catalog.pg_class c on c.oid = v.oid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    order by v.depth desc, n.nspname, c.relname`;
}

function nameOf(row: Row): string {
  return quoteQualified(String(row.schema), String(row.name));
}

interface Grant {
  readonly role: string | null;
  readonly privilege: string;
  readonly grantable: boolean;
}

function created(row: Row): string[] {
  const view = nameOf(row);
  const options = (row.options as readonly string[]).map((option) => {
    const [name = ''] = option.split('=', 1);
    return `${quoteIdent(name)} = ${quoteLiteral(option.slice(name.length + 1))}`;
  });
  const owner = String(row.owner);
  const whom = (role: string | null) => (role === null ? 'public' : quoteIdent(role));
  const grants = row.grants as readonly Grant[] | null;
  const strangers = (row.defaultGrantees as readonly (string | null)[]).filter(
    // Whoever makes the view has what an owner has.
    (role) => role !== row.me,
  );
  const granted = strangers.map((role) => `revoke all on ${view} from ${whom(role)}`);
  return [
    `create view ${view}${options.length === 0 ? '' : ` with (${options.join(', ')})`} as ${String(row.definition).replace(/;\s*$/, '')}`,
    ...granted,
    ...(row.ours === true ? [] : [`alter view ${view} owner to ${quoteIdent(owner)}`]),
    ...(grants === null
      ? []
      : [
          `revoke all on ${view} from ${quoteIdent(owner)}`,
          ...grants.map(
            ({ role, privilege, grantable }) =>
              `grant ${privilege} on ${view} to ${whom(role)}${grantable && role !== owner ? ' with grant option' : ''}`,
          ),
        ]),
    ...(row.comment === null ? [] : [`comment on view ${view} is ${quoteLiteral(String(row.comment))}`]),
    ...(row.columnComments as readonly { column: string; text: string }[]).map(
      ({ column, text }) => `comment on column ${view}.${quoteIdent(column)} is ${quoteLiteral(text)}`,
    ),
  ];
}

function statement(row: Row, sql: string): Statement {
  return {
    sql,
    object: { kind: 'table', schema: String(row.schema), table: String(row.name) },
    locks: [{ relation: nameOf(row), mode: 'ACCESS EXCLUSIVE', owned: false }],
    hazards: [],
    mustAllow: [],
    work: null,
    transactional: true,
    transaction: 1,
  };
}
