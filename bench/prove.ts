/**
 * What a proof of the 13 tables takes, as a whole process, beside a bare connection: medians. The goal is 2 seconds on two
 * cores. The rows, the roles and everything else of it is rolled back, so that every run finds the same.
 */
import { spawnSync } from 'node:child_process';
import { startEmbedded } from '../src/embedded/server.js';
import { createDatabase } from '../src/sql/scratch.js';

const RUNS = 9;
const path = (name: string) => new URL(`../${name}`, import.meta.url).pathname;

const server = await startEmbedded();
try {
  const url = await createDatabase(server.url, 'bench');
  const run = (...args: readonly string[]) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [path('bin/schema-audit.js'), ...args, '--spec', path('schema.yaml'), '--database-url', url],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return performance.now() - start;
  };
  run('apply', '--yes');
  run('prove');
  const runs = Array.from({ length: RUNS }, () => ({ prove: run('prove'), check: run('check') }));
  const of = (key: 'prove' | 'check') => median(runs.map((one) => one[key])).toFixed(0);
  console.log(`runs    ${RUNS}, in turn; Node ${process.version}, PostgreSQL ${server.version}`);
  console.log(`check   ${of('check')} ms`);
  console.log(`prove   ${of('prove')} ms, fastest ${Math.min(...runs.map(({ prove }) => prove)).toFixed(0)} ms`);
} finally {
  await server.stop();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
