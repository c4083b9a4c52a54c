/** A migration tool's history as adopt needs it: how its tables are made, read and marked, and how it keeps a second run out. One file a tool. */
import { quoteQualified } from '../quote.js';
import type { Session } from '../session.js';

/** Where a history's table is. */
export interface Place {
  readonly schema: string;
  readonly table: string;
}

export interface HistoryRow {
  /** As text, whatever its type. */
  readonly id: string;
  /** Empty where the table has NULL. */
  readonly name: string;
}

/** What stands in the way, or has gone wrong, with what to do about it. */
export interface Remark {
  readonly message: string;
  readonly hint: string;
}

/** Why a history cannot be written to now. */
export interface Busy extends Remark {
  /** The lock is committed: a run without a transaction, which does not look at the history again before it goes on. */
  readonly lasting: boolean;
}

export interface History {
  readonly tool: 'knex' | 'node-pg-migrate';
  /** The tool's default. */
  readonly table: string;
  /** The search path by which the tool finds it, where nobody says; null: the connection's own. */
  readonly searchPath: readonly string[] | null;
  /** Columns by which its table is known. */
  readonly columns: readonly string[];
  /** What the tool's table of locks is called after the history's; null: it has none. */
  readonly lockSuffix: string | null;
  /** Whether the tool refuses rows that are not in the order of the files. */
  readonly ordered: boolean;
  /** What the history calls a file. */
  readonly nameOf: (file: string) => string;
  /** The statements that make the table, as the tool itself does. */
  readonly create: (place: Place) => readonly string[];
  readonly createLock: (place: Place) => readonly string[];
  /** Asks for the rows: id and name, oldest first. */
  readonly rows: (place: Place) => string;
  /**
   * Inserts rows for migrations that count as complete, in this order; an INSERT without RETURNING.
   * `later`: rows that are there and come after them.
   */
  readonly mark: (place: Place, names: readonly string[], later: readonly string[]) => string;
  /** Whether a run is at work, or left its lock: without taking it, and needing no more than SELECT. */
  readonly look: (session: Session, place: Place) => Promise<Busy | null>;
  /** Takes the tool's lock without waiting, for this transaction. */
  readonly take: (session: Session, place: Place) => Promise<Busy | null>;
  /** Gives it back, before the commit. */
  readonly release: (place: Place) => readonly string[];
  /** What the tool calls the command that shows where it stands, and what would undo the newest marks. */
  readonly words: { readonly migrate: string; readonly undo: string; readonly missing: string };
}

export function lockPlace(history: History, { schema, table }: Place): Place {
  return { schema, table: `${table}${history.lockSuffix ?? ''}` };
}

export function tableOf({ schema, table }: Place): string {
  return quoteQualified(schema, table);
}
