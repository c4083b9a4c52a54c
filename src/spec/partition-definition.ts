/** Partitions as written: how a table is partitioned, and which rows each of its partitions holds. */
import type { PartitionKey } from '../catalog/types.js';
import { type Cursor, readWhole, Unexpected } from './cursor.js';
import type { ElementDraft } from './element-draft.js';
import { readElement } from './index-definition.js';
import type { Mistakes } from './mistakes.js';
import type { Text } from './text.js';

export interface PartitionKeyDraft {
  readonly strategy: PartitionKey['strategy'];
  readonly elements: readonly ElementDraft[];
}

/** `range (created_at, lower(name) collate "C")` */
export function readPartitionBy(text: Text, mistakes: Mistakes): PartitionKeyDraft | null {
  return readWhole(text, mistakes, (cursor) => {
    const strategy = cursor.expectOneOf('range', 'list', 'hash');
    const at = cursor.offset;
    cursor.expect('(');
    // A hash is looked up by the operator classes of hash indexes, everything else by those of B-trees.
    const method = strategy === 'hash' ? 'hash' : 'btree';
    const elements = [readElement(cursor, method, mistakes)];
    while (cursor.accept(',')) elements.push(readElement(cursor, method, mistakes));
    cursor.expect(')');
    if (elements.some(({ descending, nullsFirst }) => descending || nullsFirst))
      throw new Unexpected(at, 'what a table is partitioned by has no order');
    if (strategy === 'list' && elements.length > 1)
      throw new Unexpected(at, 'a table is partitioned by a list of one column or expression');
    return { strategy, elements };
  });
}

/** What can stand in the place of a frozen word, which PostgreSQL reads once and for all. */
const FROZEN = /^\s*(?:now|today|tomorrow|yesterday)\s*$/i;

/**
 * `from ('2024-01-01') to ('2025-01-01')`, `in ('a', null)`, `with (modulus 4, remainder 0)`, `default`.
 * @param key what the parent is partitioned by; null where that could not be read
 * @param isDateTime whether a column of the parent holds dates or times
 * @returns the bound as PostgreSQL spells it, but for its values, which stand as they were written
 */
export function readBound(
  text: Text,
  key: PartitionKeyDraft | null,
  isDateTime: (column: string) => boolean,
  mistakes: Mistakes,
): string | null {
  return readWhole(text, mistakes, (cursor) => {
    if (cursor.accept('for')) cursor.expect('values');
    const at = cursor.offset;
    const strategy = key?.strategy ?? null;
    const fits = (form: PartitionKey['strategy']) => {
      if (strategy !== null && strategy !== form)
        throw new Unexpected(at, `the table is partitioned by ${strategy}: ${HOW[strategy]}`);
    };
    if (cursor.accept('default')) {
      if (strategy === 'hash') throw new Unexpected(at, 'a table that is partitioned by hash has no default partition');
      return 'DEFAULT';
    }
    const dates = (i: number) => isDateTime(key?.elements[i]?.column?.value ?? '');
    if (cursor.accept('in')) {
      fits('list');
      return `FOR VALUES IN ${readValues(cursor, false, () => dates(0), null)}`;
    }
    if (cursor.accept('with')) {
      fits('hash');
      return `FOR VALUES WITH ${readRemainder(cursor)}`;
    }
    cursor.expect('from');
    fits('range');
    const count = key?.elements.length ?? null;
    const from = readValues(cursor, true, dates, count);
    cursor.expect('to');
    return `FOR VALUES FROM ${from} TO ${readValues(cursor, true, dates, count)}`;
  });
}

const HOW: Readonly<Record<PartitionKey['strategy'], string>> = {
  range: "write from ('2024-01-01') to ('2025-01-01')",
  list: "write in ('a', 'b')",
  hash: 'write with (modulus 4, remainder 0)',
};

function readValues(cursor: Cursor, range: boolean, isDateTime: (i: number) => boolean, count: number | null): string {
  const start = cursor.offset;
  cursor.expect('(');
  const values = [readValue(cursor, range, isDateTime(0))];
  while (cursor.accept(',')) values.push(readValue(cursor, range, isDateTime(values.length)));
  cursor.expect(')');
  if (count !== null && count !== values.length)
    throw new Unexpected(
      start,
      `the table is partitioned by ${count}, here ${values.length === 1 ? 'is' : 'are'} ${values.length}`,
    );
  return `(${values.join(', ')})`;
}

/** A constant: whatever has to be computed would be computed once, when the partition is made. */
function readValue(cursor: Cursor, range: boolean, isDateTime: boolean): string {
  const token = cursor.peek();
  const words = range ? ['minvalue', 'maxvalue'] : ['null'];
  for (const word of words) if (cursor.accept(word)) return word.toUpperCase();
  for (const word of ['true', 'false']) if (cursor.accept(word)) return word;
  const negative = cursor.accept('-');
  const value = cursor.peek();
  if (value?.kind === 'number') {
    cursor.next();
    return `${negative ? '-' : ''}${value.text}`;
  }
  if (!negative && value?.kind === 'string' && /^(?:'|e')/i.test(value.text)) {
    cursor.next();
    if (isDateTime && FROZEN.test(value.value))
      throw new Unexpected(
        value.start,
        `${value.text} is read once, when it is stored, and stands still`,
        'write the date',
      );
    if (cursor.sees('::'))
      throw new Unexpected(cursor.offset, 'a bound is of the type of its column: no cast is needed');
    return `'${value.value.replaceAll("'", "''")}'`;
  }
  throw new Unexpected(
    token?.start ?? cursor.offset,
    `expected a constant${range ? ', minvalue or maxvalue' : ' or null'}, found ${token === undefined ? 'the end' : `"${token.text}"`}`,
  );
}

function readRemainder(cursor: Cursor): string {
  cursor.expect('(', 'modulus');
  const modulus = readWholeNumber(cursor);
  cursor.expect(',', 'remainder');
  const at = cursor.offset;
  const remainder = readWholeNumber(cursor);
  cursor.expect(')');
  if (remainder >= modulus) throw new Unexpected(at, `the remainder is less than the modulus: 0 to ${modulus - 1}`);
  return `(modulus ${modulus}, remainder ${remainder})`;
}

function readWholeNumber(cursor: Cursor): number {
  const token = cursor.peek();
  if (token?.kind !== 'number' || !/^\d+$/.test(token.text)) throw cursor.unexpected('expected a whole number');
  cursor.next();
  return Number(token.text);
}
