/** Text of the spec that knows where each of its characters stands in the file, whatever YAML did to it. */
import type { Node, Scalar } from 'yaml';
import type { Location } from '../errors.js';

/** The file as given, and where its lines begin. */
export class Source {
  readonly file: string;
  readonly content: string;
  readonly #lineStarts: number[] = [0];

  constructor(file: string, content: string) {
    this.file = file;
    this.content = content;
    for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
  }

  /** Line and column of an offset into the content. */
  location(offset: number): Location {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  /** Where a node begins: its value, not its anchor or tag. */
  locationOf(node: Node): Location {
    return this.location(node.range?.[0] ?? 0);
  }

  /** A scalar's text; of a number or boolean the text as written. */
  textOf(node: Scalar): Text {
    const value = String(node.value ?? '');
    return new Text(value, new Placement(this, node, value), 0);
  }
}

/** What knows where each of its characters stands. */
interface Place {
  location(offset: number): Location;
}

/** A piece of a scalar: its value, and the place of each character. */
export class Text {
  readonly value: string;
  readonly #scalar: Place;
  readonly #start: number;

  /** The whole of a file beside the spec. */
  static ofFile(source: Source): Text {
    return new Text(source.content, source, 0);
  }

  constructor(value: string, scalar: Place, start: number) {
    this.value = value;
    this.#scalar = scalar;
    this.#start = start;
  }

  /** Where the character at an offset of the value stands in the file. */
  at(offset = 0): Location {
    return this.#scalar.location(this.#start + offset);
  }

  /** The same place with another value: a quoted identifier without its quotes. */
  as(value: string): Text {
    return new Text(value, this.#scalar, this.#start);
  }

  /** A part of the value, without white space around it. */
  slice(start: number, end = this.value.length): Text {
    const part = this.value.slice(start, end);
    const leading = part.length - part.trimStart().length;
    return new Text(part.trim(), this.#scalar, this.#start + start + leading);
  }
}

const WHITE = /\s/;

/** From offsets into a scalar's value to offsets into the file. */
class Placement {
  readonly #source: Source;
  readonly #node: Scalar;
  readonly #value: string;
  #places: readonly number[] | null = null;

  constructor(source: Source, node: Scalar, value: string) {
    this.#source = source;
    this.#node = node;
    this.#value = value;
  }

  location(offset: number): Location {
    const { content } = this.#source;
    const type = this.#node.type;
    const start = (this.#node.range?.[0] ?? 0) + (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE' ? 1 : 0);
    if (!type?.startsWith('BLOCK') && content.startsWith(this.#value, start))
      return this.#source.location(start + offset);
    // YAML moves and folds white space only: the n-th other character of the value is the n-th of the source.
    this.#places ??= places(content, this.#node);
    let before = 0;
    for (const character of this.#value.slice(0, offset)) if (!WHITE.test(character)) before += character.length;
    const last = this.#places.at(-1);
    return this.#source.location(this.#places[before] ?? (last === undefined ? start : last + 1));
  }
}

/** One escape of a double-quoted scalar (YAML 1.2, 5.7). */
const ESCAPE = /\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n|[\s\S])/y;
const WHITE_ESCAPES = new Set([
  '\\n',
  '\\t',
  '\\\t',
  '\\r',
  '\\v',
  '\\f',
  '\\ ',
  '\\_',
  '\\L',
  '\\P',
  '\\\n',
  '\\\r\n',
]);

/** Offsets of all characters of a scalar that are not white space. */
function places(content: string, node: Scalar): readonly number[] {
  const [start, end] = node.range ?? [0, 0];
  const found: number[] = [];
  const quote = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0;
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const header = block ? content.indexOf('\n', start) : -1;
  let at = header === -1 ? start + quote : header + 1;
  while (at < end - quote) {
    ESCAPE.lastIndex = at;
    const escape = node.type === 'QUOTE_DOUBLE' ? ESCAPE.exec(content)?.[0] : undefined;
    if (escape !== undefined) {
      const code = /^\\[xuU]/.test(escape) ? Number.parseInt(escape.slice(2), 16) : undefined;
      const white =
        code === undefined ? WHITE_ESCAPES.has(escape) : WHITE.test(String.fromCodePoint(Math.min(code, 0x10ffff)));
      if (!white) found.push(at);
      if (code !== undefined && code > 0xffff) found.push(at);
      at += escape.length;
      continue;
    }
    if (!WHITE.test(content.charAt(at))) found.push(at);
    at += quote === 1 && content.startsWith("''", at) && node.type === 'QUOTE_SINGLE' ? 2 : 1;
  }
  return found;
}
