/** PostgreSQL's scanner (scan.l, standard_conforming_strings on): SQL text to tokens, stricter where versions differ. */
import { decodeBackslashes, decodeUnicode, EscapeError, isUnicodeEscapeCharacter } from './escapes.js';
import { endOfBlockComment, endOfString, upToQuote } from './quoted.js';
import { remember } from './remember.js';
import { is, LexError, type Token, type TokenKind } from './token.js';

export { closing, is, LexError, type Token, type TokenKind } from './token.js';

const SPACE = /[ \t\n\r\f\v]+/y;
const LINE_COMMENT = /--[^\n\r]*/y;
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z_0-9$\u0080-\uffff]*/y;
const OPERATOR = /[~!@#^&|`?+\-*/%<>=]+/y;
const PUNCTUATION = /::|:=|\.\.|[,()[\].;:]/y;
const PARAMETER = /\$[0-9]+/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*)?\$/y;
const STRING_START = /(?:[EeBbXxNn]|[Uu]&)?'/y;
const IDENTIFIER_START = /(?:[Uu]&)?"/y;
const PREFIXED_INTEGER = /0(?:[xX](?:_?[0-9A-Fa-f])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
const NUMBER =
  /(?:[0-9](?:_?[0-9])*(?:(?!\.\.)\.(?:[0-9](?:_?[0-9])*)?)?|\.[0-9](?:_?[0-9])*)(?:[Ee]([+-]?)[0-9](?:_?[0-9])*)?/y;
const NAME_BYTES = 63;

/** Tokens and, apart, where comments begin. */
export interface Scanned {
  readonly tokens: readonly Token[];
  readonly comments: readonly number[];
}

/** @throws LexError */
export const scan: (sql: string) => Scanned = remember(readTokens);

function readTokens(sql: string): Scanned {
  const tokens: Token[] = [];
  const comments: number[] = [];
  const nul = sql.indexOf('\0');
  if (nul !== -1) throw new LexError('a NUL character', nul);
  const half = /\p{Surrogate}/u.exec(sql);
  if (half) throw new LexError('half of a surrogate pair', half.index);

  let at = 0;
  const match = (pattern: RegExp, from = at): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(sql);
  };
  const push = (kind: TokenKind, end: number, value = sql.slice(at, end)): void => {
    tokens.push({ kind, text: sql.slice(at, end), value, start: at, end });
    at = end;
  };

  while (at < sql.length) {
    const space = match(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    if (sql.startsWith('--', at)) {
      comments.push(at);
      at += match(LINE_COMMENT)?.[0].length ?? 2;
      continue;
    }
    if (sql.startsWith('/*', at)) {
      comments.push(at);
      at = endOfBlockComment(sql, at);
      continue;
    }
    const string = match(STRING_START);
    if (string) {
      const found = endOfString(sql, at, string[0]);
      comments.push(...found.comments);
      push('string', found.end, stringValue(string[0].slice(0, -1).toLowerCase(), found.inside, at));
      continue;
    }
    const identifier = match(IDENTIFIER_START);
    if (identifier) {
      const { end, inside } = upToQuote(sql, at + identifier[0].length, '"', 'quoted identifier', at);
      if (inside === '') throw new LexError('a zero-length quoted identifier', at);
      push('quoted identifier', end, identifier[0].length > 1 ? inside : clip(inside));
      continue;
    }
    const word = match(WORD);
    if (word) {
      push('word', at + word[0].length, clip(word[0].replace(/[A-Z]+/g, (upper) => upper.toLowerCase())));
      continue;
    }
    const number = match(PREFIXED_INTEGER) ?? match(NUMBER);
    if (number) {
      const end = at + number[0].length;
      // An exponent without a sign and a prefix could go on as an identifier; so the server calls all of it junk.
      const couldBeWord = /^0[xob]|[eE][0-9_]+$/i.test(number[0]);
      if (/[A-Za-z_\u0080-\uffff]/.test(sql.charAt(end)) || (couldBeWord && /[0-9$]/.test(sql.charAt(end)))) {
        throw new LexError('junk after a number', end);
      }
      push('number', end);
      continue;
    }
    const parameter = match(PARAMETER);
    if (parameter) {
      const end = at + parameter[0].length;
      if (/[A-Za-z_\u0080-\uffff]/.test(sql.charAt(end))) throw new LexError('junk after a parameter', end);
      push('parameter', end);
      continue;
    }
    const dollar = match(DOLLAR)?.[0];
    if (dollar !== undefined) {
      const close = sql.indexOf(dollar, at + dollar.length);
      if (close === -1) throw new LexError('an unterminated dollar-quoted string', at);
      push('string', close + dollar.length, sql.slice(at + dollar.length, close));
      continue;
    }
    const operator = match(OPERATOR)?.[0];
    if (operator !== undefined) {
      const length = operatorLength(operator);
      if (length > NAME_BYTES) throw new LexError('an operator too long', at);
      push('operator', at + length);
      continue;
    }
    const punctuation = match(PUNCTUATION);
    if (!punctuation) throw new LexError(`an unexpected character ${JSON.stringify(sql.charAt(at))}`, at);
    push('punctuation', at + punctuation[0].length);
  }
  return { tokens: joinUescape(sql, tokens), comments };
}

/**
 * The tokens of a text, comments and white space left out.
 * @throws LexError for what PostgreSQL's scanner refuses
 */
export function lex(sql: string): readonly Token[] {
  return scan(sql).tokens;
}

/** Trailing `+` and `-` belong to an operator only if it holds a character that no SQL operator has (manual 4.1.3). */
function operatorLength(run: string): number {
  const comment = /\/\*|--/.exec(run);
  let length = comment ? comment.index : run.length;
  if (length > 1 && /[+-]/.test(run.charAt(length - 1)) && !/[~!@#^&|`?%]/.test(run.slice(0, length - 1))) {
    do length--;
    while (length > 1 && /[+-]/.test(run.charAt(length - 1)));
  }
  return length;
}

function stringValue(prefix: string, inside: string, start: number): string {
  if (prefix === 'b' || prefix === 'x') return prefix + inside;
  return prefix === 'e' ? decoded(() => decodeBackslashes(inside), start) : inside;
}

/** U& literals take the UESCAPE clause that follows them, and then their meaning. */
function joinUescape(sql: string, tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(isUnicodeLiteral)) return tokens;
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (!isUnicodeLiteral(token)) {
      joined.push(token);
      continue;
    }
    let clause: Token | undefined;
    if (is(tokens[i + 1], 'uescape')) {
      clause = tokens[i + 2];
      if (clause?.kind !== 'string' || !isUnicodeEscapeCharacter(clause.value)) {
        throw new LexError('UESCAPE without an escape character', clause?.start ?? sql.length);
      }
      i += 2;
    }
    const value = decoded(() => decodeUnicode(token.value, clause?.value), token.start);
    const end = clause?.end ?? token.end;
    joined.push({
      ...token,
      text: sql.slice(token.start, end),
      value: token.kind === 'string' ? value : clip(value),
      end,
    });
  }
  return joined;
}

function isUnicodeLiteral(token: Token): boolean {
  return (token.kind === 'string' || token.kind === 'quoted identifier') && /^u&/i.test(token.text);
}

function decoded(decode: () => string, start: number): string {
  try {
    return decode();
  } catch (error) {
    if (error instanceof EscapeError) throw new LexError(error.message, start + error.offset);
    throw error;
  }
}

function clip(name: string): string {
  if (name.length * 3 <= NAME_BYTES || Buffer.byteLength(name, 'utf8') <= NAME_BYTES) return name;
  let clipped = '';
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character, 'utf8');
    if (bytes > NAME_BYTES) break;
    clipped += character;
  }
  return clipped;
}
