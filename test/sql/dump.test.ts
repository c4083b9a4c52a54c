/** Against pg_dump: a restored database, and the restore's restore, are the same to us; and apply builds what the facts say. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFacts, readFacts } from '../facts.js';
import { directories, historyTable, runMigrations } from '../knex-run.js';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';
import { deparsed } from './deparsed.js';
import { dump, pgDump, sorted } from './dump.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const schemaYaml = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
const everyForm = readFileSync(new URL('../fixtures/every-form.yaml', import.meta.url), 'utf8');

async function restored(url: string): Promise<TestDatabase> {
  const sql = await dump(url);
  const copy = await createDatabase();
  await withClient(copy.url, (client) => client.query(sql));
  return copy;
}

test('apply and the facts agree on every column, constraint, index and policy', async () => {
  const database = await createDatabase();
  await applySpec(database.url, schemaYaml);
  const facts = await withClient(database.url, (client) => readFacts(client));
  const baseline = await loadFacts('baseline');
  // The baseline was written with Knex, which quotes the numbers of defaults.
  const plain = (lines: readonly string[]) => lines.map((line) => line.replace(/'(\d+)'::numeric/, '$1'));
  expect(plain(facts.columns)).toEqual(plain(baseline.columns));
  expect(facts.constraints).toEqual(baseline.constraints);
  expect(facts.indexes).toEqual(baseline.indexes);
  expect(facts.policies).toEqual(baseline.policies);
  await database.drop();
});

test("the baseline migration's database has no finding", async () => {
  const database = await createDatabase();
  await runMigrations(database.url, directories.baseline, { tableName: historyTable });
  expect((await checkSpec(database.url, schemaYaml)).filter((f) => f.severity !== 'info')).toEqual([]);
  await database.drop();
});

onVersions([14, 18], (version) => {
  test.each([
    ['schema.yaml', schemaYaml],
    ['every form of expression', everyForm],
  ])('%s as the server spells it, and as it spells that, is the same to us', async (_name, spec) => {
    const first = await createDatabase({ version });
    await applySpec(first.url, spec);
    const databases = [first];
    for (let again = 0; again < 2; again++) {
      const sql = await withClient(databases.at(-1)?.url ?? '', (client) => deparsed(client));
      const copy = await createDatabase({ version });
      databases.push(copy);
      await withClient(copy.url, (client) => client.query(sql));
    }
    for (const database of databases) {
      const found = await checkSpec(database.url, spec);
      expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect((await applySpec(database.url, spec)).statements).toEqual([]);
    }
    await Promise.all(databases.map((database) => database.drop()));
  });
});

describe.skipIf(pgDump === null)('with pg_dump', () => {
  describe.each([
    ['schema.yaml', schemaYaml],
    ['every form of expression', everyForm],
  ])('%s', (_name, spec) => {
    let first: TestDatabase;
    let second: TestDatabase;
    let third: TestDatabase;
    beforeAll(async () => {
      first = await createDatabase();
      await applySpec(first.url, spec);
      second = await restored(first.url);
      third = await restored(second.url);
    });
    afterAll(() => Promise.all([first, second, third].map((database) => database.drop())));

    test('nothing is found in the database, its restore, and the restore of that', async () => {
      for (const database of [first, second, third]) {
        // Information is about the cluster that the tests share.
        const found = await checkSpec(database.url, spec);
        expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }
    });

    test('nothing is planned for them', async () => {
      for (const database of [second, third]) expect((await applySpec(database.url, spec)).statements).toEqual([]);
    });
  });

  test('the dump of apply is the dump of the baseline migration', async () => {
    const [ours, theirs] = [await createDatabase(), await createDatabase()];
    await applySpec(ours.url, schemaYaml);
    await runMigrations(theirs.url, directories.baseline, { tableName: historyTable });
    await withClient(theirs.url, (client) => client.query(`drop table ${historyTable}, ${historyTable}_lock`));
    const number = (lines: string[]) => lines.map((line) => line.replace(/'(\d+)'::numeric/, '$1'));
    expect(number(sorted(await dump(ours.url)))).toEqual(number(sorted(await dump(theirs.url))));
    await Promise.all([ours.drop(), theirs.drop()]);
  });
});
