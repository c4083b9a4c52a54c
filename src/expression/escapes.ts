/** The escapes of E'' strings and of U& literals, decoded as PostgreSQL decodes them. Not the search for a literal's end. */

const BACKSLASH: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** An escape that PostgreSQL refuses; `offset` counts from the start of the text given. */
export class EscapeError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'EscapeError';
    this.offset = offset;
  }
}

/**
 * The value of the inside of an E'' string (quotes already single): manual 4.1.2.2.
 * @throws EscapeError for what the server refuses: half a Unicode escape, half a surrogate pair, NUL, bytes that are not UTF-8
 */
export function decodeBackslashes(inside: string): string {
  const bytes: Buffer[] = [];
  let at = 0;
  let pending: { high: number; offset: number } | null = null;
  while (at < inside.length) {
    const found = inside.charAt(at) === '\\' ? backslashEscape(inside, at) : null;
    const unit = found?.unit;
    if (pending !== null && !isLowSurrogate(unit)) throw new EscapeError('half of a surrogate pair', pending.offset);
    if (found === null) {
      const next = inside.indexOf('\\', at);
      const end = next === -1 ? inside.length : next;
      bytes.push(Buffer.from(inside.slice(at, end), 'utf8'));
      at = end;
      continue;
    }
    if (unit === undefined) bytes.push(found.bytes);
    else if (pending !== null) {
      bytes.push(Buffer.from(String.fromCharCode(pending.high, unit), 'utf8'));
      pending = null;
    } else if (isHighSurrogate(unit)) pending = { high: unit, offset: at };
    else bytes.push(Buffer.from(codePoint(unit, at), 'utf8'));
    at = found.end;
  }
  if (pending !== null) throw new EscapeError('half of a surrogate pair', pending.offset);
  const all = Buffer.concat(bytes);
  if (all.includes(0)) throw new EscapeError('a NUL character', 0);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all);
  } catch {
    throw new EscapeError('bytes that are not UTF-8', 0);
  }
}

/** One escape: the bytes it stands for, or the code point (perhaps half a pair) of a Unicode escape. */
interface Escape {
  readonly bytes: Buffer;
  readonly unit?: number;
  readonly end: number;
}

function backslashEscape(text: string, at: number): Escape {
  const letter = text.charAt(at + 1);
  const rest = text.slice(at + 1, at + 10);
  if (letter === 'u' || letter === 'U') {
    const digits = (letter === 'u' ? /^u([0-9a-f]{4})/i : /^U([0-9a-f]{8})/i).exec(rest)?.[1];
    if (digits === undefined) throw new EscapeError('an unfinished Unicode escape', at);
    return { bytes: Buffer.alloc(0), unit: Number.parseInt(digits, 16), end: at + 2 + digits.length };
  }
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
  if (octal !== undefined) return { bytes: Buffer.from([Number.parseInt(octal, 8) & 255]), end: at + 1 + octal.length };
  const hex = /^x([0-9a-f]{1,2})/i.exec(letter === 'x' ? rest : '')?.[1];
  if (hex !== undefined) return { bytes: Buffer.from([Number.parseInt(hex, 16)]), end: at + 2 + hex.length };
  const character = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  return { bytes: Buffer.from(BACKSLASH[character] ?? character, 'utf8'), end: at + 1 + character.length };
}

/**
 * The value of the inside of a U&'' or U&"" literal (quotes already single): manual 4.1.2.3 and 4.1.1.
 * @throws EscapeError for a broken escape, half a surrogate pair or NUL
 */
export function decodeUnicode(inside: string, escapeCharacter = '\\'): string {
  let value = '';
  let at = 0;
  let pending: { high: number; offset: number } | null = null;
  while (at < inside.length) {
    const isEscape = inside.charAt(at) === escapeCharacter;
    const doubled = isEscape && inside.charAt(at + 1) === escapeCharacter;
    const digits =
      isEscape && !doubled ? /^(?:\+([0-9a-f]{6})|([0-9a-f]{4}))/i.exec(inside.slice(at + 1, at + 8)) : null;
    if (isEscape && !doubled && digits === null) throw new EscapeError('a broken Unicode escape', at);
    const unit: number | undefined = digits === null ? undefined : Number.parseInt(digits[1] ?? digits[2] ?? '', 16);
    if (pending !== null && !isLowSurrogate(unit)) throw new EscapeError('half of a surrogate pair', pending.offset);
    if (digits === null || unit === undefined) value += inside.charAt(at);
    else if (pending !== null) {
      value += String.fromCharCode(pending.high, unit);
      pending = null;
    } else if (isHighSurrogate(unit)) pending = { high: unit, offset: at };
    else value += codePoint(unit, at);
    at += digits === null ? (doubled ? 2 : 1) : 1 + digits[0].length;
  }
  if (pending !== null) throw new EscapeError('half of a surrogate pair', pending.offset);
  return value;
}

/** May this be the character after UESCAPE? Hex digits, plus, quotes and white space may not. */
export function isUnicodeEscapeCharacter(text: string): boolean {
  return text.length === 1 && /[^0-9a-f+'" \t\n\r\f\v]/i.test(text);
}

function codePoint(unit: number, offset: number): string {
  if (unit === 0 || unit > 0x10ffff || isLowSurrogate(unit))
    throw new EscapeError('an invalid Unicode character', offset);
  return String.fromCodePoint(unit);
}

function isHighSurrogate(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number | undefined): unit is number {
  return unit !== undefined && unit >= 0xdc00 && unit <= 0xdfff;
}
