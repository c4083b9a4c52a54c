/** Rows for tests: plausible ones in every table, references and uniqueness kept; and a checksum of all that is there. */
import type pg from 'pg';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly target: string | null;
  readonly generated: boolean;
}

/** A value for row `g` of a table, by the type that the column has. */
function valueOf({ name, type, target }: ColumnInfo, others: number): string {
  if (target !== null)
    return `(select id from ${target} order by id offset ((g * 7) % greatest((select count(*) from ${target}), 1)) limit 1)`;
  if (name === 'id') return `md5(current_database() || g || random())::uuid`;
  if (type.endsWith('[]')) return `'{}'::${type}`;
  if (type === 'uuid') return `md5('${name}' || (g % ${others}))::uuid`;
  if (/^(character varying|text)/.test(type)) {
    const length = Number(/\((\d+)\)/.exec(type)?.[1] ?? 60);
    return `left('${name.slice(0, 8)}-' || g, ${length})`;
  }
  if (/^(smallint|integer|bigint|numeric|double|real)/.test(type)) return 'g % 100';
  if (type === 'boolean') return 'g % 2 = 0';
  if (type === 'jsonb' || type === 'json') return `('{"g": ' || g || '}')::${type}`;
  if (type.startsWith('timestamp') || type === 'date')
    return `(timestamp '2026-01-01' + g * interval '1 hour')::${type}`;
  return 'null';
}

/** Fills tables in the order given (a referenced one first), as whoever bypasses row level security. */
export async function fill(client: pg.Client, tables: readonly string[], rows: number): Promise<void> {
  for (const table of tables) {
    const { rows: columns } = await client.query<ColumnInfo>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attgenerated <> '' as generated,
        (select con.confrelid::regclass::text from pg_constraint con
          where con.conrelid = a.attrelid and con.contype = 'f' and con.conkey = array[a.attnum]) as target
      from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [table],
    );
    const written = columns.filter(({ generated }) => !generated);
    await client.query(
      `insert into ${table} (${written.map(({ name }) => `"${name}"`).join(', ')})
      select ${written.map((column) => valueOf(column, 10)).join(', ')} from generate_series(1, ${rows}) g`,
    );
  }
  await client.query('analyze');
}

/** Row count and checksum of each table; the order of rows and of columns does not count. */
export async function checksums(client: pg.Client, tables: readonly string[]): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await client.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(to_jsonb(t)::text), '' order by md5(to_jsonb(t)::text))), '') as sum from ${table} t`,
    );
    sums[table] = rows[0]?.sum ?? '';
  }
  return sums;
}

/** The tables of the integration service, a referenced one before those that refer to it. */
export const SERVICE_TABLES = [
  ...['integrations', 'connections', 'field_mappings', 'webhooks', 'integration_configs', 'integration_health'],
  ...['integration_webhooks', 'sync_queue', 'sync_logs', 'integration_costs', 'oauth_tokens', 'venue_api_keys'],
  'field_mapping_templates',
] as const;
