/** Type names: as people write them to as format_type gives them under an empty search_path. */
import type { Token } from '../expression/lexer.js';
import { type Cursor, Unexpected } from './cursor.js';
import { nearest } from './did-you-mean.js';
import { qualifiedIdentifier } from './names.js';

/** Types whose name format_type keeps; pg_type of PostgreSQL 14 to 18 without those nobody declares a column with. */
const PLAIN = new Set(
  `aclitem bigint boolean box bytea cid cidr circle date datemultirange daterange inet int4multirange int4range
  int8multirange int8range integer json jsonb jsonpath line lseg macaddr macaddr8 money name nummultirange numrange oid
  path pg_lsn pg_snapshot point polygon real refcursor regclass regcollation regconfig regdictionary regnamespace regoper
  regoperator regproc regprocedure regrole regtype smallint text tid tsmultirange tsquery tsrange tstzmultirange
  tstzrange tsvector txid_snapshot uuid xid xid8 xml`.split(/\s+/),
);

const ALIASES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  float4: 'real',
  float8: 'double precision',
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
};

/** Types with a length or precision, by every name they go by. */
const MODIFIED: Readonly<
  Record<string, 'varchar' | 'char' | 'bpchar' | 'bit' | 'varbit' | 'numeric' | 'float' | 'time' | 'timestamp'>
> = {
  bit: 'bit',
  bpchar: 'bpchar',
  char: 'char',
  character: 'char',
  dec: 'numeric',
  decimal: 'numeric',
  float: 'float',
  nchar: 'char',
  numeric: 'numeric',
  time: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  timetz: 'time',
  varbit: 'varbit',
  varchar: 'varchar',
};

const SERIAL: Readonly<Record<string, string>> = {
  bigserial: 'bigint',
  serial: 'integer',
  serial2: 'smallint',
  serial4: 'integer',
  serial8: 'bigint',
  smallserial: 'smallint',
};

const KNOWN = [...PLAIN, ...Object.keys(ALIASES), ...Object.keys(MODIFIED), 'interval', 'double precision'];
const INTERVAL_FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** Types of the spec's own that go by their bare names, with their canonical spelling. */
export type OwnTypes = ReadonlyMap<string, string>;
export const NO_TYPES: OwnTypes = new Map();

/** Takes a column's type: any other, or serial. @throws Unexpected as readType does */
export function readColumnType(cursor: Cursor, own: OwnTypes): { readonly type: string; readonly serial: boolean } {
  const token = cursor.peek();
  const serial = token?.kind === 'word' && Object.hasOwn(SERIAL, token.value) ? SERIAL[token.value] : undefined;
  if (serial === undefined || cursor.peek(1)?.text === '.') return { type: readType(cursor, own), serial: false };
  cursor.next();
  if (cursor.sees('[')) throw new Unexpected(cursor.offset, `there is no array of ${token?.value}`);
  return { type: serial, serial: true };
}

/**
 * Takes a type: `varchar(50)`, `timestamptz`, `numeric(12, 2)[]`, `public.status`.
 * @returns its canonical spelling
 * @throws Unexpected where none stands, for an unknown one, and for serial
 */
export function readType(cursor: Cursor, own: OwnTypes = NO_TYPES): string {
  const base = readBase(cursor, own);
  let array = cursor.accept('array');
  while (cursor.accept('[')) {
    if (cursor.peek()?.kind === 'number') cursor.next();
    cursor.expect(']');
    array = true;
  }
  return array ? `${base}[]` : base;
}

function readBase(cursor: Cursor, own: OwnTypes): string {
  const start = cursor.peek();
  const name = cursor.name('a type');
  if (cursor.accept('.')) {
    const type = cursor.name('a type');
    if (name.value !== 'pg_catalog') return qualifiedIdentifier(name.value, type.value) + freeModifiers(cursor);
    if (type.value === 'char') return '"char"';
    return builtIn(cursor, type.value, start, true, NO_TYPES);
  }
  if (start?.kind === 'quoted identifier') {
    if (name.value === 'char') return '"char"';
    return builtIn(cursor, name.value, start, true, own);
  }
  return builtIn(cursor, name.value, start, false, own);
}

function builtIn(cursor: Cursor, name: string, start: Token | undefined, quoted: boolean, own: OwnTypes): string {
  const offset = start?.start ?? 0;
  const plain = PLAIN.has(name) ? name : Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (plain !== undefined) return withoutModifiers(cursor, plain);
  if (!quoted && name === 'double' && cursor.accept('precision')) return 'double precision';
  if (!quoted && name === 'national') {
    if (!cursor.accept('character') && !cursor.accept('char'))
      throw cursor.unexpected('expected "character"', ['character']);
    return characters(cursor, 'char', quoted);
  }
  if (name === 'interval') return interval(cursor);
  const kind = Object.hasOwn(MODIFIED, name) ? MODIFIED[name] : undefined;
  switch (kind) {
    case 'varchar':
    case 'char':
    case 'bpchar':
    case 'bit':
    case 'varbit':
      return characters(cursor, kind, quoted);
    case 'numeric':
      return numeric(cursor);
    case 'float':
      return float(cursor);
    case 'time':
    case 'timestamp':
      return time(cursor, kind, name.endsWith('tz'), quoted);
    default: {
      const declared = own.get(name);
      if (declared === undefined) throw unknown(name, offset, own);
      return declared + freeModifiers(cursor);
    }
  }
}

function unknown(name: string, offset: number, others: OwnTypes): Unexpected {
  const identity = Object.hasOwn(SERIAL, name) ? SERIAL[name] : undefined;
  if (identity !== undefined) {
    return new Unexpected(
      offset,
      `${name} is a shorthand of columns for a sequence and a default, and no type elsewhere`,
      `write ${identity}`,
    );
  }
  const near = nearest(name, [...others.keys(), ...KNOWN]);
  const own = `a type of your own or of an extension is written with its schema: public.${name}`;
  return new Unexpected(offset, `unknown type "${name}"`, near === null ? own : `did you mean "${near}"? (${own})`);
}

function characters(cursor: Cursor, kind: 'varchar' | 'char' | 'bpchar' | 'bit' | 'varbit', quoted: boolean): string {
  const varying = !quoted && (kind === 'char' || kind === 'bit') && cursor.accept('varying');
  const bits = kind === 'bit' || kind === 'varbit';
  const [length] = modifiers(cursor, 1, 1, bits ? 83_886_080 : 10_485_760);
  if (varying || kind === 'varchar' || kind === 'varbit') {
    return `${bits ? 'bit' : 'character'} varying${length === undefined ? '' : `(${length})`}`;
  }
  // `char` and `bit` alone mean one; `bpchar` alone, any number.
  if (length === undefined && (kind === 'bpchar' || quoted)) return kind === 'bit' ? '"bit"' : 'bpchar';
  return `${bits ? 'bit' : 'character'}(${length ?? 1})`;
}

function numeric(cursor: Cursor): string {
  const [precision, scale = 0] = modifiers(cursor, 2, 1, 1000, -1000);
  return precision === undefined ? 'numeric' : `numeric(${precision},${scale})`;
}

function float(cursor: Cursor): string {
  const [bits = 53] = modifiers(cursor, 1, 1, 53);
  return bits <= 24 ? 'real' : 'double precision';
}

function time(cursor: Cursor, kind: 'time' | 'timestamp', short: boolean, quoted: boolean): string {
  const [precision] = modifiers(cursor, 1, 0, 6);
  const written = !short && !quoted && (cursor.sees('with', 'time') || cursor.sees('without', 'time'));
  const zoned = short || (written && cursor.sees('with'));
  if (written) {
    cursor.next();
    cursor.expect('time', 'zone');
  }
  return `${kind}${precision === undefined ? '' : `(${precision})`} ${zoned ? 'with' : 'without'} time zone`;
}

function interval(cursor: Cursor): string {
  const from = INTERVAL_FIELDS.find((field) => cursor.accept(field));
  let fields = from === undefined ? '' : ` ${from}`;
  let last: string | undefined = from;
  if (from !== undefined && from !== 'month' && from !== 'second' && cursor.accept('to')) {
    const finer = INTERVAL_FIELDS.slice(INTERVAL_FIELDS.indexOf(from) + 1);
    last = cursor.expectOneOf(...(from === 'year' ? (['month'] as const) : finer));
    fields += ` to ${last}`;
  }
  const [precision] = last === undefined || last === 'second' ? modifiers(cursor, 1, 0, 6) : [];
  return `interval${fields}${precision === undefined ? '' : `(${precision})`}`;
}

/** Takes `(n)` or `(n, m)`, if it is there. */
function modifiers(cursor: Cursor, most: number, least: number, largest: number, leastNext = 0): number[] {
  const values: number[] = [];
  if (!cursor.accept('(')) return values;
  do {
    const start = cursor.offset;
    const negative = cursor.accept('-');
    const token = cursor.peek();
    const bound = values.length === 0 ? least : leastNext;
    if (token?.kind !== 'number' || !/^\d+$/.test(token.value)) throw cursor.unexpected('expected a whole number');
    const value = Number(token.value) * (negative ? -1 : 1);
    if (value < bound || value > largest) {
      throw new Unexpected(start, `${value} is not between ${bound} and ${largest}`);
    }
    cursor.next();
    values.push(value);
  } while (values.length < most && cursor.accept(','));
  cursor.expect(')');
  return values;
}

function withoutModifiers(cursor: Cursor, type: string): string {
  if (cursor.sees('(')) throw new Unexpected(cursor.offset, `${type} takes no length or precision`);
  return type;
}

/** The modifiers of a type that we do not know: `public.vector(3)`, `public.geometry(Point,4326)`. */
function freeModifiers(cursor: Cursor): string {
  if (!cursor.sees('(')) return '';
  const inside = cursor.parenthesised();
  return `(${inside.value
    .split(',')
    .map((part) => part.trim())
    .join(',')})`;
}
