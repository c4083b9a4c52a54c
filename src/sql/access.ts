/** Which tables a role can see all rows of, asked before it is asked about rows: to see nothing must not look like having nothing. */
import { UserError } from '../errors.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';
import type { Session } from './session.js';

export interface Access {
  readonly columns: ReadonlySet<string>;
  /** The primary key's columns. */
  readonly key: readonly string[];
  /** USAGE on the schema and SELECT on the table. */
  readonly readable: boolean;
  /** Whether row level security applies to the role. */
  readonly hidden: boolean;
}

export interface Accesses {
  /** Who is asking. */
  readonly role: string;
  /** Of the tables that are there. */
  readonly tables: ReadonlyMap<string, Access>;
}

export async function accessTo(session: Session, schema: string, tables: readonly string[]): Promise<Accesses> {
  const [result] = await session.run([
    `select current_user as role, c.relname as "table",
      array(select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      array(select a.attname::text from pg_catalog.pg_index i
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key,
      has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable,
      row_security_active(c.oid) as hidden
    from (values (null)) one
      left join pg_catalog.pg_namespace n on n.nspname = ${quoteLiteral(schema)}
      left join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
        and c.relname in (${['', ...tables].map(quoteLiteral).join(', ')})`,
  ]);
  const rows = result?.rows ?? [];
  const found = rows.filter(({ table }) => table !== null) as unknown as (AccessRow & { readonly table: string })[];
  return {
    role: String(rows[0]?.role),
    tables: new Map(found.map((row) => [row.table, { ...row, columns: new Set(row.columns) }])),
  };
}

type AccessRow = Omit<Access, 'columns'> & { readonly columns: readonly string[] };

/** @throws UserError where the role would not see all rows of one of the tables, with what would let it */
export function requireAccess({ role, tables }: Accesses, schema: string, names: ReadonlySet<string>): void {
  const own = [...names].map((name) => ({ name: quoteQualified(schema, name), access: tables.get(name) }));
  const unreadable = own.filter(({ access }) => access?.readable === false).map(({ name }) => name);
  const to = quoteIdent(role);
  if (unreadable.length > 0) {
    throw new UserError(`role ${role} may not read the rows of ${some(unreadable)}`, {
      hint: `grant usage on schema ${quoteIdent(schema)} to ${to}; grant select on ${unreadable.join(', ')} to ${to}`,
    });
  }
  const hidden = own.filter(({ access }) => access?.hidden === true).map(({ name }) => name);
  if (hidden.length > 0) {
    throw new UserError(`row level security hides rows of ${some(hidden)} from role ${role}`, {
      hint: `only a role with BYPASSRLS sees what is wrong with them: a superuser may run alter role ${to} bypassrls`,
    });
  }
}

/** How many tables a message names. */
const NAMED = 3;

function some(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more <= 0 ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${more} more`;
}
