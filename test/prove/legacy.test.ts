/** The legacy database: what really leaks and fails, table by table, as the truth table has it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLegacy } from '../knex-run.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { proveOn, stateOf, WRITTEN } from './proving.js';

let legacy: TestDatabase;
beforeAll(async () => {
  legacy = await createDatabase();
  await makeLegacy(legacy.url);
});
afterAll(() => legacy.drop());

/** They read the setting of before, and see nothing. */
const BLIND = [
  'connections',
  'field_mapping_templates',
  'integration_costs',
  'integration_webhooks',
  'venue_api_keys',
  'webhooks',
];

it('shows it', async () => {
  const before = await stateOf(legacy.url);
  const report = await proveOn(legacy.url, { text: WRITTEN });
  expect(report.ok).toBe(false);
  const found = (table: string) => {
    const ours = report.proofs.filter(
      ({ object, actor, outcome }) =>
        object.table === table && actor === 'a role made for the proof' && outcome === 'broken',
    );
    const select = ours.filter(({ verb, context }) => verb === 'select' && !context.startsWith("flag '"));
    return select.map(({ context, target, observed }) => `${context}, ${target}: ${observed}`);
  };
  const tables = [...new Set(report.proofs.map(({ object }) => object.table ?? ''))].sort();
  expect(tables).toHaveLength(13);
  for (const table of tables) {
    expect([table, found(table)]).toEqual([
      table,
      BLIND.includes(table)
        ? [
            'tenant A, own row: 0 rows',
            'tenant B, own row: 0 rows',
            ...['A', 'B'].map((whose) => `system flag on, row of ${whose}: 0 rows`),
            ...['A', 'B'].map((whose) => `flag without tenant, row of ${whose}: 0 rows`),
          ]
        : expect.arrayContaining([
            'never set, placeholder row: 1 row',
            'empty, foreign row: error 22P02: invalid input syntax for type uuid: ""',
            'system flag on, row of B: 0 rows',
          ]),
    ]);
  }
  const nothing = report.proofs.filter(({ reason }) => reason === 'nothing shows that the tenants are apart');
  expect(new Set(nothing.map(({ object }) => object.table))).toEqual(new Set(BLIND));
  expect(await stateOf(legacy.url)).toEqual(before);
});
