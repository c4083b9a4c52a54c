/** The text of a Knex migration: what a person would write, whole, and the same each time. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { emptyCatalog } from '../../src/catalog/types.js';
import { knexMigration } from '../../src/report/knex-migration.js';
import { isNameForKnex, sqlForKnex } from '../../src/report/knex-sql.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { makeFolder, migrationOf, ROOT, removeFolder } from '../migration-of.js';

const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const SCHEMA = text('schema.yaml');
const EVERY_FORM = text('test/fixtures/every-form.yaml');
const HOSTILE = text('test/fixtures/hostile-strings.yaml');
const BY_HAND = text('examples/integration-service/baseline/001_baseline_integration_service.ts');
const spec = parseSpec(SCHEMA, 'schema.yaml');

const lines = (migration: string) => migration.split('\n').map((line) => line.trim());

describe('of schema.yaml', () => {
  let migration: string;
  beforeAll(async () => {
    migration = await migrationOf(SCHEMA);
  });

  test('each table is made once, after those it refers to, all by the schema builder', () => {
    const made = [...migration.matchAll(/createTable\('(\w+)'/g)].map(([, name]) => name);
    expect(made.toSorted()).toEqual(spec.tables.map(({ name }) => name).toSorted());
    for (const [one, other] of [
      ['integrations', 'connections'],
      ['connections', 'field_mappings'],
      ['connections', 'webhooks'],
    ])
      expect(made.indexOf(one)).toBeLessThan(made.indexOf(other));
    expect(migration.match(/await knex\.raw\(.{16}/g)).toEqual([
      // down
      "await knex.raw('alter table ?? ",
      "await knex.raw('select exists (",
      // the row security of all
      "await knex.raw('alter table ?? ",
      "await knex.raw('alter table ?? ",
      'await knex.raw(`create policy ?',
    ]);
  });

  test('it says line by line what the one written by hand says', () => {
    const inTables = (migration: string) =>
      lines(migration.replaceAll(/\{\n\s+([^{}]*),\n\s+\}/g, (_, inside) => `{ ${inside.replaceAll(/\n\s+/g, ' ')} }`))
        .filter((line) => line.startsWith('table.'))
        // Here unique constraints have their names, and there an index over one column may have a list.
        .map((line) => line.replace(/, \{ indexName: '\w+_unique' \}/, '').replace(/\['(\w+)'\], '/, "'$1', '"))
        .toSorted();
    expect(inTables(migration)).toHaveLength(304);
    expect(inTables(migration)).toEqual(inTables(BY_HAND));
    expect(lines(migration).length).toBeLessThan(lines(BY_HAND).length * 1.1);
  });

  test('references to other services are comments', () => {
    expect(migration.match(/\.comment\('FK: venues\.id'\)/g)).toHaveLength(9);
    expect(migration).toContain("table.uuid('user_id').comment('FK: users.id');");
  });

  test('the pattern of all tables is one loop', () => {
    expect(migration.match(/create policy/g)).toHaveLength(1);
    expect(migration).toContain('for (const name of TABLES) {');
  });
});

test('the same spec gives the same text, wherever its file is', async () => {
  expect(await migrationOf(EVERY_FORM)).toBe(await migrationOf(EVERY_FORM));
});

test('a table comes after those it refers to, and of a circle one key waits', async () => {
  const migration = await migrationOf(`tables:
  a: { columns: { id: uuid primary key, b: uuid references b } }
  b: { columns: { id: uuid primary key, c: uuid references c } }
  c: { columns: { id: uuid primary key, a: { type: uuid, references: { table: a, on_delete: cascade } } } }`);
  expect(migration).toContain("const TABLES = ['c', 'b', 'a'];");
  expect(migration.match(/\.references\('id'\)\.inTable\('[bc]'\)/g)).toHaveLength(2);
  expect(migration.match(/foreign key.*'/g)).toEqual(["foreign key (a) references public.a (id) on delete cascade'"]);
});

test('JavaScript is TypeScript without its types', async () => {
  const [js, ts] = [await migrationOf(EVERY_FORM, { js: true }), await migrationOf(EVERY_FORM)];
  expect(() => parseAst(js, { lang: 'js' })).not.toThrow();
  const untyped = ts
    .replace("import type { Knex } from 'knex';\n", '')
    .replaceAll(/: (Knex|Promise<void>|string\[\]|\(trx: Knex\.Transaction\) => Promise<void>)(?=[,) ])/g, '');
  expect(js).toBe(untyped);
});

describe('what is written', () => {
  let folder: string;
  beforeAll(() => {
    folder = makeFolder();
  });
  afterAll(() => removeFolder(folder));
  const node = (script: string, ...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(ROOT, 'node_modules', script), ...args], { cwd: folder });

  test('passes the compiler, strict', async () => {
    const files = await Promise.all(
      [SCHEMA, EVERY_FORM, HOSTILE].map(async (spec, i) => {
        writeFileSync(join(folder, `${i}.ts`), await migrationOf(spec));
        return `${i}.ts`;
      }),
    );
    const strict = ['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--noUnusedLocals', '--noUnusedParameters'];
    const { stdout } = await node(
      'typescript/bin/tsc',
      ...[...strict, '--skipLibCheck', '--module', 'nodenext', '--types', 'node'],
      ...files,
    );
    expect(stdout).toBe('');
  });

  test.each([
    ['schema.yaml', SCHEMA],
    ['every form of the language', EVERY_FORM],
  ])('is as a formatter leaves it: %s', async (_what, spec) => {
    const migration = await migrationOf(spec);
    writeFileSync(join(folder, 'migration.ts'), migration);
    writeFileSync(join(folder, 'biome.json'), text('biome.json').replace(/"vcs": \{[^}]*\},/, ''));
    await node('@biomejs/biome/bin/biome', 'format', '--write', 'migration.ts');
    expect(readFileSync(join(folder, 'migration.ts'), 'utf8')).toBe(migration);
  });
});

describe('what cannot be written is an error', () => {
  test.each([
    ['a table', 'tables: { a.b: { columns: { id: uuid } } }', 'the table "a.b"'],
    ['a column', 'tables: { a: { columns: { "b as c": uuid } } }', 'the column "b as c" of "a"'],
  ])('%s that Knex has no name for', async (_what, spec, said) => {
    await expect(migrationOf(spec)).rejects.toThrow(`Knex has no way to name ${said}`);
  });

  test('functions, views and triggers', async () => {
    const spec = `tables: { a: { columns: { id: int primary key } } }
functions: { f(): { returns: int, language: sql, body: select 1 } }
views: { v: select id from a }`;
    await expect(migrationOf(spec)).rejects.toThrow(
      'a Knex migration of functions, views and triggers cannot be written yet: function public.f(), and 1 more',
    );
  });

  test('a spec without tables', async () => {
    await expect(migrationOf('tables: {}')).rejects.toThrow('spec.yaml has no tables');
  });

  test('a backslash before a question mark that is not in a string', () => {
    expect(() => sqlForKnex('select "a\\?b"')).toThrow('a Knex migration cannot say \\?');
  });

  test('an object that no part of the migration makes, or two do', () => {
    const { catalog } = compile(parseSpec('tables: { a: { columns: { id: uuid }, indexes: { i: id } } }', 'spec.yaml'));
    const sql = { create: () => [], access: () => [], columnClause: () => '' };
    const options = { file: 'spec.yaml', service: null, js: false };
    const [index] = catalog.index;
    if (index === undefined) throw new Error('there is no index');
    const lost = { ...catalog, index: [index, { ...index, table: 'b' }] };
    expect(() => knexMigration(lost, sql, options)).toThrow('the migration makes index public.b.i 0 times');
    const twice = { ...catalog, index: [index, index] };
    expect(() => knexMigration(twice, sql, options)).toThrow('the migration makes index public.a.i 2 times');
    expect(() => knexMigration({ ...emptyCatalog(), table: catalog.table }, sql, options)).not.toThrow();
  });
});

test.each(['a', 'A b', '`x`', '"', '\\', '$1', 'as', 'é', "it's", 'a-b', '[x]'])('Knex can name %s', (name) => {
  expect(isNameForKnex(name)).toBe(true);
});

test.each(['a.b', 'a?', 'a AS b', ' a', 'a ', '*', 'a[0]'])('Knex cannot name "%s"', (name) => {
  expect(isNameForKnex(name)).toBe(false);
});
