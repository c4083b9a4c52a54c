/** adopt asks before it writes, and runs on the oldest and the newest server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { adopt } from '../../src/commands/adopt.js';
import type { Io } from '../../src/commands/io.js';
import { onVersions, type TestDatabase } from '../postgres.js';
import { historyOf, namesIn, sql } from './environment.js';
import { adoptSmall, NEW, OLD, restoreSmall, SMALL, smallDatabase } from './small.js';

const NAME = { tableName: 'knex_migrations' };
let folder: string;
let database: TestDatabase;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schema-audit-adopt-prompt-'));
  writeFileSync(join(folder, 'spec.yaml'), SMALL);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A terminal at which somebody answers. */
function terminal(answer: (question: string) => Promise<string>) {
  let [out, err] = ['', ''];
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    color: false,
    columns: 200,
    interactive: true,
    ask: answer,
    signal: new AbortController().signal,
    env: {},
  };
  return { io, out: () => out, err: () => err };
}

const options = () => ({
  spec: join(folder, 'spec.yaml'),
  databaseUrl: database.url,
  format: 'text' as const,
  lockTimeout: 5000,
  statementTimeout: 0,
});

beforeEach(async () => {
  database = await smallDatabase(OLD);
});
afterEach(() => database.drop());

test('it shows what it would do, and does it only on a yes', async () => {
  const no = terminal(async () => 'n');
  expect(await adopt(options(), no.io)).toBe(1);
  expect(no.err()).toContain(`would be done in ${database.name}`);
  expect(no.err()).toContain('nothing was done');
  expect(await namesIn(database, NAME)).toEqual(OLD);
  const questions: string[] = [];
  const yes = terminal(async (question) => {
    questions.push(question);
    return 'y';
  });
  expect(await adopt(options(), yes.io)).toBe(0);
  expect(questions).toEqual([`Change the history public.knex_migrations of ${database.name}? [y/N] `]);
  expect(yes.out()).toContain(`complete   ${NEW}`);
  expect(await adopt({ ...options(), restore: true }, yes.io)).toBe(0);
  expect(await namesIn(database, NAME)).toEqual(OLD);
});

test('what has changed between the question and the answer is not done', async () => {
  const slow = terminal(async () => {
    await sql(database, `insert into knex_migrations (name) values ('another.ts')`);
    return 'y';
  });
  await expect(adopt(options(), slow.io)).rejects.toThrow('the history has changed since it was looked at');
  expect(await namesIn(database, NAME)).toEqual([...OLD, 'another.ts']);
});

onVersions([14, 18], (version) => {
  test('adopts and restores', async () => {
    const other = await smallDatabase(OLD, version);
    const before = await historyOf(other, NAME);
    expect((await adoptSmall(other.url)).done).toBe(true);
    expect(await namesIn(other, NAME)).toEqual([NEW]);
    await restoreSmall(other.url);
    expect(await historyOf(other, NAME)).toEqual(before);
    await other.drop();
  });
});
