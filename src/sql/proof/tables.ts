/** Reads what a proof has to know of tables: what a row of theirs may be, who may reach them, what stands on them. */
import { quoteLiteral } from '../quote.js';
import type { Session } from '../session.js';

export interface ProofColumn {
  readonly name: string;
  /** Without the type's modifiers; of a domain, what it stands for. */
  readonly type: string;
  /** The length of a text, or the digits of a number before and after the point. */
  readonly modifier: readonly number[];
  readonly isArray: boolean;
  /** The labels of an enum. */
  readonly labels: readonly string[];
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  /** The server makes its value: generated, an identity, or a sequence's next. */
  readonly made: boolean;
  /** Nothing may be written to it. */
  readonly readOnly: boolean;
  /** Checks of its domain, over VALUE. */
  readonly checks: readonly string[];
}

export interface ProofForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly schema: string;
  readonly table: string;
  readonly targets: readonly string[];
  readonly onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
  readonly deferrable: boolean;
}

export interface ProofKey {
  readonly name: string;
  readonly primary: boolean;
  /** Only plain columns; null: it is over an expression, or over some rows alone. */
  readonly columns: readonly string[] | null;
  /** Every column that it or its condition reads. */
  readonly reads: readonly string[];
  readonly deferrable: boolean;
}

export interface ProofView {
  readonly schema: string;
  readonly name: string;
  readonly materialized: boolean;
  readonly columns: readonly string[];
  /** Whether somebody but its owner may read it. */
  readonly granted: boolean;
}

export interface ProofTable {
  readonly schema: string;
  readonly table: string;
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly owner: string;
  /** Whether policies apply to the caller. */
  readonly binds: boolean;
  /** The server's estimate; negative: never counted. */
  readonly rows: number;
  readonly columns: readonly ProofColumn[];
  readonly checks: readonly {
    readonly name: string;
    readonly expression: string;
    readonly columns: readonly string[];
  }[];
  readonly foreignKeys: readonly ProofForeignKey[];
  readonly keys: readonly ProofKey[];
  /** What roles other than its owner are granted on it. */
  readonly privileges: readonly string[];
  readonly views: readonly ProofView[];
  /** Sequences of its serial columns: whoever inserts needs them. */
  readonly sequences: readonly string[];
  /** The expressions of its policies. */
  readonly policies: readonly string[];
  /** Triggers whose functions may reach outside of the database. */
  readonly outward: readonly string[];
}

/** Whom a table is named for: the spec's names, or every table of the schema that has the tenant's column. */
export type ProofScope =
  | { readonly schema: string; readonly tables: readonly string[] }
  | { readonly schema: string; readonly tenantColumn: string };

const NAMES = (relation: string, numbers: string) =>
  `(select coalesce(json_agg(a.attname order by u.place), '[]') from unnest(${numbers}) with ordinality u (attnum, place)
    join pg_catalog.pg_attribute a on a.attrelid = ${relation} and a.attnum = u.attnum)`;

/** The tables of the scope, and those that their foreign keys lead to. */
export async function readTables(session: Session, scope: ProofScope): Promise<readonly ProofTable[]> {
  const [result] = await session.run([query(scope)]);
  return (result?.rows ?? []) as unknown as readonly ProofTable[];
}

function query(scope: ProofScope): string {
  const which =
    'tables' in scope
      ? `c.relname in (${['', ...scope.tables].map(quoteLiteral).join(', ')})`
      : `exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0
          and not a.attisdropped and a.attname = ${quoteLiteral(scope.tenantColumn)})`;
  return `with recursive wanted (oid) as (
      select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${quoteLiteral(scope.schema)} and c.relkind in ('r', 'p') and not c.relispartition and ${which}
      union
      select k.confrelid from wanted w join pg_catalog.pg_constraint k on k.conrelid = w.oid and k.contype = 'f'),
    reading (base, view) as (
      select d.refobjid, r.ev_class from wanted w
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = w.oid
          and d.classid = 'pg_catalog.pg_rewrite'::regclass
        join pg_catalog.pg_rewrite r on r.oid = d.objid where r.ev_class <> w.oid
      union
      select s.base, r.ev_class from reading s
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = s.view
          and d.classid = 'pg_catalog.pg_rewrite'::regclass
        join pg_catalog.pg_rewrite r on r.oid = d.objid where r.ev_class <> s.view)
    select n.nspname as schema, c.relname as "table", c.relrowsecurity as "rowSecurity",
      c.relforcerowsecurity as "forceRowSecurity", pg_get_userbyid(c.relowner)::text as owner,
      row_security_active(c.oid) as binds, c.reltuples::float8 as rows,
      (select coalesce(json_agg(json_build_object('name', a.attname,
          'type', format_type(case when e.typcategory = 'A' and e.typelem <> 0 then e.typelem else e.oid end, null),
          'modifier', coalesce((select json_agg(v::int) from regexp_split_to_table(
            substring(format_type(b.oid, case when t.typtype = 'd' then t.typtypmod else a.atttypmod end) from '\\(([0-9,]+)\\)'), ',') v), '[]'),
          'isArray', e.typcategory = 'A' and e.typelem <> 0,
          'labels', (select coalesce(json_agg(l.enumlabel order by l.enumsortorder), '[]') from pg_catalog.pg_enum l
            where l.enumtypid = e.oid),
          'notNull', a.attnotnull or t.typnotnull, 'hasDefault', a.atthasdef or t.typdefault is not null,
          'made', a.attidentity <> '' or a.attgenerated <> '' or
            coalesce(pg_get_expr(f.adbin, f.adrelid) like 'nextval(%', false),
          'readOnly', a.attgenerated <> '' or a.attidentity = 'a',
          'checks', (select coalesce(json_agg(pg_get_expr(k.conbin, 0)), '[]') from pg_catalog.pg_constraint k
            where k.contypid = t.oid and k.contype = 'c')) order by a.attnum), '[]')
        from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
          join pg_catalog.pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
          join pg_catalog.pg_type e on e.oid = b.oid
          left join pg_catalog.pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', k.conname, 'expression', pg_get_expr(k.conbin, k.conrelid),
          'columns', ${NAMES('k.conrelid', 'k.conkey')}) order by k.conname), '[]')
        from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks,
      (select coalesce(json_agg(json_build_object('name', k.conname, 'columns', ${NAMES('k.conrelid', 'k.conkey')},
          'schema', rn.nspname, 'table', r.relname, 'targets', ${NAMES('k.confrelid', 'k.confkey')},
          'onDelete', case k.confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
            when 'n' then 'set null' else 'set default' end, 'deferrable', k.condeferrable) order by k.conname), '[]')
        from pg_catalog.pg_constraint k join pg_catalog.pg_class r on r.oid = k.confrelid
          join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0
          and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)) as "foreignKeys",
      (select coalesce(json_agg(json_build_object('name', x.relname, 'primary', i.indisprimary,
          'columns', case when i.indexprs is null and i.indpred is null
            then ${NAMES('i.indrelid', '(i.indkey::int2[])[:i.indnkeyatts - 1]')} end,
          'reads', (select coalesce(json_agg(distinct a.attname), '[]') from pg_catalog.pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and (a.attnum = any (i.indkey) or exists (
              select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = x.oid
                and d.refobjid = c.oid and d.refobjsubid = a.attnum))),
          'deferrable', not i.indimmediate) order by not i.indisprimary, x.relname), '[]')
        from pg_catalog.pg_index i join pg_catalog.pg_class x on x.oid = i.indexrelid
        where i.indrelid = c.oid and i.indisunique) as keys,
      (select coalesce(json_agg(distinct lower(g.privilege_type)), '[]') from aclexplode(c.relacl) g
        where g.grantee <> c.relowner) as privileges,
      (select coalesce(json_agg(json_build_object('schema', vn.nspname, 'name', v.relname, 'materialized', v.relkind = 'm',
          'columns', (select json_agg(a.attname) from pg_catalog.pg_attribute a
            where a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped),
          'granted', exists (select from aclexplode(v.relacl) g where g.grantee <> v.relowner)) order by v.relname), '[]')
        from (select distinct view from reading s where s.base = c.oid) s join pg_catalog.pg_class v on v.oid = s.view
          join pg_catalog.pg_namespace vn on vn.oid = v.relnamespace
        where vn.oid = n.oid) as views,
      (select coalesce(json_agg(q.relname order by q.relname), '[]') from pg_catalog.pg_depend d
          join pg_catalog.pg_class q on q.oid = d.objid and q.relkind = 'S' and q.relnamespace = n.oid
        where d.classid = 'pg_catalog.pg_class'::regclass and d.refobjid = c.oid and d.deptype = 'a') as sequences,
      (select coalesce(json_agg(x) filter (where x is not null), '[]') from pg_catalog.pg_policy p
        cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) v (x)
        where p.polrelid = c.oid) as policies,
      (select coalesce(json_agg(g.tgname order by g.tgname), '[]') from pg_catalog.pg_trigger g
          join pg_catalog.pg_proc p on p.oid = g.tgfoid join pg_catalog.pg_language l on l.oid = p.prolang
        where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled <> 'D'
          and (not l.lanpltrusted and l.lanname not in ('internal', 'c') or l.lanname = 'c' and p.oid >= 16384
            or p.prosrc ~* '(dblink|http_|net\\.|postgres_fdw|pg_notify|notify |copy .* program)')) as outward
    from wanted w join pg_catalog.pg_class c on c.oid = w.oid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    order by n.nspname, c.relname`;
}
