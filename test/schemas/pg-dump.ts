/**
 * pg_dump 18, which reads every server from 9.2 to 18, on every platform: the npm package that holds it as WebAssembly
 * brings no connection of its own, so that it is lent one of ours.
 */
import type { Socket } from 'node:net';
import { MessageChannel, Worker } from 'node:worker_threads';
import pg from 'pg';

const READY_FOR_QUERY = 0x5a;

/** What pg's client keeps to itself. */
interface Connection {
  readonly stream: Socket;
  on(event: 'parameterStatus', listener: (message: ParameterStatus) => void): void;
}

interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

/** What the thread says: bytes for the server, of which so many messages will be answered; or how it ended. */
type FromThread =
  | { readonly bytes: Uint8Array; readonly questions: number }
  | { readonly sql: string }
  | { readonly error: string };

/** One thread a process: to start it takes longer than most dumps. */
let thread: Worker | undefined;

function startedThread(): Worker {
  if (thread !== undefined) return thread;
  const worker = new Worker(new URL('./pg-dump-worker.mjs', import.meta.url));
  worker.unref();
  worker.on('exit', () => {
    thread = undefined;
  });
  thread = worker;
  return worker;
}

/** The dump before this one: one at a time, since the thread waits while it dumps. */
let last: Promise<unknown> = Promise.resolve();

/**
 * What pg_dump prints of a database.
 *
 * @param args as on its command line, without those for the connection
 */
export function pgDump(url: string, args: readonly string[] = ['--schema-only']): Promise<string> {
  const dump = last.then(() => connectAndDump(url, args));
  last = dump.catch(() => undefined);
  return dump;
}

async function connectAndDump(url: string, args: readonly string[]): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  const { connection } = client as unknown as { connection: Connection };
  const parameters: [string, string][] = [];
  connection.on('parameterStatus', ({ parameterName, parameterValue }) =>
    parameters.push([parameterName, parameterValue]),
  );
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await dumpOver(connection.stream, parameters, args);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Takes the connection over: nobody else reads from it any more. */
async function dumpOver(stream: Socket, parameters: [string, string][], args: readonly string[]): Promise<string> {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  let read = Buffer.alloc(0);
  let seen = 0;
  /** ReadyForQuery messages that are yet to come. */
  let awaited = 0;
  let asked = false;
  /** One answer a question: what the server says unasked goes with the next. */
  const answer = (message: { bytes: Uint8Array } | { error: string }) => {
    if (!asked) return;
    asked = false;
    ours.postMessage(message);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  stream.removeAllListeners('data');
  stream.on('data', (data) => {
    read = Buffer.concat([read, data]);
    while (read.length >= seen + 5 && read.length >= seen + 1 + read.readInt32BE(seen + 1)) {
      if (read[seen] === READY_FOR_QUERY) awaited--;
      seen += 1 + read.readInt32BE(seen + 1);
    }
    if (!asked || awaited > 0 || seen < read.length) return;
    const bytes = Uint8Array.from(read);
    [read, seen] = [Buffer.alloc(0), 0];
    answer({ bytes });
  });
  const cut = () => answer({ error: 'the connection is closed' });
  stream.on('close', cut);
  const worker = startedThread();
  let fail: (error: unknown) => void = () => undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      fail = (error) => reject(error instanceof Error ? error : new Error('the thread of pg_dump ended'));
      worker.on('error', fail);
      worker.on('exit', fail);
      ours.on('message', (message: FromThread) => {
        if ('sql' in message) return resolve(message.sql);
        if ('error' in message) return reject(new Error(message.error));
        awaited += message.questions;
        if (message.questions > 0) asked = true;
        return stream.destroyed ? cut() : stream.write(message.bytes);
      });
      worker.postMessage({ args, parameters, port: theirs, signal }, [theirs]);
    });
  } finally {
    worker.off('error', fail);
    worker.off('exit', fail);
    stream.off('close', cut);
    ours.close();
  }
}
