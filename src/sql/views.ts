/** Views that the spec does not know, on what has to make room: they go before and come back after, as they are. */
import { type Address, describe } from '../catalog/address.js';
import type { CatalogObject } from '../catalog/types.js';
import type { Stranger } from './disturbed.js';
import type { Violation } from './questions.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';
import type { Row, Session } from './session.js';
import type { Step } from './step.js';

export interface Strangers {
  readonly steps: readonly Step[];
  /** Views that we could not bring back exactly. */
  readonly refused: readonly Violation[];
}

export async function aroundStrangers(session: Session, views: readonly Stranger[]): Promise<Strangers> {
  if (views.length === 0) return { steps: [], refused: [] };
  const rows = (await session.run([query(views.map(({ address }) => address))]))[0]?.rows ?? [];
  const refused = rows.flatMap((row): Violation[] => {
    const found = views.find(({ address }) => address.schema === row.schema && address.table === row.name);
    if (row.reason === null || found === undefined) return [];
    const { address, on } = found;
    const under = on.kind === 'column' ? 'a column that changes' : `${describe(on)}, which has to be made anew`;
    const message = `${address.kind} ${nameOf(row)} stands on ${under}, and cannot be brought back exactly (${row.reason}): drop it before, and make it anew after`;
    return [{ object: on, message, count: 0, keys: [] }];
  });
  return { steps: refused.length > 0 ? [] : rows.flatMap(thereAndBack), refused };
}

/** Its steps are ordered as any other's: by what stands on what. */
function thereAndBack(row: Row): Step[] {
  const [schema, table] = [String(row.schema), String(row.name)];
  const object = { kind: 'view', schema, table } as CatalogObject;
  const locks = [{ schema, table, mode: 'ACCESS EXCLUSIVE' as const }];
  const about = { object, stranger: true, first: true, returns: JSON.stringify(['stranger', schema, table]) };
  return [
    { ...about, verb: 'drop', drafts: [{ sql: `drop view ${nameOf(row)}`, locks }] },
    { ...about, verb: 'create', drafts: created(row).map((sql) => ({ sql, locks })) },
  ];
}

/** `reason`: why a view could not be made again as it is. */
function query(views: readonly Address[]): string {
  const list = views.map(({ schema = '', table = '' }) => `(${quoteLiteral(schema)}, ${quoteLiteral(table)})`);
  return `
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
      end as reason
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where (n.nspname, c.relname) in (${list.join(', ')})
    order by n.nspname, c.relname`;
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
