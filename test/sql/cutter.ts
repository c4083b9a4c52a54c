/** A line to the server that is cut at a chosen query. */
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { onServer, type TestDatabase } from '../postgres.js';

/** A proxy that counts the client's queries and cuts the line at one of them, before or after the server has got it. */
export interface Cutter {
  readonly url: string;
  readonly queries: () => number;
  cutAt(query: number, when: 'before' | 'after'): void;
  close(): Promise<void>;
}

export async function startCutter(target: string): Promise<Cutter> {
  const { hostname, port } = new URL(target);
  let seen = 0;
  let at = Number.POSITIVE_INFINITY;
  let cut: 'before' | 'after' = 'before';
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connectTo(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (data) => {
      // 'Q': a simple query; the start-up packet and the password are not.
      const isQuery = data[0] === 0x51;
      if (isQuery) seen++;
      if (isQuery && seen === at && cut === 'before') return end();
      upstream.write(data);
      if (isQuery && seen === at && cut === 'after') {
        // The server gets to the end of the query; its answer never comes.
        client.destroy();
        upstream.removeAllListeners('data').on('data', (answer) => {
          if (isReady(answer)) end();
        });
      }
      return undefined;
    });
    upstream.on('data', (data) => client.write(data));
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    queries: () => seen,
    cutAt(query, when) {
      seen = 0;
      at = query;
      cut = when;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether an answer ends with ReadyForQuery: 'Z', its length, a letter. */
function isReady(answer: Buffer): boolean {
  return answer.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));
}

/** Waits until the server has noticed that nobody is there any more. */
export async function settled(database: TestDatabase): Promise<void> {
  const sessions = `select from pg_stat_activity where datname = '${database.name}' and application_name = 'schema-audit'`;
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if ((await onServer(database.url, sessions)).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the session that was cut off lives on');
}
