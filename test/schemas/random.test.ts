/** Random schemas are valid on every version: a few here, as many as RANDOM_SEEDS says. */
import { expect, test } from 'vitest';
import { createDatabase, onVersions, withClient } from '../postgres.js';
import { counted, type Identified, identified } from './objects.js';
import { randomSchema } from './random.js';

const SEEDS = Number(process.env.RANDOM_SEEDS ?? 20);

/** What a few seeds are to show; rarer kinds take more. */
const KINDS = [
  ...[
    'attached partition',
    'check',
    'column',
    'comment',
    'default',
    'default privileges',
    'domain',
    'domain constraint',
  ],
  ...['enum', 'enum value', 'exclusion', 'extension', 'foreign key', 'function', 'generated', 'grant', 'index'],
  ...['materialized view', 'partition', 'partitioned table', 'policy', 'primary key', 'procedure', 'revoke', 'schema'],
  ...['sequence', 'table', 'trigger', 'unique', 'view'],
];

onVersions([14, 18], (version) => {
  test(`${SEEDS} seeds load, and show every kind`, { timeout: 60_000 + SEEDS * 3000 }, async () => {
    const database = await createDatabase({ version });
    const errors: string[] = [];
    const found: Identified[] = [];
    await withClient(database.url, async (client) => {
      for (let seed = 0; seed < SEEDS; seed++) {
        await client.query('begin');
        try {
          await client.query(randomSchema(seed, { version }));
          if (seed < 20) found.push(...(await identified(client)));
        } catch (error) {
          errors.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
        }
        await client.query('rollback');
      }
    });
    await database.drop();
    expect(errors).toEqual([]);
    const counts = counted(found);
    expect(KINDS.filter((kind) => !counts.has(kind))).toEqual([]);
  });
});

test('the same seed is the same script, another is another', () => {
  expect(randomSchema(7, { version: 18 })).toBe(randomSchema(7, { version: 18 }));
  expect(randomSchema(7, { version: 18 })).not.toBe(randomSchema(8, { version: 18 }));
});

test('two scripts make the same names into different things', () => {
  const made = (kind: RegExp) =>
    Array.from({ length: 60 }, (_, seed) => kind.test(randomSchema(seed, { version: 18 }))).filter(Boolean).length;
  for (const kind of ['table', 'view', 'materialized view']) {
    const count = made(new RegExp(`^create ${kind} "public"\\."orders"`, 'm'));
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(45);
  }
});
