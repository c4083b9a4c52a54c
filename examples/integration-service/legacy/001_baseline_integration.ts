/** Legacy, first generation: ten tables with foreign keys to other services, and the first RLS policies. */
import type { Knex } from 'knex';

const DEFAULT_TENANT = '00000000-0000-0000-0000-000000000001';

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
];

/** The first four tables leave the names of their indexes to Knex; the venue tables, written later, name them. */
const INDEXES_NAMED_BY_KNEX = ['integrations', 'connections', 'field_mappings', 'webhooks'];

export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"');

  await createCoreTables(knex);
  await createVenueTables(knex);

  for (const name of TABLES) {
    await knex.schema.alterTable(name, (table) => {
      table
        .uuid('tenant_id')
        .notNullable()
        .defaultTo(DEFAULT_TENANT)
        .references('id')
        .inTable('tenants')
        .onDelete('RESTRICT');
      table.index(['tenant_id'], INDEXES_NAMED_BY_KNEX.includes(name) ? undefined : `${name}_tenant_id_idx`);
    });

    await knex.raw('ALTER TABLE ?? ENABLE ROW LEVEL SECURITY', [name]);
    await knex.raw(
      `CREATE POLICY tenant_isolation_policy ON ??
         USING (tenant_id::text = current_setting('app.current_tenant', true))`,
      [name],
    );
  }
}

/** The extension stays: other services may have come to use it. */
export async function down(knex: Knex): Promise<void> {
  for (const name of [...TABLES].reverse()) {
    await knex.schema.dropTableIfExists(name);
  }
}

async function createCoreTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('integrations', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.string('name', 255).notNullable();
    table.string('provider', 100).notNullable();
    table.string('category', 100).notNullable();
    table.string('status', 50).notNullable().defaultTo('active');
    table.jsonb('config').defaultTo('{}');
    table.text('credentials_encrypted');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['name', 'provider'], { useConstraint: false });
    table.index('provider');
    table.index('category');
    table.index('status');
  });

  await knex.schema.createTable('connections', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('integration_id').notNullable().references('id').inTable('integrations').onDelete('CASCADE');
    table.uuid('user_id').references('id').inTable('users').onDelete('SET NULL');
    table.uuid('venue_id').references('id').inTable('venues').onDelete('SET NULL');
    table.string('status', 50).notNullable().defaultTo('active');
    table.text('access_token_encrypted');
    table.text('refresh_token_encrypted');
    table.timestamp('token_expires_at');
    table.specificType('scopes', 'text[]').defaultTo('{}');
    table.jsonb('metadata').defaultTo('{}');
    table.timestamp('last_sync_at');
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.index('integration_id');
    table.index('user_id');
    table.index('venue_id');
    table.index('status');
    table.index('last_sync_at');
  });

  await knex.schema.createTable('field_mappings', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('connection_id').notNullable().references('id').inTable('connections').onDelete('CASCADE');
    table.string('source_field', 255).notNullable();
    table.string('target_field', 255).notNullable();
    table.jsonb('transform_rule').defaultTo('{}');
    table.boolean('is_active').defaultTo(true);
    table.timestamp('created_at').defaultTo(knex.fn.now());
    table.timestamp('updated_at').defaultTo(knex.fn.now());

    table.unique(['connection_id', 'source_field', 'target_field'], { useConstraint: false });
    table.index('connection_id');
    table.index('is_active');
  });

  await knex.schema.createTable('webhooks', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('connection_id').notNullable().references('id').inTable('connections').onDelete('CASCADE');
    table.string('event_type', 255).notNullable();
    table.jsonb('payload').notNullable();
    table.string('status', 50).notNullable().defaultTo('pending');
    table.integer('retry_count').defaultTo(0);
    table.timestamp('processed_at');
    table.timestamp('created_at').defaultTo(knex.fn.now());

    table.index('connection_id');
    table.index('event_type');
    table.index('status');
    table.index('created_at');
  });
}

async function createVenueTables(knex: Knex): Promise<void> {
  await knex.schema.createTable('integration_configs', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable().references('id').inTable('venues').onDelete('CASCADE');
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
    table.timestamps(true, true);

    table.unique(['venue_id', 'integration_type'], {
      indexName: 'integration_configs_venue_integration_unique',
      useConstraint: false,
    });
    table.index(['venue_id'], 'integration_configs_venue_id_idx');
    table.index(['integration_type'], 'integration_configs_integration_type_idx');
    table.index(['status'], 'integration_configs_status_idx');
    table.index(['health_status'], 'integration_configs_health_status_idx');
    table.index(['last_sync_at'], 'integration_configs_last_sync_at_idx');
  });

  await knex.schema.createTable('integration_health', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable().references('id').inTable('venues').onDelete('CASCADE');
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
    table.timestamps(true, true);

    table.unique(['venue_id', 'integration_type'], {
      indexName: 'integration_health_venue_integration_unique',
      useConstraint: false,
    });
    table.index(['venue_id'], 'integration_health_venue_id_idx');
    table.index(['integration_type'], 'integration_health_integration_type_idx');
    table.index(['status'], 'integration_health_status_idx');
    table.index(['last_check_at'], 'integration_health_last_check_at_idx');
  });

  await knex.schema.createTable('integration_webhooks', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').references('id').inTable('venues').onDelete('SET NULL');
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

    table.index(['venue_id'], 'integration_webhooks_venue_id_idx');
    table.index(['integration_type'], 'integration_webhooks_integration_type_idx');
    table.index(['event_type'], 'integration_webhooks_event_type_idx');
    table.index(['status'], 'integration_webhooks_status_idx');
    table.index(['external_id'], 'integration_webhooks_external_id_idx');
    table.index(['received_at'], 'integration_webhooks_received_at_idx');
  });

  await knex.schema.createTable('sync_queue', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable().references('id').inTable('venues').onDelete('CASCADE');
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
    table.timestamps(true, true);

    table.index(['venue_id'], 'sync_queue_venue_id_idx');
    table.index(['integration_type'], 'sync_queue_integration_type_idx');
    table.index(['status'], 'sync_queue_status_idx');
    table.index(['priority'], 'sync_queue_priority_idx');
    table.index(['scheduled_for'], 'sync_queue_scheduled_for_idx');
    table.index(['status', 'priority', 'scheduled_for'], 'sync_queue_composite_idx');
  });

  await knex.schema.createTable('sync_logs', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable().references('id').inTable('venues').onDelete('CASCADE');
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

    table.index(['venue_id'], 'sync_logs_venue_id_idx');
    table.index(['integration_type'], 'sync_logs_integration_type_idx');
    table.index(['status'], 'sync_logs_status_idx');
    table.index(['started_at'], 'sync_logs_started_at_idx');
    table.index(['created_at'], 'sync_logs_created_at_idx');
  });

  await knex.schema.createTable('integration_costs', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable().references('id').inTable('venues').onDelete('CASCADE');
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
    table.timestamps(true, true);

    table.index(['venue_id'], 'integration_costs_venue_id_idx');
    table.index(['integration_type'], 'integration_costs_integration_type_idx');
    table.index(['period_start'], 'integration_costs_period_start_idx');
    table.index(['venue_id', 'integration_type', 'period_start'], 'integration_costs_composite_idx');
  });
}
