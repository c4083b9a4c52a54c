/**
 * The servers of a test run, and its build. Each is started (or made) when a test first asks for it, once for all of
 * vitest's workers, which ask over HTTP; all are stopped at the end.
 */
import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/embedded/server.js';
import { dockerAnswers, startContainer } from './container.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where workers ask for servers (`<url>/default`, `<url>/18`), and for the build (`<url>/build`). */
    serversUrl: string;
  }
}

interface Server {
  readonly url: string;
  stop(): Promise<unknown>;
}

const DEFAULT_VERSION = 15;

/** `TEST_DATABASE_URL` if set, else a container where a Docker engine answers, else the embedded server. */
async function startDefault(): Promise<Server> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => undefined };
  if (await dockerAnswers()) {
    try {
      return await startContainer();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`Docker answers but gives no server (${reason.split('\n')[0]}): taking the embedded one.\n`);
    }
  }
  return started(String(DEFAULT_VERSION));
}

/** `TEST_DATABASE_URL_18` if set: a server that runs already spares each run of the tests its start. */
async function startVersion(version: string): Promise<Server> {
  const url = process.env[`TEST_DATABASE_URL_${version}`];
  if (url) return { url, stop: async () => undefined };
  // What is written ahead is kept short: it would take memory.
  const settings = { max_wal_size: '128MB', min_wal_size: '32MB' };
  return startEmbedded({ version: Number(version), settings, ...(await inMemory()) });
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 6e9;

/** The servers' files lie in memory where there is enough of it: a database is a thousand files. */
async function inMemory(): Promise<{ readonly folder?: string }> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return Math.min(room, process.availableMemory()) > ENOUGH_BYTES ? { folder: MEMORY } : {};
}

const servers = new Map<string, Promise<Server>>();

function started(version: string): Promise<Server> {
  const running = servers.get(version);
  if (running !== undefined) return running;
  const server = version === 'default' ? startDefault() : startVersion(version);
  servers.set(version, server);
  return server;
}

let building: Promise<unknown> | undefined;

function built(): Promise<unknown> {
  building ??= promisify(execFile)(process.execPath, [fileURLToPath(new URL('../scripts/setup.mjs', import.meta.url))]);
  return building;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const broker = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    const answer = name === 'build' ? built().then(() => '') : started(name).then(({ url }) => url);
    answer.then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
  const { port } = broker.address() as AddressInfo;
  project.provide('serversUrl', `http://127.0.0.1:${port}`);
  return async () => {
    broker.closeAllConnections();
    broker.close();
    const all = await Promise.allSettled(servers.values());
    await Promise.all(all.map((server) => (server.status === 'fulfilled' ? server.value.stop() : undefined)));
  };
}
