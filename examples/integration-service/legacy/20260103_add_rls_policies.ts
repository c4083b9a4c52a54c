/** Legacy, second generation: forced RLS and a new policy for twelve names, five of which no table has. */
import type { Knex } from 'knex';

const TABLES = [
  'integrations',
  'integration_configs',
  'integration_health',
  'field_mappings',
  'sync_logs',
  'sync_jobs',
  'oauth_tokens',
  'webhook_events',
  'webhook_configs',
  'provider_credentials',
  'mapping_templates',
  'sync_queue',
];

const IS_OWN_TENANT = `tenant_id = COALESCE(
  current_setting('app.current_tenant_id', true)::uuid,
  '00000000-0000-0000-0000-000000000000'::uuid
)`;

export async function up(knex: Knex): Promise<void> {
  for (const name of TABLES) {
    if (!(await knex.schema.hasTable(name))) {
      // biome-ignore lint/suspicious/noConsole: this is how it said so, and nobody read it
      console.log(`Table ${name} does not exist, skipping RLS`);
      continue;
    }

    await knex.raw('ALTER TABLE ?? ENABLE ROW LEVEL SECURITY', [name]);
    await knex.raw('ALTER TABLE ?? FORCE ROW LEVEL SECURITY', [name]);
    await knex.raw('DROP POLICY IF EXISTS tenant_isolation_policy ON ??', [name]);
    await knex.raw(
      `CREATE POLICY tenant_isolation_policy ON ?? FOR ALL USING (${IS_OWN_TENANT}) WITH CHECK (${IS_OWN_TENANT})`,
      [name],
    );
    await knex.raw('CREATE INDEX IF NOT EXISTS ?? ON ?? (tenant_id)', [`idx_${name}_tenant_id`, name]);
  }

  // A role belongs to the whole cluster: another database's migration may have made it, or be making it right now.
  await knex.raw(`
    DO $$
    BEGIN
      CREATE ROLE integration_service_admin NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END
    $$
  `);
  await knex.raw(`
    DO $$
    BEGIN
      IF NOT (SELECT rolbypassrls FROM pg_roles WHERE rolname = 'integration_service_admin') THEN
        ALTER ROLE integration_service_admin BYPASSRLS;
      END IF;
    END
    $$
  `);
}

/** Brings the first generation's policies back. The role stays: other databases of the cluster may use it. */
export async function down(knex: Knex): Promise<void> {
  for (const name of [...TABLES].reverse()) {
    if (!(await knex.schema.hasTable(name))) {
      continue;
    }

    await knex.raw('DROP INDEX IF EXISTS ??', [`idx_${name}_tenant_id`]);
    await knex.raw('DROP POLICY IF EXISTS tenant_isolation_policy ON ??', [name]);
    await knex.raw(
      `CREATE POLICY tenant_isolation_policy ON ??
         USING (tenant_id::text = current_setting('app.current_tenant', true))`,
      [name],
    );
    await knex.raw('ALTER TABLE ?? NO FORCE ROW LEVEL SECURITY', [name]);
  }
}
