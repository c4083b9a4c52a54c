/**
 * What a pull of 300 tables takes, as a whole process, beside a bare connection that reads every column (the least that
 * anyone who pulls has to do): medians, in turn. The goal is 3 seconds; and a spec of a third of the dump's lines.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/embedded/server.js';
import { createDatabase } from '../src/sql/scratch.js';
import { load } from '../test/schemas/dump.js';
import { largeSchema } from '../test/schemas/large.js';
import { pgDump } from '../test/schemas/pg-dump.js';

const RUNS = 9;
const path = (name: string) => new URL(`../${name}`, import.meta.url).pathname;

const BARE = `
  import pg from 'pg';
  const client = new pg.Client(process.argv[1]);
  await client.connect();
  await client.query('select attrelid::regclass, attname, format_type(atttypid, atttypmod) from pg_attribute where attnum > 0');
  await client.end();`;

const server = await startEmbedded();
const folder = mkdtempSync(join(tmpdir(), 'schema-audit-bench-'));
try {
  const url = await createDatabase(server.url, 'bench');
  await load(url, largeSchema());
  const timed = (...args: readonly string[]) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: path('.') });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - start;
  };
  const out = join(folder, 'schema.yaml');
  const pull = () => {
    rmSync(out, { force: true });
    return timed(path('bin/schema-audit.js'), 'pull', '--database-url', url, '--out', out);
  };
  const bare = () => timed('--input-type=module', '--eval', BARE, url);
  pull();
  const runs = Array.from({ length: RUNS }, () => ({ bare: bare(), pull: pull() }));
  const of = (key: 'bare' | 'pull') => median(runs.map((one) => one[key])).toFixed(0);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n').length;
  const dump = (await pgDump(url)).trimEnd().split('\n').length;
  console.log(`runs    ${RUNS}, in turn; Node ${process.version}, PostgreSQL ${server.version}`);
  console.log(`bare    ${of('bare')} ms`);
  console.log(`pull    ${of('pull')} ms, fastest ${Math.min(...runs.map((one) => one.pull)).toFixed(0)} ms`);
  console.log(`lines   ${lines} of the spec, ${dump} of pg_dump --schema-only: ${(lines / dump).toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true });
  await server.stop();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
