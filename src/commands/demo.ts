/** demo: the whole story on an embedded PostgreSQL: legacy migrations, what is wrong with them, the way out for a database that ran them. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Finding } from '../checks/types.js';
import { startEmbedded } from '../embedded/server.js';
import { UserError } from '../errors.js';
import { runMigrations } from '../knex/migrate.js';
import { storyAsText } from '../report/story-text.js';
import { createDatabase, runOn } from '../sql/scratch.js';
import { adopt } from './adopt.js';
import { apply } from './apply.js';
import { check } from './check.js';
import { EXIT, type ExitCode, type Io } from './io.js';

export interface DemoOptions {
  readonly keep?: boolean;
}

/** Ctrl-C: no error, and the command line gives it its exit code. */
class Interrupted extends Error {}

const HISTORY = 'knex_migrations_integration';

export async function demo(options: DemoOptions, io: Io): Promise<ExitCode> {
  const root = packageRoot();
  const example = join(root, 'examples', 'integration-service');
  const say = (text: string) => io.err(`${text}\n`);

  say('1/6  starting an embedded PostgreSQL, for this demo alone');
  const server = await startEmbedded();
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () => reject(new Interrupted());
    // Ctrl-C may have come while the server was starting.
    if (io.signal.aborted) stop();
    io.signal.addEventListener('abort', stop);
  });
  interrupted.catch(() => undefined);
  try {
    await Promise.race([interrupted, io.signal.aborted ? interrupted : story()]);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    say('\n     interrupted');
  } finally {
    await server.stop();
    say('     PostgreSQL is stopped and its files are gone');
  }
  return EXIT.clean;

  async function story(): Promise<void> {
    const folder = (name: string) => join(example, name);
    const common = { spec: join(root, 'schema.yaml'), quiet: true, lockTimeout: 5000, statementTimeout: 60_000 };
    const written = { ...common, format: 'text', yes: true } as const;

    say("2/6  schema-audit check --migrations: a service's three migrations, rehearsed\n");
    let json = '';
    const rehearsal = {
      format: 'json',
      failOn: 'never',
      migrations: folder('legacy'),
      scratchUrl: server.url,
    } as const;
    await check({ ...common, ...rehearsal }, { ...io, out: (text) => (json += text) });
    io.out(storyAsText(findingsIn(json), { color: io.color, columns: io.columns }));

    say('\n3/6  a database that has run them: its Knex history says');
    const url = await createDatabase(server.url, 'integration');
    await runOn(url, await readFile(folder('other-services.sql'), 'utf8'));
    const { ran } = await runMigrations(url, folder('legacy'), HISTORY);
    for (const name of ran) say(`       ${name}`);

    say('\n4/6  schema-audit apply: brought to the spec, without losing a row\n');
    await apply({ ...written, prune: true, allow: ['drops-index'], databaseUrl: url }, io);
    const code = await check({ ...common, format: 'text', failOn: 'warning', databaseUrl: url }, io);
    if (code !== EXIT.clean) throw new Error('the database is not as the spec says');

    say('\n5/6  schema-audit adopt: one migration replaces the three, in the history too\n');
    const adopted = await adopt({ ...written, migrations: folder('baseline'), databaseUrl: url }, io);
    if (adopted !== EXIT.clean) throw new Error('the history could not be adopted');

    say('\n6/6  knex migrate:latest, with the new folder\n');
    io.out(`${await knexSays(root, folder('knexfile.js'), url)}\n`);
    say('');
    if (options.keep === true) {
      say(`The server runs until Ctrl-C:\n  ${url}`);
      // The server does not keep our process running; this does.
      const waiting = setInterval(() => undefined, 60_000);
      await interrupted.finally(() => clearInterval(waiting));
    }
  }
}

/** What Knex's own command line answers. */
async function knexSays(root: string, knexfile: string, url: string): Promise<string> {
  const require = createRequire(join(root, 'package.json'));
  const cli = join(dirname(require.resolve('knex')), 'bin', 'cli.js');
  const args = ['--import', pathToFileURL(require.resolve('tsx')).href, cli, 'migrate:latest', '--knexfile', knexfile];
  const env = { ...process.env, DATABASE_URL: url, MIGRATIONS: 'baseline', NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** The JSON document is ours. */
function findingsIn(json: string): readonly Finding[] {
  return (JSON.parse(json) as { findings: Finding[] }).findings;
}

/** Where this package lies: its examples and its spec are beside its package.json. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new UserError('the demo does not find its examples');
    folder = parent;
  }
  return folder;
}
