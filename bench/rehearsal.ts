/**
 * What a rehearsal of the three legacy migrations takes, as a whole process, beside what Knex's own command line takes to
 * run them on a server that is up already: paired runs, medians. The goal is 5 seconds with an embedded server that has been
 * started before (its programs are warm on disk).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startEmbedded } from '../src/embedded/server.js';
import { createDatabase, dropDatabase, runOn } from '../src/sql/scratch.js';

const RUNS = 7;
const root = new URL('..', import.meta.url);
const path = (name: string) => new URL(name, root).pathname;
const example = 'examples/integration-service';

const server = await startEmbedded();
try {
  const rehearse = (...more: readonly string[]) =>
    time(
      [
        path('bin/schema-audit.js'),
        'check',
        '--migrations',
        path(`${example}/legacy`),
        '--spec',
        path('schema.yaml'),
        ...more,
      ],
      1,
    );
  const knex = async () => {
    const url = await createDatabase(server.url, 'bench');
    await runOn(url, readFileSync(path(`${example}/other-services.sql`), 'utf8'));
    const cli = [
      '--import',
      'tsx',
      path('node_modules/knex/bin/cli.js'),
      'migrate:latest',
      '--knexfile',
      path(`${example}/knexfile.js`),
    ];
    const taken = time(cli, 0, { DATABASE_URL: url, MIGRATIONS: 'legacy' });
    await dropDatabase(server.url, 'bench');
    return taken;
  };
  rehearse();
  await knex();
  const runs: { embedded: number; down: number; scratch: number; knex: number }[] = [];
  for (let i = 0; i < RUNS; i++)
    runs.push({
      embedded: rehearse(),
      down: rehearse('--check-down'),
      scratch: rehearse('--scratch-url', server.url),
      knex: await knex(),
    });
  const of = (key: keyof (typeof runs)[number]) => runs.map((run) => run[key]);
  console.log(
    `runs                                   ${RUNS}, in turn; Node ${process.version}, PostgreSQL ${server.version}`,
  );
  console.log(`knex migrate:latest, server running    ${median(of('knex')).toFixed(0)} ms`);
  console.log(`rehearsal on that server               ${median(of('scratch')).toFixed(0)} ms`);
  console.log(
    `rehearsal, embedded server             ${median(of('embedded')).toFixed(0)} ms (from ${Math.min(...of('embedded')).toFixed(0)} to ${Math.max(...of('embedded')).toFixed(0)}); the goal is 5000`,
  );
  console.log(`the same with --check-down             ${median(of('down')).toFixed(0)} ms`);
  console.log(`rehearsal / knex, same server          ${median(runs.map((run) => run.scratch / run.knex)).toFixed(2)}`);
} finally {
  await server.stop();
}

/** Milliseconds of wall time. */
function time(args: readonly string[], code: number, env: Readonly<Record<string, string>> = {}): number {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  if (status !== code) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
