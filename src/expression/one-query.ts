/** The fence around whole queries and SQL bodies: is a text exactly one of them, so that nothing can stand behind? Tokens only. */
import type { NotOneExpression } from './one-expression.js';
import { oneExpression } from './one-expression.js';
import { remember } from './remember.js';
import { is, LexError, lex, type Token } from './scan.js';

/** What may follow WITH behind the beginning of a query. */
const AFTER_WITH: readonly string[] = ['ordinality', 'ties', 'time', 'unique'];

/**
 * Null when the text is proven to be one query (SELECT, VALUES, TABLE, WITH) that ends where it ends: behind
 * `create view … as` it can begin no other statement, and give the view no option.
 * @param sql without comments, see `withoutComments`
 */
export const oneQuery: (sql: string) => NotOneExpression | null = remember((sql) =>
  withTokens(sql, (tokens) => {
    const [first] = tokens;
    const start = tokens.find((token) => !is(token, '('));
    if (first === undefined) return { offset: 0, message: 'an empty query' };
    if (!is(start, 'select', 'values', 'with', 'table'))
      return {
        offset: start?.start ?? 0,
        message: `a query begins with SELECT, WITH, VALUES or TABLE, not "${start?.text ?? '('}"`,
      };
    return balanced(tokens, (token, i, depth) => {
      if (is(token, ';')) return 'a semicolon: one query, and nothing behind it';
      const option =
        depth === 0 && i > 0 && is(token, 'with') && !is(tokens[i - 1], '.') && !is(tokens[i + 1], ...AFTER_WITH);
      return option ? `"${token.text} ${tokens[i + 1]?.text ?? ''}" behind a query: it has a key of its own` : null;
    });
  }),
);

/** Null when the text is proven to be one SQL body: `RETURN <expression>` or `BEGIN ATOMIC … END`. */
export const oneBody: (sql: string) => NotOneExpression | null = remember((sql) =>
  withTokens(sql, (tokens) => {
    const [first, second] = tokens;
    if (is(first, 'return')) {
      const before = first?.end ?? 0;
      const refused = oneExpression(sql.slice(before));
      return refused === null ? null : { ...refused, offset: refused.offset + before };
    }
    if (!is(first, 'begin') || !is(second, 'atomic'))
      return { offset: 0, message: 'an SQL body is RETURN … or BEGIN ATOMIC … END' };
    const last = tokens.at(-1);
    if (tokens.length < 3 || !is(last, 'end'))
      return { offset: last?.start ?? 0, message: 'BEGIN ATOMIC is never closed by END' };
    const refused = statementsIn(sql, tokens.slice(2, -1));
    return refused;
  }),
);

/** Null when the text is proven to be statements that stay between BEGIN ATOMIC and END. */
export function oneAtomic(sql: string): NotOneExpression | null {
  return withTokens(sql, (tokens) => statementsIn(sql, tokens));
}

function statementsIn(sql: string, tokens: readonly Token[]): NotOneExpression | null {
  const last = tokens.at(-1);
  if (last === undefined) return null;
  if (!is(last, ';')) return { offset: Math.max(0, last.end), message: 'each statement ends with a semicolon' };
  const cases: Token[] = [];
  const refused = balanced(tokens, (token, i, depth) => {
    if (is(token, ';')) {
      // In `select 1 case; end` CASE is a column's name, and END ends the body.
      if (depth > 0 || cases.length > 0) return 'a semicolon inside an expression';
      return null;
    }
    if (is(tokens[i - 1], '.', 'as')) return null;
    if (is(token, 'case')) cases.push(token);
    if (is(token, 'end') && cases.pop() === undefined) return '"end" ends nothing here';
    return is(token, 'begin') ? 'a body within a body' : null;
  });
  const unclosed = cases.at(-1);
  if (refused !== null || unclosed === undefined) return refused;
  return { offset: Math.min(unclosed.start, sql.length), message: `"${unclosed.text}" is never closed` };
}

/** Walks over tokens whose brackets close what was opened; says what the visitor refuses, at its place. */
function balanced(
  tokens: readonly Token[],
  refuse: (token: Token, index: number, depth: number) => string | null,
): NotOneExpression | null {
  const open: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'parameter') return { offset: token.start, message: `a parameter ${token.text}` };
    if (is(token, ')', ']') && open.pop()?.value !== (token.value === ')' ? '(' : '['))
      return { offset: token.start, message: `"${token.text}" closes nothing` };
    const message = refuse(token, index, open.length);
    if (message !== null) return { offset: token.start, message };
    if (is(token, '(', '[')) open.push(token);
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? null : { offset: unclosed.start, message: `"${unclosed.text}" is never closed` };
}

function withTokens(
  sql: string,
  judge: (tokens: readonly Token[]) => NotOneExpression | null,
): NotOneExpression | null {
  let tokens: readonly Token[];
  try {
    tokens = lex(sql);
  } catch (error) {
    if (error instanceof LexError) return { offset: error.offset, message: error.message };
    throw error;
  }
  const comment = commentIn(sql, tokens);
  return comment === null ? judge(tokens) : { offset: comment, message: 'a comment' };
}

/** Where the first comment between tokens begins. */
function commentIn(sql: string, tokens: readonly Token[]): number | null {
  for (const { start, end } of gaps(sql, tokens)) {
    const at = sql.slice(start, end).search(/\S/);
    if (at !== -1) return start + at;
  }
  return null;
}

/**
 * The same SQL without the comments between its tokens, which PostgreSQL does not keep either; a comment in the middle
 * of a string that goes on in the next line stays.
 * @throws LexError
 */
export function withoutComments(sql: string): string {
  const tokens = lex(sql);
  let text = '';
  for (const [i, { start, end }] of gaps(sql, tokens).entries()) {
    const gap = sql.slice(start, end);
    const white = /\S/.test(gap) ? (/[\n\r]/.test(gap) ? '\n' : ' ') : gap;
    text += white + (tokens[i]?.text ?? '');
  }
  return text.trim();
}

function gaps(sql: string, tokens: readonly Token[]): { readonly start: number; readonly end: number }[] {
  return Array.from({ length: tokens.length + 1 }, (_, i) => ({
    start: tokens[i - 1]?.end ?? 0,
    end: tokens[i]?.start ?? sql.length,
  }));
}
