/** Opens the database that a command was pointed at, and sees to it that it is closed again. */
import { cancel, connect, type Session } from '../sql/session.js';
import type { CommonOptions, Io } from './io.js';

export interface Opening {
  readonly session: Promise<Session>;
  /** The server has been asked; what follows until it answers costs no time. Never rejects. */
  readonly started: Promise<void>;
  /** A second connection to the same database; closed with the first. */
  readonly another: () => Promise<Session>;
  /** Ends what the server does for us, then closes: a server notices too late that nobody waits any more. */
  readonly interrupt: () => Promise<void>;
  /** May be called more than once. */
  readonly close: () => Promise<void>;
}

/** A server far away is not waited for before the spec is read. Milliseconds, loading the client included. */
const LONGEST_WAIT = 30;

/**
 * Starts to connect at once, so that the server works while we load the spec.
 * Takes --database-url, then DATABASE_URL, then libpq's PG* variables and files.
 */
export function open(options: CommonOptions, io: Io): Opening {
  let underway: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    underway = resolve;
    setTimeout(resolve, LONGEST_WAIT).unref();
  });
  const url = options.databaseUrl ?? (io.env.DATABASE_URL || undefined);
  const session = connect({ url, onUnderway: underway });
  session.then(underway, underway);
  // Whoever awaits it sees the error; until then it must not count as unhandled.
  session.catch(() => undefined);
  const others: Session[] = [];
  const another = async () => {
    const one = await connect({ url });
    others.push(one);
    return one;
  };
  const interrupt = async () => {
    const { processId } = await session;
    await cancel({ url }, processId);
  };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= session
      .then((s) => Promise.all([s, ...others].map((one) => one.end())))
      .then(() => undefined)
      .catch(() => undefined);
    return closing;
  };
  return { session, started, another, interrupt: () => interrupt().catch(() => undefined), close };
}
