/**
 * A condition as it reads on any table and however it is spelled: told from its tokens alone, for saying which tables
 * have the same policies. What it calls equal is equal; what it calls different may only be written differently.
 */
import { closing, lex, type Token } from './lexer.js';

/** As it would read on any table: in one line, the table's own name as `{table}`, without parentheses around it all. */
export function unqualified(expression: string, table: string): string {
  const tokens = lex(expression);
  let text = '';
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (before !== undefined && before.text !== '(' && before.end < token.start) text += ' ';
    text += token.kind !== 'string' && token.value === table && tokens[i + 1]?.text === '.' ? '{table}' : token.text;
  }
  return tokens[0]?.text === '(' && closing(tokens, 0) === tokens.length - 1 ? text.slice(1, -1).trim() : text;
}

/**
 * The same whatever its spelling: without `(select …)` around what reads no table, parentheses around a single operand,
 * and casts to what it is already.
 */
export function shapeOf(expression: string): string {
  const kept = lex(expression).map((token) => ({ ...token, text: spelled(token) }));
  return withoutCasts(withoutParentheses(withoutSelect(kept)))
    .map(({ text }) => text)
    .join(' ');
}

function spelled({ kind, value, text }: Token): string {
  return kind === 'word' ? value.toLowerCase() : text;
}

/** `( select x as name )` is `( x )`; not where it reads a table, or has a second column. */
function withoutSelect(tokens: readonly Token[]): readonly Token[] {
  const drop = new Set<number>();
  for (const [i, token] of tokens.entries()) {
    if (token.text !== 'select' || tokens[i - 1]?.text !== '(') continue;
    const end = closing(tokens, i - 1);
    const inside = tokens.slice(i + 1, end);
    const more = ownTokens(inside).some(({ text, kind }) => text === ',' || (kind === 'word' && CLAUSES.has(text)));
    if (end < 0 || more) continue;
    drop.add(i);
    if (tokens[end - 2]?.text === 'as') drop.add(end - 2).add(end - 1);
  }
  return tokens.filter((_, i) => !drop.has(i));
}

const CLAUSES: ReadonlySet<string> = new Set('from where union limit offset order group having values'.split(' '));

/**
 * Around what is one operand; and around one condition, where AND and OR are its only neighbours. Never around the
 * arguments of a function.
 */
function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  const drop = new Set<number>();
  for (const [i, token] of tokens.entries()) {
    const end = token.text === '(' ? closing(tokens, i) : -1;
    const before = tokens[i - 1];
    const called = before?.kind === 'quoted identifier' || (before?.kind === 'word' && !JOINS.has(before.text));
    if (end < 0 || called) continue;
    const inside = ownTokens(tokens.slice(i + 1, end));
    if (inside.some(({ text, kind }) => text === ',' || (kind === 'word' && JOINS.has(text)))) continue;
    const alone = AROUND.has(before?.text) && AROUND.has(tokens[end + 1]?.text);
    if (alone || !inside.some(isOperator)) drop.add(i).add(end);
  }
  return tokens.filter((_, i) => !drop.has(i));
}

/** Those that stand in no parenthesis. */
function ownTokens(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === ')') depth--;
    const own = depth === 0 && text !== ')';
    if (text === '(') depth++;
    return own && text !== '(';
  });
}

function isOperator({ kind, text }: Token): boolean {
  return !['word', 'quoted identifier', 'string', 'number'].includes(kind) && text !== '::' && text !== '.';
}

const AROUND: ReadonlySet<string | undefined> = new Set([undefined, '(', ')', 'and', 'or', 'not']);

/** Words that an operand ends at, and that no function is called. */
const JOINS: ReadonlySet<string> = new Set(
  'and or not is in any all some exists select case when then else end between like ilike similar'.split(' '),
);

/** `'x'::text` is a text already, and `a::uuid::uuid` a uuid. */
function withoutCasts(tokens: readonly Token[]): readonly Token[] {
  const drop = new Set<number>();
  for (const [i, token] of tokens.entries()) {
    if (token.text !== '::') continue;
    const [before, type] = [tokens[i - 1], tokens[i + 1]];
    const again = tokens[i - 2]?.text === '::' && before?.text === type?.text;
    if ((before?.kind === 'string' && type?.text === 'text') || again) drop.add(i).add(i + 1);
  }
  return tokens.filter((_, i) => !drop.has(i));
}
