/** The integration service's consolidated baseline: 13 tenant-scoped tables, each with row level security forced. */
import type { Knex } from 'knex';

/** In the order in which they can be created: a table comes after those it refers to. */
const TABLES = [
  'integrations',
  'connections',
  'field_mappings',
  'webhooks',
  'integration_configs',
  'integration_health',
  'integration_webhooks',
  'sync_queue',
  'sync_logs',
  'integration_costs',
  'oauth_tokens',
  'venue_api_keys',
  'field_mapping_templates',
];

const TENANT_OR_SYSTEM = `
  tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid
  OR current_setting('app.is_system_user', true) = 'true'`;

/** Set it to `true` to let `down` drop tables that hold rows. */
const ALLOW_DATA_LOSS = 'INTEGRATION_SERVICE_ALLOW_DATA_LOSS';

export async function up(knex: Knex): Promise<void> {
  await createCatalogTables(knex);
  await createVenueTables(knex);
  await createKeyTables(knex);

  for (const name of TABLES) {
    await knex.raw('ALTER TABLE ?? ENABLE ROW LEVEL SECURITY', [name]);
    await knex.raw('ALTER TABLE ?? FORCE ROW LEVEL SECURITY', [name]);
    await knex.raw(`CREATE POLICY ?? ON ?? FOR ALL USING (${TENANT_OR_SYSTEM}) WITH CHECK (${TENANT_OR_SYSTEM})`, [
      `${name}_tenant_isolation`,
      name,
    ]);
  }
}

/**
 * Drops the 13 tables, all or none. Refuses when one of them holds a row, unless the environment allows it: where an
 * old environment adopted this baseline, it is the newest batch, and a careless `knex migrate:rollback` comes here.
 */
export async function down(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    if (process.env[ALLOW_DATA_LOSS] !== 'true') {
      await refuseToLoseRows(trx);
    }
    for (const name of [...TABLES].reverse()) {
      await trx.schema.dropTableIfExists(name);
    }
  });
}

async function refuseToLoseRows(trx: Knex.Transaction): Promise<void> {
  // Row level security is forced, so the owner too sees a table as empty until it says that it is the system.
  await trx.raw(`SELECT set_config('app.is_system_user', 'true', true)`);

  const filled: string[] = [];
  for (const name of TABLES) {
    if (!(await trx.schema.hasTable(name))) continue;
    await trx.raw('LOCK TABLE ?? IN ACCESS EXCLUSIVE MODE', [name]);
    if ((await trx(name).first('id')) !== undefined) filled.push(name);
  }
  if (filled.length > 0) {
    throw new Error(
      `Refused: this would drop tables that hold rows (${filled.join(', ')}). ` +
        `If they are to go, set ${ALLOW_DATA_LOSS}=true.`,
    );
  }
}

async function createCatalogTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('integrations', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.string('name', 255).notNullable();
    table.string('provider', 100).notNullable();
    table.string('category', 100).notNullable();
    table.string('status', 50).notNullable().defaultTo('active');
    table.jsonb('config').defaultTo('{}');
    table.text('credentials_encrypted');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['tenant_id', 'name', 'provider'], {
      indexName: 'idx_integrations_name_provider',
      useConstraint: false,
    });
    table.index('tenant_id', 'idx_integrations_tenant');
    table.index('provider', 'idx_integrations_provider');
    table.index('category', 'idx_integrations_category');
    table.index('status', 'idx_integrations_status');
  });

  await knex.schema.createTable('connections', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('integration_id').notNullable().references('id').inTable('integrations').onDelete('CASCADE');
    table.uuid('user_id').comment('FK: users.id');
    table.uuid('venue_id').comment('FK: venues.id');
    table.string('status', 50).notNullable().defaultTo('active');
    table.text('access_token_encrypted');
    table.text('refresh_token_encrypted');
    table.timestamp('token_expires_at');
    table.specificType('scopes', 'text[]').defaultTo('{}');
    table.jsonb('metadata').defaultTo('{}');
    table.timestamp('last_sync_at');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_connections_tenant');
    table.index('integration_id', 'idx_connections_integration');
    table.index('user_id', 'idx_connections_user');
    table.index('venue_id', 'idx_connections_venue');
    table.index('status', 'idx_connections_status');
    table.index('last_sync_at', 'idx_connections_last_sync');
  });

  await knex.schema.createTable('field_mappings', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('connection_id').notNullable().references('id').inTable('connections').onDelete('CASCADE');
    table.string('source_field', 255).notNullable();
    table.string('target_field', 255).notNullable();
    table.jsonb('transform_rule').defaultTo('{}');
    table.boolean('is_active').defaultTo(true);
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['connection_id', 'source_field', 'target_field']);
    table.index('tenant_id', 'idx_field_mappings_tenant');
    table.index('connection_id', 'idx_field_mappings_connection');
    table.index('is_active', 'idx_field_mappings_active');
  });

  await knex.schema.createTable('webhooks', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('connection_id').notNullable().references('id').inTable('connections').onDelete('CASCADE');
    table.string('event_type', 255).notNullable();
    table.jsonb('payload').notNullable();
    table.string('status', 50).notNullable().defaultTo('pending');
    table.integer('retry_count').defaultTo(0);
    table.timestamp('processed_at');
    table.timestamp('created_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_webhooks_tenant');
    table.index('connection_id', 'idx_webhooks_connection');
    table.index('event_type', 'idx_webhooks_event_type');
    table.index('status', 'idx_webhooks_status');
    table.index('created_at', 'idx_webhooks_created');
  });
}

async function createVenueTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('integration_configs', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('status', 50).notNullable().defaultTo('active');
    table.string('health_status', 50).defaultTo('healthy');
    table.text('access_token_encrypted');
    table.text('refresh_token_encrypted');
    table.text('api_key_encrypted');
    table.text('api_secret_encrypted');
    table.timestamp('token_expires_at');
    table.timestamp('last_token_refresh');
    table.jsonb('config').defaultTo('{}');
    table.jsonb('field_mappings').defaultTo('{}');
    table.string('template_id', 100);
    table.timestamp('template_applied_at');
    table.specificType('scopes', 'text[]').defaultTo('{}');
    table.string('oauth_state', 255);
    table.timestamp('last_sync_at');
    table.string('last_sync_status', 50);
    table.jsonb('last_sync_error');
    table.jsonb('metadata').defaultTo('{}');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['venue_id', 'integration_type']);
    table.index('tenant_id', 'idx_integration_configs_tenant');
    table.index('venue_id', 'idx_integration_configs_venue');
    table.index('integration_type', 'idx_integration_configs_type');
    table.index('status', 'idx_integration_configs_status');
    table.index('health_status', 'idx_integration_configs_health');
    table.index('last_sync_at', 'idx_integration_configs_last_sync');
  });

  await knex.schema.createTable('integration_health', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('status', 50).notNullable().defaultTo('unknown');
    table.integer('success_rate').defaultTo(100);
    table.integer('avg_response_time').defaultTo(0);
    table.integer('error_count_24h').defaultTo(0);
    table.integer('total_requests_24h').defaultTo(0);
    table.timestamp('last_check_at');
    table.jsonb('last_error');
    table.string('last_error_type', 100);
    table.decimal('uptime_percentage', 5, 2).defaultTo(100);
    table.timestamp('last_outage_at');
    table.integer('outage_count_30d').defaultTo(0);
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['venue_id', 'integration_type']);
    table.index('tenant_id', 'idx_integration_health_tenant');
    table.index('venue_id', 'idx_integration_health_venue');
    table.index('integration_type', 'idx_integration_health_type');
    table.index('status', 'idx_integration_health_status');
    table.index('last_check_at', 'idx_integration_health_last_check');
  });

  await knex.schema.createTable('integration_webhooks', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('event_type', 255).notNullable();
    table.string('event_id', 255);
    table.string('external_id', 255);
    table.jsonb('payload').notNullable();
    table.jsonb('headers');
    table.string('signature', 500);
    table.string('status', 50).notNullable().defaultTo('pending');
    table.integer('retry_count').defaultTo(0);
    table.jsonb('processing_error');
    table.timestamp('processed_at');
    table.timestamp('received_at').defaultTo(knex.fn.now());
    table.timestamp('created_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_integration_webhooks_tenant');
    table.index('venue_id', 'idx_integration_webhooks_venue');
    table.index('integration_type', 'idx_integration_webhooks_type');
    table.index('event_type', 'idx_integration_webhooks_event_type');
    table.index('status', 'idx_integration_webhooks_status');
    table.index('external_id', 'idx_integration_webhooks_external');
    table.index('received_at', 'idx_integration_webhooks_received');
  });

  await knex.schema.createTable('sync_queue', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('sync_type', 100).notNullable();
    table.string('direction', 50).notNullable();
    table.string('status', 50).notNullable().defaultTo('pending');
    table.string('priority', 20).notNullable().defaultTo('normal');
    table.integer('attempts').defaultTo(0);
    table.integer('max_attempts').defaultTo(3);
    table.timestamp('scheduled_for');
    table.timestamp('started_at');
    table.timestamp('completed_at');
    table.integer('duration_ms');
    table.integer('records_processed').defaultTo(0);
    table.integer('records_succeeded').defaultTo(0);
    table.integer('records_failed').defaultTo(0);
    table.jsonb('errors').defaultTo('[]');
    table.jsonb('metadata').defaultTo('{}');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_sync_queue_tenant');
    table.index('venue_id', 'idx_sync_queue_venue');
    table.index('integration_type', 'idx_sync_queue_type');
    table.index('status', 'idx_sync_queue_status');
    table.index('priority', 'idx_sync_queue_priority');
    table.index('scheduled_for', 'idx_sync_queue_scheduled');
    table.index(['status', 'priority', 'scheduled_for'], 'idx_sync_queue_composite');
  });

  await knex.schema.createTable('sync_logs', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('sync_type', 100).notNullable();
    table.string('direction', 50).notNullable();
    table.string('status', 50).notNullable();
    table.timestamp('started_at').notNullable();
    table.timestamp('completed_at');
    table.integer('duration_ms');
    table.integer('success_count').defaultTo(0);
    table.integer('error_count').defaultTo(0);
    table.integer('skip_count').defaultTo(0);
    table.jsonb('errors').defaultTo('[]');
    table.string('triggered_by', 100);
    table.jsonb('metadata').defaultTo('{}');
    table.timestamp('created_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_sync_logs_tenant');
    table.index('venue_id', 'idx_sync_logs_venue');
    table.index('integration_type', 'idx_sync_logs_type');
    table.index('status', 'idx_sync_logs_status');
    table.index('started_at', 'idx_sync_logs_started');
    table.index('created_at', 'idx_sync_logs_created');
  });

  await knex.schema.createTable('integration_costs', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.date('period_start').notNullable();
    table.date('period_end').notNullable();
    table.integer('api_calls').defaultTo(0);
    table.decimal('data_synced_mb', 12, 2).defaultTo(0);
    table.integer('webhook_events').defaultTo(0);
    table.decimal('api_cost', 10, 2).defaultTo(0);
    table.decimal('storage_cost', 10, 2).defaultTo(0);
    table.decimal('webhook_cost', 10, 2).defaultTo(0);
    table.decimal('total_cost', 10, 2).defaultTo(0);
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_integration_costs_tenant');
    table.index('venue_id', 'idx_integration_costs_venue');
    table.index('integration_type', 'idx_integration_costs_type');
    table.index('period_start', 'idx_integration_costs_period');
    table.index(['venue_id', 'integration_type', 'period_start'], 'idx_integration_costs_composite');
  });
}

/** Tokens and keys, which hold KMS ciphertext, and the templates for mapping fields. */
async function createKeyTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('oauth_tokens', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('provider', 100).notNullable();
    table.text('access_token_encrypted').notNullable();
    table.text('refresh_token_encrypted');
    table.text('id_token_encrypted');
    table.timestamp('access_token_expires_at');
    table.timestamp('refresh_token_expires_at');
    table.specificType('scopes', 'text[]').defaultTo('{}');
    table.string('token_type', 50).defaultTo('Bearer');
    table.string('oauth_state', 500);
    table.timestamp('oauth_state_expires_at');
    table.string('kms_key_id', 500).notNullable();
    table.string('encryption_context', 500);
    table.integer('token_version').defaultTo(1);
    table.timestamp('last_rotated_at');
    table.timestamp('last_validated_at');
    table.string('validation_status', 50).defaultTo('valid');
    table.jsonb('provider_metadata').defaultTo('{}');
    table.jsonb('rate_limit_info').defaultTo('{}');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['venue_id', 'integration_type']);
    table.index('tenant_id', 'idx_oauth_tokens_tenant');
    table.index('venue_id', 'idx_oauth_tokens_venue');
    table.index('integration_type', 'idx_oauth_tokens_type');
    table.index('provider', 'idx_oauth_tokens_provider');
    table.index('access_token_expires_at', 'idx_oauth_tokens_expires');
    table.index('validation_status', 'idx_oauth_tokens_validation');
    table.index(['oauth_state'], 'idx_oauth_tokens_state', { predicate: knex.whereNotNull('oauth_state') });
  });

  await knex.schema.createTable('venue_api_keys', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.uuid('venue_id').notNullable().comment('FK: venues.id');
    table.string('integration_type', 100).notNullable();
    table.string('provider', 100).notNullable();
    table.string('key_name', 255).notNullable();
    table.text('api_key_encrypted').notNullable();
    table.text('api_secret_encrypted');
    table.text('webhook_secret_encrypted');
    table.string('key_type', 50).notNullable();
    table.string('environment', 50).defaultTo('production');
    table.string('status', 50).notNullable().defaultTo('active');
    table.string('kms_key_id', 500).notNullable();
    table.string('encryption_context', 500);
    table.integer('key_version').defaultTo(1);
    table.timestamp('last_rotated_at');
    table.timestamp('last_used_at');
    table.timestamp('last_validated_at');
    table.string('validation_status', 50).defaultTo('valid');
    table.specificType('allowed_ip_ranges', 'text[]').defaultTo('{}');
    table.specificType('allowed_endpoints', 'text[]').defaultTo('{}');
    table.timestamp('expires_at');
    table.integer('usage_count_24h').defaultTo(0);
    table.integer('usage_count_30d').defaultTo(0);
    table.integer('error_count_24h').defaultTo(0);
    table.timestamp('usage_count_reset_at');
    table.jsonb('provider_metadata').defaultTo('{}');
    table.jsonb('rate_limit_info').defaultTo('{}');
    table.text('notes');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['venue_id', 'integration_type', 'key_name']);
    table.index('tenant_id', 'idx_venue_api_keys_tenant');
    table.index('venue_id', 'idx_venue_api_keys_venue');
    table.index('integration_type', 'idx_venue_api_keys_type');
    table.index('provider', 'idx_venue_api_keys_provider');
    table.index('status', 'idx_venue_api_keys_status');
    table.index('environment', 'idx_venue_api_keys_environment');
    table.index('last_used_at', 'idx_venue_api_keys_last_used');
    table.index('validation_status', 'idx_venue_api_keys_validation');
    table.index(['expires_at'], 'idx_venue_api_keys_expires', { predicate: knex.whereNotNull('expires_at') });
  });

  await knex.schema.createTable('field_mapping_templates', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('tenant_id').notNullable();
    table.string('name', 255).notNullable();
    table.text('description');
    table.string('venue_type', 100);
    table.string('integration_type', 100).notNullable();
    table.jsonb('mappings').notNullable();
    table.jsonb('validation_rules');
    table.boolean('is_active').defaultTo(true);
    table.boolean('is_default').defaultTo(false);
    table.integer('usage_count').defaultTo(0);
    table.timestamp('last_used_at');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.index('tenant_id', 'idx_field_mapping_templates_tenant');
    table.index('venue_type', 'idx_field_mapping_templates_venue_type');
    table.index('integration_type', 'idx_field_mapping_templates_type');
    table.index('is_active', 'idx_field_mapping_templates_active');
    table.index('is_default', 'idx_field_mapping_templates_default');
    table.index('usage_count', 'idx_field_mapping_templates_usage');
    table.index(['venue_type', 'integration_type', 'is_active'], 'idx_field_mapping_templates_composite');
  });
}
