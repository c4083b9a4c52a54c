/** Which schemas of a database hold anything of its own. */
import { loose } from './in-scope.js';
import type { Session } from './session.js';

/** The schemas that are neither PostgreSQL's nor an extension's, by name; `public` only where it holds something, or is not as every database has it. */
export async function schemasOf(session: Session): Promise<readonly string[]> {
  const [result] = await session.run([
    `select n.nspname as name
    from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and ${loose('pg_namespace', 'n.oid')}
      and (n.nspname <> 'public'
        or obj_description(n.oid, 'pg_namespace') <> 'standard public schema'
        or n.nspowner not in (10, coalesce((select oid from pg_catalog.pg_roles where rolname = 'pg_database_owner'), 10))
        or n.nspacl is distinct from (select initprivs from pg_catalog.pg_init_privs p
          where p.objoid = n.oid and p.classoid = 'pg_catalog.pg_namespace'::regclass)
        or exists (select from pg_catalog.pg_class c where c.relnamespace = n.oid and ${loose('pg_class', 'c.oid')})
        or exists (select from pg_catalog.pg_type t where t.typnamespace = n.oid and ${loose('pg_type', 't.oid')})
        or exists (select from pg_catalog.pg_proc p where p.pronamespace = n.oid and ${loose('pg_proc', 'p.oid')}))
    order by n.nspname <> 'public', n.nspname collate "C"`,
  ]);
  return (result?.rows ?? []).map(({ name }) => String(name));
}
