/** rls-wrong-table: which names point at another table, and which only look so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rlsWrongTable } from '../../src/checks/rls-wrong-table.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { applySpec, checkSpec } from '../sql/spec-on-database.js';

const PATTERN = "tenant_id = nullif(current_setting('app.t', true), '')::uuid";
const table = (name: string, more = '') => `  ${name}: { columns: { tenant_id: uuid, status: text${more} } }`;
const SPEC = `
schema: public
tenancy:
  column: tenant_id
  setting: app.t
  policies:
    '{table}_tenant_isolation': { using: "${PATTERN}", with_check: same as using }
tables:
${['connections', 'integrations', 'logs', 'sync_logs', 'webhooks', 'integration_webhooks', 'tenant'].map((name) => table(name)).join('\n')}
${table('status')}
  bookings: { formerly: reservations, columns: { tenant_id: uuid, webhooks_id: uuid } }
`;

let right: TestDatabase;
beforeAll(async () => {
  right = await createDatabase();
  await applySpec(right.url, SPEC);
});
afterAll(() => right.drop());

async function said(sql: string): Promise<string[]> {
  const database = await createDatabase({ template: right.name });
  try {
    await withClient(database.url, (client) => client.query(sql));
    const found = await checkSpec(database.url, SPEC, { selected: [rlsWrongTable] });
    return found.map(({ message }) => message);
  } finally {
    await database.drop();
  }
}

it.each([
  ['idx_connections_integrations', 'connections (status)'],
  ['connections_integrations_idx', 'connections (status)'],
  ['idx_integrations_of_connections', 'connections (status)'],
  ['sync_logs_by_status', 'sync_logs (status)'],
  ['integration_webhooks_tenant', 'integration_webhooks (tenant_id)'],
  ['by_status', 'connections (status)'],
  ['idx_webhooks_id', 'bookings (webhooks_id)'],
  ['idx_tenant_id', 'bookings (tenant_id)'],
  ['something_else', 'bookings (tenant_id)'],
  ['idx_my_connections2', 'bookings (tenant_id)'],
])('leaves the index %s on %s alone', async (name, on) => {
  expect(await said(`create index ${name} on ${on}`)).toEqual([]);
});

it.each([
  ['idx_integrations_status', 'connections (status)', 'integrations'],
  ['sync_logs_status', 'logs (status)', 'sync_logs'],
  ['logs_status', 'sync_logs (status)', 'logs'],
  ['integration_webhooks_status', 'webhooks (status)', 'integration_webhooks'],
  ['idx_webhooks_status', 'integration_webhooks (status)', 'webhooks'],
  ['idx_reservations_tenant', 'bookings (tenant_id)', 'reservations'],
  ['bookings_x', 'logs (status)', 'bookings'],
])('finds the index %s on %s', async (name, on, meant) => {
  expect(await said(`create index ${name} on ${on}`)).toEqual([
    `index ${name} on ${on.split(' ')[0]} is named for ${meant}`,
  ]);
});

describe('of policies', () => {
  it.each(['tenant_isolation', 'connections_and_integrations', 'status_policy', 'integrations_readers'])(
    'leaves %s on connections alone',
    async (name) => {
      expect(await said(`create policy ${name} on connections using (false)`)).toEqual([]);
    },
  );

  it.each([
    ['integrations_tenant_isolation', 'integrations'],
    ['reservations_tenant', 'reservations'],
  ])('finds %s on connections', async (name, meant) => {
    expect(await said(`create policy ${name} on connections using (false)`)).toEqual([
      `policy ${name} on connections is named for ${meant}`,
    ]);
  });
});

it('finds a table that still bears a former name', async () => {
  expect(await said('create table reservations (id int)')).toEqual([
    'table reservations still bears the former name of bookings',
  ]);
});

const OLD = "tenant_id = nullif(current_setting('app.old', true), '')::uuid";
const older = (tables: readonly string[]) =>
  tables.map((t) => `alter policy ${t}_tenant_isolation on ${t} using (${OLD}) with check (${OLD})`).join(';');

it('says once which tables were left behind a generation', async () => {
  expect(await said(older(['connections', 'logs', 'webhooks']))).toEqual([
    'two generations of policies side by side: 3 tables were left behind: connections, logs, webhooks',
  ]);
});

it('takes one odd table for a slip, and all of them for one generation', async () => {
  expect(await said(older(['connections']))).toEqual([]);
  const all = [
    'connections',
    'integrations',
    'logs',
    'sync_logs',
    'webhooks',
    'integration_webhooks',
    'tenant',
    'status',
    'bookings',
  ];
  expect(await said(older(all))).toEqual([]);
});
