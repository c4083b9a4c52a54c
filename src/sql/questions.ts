/** Questions about rows: how many break something and which, asked so that the transaction stays as it was. */
import { type Address, addressOf } from '../catalog/address.js';
import type { CatalogObject } from '../catalog/types.js';
import { isConnectionLoss, isServerError, type Row, type Session } from './session.js';
import type { Sources } from './source.js';

/** Rows that break what is to be added. */
export interface Violation {
  readonly object: Address;
  /** One sentence without a full stop, and never a column's content. */
  readonly message: string;
  readonly count: number;
  /** Which rows, up to five: `id = 4`. */
  readonly keys: readonly string[];
}

export interface Untested {
  readonly object: Address;
  readonly why: string;
}

export interface Preflight {
  readonly violations: readonly Violation[];
  readonly untested: readonly Untested[];
}

/** One query of one row: `count`, and `keys` as a JSON array. */
export interface Question {
  readonly object: Address;
  readonly sql: string;
  readonly message: (count: number) => string;
}

/** How many rows are named. */
export const NAMED = 5;

/** Rows of a table for which a condition holds. */
export function rowsWhere(
  on: CatalogObject & { readonly schema: string; readonly table: string },
  condition: string,
  sources: Sources,
  message: (n: number) => string,
): Question[] {
  const from = sources.of(on.schema, on.table);
  if (from === null) return [];
  const key = sources.key(on.schema, on.table);
  const sql = `select count(*)::float8 as count, (select json_agg(k) from (
      select ${key} as k from ${from} where ${condition} limit ${NAMED}) named) as keys
    from ${from} where ${condition}`;
  return [{ object: addressOf(on), sql, message }];
}

/** All in one round trip; one by one where one of them fails. */
export async function ask(session: Session, questions: readonly Question[]): Promise<Preflight> {
  if (questions.length === 0) return { violations: [], untested: [] };
  const all = await guarded(
    session,
    questions.map(({ sql }) => sql),
  );
  if (!(all instanceof Error))
    return { violations: questions.flatMap((question, i) => violation(question, all[i])), untested: [] };
  const violations: Violation[] = [];
  const untested: Untested[] = [];
  for (const question of questions) {
    const answer = await guarded(session, [question.sql]);
    if (answer instanceof Error) untested.push({ object: question.object, why: reason(answer) });
    else violations.push(...violation(question, answer[0]));
  }
  return { violations, untested };
}

function violation({ object, message }: Question, row: Row | undefined): Violation[] {
  const count = Number(row?.count ?? 0);
  if (count === 0) return [];
  return [{ object, message: message(count), count, keys: Array.isArray(row?.keys) ? row.keys.map(String) : [] }];
}

/**
 * The first row of each answer, or the server's error, the transaction being as before. Row level security is not
 * silently obeyed: what it would hide is an error.
 */
export async function guarded(session: Session, statements: readonly string[]): Promise<readonly Row[] | Error> {
  try {
    await session.run(['savepoint schema_audit', 'set local row_security = off']);
    const results = await session.run(statements);
    return results.map((result) => result.rows[0] ?? {});
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    return error;
  } finally {
    await session.run(['rollback to savepoint schema_audit', 'release savepoint schema_audit']).catch(() => undefined);
  }
}

/** Why the server would not say; its own words might quote what a column holds. */
export function reason(error: Error): string {
  const code = isServerError(error) ? error.code : '';
  if (code === '42501' && /row-level security/.test(error.message))
    return 'row level security hides rows from the role that we are connected as';
  if (code === '42501') return error.message;
  if (code === '57014' || code === '55P03') return 'the server did not answer within the time limit';
  return `the question failed (SQLSTATE ${code})`;
}
