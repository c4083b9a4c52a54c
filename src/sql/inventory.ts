/** Everything that a database holds outside PostgreSQL's own schemas, by kind and name: also what no catalog of ours models. */
import type { Session } from './session.js';

export interface Item {
  /** As pg_identify_object says it, roughly: `table`, `view`, `function`, … */
  readonly what: string;
  readonly schema: string;
  readonly name: string;
}

/** What pg_class has a row for, under a name that no other of them has. */
export const RELATIONS: ReadonlySet<string> = new Set([
  ...['table', 'partitioned table', 'view', 'materialized view', 'foreign table', 'index', 'sequence'],
]);

const OURS = (namespace: string) =>
  `${namespace} !~ '^pg_' and ${namespace} <> 'information_schema' and ${namespace} <> 'schema_audit'`;

/** What belongs to an extension goes and comes with it. */
const LOOSE = (catalog: string, oid: string) => `not exists (select from pg_catalog.pg_depend d
  where d.classid = 'pg_catalog.${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

const INVENTORY = `
  select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
      when 'S' then 'sequence' when 'c' then 'type' when 'i' then 'index' when 'I' then 'index' when 'p' then 'partitioned table' else 'table' end as what,
    n.nspname as schema, c.relname as name
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c', 'i', 'I') and ${OURS('n.nspname')} and ${LOOSE('pg_class', 'c.oid')}
  union all
  select 'function', n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where ${OURS('n.nspname')} and ${LOOSE('pg_proc', 'p.oid')}
  union all
  select case t.typtype when 'd' then 'domain' else 'type' end, n.nspname, t.typname
  from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  where t.typtype in ('d', 'e', 'r') and ${OURS('n.nspname')} and ${LOOSE('pg_type', 't.oid')}
  union all
  select 'trigger', n.nspname, t.tgname || ' on ' || c.relname
  from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and ${OURS('n.nspname')}
  union all
  select 'schema', n.nspname, n.nspname from pg_catalog.pg_namespace n where ${OURS('n.nspname')}
  union all
  select 'extension', n.nspname, e.extname
  from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
  order by 1, 2, 3`;

/** Reads inside whatever transaction is open. */
export async function inventory(session: Session): Promise<readonly Item[]> {
  const [result] = await session.run([INVENTORY]);
  return (result?.rows ?? []).map(({ what, schema, name }) => ({
    what: String(what),
    schema: String(schema),
    name: String(name),
  }));
}
