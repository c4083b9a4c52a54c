/** One connection to a server: how it is opened, what may be asked of it, and what its errors mean to a user. */
import { Socket } from 'node:net';
import type { Client, ClientConfig } from 'pg';
import { UserError } from '../errors.js';

export type Row = Readonly<Record<string, unknown>>;
export interface Result {
  readonly rows: readonly Row[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  /** How many rows the statement returned or wrote; null for one that does neither. */
  readonly rowCount: number | null;
}

/** What the rest of `sql` needs of a connection. */
export interface Session {
  /** The server process at the other end (pg_stat_activity.pid). */
  readonly processId: number;
  /** Runs statements as one simple-query message (one round trip); one result each. They share one fate: the first error ends all. */
  run(statements: readonly string[]): Promise<readonly Result[]>;
  /** Closes the connection; an open transaction rolls back. Never throws. */
  end(): Promise<void>;
}

export interface Target {
  /** `postgres://…` or key words; undefined: libpq's PG* variables and files. */
  readonly url: string | undefined;
  /** Milliseconds to wait for the connection. */
  readonly connectTimeout?: number;
  /** Called when the server is at work on our connection and we need not wait for it. */
  readonly onUnderway?: () => void;
}

interface ServerError {
  readonly code: string;
  readonly message: string;
}

/** Whether an error came from the server (or the socket) with a code of its own: an SQLSTATE or a Node errno. */
export function isServerError(error: unknown): error is ServerError & Error {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string';
}

/** Whether the connection is gone, as opposed to a statement that failed. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isServerError(error)) return /^(08...|57P0[123]|E[A-Z]+)$/.test(error.code);
  return /terminated|Connection (ended|closed)|not queryable/i.test(error.message);
}

/**
 * Opens a connection.
 * @throws UserError that names host, port, database and user, and never a password.
 */
export async function connect(target: Target): Promise<Session> {
  const { default: PgClient } = await import('pg/lib/client.js');
  const client = prepared(() => new PgClient(configOf(target)));
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw connectionError(client, error);
  }
  const send = async (statements: readonly string[]): Promise<Result[]> => {
    if (lost !== undefined) throw lost;
    const answer: unknown = await client.query(statements.join(';\n'));
    return (Array.isArray(answer) ? answer : [answer]) as Result[];
  };
  // Two may ask at once. A client's own queue is deprecated, with a warning that would reach the user's terminal.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    // The types of pg leave it out.
    processId: (client as { readonly processID?: number }).processID ?? 0,
    run(statements) {
      if (statements.length === 0) return Promise.resolve([]);
      const answer = turn.then(() => send(statements));
      turn = answer.catch(() => undefined);
      return answer;
    },
    async end() {
      await client.end().catch(() => undefined);
    },
  };
}

/** Ends the statement that a server process is at, from outside. */
export async function cancel(target: Target, processId: number): Promise<void> {
  const session = await connect(target);
  try {
    await session.run([`select pg_catalog.pg_cancel_backend(${processId})`]);
  } finally {
    await session.end();
  }
}

/** A client that nothing was sent by yet: its making reads the URL and the files that the URL names. */
function prepared(make: () => Client): Client {
  let client: Client;
  try {
    client = make();
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (isServerError(error) && 'path' in error) {
      throw new UserError(`the file ${String(error.path)} that the database URL names cannot be read: ${error.code}`);
    }
    // Its message is not quoted: it might hold the URL.
    throw new UserError('the database URL cannot be read', {
      hint: 'write postgres://user@host:5432/database; in a password, write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F',
    });
  }
  // Node waits for ever for a port that is none.
  if (!Number.isInteger(client.port))
    throw new UserError('the port of the database is not a number', { hint: 'see PGPORT' });
  return client;
}

function configOf(target: Target): ClientConfig {
  const config: ClientConfig = {
    application_name: 'schema-audit',
    connectionTimeoutMillis: target.connectTimeout ?? 10_000,
    stream: () => {
      const socket = new Socket();
      if (target.onUnderway !== undefined) socket.once('connect', target.onUnderway);
      return socket;
    },
  };
  if (target.url === undefined) return config;
  if (!/^(postgres(ql)?:|socket:|\/)/i.test(target.url)) {
    throw new UserError('the database URL is not one of PostgreSQL', {
      hint: 'write postgres://user@host:5432/database',
    });
  }
  return { ...config, connectionString: target.url };
}

/** What stood in the way, in one line. The client knows where it went, so that the URL need not be quoted. */
function connectionError(client: Client, error: unknown): UserError {
  const where = `${client.host}:${client.port}`;
  const code = isServerError(error) ? error.code : '';
  const message = error instanceof Error && error.message !== '' ? error.message : code;
  const clear = (text: string, hint?: string) => new UserError(text, hint === undefined ? {} : { hint });
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return clear(`no PostgreSQL server answers at ${where}`, 'is it running, and are host and port right?');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return clear(`the host ${client.host} cannot be found`);
    case '28P01':
      return clear(`the server at ${where} refused the password of user ${client.user}`);
    case '28000':
      return clear(`the server at ${where} refused user ${client.user}: ${message}`);
    case '3D000':
      return clear(`there is no database ${client.database} on ${where}`);
    case '53300':
      return clear(`the server at ${where} has no connection left`);
  }
  if (/does not support SSL/i.test(message)) {
    return clear(`the server at ${where} does not offer SSL`, 'sslmode in the URL, or PGSSLMODE, asks for it');
  }
  if (/timeout/i.test(message)) return clear(`the server at ${where} did not answer in time`);
  if (/password must be a string/i.test(message)) {
    return clear(
      `the server at ${where} wants a password for user ${client.user}`,
      'give it in the URL, PGPASSWORD or .pgpass',
    );
  }
  return clear(`no connection to ${where}: ${message}`);
}
