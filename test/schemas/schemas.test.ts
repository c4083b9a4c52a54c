/** Every schema loads, and holds as many objects of each kind as README.md says, on the oldest and the newest version. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDatabase, onVersions, withClient } from '../postgres.js';
import { counted, identified } from './objects.js';
import { type SchemaFile, schemas, schemasOn } from './schemas.js';

const README = new URL('README.md', import.meta.url);
const MARK = '<!-- Written by schemas.test.ts: npx vitest run --project database test/schemas/schemas.test.ts -u -->\n';

function row({ name, since, source, lines }: SchemaFile, counts: ReadonlyMap<string, number>): string {
  const objects = [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
  const tables = (counts.get('table') ?? 0) + (counts.get('partitioned table') ?? 0) + (counts.get('partition') ?? 0);
  return `| ${name} | ${since} | ${lines} | ${tables} | ${objects} | ${source.replaceAll('|', '\\|')} |`;
}

/** The README's row of each schema, or why it did not load. One database: what is loaded is rolled back. */
async function rowsOn(version: number): Promise<{ rows: readonly string[]; errors: readonly string[] }> {
  const database = await createDatabase({ version });
  const rows: string[] = [];
  const errors: string[] = [];
  await withClient(database.url, async (client) => {
    for (const schema of schemasOn(version)) {
      await client.query('begin');
      try {
        await client.query(schema.sql);
        // The script's own settings are not to matter.
        await client.query("set local search_path = ''");
        rows.push(row(schema, counted(await identified(client))));
      } catch (error) {
        errors.push(`${schema.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await client.query('rollback');
    }
  });
  await database.drop();
  return { rows, errors };
}

/** The README's rows, as the newest version has just found them. */
let table: readonly string[] = [];

// The newest first: it can load them all, and writes the table.
onVersions([18, 14], (version) => {
  test('each schema loads, and its objects are those of the README', { timeout: 120_000 }, async () => {
    const { rows, errors } = await rowsOn(version);
    expect(errors).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
    if (version !== 18) return expect(rows.filter((line) => !table.includes(line))).toEqual([]);
    table = ['| name | since | lines | tables | objects | source |', '|---|---|---|---|---|---|', ...rows];
    const readme = readFileSync(README, 'utf8');
    const head = readme.slice(0, readme.indexOf(MARK));
    return expect(`${head}${MARK}\n${table.join('\n')}\n`).toMatchFileSnapshot(README.pathname);
  });
});

test('there are thirty schemas of different make, from five tables to three hundred', () => {
  expect(schemas.length).toBeGreaterThanOrEqual(30);
  expect(new Set(schemas.map(({ name }) => name)).size).toBe(schemas.length);
});
