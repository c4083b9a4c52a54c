/** Opens the database that a command was pointed at, and sees to it that it is closed again. */
import { connect, type Session } from '../sql/session.js';
import type { CommonOptions, Io } from './io.js';

/**
 * Starts to connect at once, so that the server works while we load the spec.
 * Takes --database-url, then DATABASE_URL, then libpq's PG* variables and files.
 */
export function open(
  options: CommonOptions,
  io: Io,
): { readonly session: Promise<Session>; readonly close: () => Promise<void> } {
  const session = connect({ url: options.databaseUrl ?? (io.env.DATABASE_URL || undefined) });
  // Whoever awaits it sees the error; until then it must not count as unhandled.
  session.catch(() => undefined);
  return { session, close: () => session.then((s) => s.end()).catch(() => undefined) };
}
