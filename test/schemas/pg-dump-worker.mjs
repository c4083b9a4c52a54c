/**
 * pg_dump 18 as WebAssembly, in a thread of its own: it asks its server and waits, and only a thread may wait. What it
 * would send goes through a port to pg-dump.ts, which holds the connection.
 */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';

const NOTHING = Buffer.alloc(0);
const SSL_REQUEST = 80877103;
const GSSAPI_REQUEST = 80877104;

/** What a server says to a client that it lets in: the connection is made already, by somebody else. */
function greeting(parameters) {
  const message = (type, ...parts) => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(5);
    head.write(type, 'latin1');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...parameters.map((pair) => message('S', Buffer.from(pair.map((text) => `${text}\0`).join('')))),
    message('K', Buffer.alloc(8)),
    message('Z', Buffer.from('I')),
  ]);
}

/** A connection as pg_dump's libpq sees it: bytes in, bytes out. */
function line({ parameters, port, signal }) {
  let started = false;
  let pending = NOTHING;

  /** Sends whole messages, `questions` of which are each answered with a ReadyForQuery, and waits for all the answers. */
  function ask(bytes, questions) {
    const before = Atomics.load(signal, 0);
    port.postMessage({ bytes, questions });
    if (questions === 0) return NOTHING;
    for (;;) {
      // Looked for after every wait, however that ends: under load a wait was seen to end before its answer was there.
      const received = receiveMessageOnPort(port);
      if (received === undefined) Atomics.wait(signal, 0, before, 100);
      else if (received.message.error) throw new Error(received.message.error);
      else return received.message.bytes;
    }
  }

  /** libpq sends a long query in pieces: only whole messages go on. */
  return function exchange(piece) {
    pending = Buffer.concat([pending, piece]);
    if (!started) {
      if (pending.length < 8 || pending.length < pending.readInt32BE(0)) return NOTHING;
      const code = pending.readInt32BE(4);
      pending = pending.subarray(pending.readInt32BE(0));
      if (code === SSL_REQUEST || code === GSSAPI_REQUEST) return Buffer.from('N');
      started = true;
      return greeting(parameters);
    }
    let end = 0;
    let questions = 0;
    while (pending.length >= end + 5 && pending.length >= end + 1 + pending.readInt32BE(end + 1)) {
      const type = String.fromCharCode(pending[end]);
      // The connection is not pg_dump's to end.
      if (type === 'X') return NOTHING;
      if (type === 'Q' || type === 'S') questions++;
      end += 1 + pending.readInt32BE(end + 1);
    }
    if (end === 0) return NOTHING;
    const whole = Uint8Array.from(pending.subarray(0, end));
    pending = pending.subarray(end);
    return ask(whole, questions);
  };
}

/** One dump at a time: the next one's message waits in the port while this one is under way. */
parentPort.on('message', async ({ args, ...connection }) => {
  const exchange = line(connection);
  try {
    const file = await pgDump({
      args,
      pg: {
        query: async () => ({ rows: [{ search_path: '' }] }),
        exec: async () => [],
        execProtocolRawStream: (bytes, { onRawData }) => onRawData(Uint8Array.from(exchange(bytes))),
      },
    });
    connection.port.postMessage({ sql: await file.text() });
  } catch (error) {
    connection.port.postMessage({ error: String(error?.message ?? error) });
  }
  connection.port.close();
});
