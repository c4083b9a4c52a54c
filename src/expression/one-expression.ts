/** The fence: is a text exactly one SQL expression, so that it stays one inside parentheses? Tokens only, no grammar. */

import { remember } from './remember.js';
import { is, LexError, scan, type Token } from './scan.js';

/** What a text that is no single expression does wrong, and where. */
export interface NotOneExpression {
  readonly offset: number;
  readonly message: string;
}

/** Reserved words (manual, appendix C) that belong to a statement around an expression, never to one outside parentheses. */
const NEVER: ReadonlySet<string> = new Set(
  `analyse analyze as asc authorization both check column concurrently constraint create default deferrable desc do
   except fetch for foreign freeze grant having initially intersect into lateral leading limit offset on only order
   placing primary references returning select table tablesample trailing union using variadic where window
   cross full inner join natural outer verbose`.split(/\s+/),
);
/** Words above that may name a function. */
const FUNCTION_TOO: ReadonlySet<string> = new Set(
  'authorization concurrently cross freeze full inner join natural outer tablesample verbose'.split(' '),
);
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', end: 'case' };

/**
 * Null when the text is proven to be one expression that stays inside parentheses written around it: `select (<it>)`,
 * `using (<it>)`, `check (<it>)`. It may still be wrong SQL, or a row or sub-select in parentheses of its own; it
 * cannot close our parenthesis, end our statement, begin another, or hide the rest in a comment.
 * @param sql the expression, without parentheses around it
 */
export const oneExpression: (sql: string) => NotOneExpression | null = remember(refusal);

function refusal(sql: string): NotOneExpression | null {
  let scanned: ReturnType<typeof scan>;
  try {
    scanned = scan(sql);
  } catch (error) {
    if (error instanceof LexError) return { offset: error.offset, message: error.message };
    throw error;
  }
  const { tokens, comments } = scanned;
  if (comments[0] !== undefined) return { offset: comments[0], message: 'a comment inside an expression' };
  if (tokens.length === 0) return { offset: 0, message: 'an empty expression' };

  const open: Token[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const refuse = (message: string): NotOneExpression => ({ offset: token.start, message });
    if (token.kind === 'parameter') return refuse(`a parameter ${token.text}`);
    if (is(token, ';')) return refuse('a semicolon outside a literal');
    const named = is(tokens[index - 1], '.');
    if (is(token, '(', '[') || (is(token, 'case') && !named)) {
      open.push(token);
      if (token.kind === 'punctuation') depth++;
    } else if (is(token, ')', ']') || (is(token, 'end') && !named && is(open.at(-1), 'case'))) {
      if (open.at(-1)?.value !== CLOSES[token.value]) return refuse(`"${token.text}" closes nothing`);
      open.pop();
      if (token.kind === 'punctuation') depth--;
    } else if (depth === 0) {
      const message = outsideParentheses(tokens, index);
      if (message !== null) return refuse(message);
    }
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? null : { offset: unclosed.start, message: `"${unclosed.text}" is never closed` };
}

/** Why a token cannot stand in an expression outside parentheses, or null. */
function outsideParentheses(tokens: readonly Token[], index: number): string | null {
  const token = tokens[index];
  if (token === undefined || is(tokens[index - 1], '.')) return null;
  if (is(token, ',')) return 'a comma outside parentheses: more than one expression';
  if (is(token, ':', ':=', '=>', '..')) return `"${token.text}" outside parentheses`;
  if (token.kind !== 'word') return null;
  if (fits(token, tokens, index)) return null;
  if (FUNCTION_TOO.has(token.value) && is(tokens[index + 1], '(')) return null;
  return `"${token.text}" cannot stand in an expression outside parentheses`;
}

function fits(word: Token, tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  switch (word.value) {
    case 'from':
      return is(before, 'distinct');
    case 'distinct':
      return is(before, 'is') || (is(before, 'not') && is(tokens[index - 2], 'is'));
    case 'for':
      return is(before, 'collation') && is(after, '(');
    case 'to':
      return is(before, 'similar', 'year', 'month', 'day', 'hour', 'minute');
    case 'group':
      return is(before, 'within');
    case 'with':
      return before !== undefined && is(after, 'time', 'unique');
    case 'unique':
      return is(before, 'with', 'without');
    case 'all':
    case 'any':
    case 'some':
      return is(after, '(');
    case 'values':
      return !is(after, '(');
    case 'end':
      return false;
    default:
      return !NEVER.has(word.value);
  }
}
