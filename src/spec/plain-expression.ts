/** An expression as the server gives it back, in the words of a person: without the parentheses and casts that say nothing. */
import { closing, is, lex } from '../expression/scan.js';

/** Longer than this, an OR stands on lines of its own. */
const ONE_LINE = 90;

/** The same expression: what is left out the server puts there again. */
export function plainExpression(sql: string): string {
  const text = inLowerCase(withoutOuterParentheses(withoutAliases(withoutTextCasts(sql))));
  return text.length <= ONE_LINE ? text : onLines(text);
}

/** The server prints names as they are, and in capitals only what is its own: NULLIF, CURRENT_USER, OR. */
function inLowerCase(sql: string): string {
  let text = '';
  let end = 0;
  for (const token of lex(sql)) {
    if (token.kind !== 'word') continue;
    text += sql.slice(end, token.start) + token.text.toLowerCase();
    end = token.end;
  }
  return text + sql.slice(end);
}

/** `( select current_user as current_user)`: the name of a column that nobody can ask for by name, and the space. */
function withoutAliases(sql: string): string {
  const tokens = lex(sql);
  let text = '';
  let end = 0;
  const open: { readonly scalar: boolean; from: boolean }[] = [];
  for (const [i, token] of tokens.entries()) {
    if (is(token, '(')) open.push({ scalar: is(tokens[i + 1], 'select'), from: false });
    if (is(token, 'select') && is(tokens[i - 1], '(')) {
      text += sql.slice(end, tokens[i - 1]?.end);
      end = token.start;
    }
    if (is(token, ')')) open.pop();
    const inside = open.at(-1);
    if (inside === undefined) continue;
    if (is(token, 'from')) inside.from = true;
    if (!is(token, 'as') || !inside.scalar || inside.from || !is(tokens[i + 2], ')')) continue;
    text += sql.slice(end, tokens[i - 1]?.end ?? token.start);
    end = tokens[i + 1]?.end ?? token.end;
  }
  return text + sql.slice(end);
}

/** `current_setting('a'::text, true)`: a literal among the arguments of these is a text anyhow. */
const TAKES_TEXT = new Set(['current_setting']);

function withoutTextCasts(sql: string): string {
  const tokens = lex(sql);
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    if (!is(token, '::') || !is(tokens[i + 1], 'text') || tokens[i - 1]?.kind !== 'string') continue;
    if (!is(tokens[i - 2], '(') || !TAKES_TEXT.has(tokens[i - 3]?.value ?? '')) continue;
    text += sql.slice(end, token.start);
    end = tokens[i + 1]?.end ?? token.end;
  }
  return text + sql.slice(end);
}

/** Parentheses around the whole. */
export function withoutOuterParentheses(sql: string): string {
  const tokens = lex(sql);
  const [first] = tokens;
  if (!is(first, '(') || is(tokens[1], 'select', 'values', 'with') || closing(tokens, 0) !== tokens.length - 1)
    return sql;
  return withoutOuterParentheses(sql.slice(first?.end ?? 0, tokens.at(-1)?.start));
}

/** Each arm of the outermost OR, or else AND, on a line of its own. */
function onLines(sql: string): string {
  const tokens = lex(sql);
  for (const word of ['or', 'and']) {
    const starts: number[] = [];
    let depth = 0;
    for (const token of tokens) {
      if (is(token, '(', '[', 'case')) depth++;
      if (is(token, ')', ']', 'end')) depth--;
      if (depth === 0 && is(token, word)) starts.push(token.start);
    }
    const between = tokens.some((token) => is(token, 'between'));
    if (starts.length === 0 || (word === 'and' && between)) continue;
    const parts = [0, ...starts].map((start, i) => sql.slice(start, starts[i]).trim());
    return `${parts.join('\n')}\n`;
  }
  return sql;
}
