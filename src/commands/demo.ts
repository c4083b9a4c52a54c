/** demo: the whole story on an embedded PostgreSQL: legacy migrations, what is wrong with them, a right database. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../checks/types.js';
import { startEmbedded } from '../embedded/server.js';
import { UserError } from '../errors.js';
import { runMigrations } from '../knex/migrate.js';
import { storyAsText } from '../report/story-text.js';
import { quoteIdent } from '../sql/quote.js';
import { connect } from '../sql/session.js';
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

  say('1/5  starting an embedded PostgreSQL, for this demo alone');
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
    const legacy = await createDatabase(server.url, 'legacy');
    const fresh = await createDatabase(server.url, 'fresh');

    say('2/5  the old way: three Knex migrations of an integration service, run by Knex');
    await run(legacy, await readFile(join(example, 'other-services.sql'), 'utf8'));
    const { ran, output } = await runMigrations(legacy, join(example, 'legacy'), HISTORY);
    for (const name of ran) say(`       ${name}`);
    for (const line of output) say(`         it says: ${line}`);

    say('3/5  schema-audit check: what is wrong with that database\n');
    const common = { spec: join(root, 'schema.yaml'), quiet: true, lockTimeout: 5000, statementTimeout: 60_000 };
    let json = '';
    await check(
      { ...common, format: 'json', failOn: 'never', databaseUrl: legacy },
      { ...io, out: (text) => (json += text) },
    );
    io.out(storyAsText(findingsIn(json), { color: io.color, columns: io.columns }));

    say('\n4/5  schema-audit apply: a new database, built from the spec and verified\n');
    await apply({ ...common, format: 'text', yes: true, databaseUrl: fresh }, io);

    say('\n5/5  schema-audit check on the new database\n');
    const code = await check({ ...common, format: 'text', failOn: 'warning', databaseUrl: fresh }, io);
    if (code !== EXIT.clean) throw new Error('the new database is not as the spec says');
    say('');
    if (options.keep === true) {
      say(`The server runs until Ctrl-C:\n  legacy  ${legacy}\n  fresh   ${fresh}`);
      // The server does not keep our process running; this does.
      const waiting = setInterval(() => undefined, 60_000);
      await interrupted.finally(() => clearInterval(waiting));
    }
  }
}

/** The JSON document is ours. */
function findingsIn(json: string): readonly Finding[] {
  return (JSON.parse(json) as { findings: Finding[] }).findings;
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await run(serverUrl, `create database ${quoteIdent(name)}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function run(url: string, sql: string): Promise<void> {
  const session = await connect({ url });
  try {
    await session.run([sql]);
  } finally {
    await session.end();
  }
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
