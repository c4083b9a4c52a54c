/**
 * The facts of the integration service, as written down (test/facts/*.tsv) and as a database has them.
 * The queries are independent of the product's, so that they can bear witness against it.
 */
import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';

/** Lines of tab-separated fields, sorted; what each field is, the first line of the TSV file says. */
export interface Facts {
  /** table, column, type, nullability, default, comment */
  readonly columns: readonly string[];
  /** table, constraint, definition: not-null constraints are the columns' nullability */
  readonly constraints: readonly string[];
  /** table, index, definition: without those that a constraint brings with it */
  readonly indexes: readonly string[];
  /** table, enabled, forced, policy, using, with_check: a table without a policy has a line too */
  readonly policies: readonly string[];
}

const NAMES = ['columns', 'constraints', 'indexes', 'policies'] as const;

/** Facts as they were read on PostgreSQL 15 from the consolidated baseline, or from the legacy environment. */
export async function loadFacts(generation: 'baseline' | 'legacy'): Promise<Facts> {
  const load = async (name: (typeof NAMES)[number]) => {
    const text = await readFile(new URL(`facts/${generation}/${name}.tsv`, import.meta.url), 'utf8');
    return text.replace(/\n$/, '').split('\n').slice(1).sort();
  };
  const [columns, constraints, indexes, policies] = await Promise.all(NAMES.map(load));
  return { columns: columns ?? [], constraints: constraints ?? [], indexes: indexes ?? [], policies: policies ?? [] };
}

/** Every table of schema public but those of other services and Knex's own: one too many shows, too. */
const OURS = `
  c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and c.relname not in ('tenants', 'users', 'venues') and c.relname !~ '^knex_migrations'`;

const QUERIES: Record<keyof Facts, string> = {
  columns: `
    select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
           pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where ${OURS}`,
  constraints: `
    select c.relname, o.conname, pg_get_constraintdef(o.oid)
      from pg_class c
      join pg_constraint o on o.conrelid = c.oid and o.contype <> 'n'
     where ${OURS}`,
  indexes: `
    select c.relname, i.relname, pg_get_indexdef(i.oid)
      from pg_class c
      join pg_index x on x.indrelid = c.oid
      join pg_class i on i.oid = x.indexrelid
     where ${OURS} and not exists (select from pg_constraint o where o.conindid = i.oid and o.conrelid = c.oid)`,
  policies: `
    select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.policyname, p.qual, p.with_check
      from pg_class c
      left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
     where ${OURS}`,
};

/** Reads the facts of a database in the form of the TSV files: one line a row, booleans as t and f, null as nothing. */
export async function readFacts(client: Pick<Client, 'query'>): Promise<Facts> {
  // Tables of schema public are named without it in constraint definitions, whatever the caller's search path.
  await client.query('begin read only; set local search_path = public');
  try {
    const read = async (name: keyof Facts) => {
      const { rows } = await client.query<unknown[]>({ text: QUERIES[name], rowMode: 'array' });
      return rows.map((row) => row.map(field).join('\t')).sort();
    };
    return {
      columns: await read('columns'),
      constraints: await read('constraints'),
      indexes: await read('indexes'),
      policies: await read('policies'),
    };
  } finally {
    await client.query('rollback');
  }
}

function field(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value);
}
