/** The schemas of a database and the names of their tables: where there is anything to look at, before anything is read. */
import type { Session } from './session.js';

export interface SchemaOverview {
  readonly name: string;
  readonly owner: string;
  /** Roles that may use it, but for its owner; `public` for everyone. */
  readonly users: readonly string[];
  readonly tables: readonly string[];
  readonly policies: number;
}

/** PostgreSQL's own schemas apart, what belongs to extensions, and partitions: those are their table's. */
const OVERVIEW = `
  select n.nspname as name, pg_get_userbyid(n.nspowner)::text as owner,
    coalesce((select json_agg(distinct case when u.grantee = 0 then 'public' else pg_get_userbyid(u.grantee)::text end)
      from aclexplode(n.nspacl) u where u.privilege_type = 'USAGE' and u.grantee <> n.nspowner), '[]') as users,
    json_agg(c.relname order by c.relname) as tables,
    coalesce(sum((select count(*) from pg_catalog.pg_policy p where p.polrelid = c.oid)), 0)::int as policies
  from pg_catalog.pg_namespace n join pg_catalog.pg_class c on c.relnamespace = n.oid
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  group by n.oid, n.nspname, n.nspowner, n.nspacl
  order by n.nspname`;

/** Reads inside the transaction that is open; the statements before it go in the same round trip. */
export async function overview(session: Session, before: readonly string[]): Promise<readonly SchemaOverview[]> {
  const results = await session.run([...before, OVERVIEW]);
  return (results[before.length]?.rows ?? []) as unknown as readonly SchemaOverview[];
}
