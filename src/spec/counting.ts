/** How a sequence counts, as written: the options of CREATE SEQUENCE, short or long, held against each other. */
import { countingOf, unusual } from '../catalog/counting.js';
import type { Counting } from '../catalog/types.js';
import type { Location } from '../errors.js';
import { type Cursor, Unexpected } from './cursor.js';
import type { Mistakes } from './mistakes.js';
import { flag, key, literal } from './shape.js';
import type { Text } from './text.js';
import type { Written } from './written.js';

/** What a definition says, each option with its place. */
export type SaidCounting = { -readonly [F in keyof Counting]?: { readonly value: Counting[F]; readonly at: Location } };

export const countingKeys = {
  start: key(literal, 'Where it begins (default: at its minimum, or where it goes down at its maximum).'),
  increment: key(literal, 'How far it goes each time (default: 1).'),
  minimum: key(literal, 'The lowest value (default: 1).'),
  maximum: key(literal, "The highest value (default: the type's)."),
  cache: key(literal, 'How many values a session takes at a time (default: 1).'),
  cycle: key(flag, 'Whether it begins anew at its end (default: false).'),
};

const NUMBERS = ['start', 'increment', 'minimum', 'maximum', 'cache'] as const;

interface LongForm {
  readonly keys: ReadonlyMap<string, Text>;
  readonly at: Location;
  readonly start?: Text | undefined;
  readonly increment?: Text | undefined;
  readonly minimum?: Text | undefined;
  readonly maximum?: Text | undefined;
  readonly cache?: Text | undefined;
  readonly cycle?: boolean | undefined;
}

export function readLongCounting(fields: LongForm, mistakes: Mistakes): SaidCounting {
  const said: SaidCounting = {};
  for (const option of NUMBERS) {
    const text = fields[option];
    if (text === undefined) continue;
    if (WHOLE.test(text.value)) said[option] = { value: normal(text.value), at: text.at() };
    else mistakes.add(text.at(), `${option} has to be a whole number, found "${text.value}"`);
  }
  if (fields.cycle !== undefined) said.cycle = { value: fields.cycle, at: fields.keys.get('cycle')?.at() ?? fields.at };
  return said;
}

const WHOLE = /^[-+]?\d+$/;

function normal(number: string): string {
  return BigInt(number.replace(/^\+/, '')).toString();
}

const OPTIONS = ['start', 'increment', 'minvalue', 'maxvalue', 'cache', 'cycle', 'no'] as const;
const FIELD = {
  start: 'start',
  increment: 'increment',
  minvalue: 'minimum',
  maxvalue: 'maximum',
  cache: 'cache',
} as const;

/** Takes one option, if one comes next: `start with 100`, `no cycle`. @throws Unexpected */
export function acceptOption(cursor: Cursor, said: SaidCounting): boolean {
  const start = cursor.offset;
  const at = cursor.text.at(start);
  const word = OPTIONS.find((option) => cursor.accept(option));
  if (word === undefined) return false;
  const once = (field: keyof Counting) => {
    if (said[field] !== undefined) throw new Unexpected(start, `a second "${word}"`);
  };
  if (word === 'cycle') {
    once('cycle');
    said.cycle = { value: true, at };
  } else if (word === 'no') {
    const what = cursor.expectOneOf('cycle', 'minvalue', 'maxvalue');
    if (what === 'cycle') said.cycle = { value: false, at };
  } else {
    once(FIELD[word]);
    if (word === 'start') cursor.accept('with');
    if (word === 'increment') cursor.accept('by');
    said[FIELD[word]] = { value: readNumber(cursor), at };
  }
  return true;
}

/** A whole number with or without its sign. @throws Unexpected */
function readNumber(cursor: Cursor): string {
  const negative = cursor.accept('-');
  if (!negative) cursor.accept('+');
  const token = cursor.peek();
  if (token?.kind !== 'number' || !/^\d+$/.test(token.value)) throw cursor.unexpected('expected a whole number');
  cursor.next();
  return normal(`${negative ? '-' : ''}${token.value}`);
}

/** All that it is, with what goes without saying. What PostgreSQL would refuse is a mistake. */
export function settleCounting(said: SaidCounting, type: string, mistakes: Mistakes): Counting {
  const values = Object.fromEntries(Object.entries(said).map(([field, one]) => [field, one?.value]));
  const counting = countingOf({ ...values, type });
  const widest = countingOf({ type, increment: '1' });
  const lowest = countingOf({ type, increment: '-1' });
  const number = (field: (typeof NUMBERS)[number]) => BigInt(counting[field]);
  const wrong = (field: keyof SaidCounting, message: string) => {
    const at = said[field]?.at;
    if (at !== undefined) mistakes.add(at, message);
  };
  for (const field of NUMBERS) {
    if (field === 'cache') continue;
    if (number(field) < BigInt(lowest.minimum) || number(field) > BigInt(widest.maximum))
      wrong(field, `${field} ${counting[field]} does not fit ${type}`);
  }
  if (number('increment') === 0n) wrong('increment', 'an increment of 0 goes nowhere');
  if (number('cache') < 1n) wrong('cache', `a cache of ${counting.cache} holds nothing`);
  if (number('minimum') >= number('maximum')) {
    const field = said.minimum === undefined ? 'maximum' : 'minimum';
    wrong(field, `the minimum ${counting.minimum} is not below the maximum ${counting.maximum}`);
  } else if (number('start') < number('minimum') || number('start') > number('maximum')) {
    wrong('start', `start ${counting.start} is not between ${counting.minimum} and ${counting.maximum}`);
  }
  return counting;
}

/** What does not go without saying, as options of SQL: `start 100 increment 5`. */
export function shortCounting(said: Partial<Counting>): string[] {
  const words = Object.entries(FIELD).flatMap(([word, field]) =>
    said[field] === undefined ? [] : [`${word} ${said[field]}`],
  );
  return [...words, ...(said.cycle === true ? ['cycle'] : [])];
}

/** The same as keys of the long form. */
export function longCounting(said: Partial<Counting>): Readonly<Record<string, Written | undefined>> {
  const keys = NUMBERS.map((field) => [field, said[field] === undefined ? undefined : numeric(said[field])] as const);
  return { ...Object.fromEntries(keys), cycle: said.cycle === true ? true : undefined };
}

function numeric(value: string): Written {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Of a whole counting. */
export function saidOf(counting: Counting): Partial<Counting> {
  return unusual(counting);
}
