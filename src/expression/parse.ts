/** The parse tree of an expression: PostgreSQL's own parser (libpg-query, WebAssembly), loaded when first needed. */
import type { Node } from 'libpg-query';
import { oneExpression } from './one-expression.js';
import { remember } from './remember.js';

export type { Node } from 'libpg-query';

/** A text that is not one expression, or not one that PostgreSQL's grammar knows. */
export class ExpressionError extends Error {
  /** Into the text, in UTF-16 units. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'ExpressionError';
    this.offset = offset;
  }
}

/** An expression and its tree. Locations in the tree are offsets in UTF-8 bytes into `select (<sql>)`; see `offsetOf`. */
export interface Parsed {
  readonly sql: string;
  readonly node: Node;
}

const BEFORE = 'select (';
/** What a bare `select <target>` says of itself. */
const BARE_SELECT: ReadonlySet<string> = new Set(['targetList', 'limitOption', 'op']);

/**
 * Parses one expression, fenced twice: by its tokens (`oneExpression`) and by the tree, which must be one SELECT of one
 * target and nothing else. What is parsed again is the same object.
 * @throws ExpressionError
 */
export const parseExpression: (sql: string) => Promise<Parsed> = remember(parsed);

/** The same; null for what is no expression that we can parse. */
export async function parsedOrNull(sql: string): Promise<Parsed | null> {
  try {
    return await parseExpression(sql);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

async function parsed(sql: string): Promise<Parsed> {
  const refused = oneExpression(sql);
  if (refused !== null) throw new ExpressionError(refused.message, refused.offset);
  const { parse, hasSqlDetails } = await import('libpg-query');
  let statements: Awaited<ReturnType<typeof parse>>['stmts'];
  try {
    statements = (await parse(`${BEFORE}${sql})`)).stmts;
  } catch (error) {
    const position = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    const before = [...sql].slice(0, Math.max(0, position - BEFORE.length)).join(''); // errors count characters
    throw new ExpressionError(error instanceof Error ? error.message : String(error), before.length);
  }
  const node = onlyTarget(statements ?? []);
  if (node === null) throw new ExpressionError('not one expression', 0);
  return { sql, node };
}

function onlyTarget(statements: readonly { readonly stmt?: Node }[]): Node | null {
  const statement = statements[0]?.stmt;
  if (statements.length !== 1 || statement === undefined || !('SelectStmt' in statement)) return null;
  const select = statement.SelectStmt;
  if (!Object.keys(select).every((key) => BARE_SELECT.has(key)) || select.op !== 'SETOP_NONE') return null;
  const target = select.targetList?.[0];
  if (select.targetList?.length !== 1 || target === undefined || !('ResTarget' in target)) return null;
  const { name, indirection, val } = target.ResTarget;
  return name === undefined && indirection === undefined ? (val ?? null) : null;
}

/** A location of the tree as an offset into the expression, in UTF-16 units. */
export function offsetOf(sql: string, location: number): number {
  const bytes = Buffer.from(sql, 'utf8').subarray(0, Math.max(0, location - BEFORE.length));
  return Math.min(bytes.toString('utf8').length, sql.length);
}
