/** Migrations written down in a test, rehearsed on the tests' server. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { diff } from '../../src/catalog/diff.js';
import { emptyCatalog } from '../../src/catalog/types.js';
import { auditMigrations, type RehearsalOptions, type RehearsalResult } from '../../src/commands/rehearsal.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { plan } from '../../src/sql/plan.js';
import { IO } from '../io.js';
import { serverUrl } from '../postgres.js';

export { IO };

/** A folder of its own, removed after the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** One migration. SQL is run as it stands; a body sees `knex`. */
export interface Written {
  readonly sql?: string;
  readonly up?: string;
  readonly down?: string;
  readonly outside?: boolean;
}

export function written({ sql, up = '', down = '', outside = false }: Written): string {
  const run = (text: string | undefined) =>
    text === undefined || text === '' ? '' : `await knex.raw(${JSON.stringify(text.replaceAll('?', '\\?'))});`;
  const [forward, back] = sql === undefined ? [up, down] : [run(sql), down === '' ? '' : run(down)];
  return `${outside ? 'export const config = { transaction: false };\n' : ''}export async function up(knex: any): Promise<void> {\n  ${forward}\n}
export async function down(knex: any): Promise<void> {\n  ${back}\n}\n`;
}

/** What `compile` writes: the first migration of a project that has nothing yet. */
export function sqlOf(text: string): string {
  const { catalog } = compile(parseSpec(text, 'spec.yaml'));
  const empty = { ...emptyCatalog(), schema: catalog.schema.filter(({ name }) => name === 'public') };
  const changes = diff(catalog, empty, { pairing: {}, same: () => false });
  return plan(changes, catalog, () => true)
    .statements.map(({ sql }) => sql)
    .join(';\n');
}

export type Options = Partial<Omit<RehearsalOptions, 'migrations'>>;

/** Rehearses a folder on a database of the tests' server. */
export async function rehearseFolder(directory: string, text: string, options: Options = {}): Promise<RehearsalResult> {
  const spec = parseSpec(text, 'schema.yaml');
  return auditMigrations(
    { spec, ...compile(spec) },
    {
      scratchUrl: await serverUrl(),
      timeouts: { lock: 5000, statement: 60_000 },
      settling: { settings: spec.audit, baseline: null, today: '2026-01-01' },
      ...options,
      migrations: directory,
    },
    IO,
  );
}

/** Rehearses migrations after one that builds what the spec says. */
export async function rehearseAfter(
  text: string,
  migrations: readonly Written[],
  options: Options = {},
): Promise<RehearsalResult> {
  const tables = parseSpec(text, 'spec.yaml').tables.map(({ name }) => name);
  const first = {
    sql: sqlOf(text),
    down: [...tables]
      .reverse()
      .map((name) => `drop table ${name}`)
      .join(';'),
  };
  const files = [first, ...migrations].map((one, i) => [`00${i + 1}_it.ts`, written(one)] as const);
  return rehearseFolder(await folderOf(Object.fromEntries(files)), text, options);
}

/** A check's example (see Check.rehearsal). */
export function migrationsIn(example: string): readonly Written[] {
  return example
    .split(/^-- migration/m)
    .slice(1)
    .map((part) => {
      const [up = '', down = ''] = part.split(/^-- down$/m);
      const outside = up.startsWith(' without a transaction');
      return { sql: up.replace(' without a transaction', '').trim(), down: down.trim(), outside };
    });
}
