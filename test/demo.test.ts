/** The demo as a child process: it tells the story to its end, and leaves nothing behind when it is interrupted. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { build } from './build.js';

const BIN = new URL('../bin/schema-audit.js', import.meta.url).pathname;

beforeAll(build);

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
  // The server of a root's process is another account's, and must get there.
  chmodSync(temporary, 0o755);
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the demo; sends it an interrupt as soon as it has said a certain thing. */
function demo(interruptAt?: string, args: readonly string[] = []): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? '', HOME: temporary, TMPDIR: temporary };
    const child = spawn(process.execPath, [BIN, 'demo', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    let sent = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      if (interruptAt === undefined || sent || !err.includes(interruptAt)) return;
      sent = true;
      child.kill('SIGINT');
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const left = () => readdirSync(temporary).filter((name) => name.startsWith('schema-audit-'));

test('the demo tells the whole story, without colour where nobody sees it', async () => {
  const { code, out, err } = await demo();
  expect([code, left()]).toEqual([0, []]);
  for (let step = 1; step <= 6; step++) expect(err).toContain(`${step}/6`);
  for (const check of ['tenant-default', 'external-fk-cross-service', 'rls-wrong-table', 'uuid-ossp'])
    expect(out).toContain(check);
  expect(out.replace(/\s+/g, ' ')).toContain('read back, equal to the spec, committed');
  expect(out).toContain('13 tables, as in the spec');
  expect(out).toMatch(/sync_jobs +the spec calls it sync_queue/);
  expect(out).toMatch(/complete +001_baseline_integration_service\.ts/);
  expect(out).toMatch(
    /archived +001_baseline_integration\.ts\n +002_add_missing_tables\.ts\n +20260103_add_rls_policies\.ts/,
  );
  expect(out.trimEnd()).toMatch(/\nAlready up to date$/);
  expect(err.trimEnd()).toMatch(/PostgreSQL is stopped and its files are gone$/);
  expect(out + err).not.toContain('\u001b');
}, 120_000);

test.each(['1/6', '2/6', '3/6', '4/6', '5/6'])(
  'interrupted at %s it stops its server, removes its files and exits with 130',
  async (place) => {
    const { code, err } = await demo(place);
    expect([code, left()]).toEqual([130, []]);
    expect(err).toContain('interrupted');
    expect(err).not.toContain('6/6');
    expect(err).not.toContain('    at ');
    expect(err.trimEnd()).toMatch(/PostgreSQL is stopped and its files are gone$/);
  },
  120_000,
);

test('with --keep it ends with Ctrl-C', async () => {
  const { code, err } = await demo('The server runs until Ctrl-C', ['--keep']);
  expect([code, left()]).toEqual([130, []]);
  expect(err).toMatch(/Ctrl-C:\n {2}postgres:\/\/postgres:\S+@127\.0\.0\.1:\d+\/integration/);
}, 120_000);
