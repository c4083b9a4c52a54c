/** The README tells the truth: its commands run, its spec is one, its samples are what is printed. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '../src/checks/index.js';
import { build } from './build.js';
import { makeLegacy } from './knex-run.js';
import { createDatabase, type TestDatabase } from './postgres.js';

const root = (path: string) => new URL(`../${path}`, import.meta.url).pathname;
const README = readFileSync(root('README.md'), 'utf8');

let folder: string;
let legacy: TestDatabase;
let empty: TestDatabase;
beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'readme-test-'));
  writeFileSync(join(folder, 'schema.yaml'), readFileSync(root('schema.yaml'), 'utf8'));
  legacy = await createDatabase();
  await makeLegacy(legacy.url);
  empty = await createDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all([legacy.drop(), empty.drop()]);
});

/** Runs a command line of the README in a folder with a schema.yaml. */
function run(
  args: readonly string[],
  databaseUrl: string,
  cwd: string = folder,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? '', HOME: folder, DATABASE_URL: databaseUrl };
    execFile(process.execPath, [root('bin/schema-audit.js'), ...args], { cwd, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

function block(language: string): string {
  const text = new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^\\1\`\`\`$`, 'm').exec(README);
  if (text === null) throw new Error(`the README has no block of ${language}`);
  return (text[2] ?? '').replaceAll(new RegExp(`^${text[1]}`, 'gm'), '');
}

/** Every `schema-audit …` in the text: those that are written out as commands. */
const commands = [...README.matchAll(/(?:`|\$ )schema-audit ([a-z][^`\n]*)/g)].map(([, args = '']) => args.trim());

test('there are commands to try', () => {
  expect(commands.length).toBeGreaterThanOrEqual(5);
});

test.each(commands)('schema-audit %s', async (command) => {
  const writes = command.startsWith('apply');
  const args = command.split(' ').flatMap((arg, i, all) => {
    if (arg === '--database-url' || all[i - 1] === '--database-url') return [];
    return [arg];
  });
  // What is pulled is written where there is no spec yet.
  const cwd = command.startsWith('pull') ? mkdtempSync(join(folder, 'pull-')) : folder;
  const { code, err } = await run(writes ? [...args, '--yes'] : args, writes ? empty.url : legacy.url, cwd);
  // Pull says what it found and left out.
  const said = command.startsWith('pull') ? '' : err;
  expect(err).not.toMatch(/^(error|hint):/m);
  expect([code, said]).toEqual([/^(check|prove)/.test(command) ? 1 : 0, '']);
});

test('its scripts are those of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(root('package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...README.matchAll(/npm (?:run )?(test|demo|setup|build)\b/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(1);
  for (const name of named) expect(scripts).toHaveProperty(name);
});

test('its spec can be applied, and what was applied is as it says', async () => {
  const database = await createDatabase();
  writeFileSync(join(folder, 'example.yaml'), block('yaml'));
  for (const args of [['apply', '--yes'], ['check']]) {
    const { code, err } = await run([...args, '--spec', 'example.yaml'], database.url);
    expect([code, err]).toEqual([0, '']);
  }
  await database.drop();
});

test('its sample of check is what check says of the legacy database', async () => {
  const { out } = await run(['check'], legacy.url);
  const words = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(/\(PostgreSQL [\d.]+\)/g, '');
  const sample = words(block('console')).replace(/^\$ \S+ check --database-url \S+ /, '');
  const [findings = '', verdict = ''] = sample.split(' … ');
  expect(words(out)).toContain(findings);
  expect(words(out)).toContain(words(verdict.replace(' in integration ', ` in ${legacy.name} `)).trim());
});

test('its sample of the JSON has the keys and the numbers of the real one', async () => {
  const { out } = await run(['check', '--format', 'json'], legacy.url);
  const document = JSON.parse(out);
  const sample = JSON.parse(block('jsonc').replaceAll('[ … ]', '[]'));
  expect(Object.keys(document)).toEqual(Object.keys(sample));
  expect(document.summary).toEqual(sample.summary);
  const [shown] = sample.findings;
  const found = document.findings.find(
    (f: { check: string; object: unknown }) =>
      f.check === shown.check && JSON.stringify(f.object) === JSON.stringify(shown.object),
  );
  expect({ ...found, cells: [], fingerprint: '…' }).toEqual(shown);
});

test('it names every check and every command of the help', async () => {
  for (const { id } of checks) expect(README).toContain(`\`${id}\``);
  const { out } = await run(['--help'], legacy.url);
  for (const [, name] of out.matchAll(/^ {2}([a-z]+) \[/gm))
    if (name !== 'help') expect(README).toMatch(new RegExp(`\`${name}\\b`));
});
