/** Legacy, first generation continued: the three tables that the code used and the first migration had forgotten. */
import type { Knex } from 'knex';

const DEFAULT_TENANT = '00000000-0000-0000-0000-000000000001';

const TABLES = ['oauth_tokens', 'venue_api_keys', 'field_mapping_templates'];

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('oauth_tokens', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable();
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
    table.timestamps(true, true);

    table.unique(['venue_id', 'integration_type'], {
      indexName: 'oauth_tokens_venue_integration_unique',
      useConstraint: false,
    });
    table.index(['venue_id'], 'oauth_tokens_venue_id_idx');
    table.index(['integration_type'], 'oauth_tokens_integration_type_idx');
    table.index(['provider'], 'oauth_tokens_provider_idx');
    table.index(['access_token_expires_at'], 'oauth_tokens_access_token_expires_at_idx');
    table.index(['validation_status'], 'oauth_tokens_validation_status_idx');
    table.index(['oauth_state'], 'oauth_tokens_oauth_state_idx', { predicate: knex.whereNotNull('oauth_state') });
  });

  await knex.schema.createTable('venue_api_keys', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('venue_id').notNullable();
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
    table.timestamps(true, true);

    table.unique(['venue_id', 'integration_type', 'key_name'], {
      indexName: 'venue_api_keys_venue_integration_key_name_unique',
      useConstraint: false,
    });
    table.index(['venue_id'], 'venue_api_keys_venue_id_idx');
    table.index(['integration_type'], 'venue_api_keys_integration_type_idx');
    table.index(['provider'], 'venue_api_keys_provider_idx');
    table.index(['status'], 'venue_api_keys_status_idx');
    table.index(['environment'], 'venue_api_keys_environment_idx');
    table.index(['last_used_at'], 'venue_api_keys_last_used_at_idx');
    table.index(['validation_status'], 'venue_api_keys_validation_status_idx');
    table.index(['expires_at'], 'venue_api_keys_expires_at_idx', { predicate: knex.whereNotNull('expires_at') });
  });

  await knex.schema.createTable('field_mapping_templates', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
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
    table.timestamps(true, true);

    table.index(['venue_type'], 'field_mapping_templates_venue_type_idx');
    table.index(['integration_type'], 'field_mapping_templates_integration_type_idx');
    table.index(['is_active'], 'field_mapping_templates_is_active_idx');
    table.index(['is_default'], 'field_mapping_templates_is_default_idx');
    table.index(['usage_count'], 'field_mapping_templates_usage_count_idx');
    table.index(
      ['venue_type', 'integration_type', 'is_active'],
      'field_mapping_templates_venue_integration_active_idx',
    );
    table.index(
      ['integration_type', 'is_default', 'is_active'],
      'field_mapping_templates_integration_default_active_idx',
    );
  });

  if (await knex.schema.hasTable('venues')) {
    for (const name of ['oauth_tokens', 'venue_api_keys']) {
      await knex.raw('ALTER TABLE ?? ADD FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE CASCADE', [name]);
    }
  }

  for (const name of TABLES) {
    await knex.schema.alterTable(name, (table) => {
      table.uuid('tenant_id').notNullable().defaultTo(DEFAULT_TENANT);
      table.index(['tenant_id'], `${name}_tenant_id_idx`);
    });

    await knex.raw('ALTER TABLE ?? ENABLE ROW LEVEL SECURITY', [name]);
    await knex.raw(
      `CREATE POLICY tenant_isolation_policy ON ??
         USING (tenant_id::text = current_setting('app.current_tenant', true))`,
      [name],
    );
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const name of [...TABLES].reverse()) {
    await knex.schema.dropTableIfExists(name);
  }
}
