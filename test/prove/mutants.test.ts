/** Every mutant of the spec's policies dies, by the proof and by the truth table; docs/mutants.md is what was seen. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proofOptions } from '../../src/commands/prove-options.js';
import { killMutants } from '../../src/prove/mutants.js';
import { mutantsAsMarkdown } from '../../src/report/mutants-text.js';
import { scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { connect } from '../../src/sql/session.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { applySpec } from '../sql/spec-on-database.js';
import { IO, stateOf, TEXT, TIMEOUTS } from './proving.js';

const page = fileURLToPath(new URL('../../docs/mutants.md', import.meta.url));
const spec = parseSpec(TEXT, 'schema.yaml');

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ version: 15 });
  await applySpec(database.url, TEXT);
});
afterAll(() => database.drop());

it('all die, and nothing is left of them', { timeout: 300_000 }, async () => {
  const before = await stateOf(database.url);
  const table = await killMutants(() => connect({ url: database.url }), {
    ...{ proof: proofOptions(spec, {}, IO), scope: scopeOf(spec), timeouts: TIMEOUTS },
  });
  const left = table.kills.filter(({ verdict }) => verdict === 'survived');
  expect(left.map(({ mutation, table: on, proof, truth }) => [mutation, on, proof, truth])).toEqual([]);
  expect(new Set(table.kills.map(({ table: on }) => on)).size).toBe(13);
  expect(await stateOf(database.url)).toEqual(before);
  await expect(mutantsAsMarkdown(table, 13)).toMatchFileSnapshot(page);
});
