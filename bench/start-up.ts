/**
 * What `check` on the 13 tables costs beside a bare Node script that connects with pg and runs `select 1`: paired runs,
 * medians, as whole processes. The goal is 1.5 times the wall time.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startEmbedded } from '../src/embedded/server.js';
import { compile, connect, parseSpec, run, scopeOf } from '../src/index.js';

const RUNS = 21;
const root = new URL('..', import.meta.url);
const spec = new URL('schema.yaml', root).pathname;

const server = await startEmbedded();
const folder = mkdtempSync(join(tmpdir(), 'schema-audit-bench-'));
try {
  const bare = join(folder, 'bare.mjs');
  const pg = pathToFileURL(createRequire(import.meta.url).resolve('pg')).href;
  writeFileSync(
    bare,
    `import pg from ${JSON.stringify(pg)};
const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
await client.query('select 1');
await client.end();
`,
  );
  const parsed = parseSpec(readFileSync(spec, 'utf8'), 'schema.yaml');
  const session = await connect({ url: server.url });
  await run(
    session,
    { desired: compile(parsed).catalog, hints: new Map(), scope: scopeOf(parsed) },
    {
      timeouts: { lock: 5000, statement: 0 },
      turnTimeout: 5000,
      approve: () => undefined,
      onStatement: () => undefined,
    },
  );
  await session.end();

  const check = () =>
    time([new URL('bin/schema-audit.js', root).pathname, 'check', '--spec', spec, '--database-url', server.url]);
  const yardstick = () => time([bare, server.url]);
  check();
  yardstick();
  const pairs = Array.from({ length: RUNS }, () => ({ check: check(), bare: yardstick() }));
  const ratios = pairs.map((pair) => pair.check / pair.bare);
  console.log(`runs            ${RUNS}, in turn; Node ${process.version}, PostgreSQL ${server.version}`);
  console.log(`bare script     ${median(pairs.map((p) => p.bare)).toFixed(0)} ms`);
  console.log(`check           ${median(pairs.map((p) => p.check)).toFixed(0)} ms`);
  console.log(
    `check / bare    ${median(ratios).toFixed(2)} (from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); the goal is 1.50`,
  );
} finally {
  rmSync(folder, { recursive: true });
  await server.stop();
}

/** Milliseconds of wall time. */
function time(args: readonly string[]): number {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
