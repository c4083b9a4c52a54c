/** The boolean skeleton of an expression: what joins and wraps its conditions, down to leaves that are one each. Needs no parser. */
import { lex, type Token } from './lexer.js';
import { remember } from './remember.js';

export type Skeleton =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Skeleton[] }
  | { readonly is: 'not'; readonly part: Skeleton }
  /** Booleans inside other syntax: CASE, coalesce(…), `(…) is true`, `(select …)`. One text more than parts, around and between them. */
  | { readonly is: 'frame'; readonly texts: readonly string[]; readonly parts: readonly Skeleton[] }
  | { readonly is: 'leaf'; readonly text: string };

/**
 * @param sql exactly one expression, of type boolean
 * @throws LexError where it cannot be read
 */
export const skeleton: (sql: string) => Skeleton = remember((sql) => {
  return read(sql, lex(sql));
});

/** Writes a skeleton as SQL again, its leaves as `write` says. */
export function writeSkeleton(part: Skeleton, write: (leaf: string) => string): string {
  const parts = () => partsOf(part).map((one) => writeSkeleton(one, write));
  switch (part.is) {
    case 'leaf':
      return `(${write(part.text)})`;
    case 'not':
      return `(not ${parts().join('')})`;
    case 'frame': {
      const written = parts();
      return `(${part.texts.map((text, i) => `${text}${written[i] ?? ''}`).join('')})`;
    }
    default:
      if (part.parts.length === 0) return part.is === 'and' ? 'true' : 'false';
      return `(${parts().join(` ${part.is} `)})`;
  }
}

/** The leaves, from left to right. */
export function leavesOf(part: Skeleton): string[] {
  return part.is === 'leaf' ? [part.text] : partsOf(part).flatMap(leavesOf);
}

function partsOf(part: Skeleton): readonly Skeleton[] {
  if (part.is === 'leaf') return [];
  return part.is === 'not' ? [part.part] : part.parts;
}

function read(sql: string, tokens: readonly Token[]): Skeleton {
  const inner = withoutParentheses(tokens);
  for (const word of ['or', 'and'] as const) {
    const parts = split(inner, (token) => isWord(token, word));
    if (parts.length > 1) return { is: word, parts: parts.map((part) => read(sql, part)) };
  }
  const [first, ...rest] = inner;
  if (isWord(first, 'not') && rest.length > 0) return { is: 'not', part: read(sql, rest) };
  return (
    readTest(sql, inner) ??
    readSelect(sql, inner) ??
    readCase(sql, inner) ??
    readCoalesce(sql, inner) ??
    leaf(sql, inner)
  );
}

function leaf(sql: string, tokens: readonly Token[]): Skeleton {
  return { is: 'leaf', text: textOf(sql, tokens) };
}

function textOf(sql: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first === undefined || last === undefined ? '' : sql.slice(first.start, last.end);
}

/** `(<booleans>) is [not] true | false | unknown | null`; of one condition alone it is a part. */
function readTest(sql: string, tokens: readonly Token[]): Skeleton | null {
  const at = tokens.length - (isWord(tokens.at(-2), 'not') ? 3 : 2);
  const tested = tokens.slice(0, at);
  if (!isWord(tokens[at], 'is') || !isWord(tokens.at(-1), 'true', 'false', 'unknown', 'null')) return null;
  const part = read(sql, tested);
  if (part.is === 'leaf') return null;
  return { is: 'frame', texts: ['', ` ${textOf(sql, tokens.slice(at))}`], parts: [part] };
}

function readCase(sql: string, tokens: readonly Token[]): Skeleton | null {
  if (!isWord(tokens[0], 'case') || !isWord(tokens.at(-1), 'end')) return null;
  if (split(tokens, () => true).length > 1) return null;
  const texts: string[] = [];
  const parts: Skeleton[] = [];
  let operand = '';
  let before = 'case';
  for (const part of split(tokens.slice(1, -1), (token) => isWord(token, 'when', 'then', 'else'), true)) {
    const [word, ...rest] = part;
    if (!isWord(word, 'when', 'then', 'else')) {
      operand = textOf(sql, part);
      continue;
    }
    const isSimpleWhen = operand !== '' && word?.value === 'when';
    parts.push(isSimpleWhen ? { is: 'leaf', text: `(${operand}) = (${textOf(sql, rest)})` } : read(sql, rest));
    texts.push(`${before} ${word?.value} `);
    before = '';
  }
  return parts.length === 0 ? null : { is: 'frame', texts: [...texts, ' end'], parts };
}

/** Its arguments are booleans where it is one. */
function readCoalesce(sql: string, tokens: readonly Token[]): Skeleton | null {
  if (!isWord(tokens[0], 'coalesce') || tokens[1]?.text !== '(' || !enclosing(tokens.slice(1))) return null;
  const parts = split(tokens.slice(2, -1), (token) => token.text === ',').map((part) => read(sql, part));
  return { is: 'frame', texts: ['coalesce(', ...parts.slice(1).map(() => ', '), ')'], parts };
}

function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.value);
}

function opens(token: Token): boolean {
  return token.kind !== 'string' && (token.text === '(' || token.text === '[' || isWord(token, 'case'));
}

function closes(token: Token): boolean {
  return token.kind !== 'string' && (token.text === ')' || token.text === ']' || isWord(token, 'end'));
}

/**
 * Splits at tokens that stand outside parentheses and CASE; the AND of a BETWEEN is none.
 * @param keep whether the token at which is split begins the next part
 */
function split(tokens: readonly Token[], at: (token: Token) => boolean, keep = false): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  let betweens = 0;
  for (const token of tokens) {
    if (closes(token)) depth--;
    const outside = depth === 0;
    if (opens(token)) depth++;
    if (outside && isWord(token, 'between')) betweens++;
    const ofBetween = outside && isWord(token, 'and') && betweens > 0;
    if (ofBetween) betweens--;
    if (outside && !ofBetween && !opens(token) && !closes(token) && at(token)) {
      parts.push(keep ? [token] : []);
      continue;
    }
    parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** Whether the parenthesis that comes first is closed by the token that comes last. */
function enclosing(tokens: readonly Token[]): boolean {
  if (tokens[0]?.text !== '(' || tokens.at(-1)?.text !== ')') return false;
  let depth = 0;
  return tokens.every((token, i) => {
    if (opens(token)) depth++;
    if (closes(token)) depth--;
    return depth > 0 || i === tokens.length - 1;
  });
}

/** `(select <boolean>)`: it stays one, since the server plans it apart. */
function readSelect(sql: string, tokens: readonly Token[]): Skeleton | null {
  const inner = tokens.slice(1, -1);
  if (!enclosing(tokens) || inner[0] === undefined || !isWord(inner[0], 'select')) return null;
  const target = inner.slice(1, isWord(inner.at(-2), 'as') ? -2 : undefined);
  return isPlainTarget(target) ? { is: 'frame', texts: [`${inner[0].text} `, ''], parts: [read(sql, target)] } : null;
}

/** Without parentheses that enclose all of it. */
function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  if (!enclosing(tokens) || tokens.length < 3) return tokens;
  const inner = tokens.slice(1, -1);
  // A query or a row is no boolean of ours.
  if (isWord(inner[0], 'select', 'with', 'values', 'table')) return tokens;
  if (split(inner, (token) => token.text === ',').length > 1) return tokens;
  return withoutParentheses(inner);
}

/** Words that make a SELECT more than its one target. */
const QUERY =
  'all distinct except fetch for from group having intersect into limit offset order union where window'.split(' ');

function isPlainTarget(tokens: readonly Token[]): boolean {
  const outside = split(tokens, () => true, true).flatMap(([first]) => first ?? []);
  const isDistinctFrom = outside.some((token, i) => isWord(token, 'distinct') && isWord(outside[i - 1], 'is', 'not'));
  return (
    tokens.length > 0 &&
    !isDistinctFrom &&
    !outside.some((token) => isWord(token, ...QUERY) || token.text === ',' || token.text === '*')
  );
}
