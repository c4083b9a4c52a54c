/** How a sequence counts by itself, and what PostgreSQL calls it. */
import type { Counting } from './types.js';

const LARGEST: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};
const SMALLEST: Readonly<Record<string, string>> = {
  smallint: '-32768',
  integer: '-2147483648',
  bigint: '-9223372036854775808',
};

/** What is not said of a sequence, filled in as CREATE SEQUENCE would. */
export function countingOf(said: { readonly [F in keyof Counting]?: Counting[F] | undefined }): Counting {
  const { type = 'bigint', increment = '1', cache = '1', cycle = false } = said;
  const down = increment.startsWith('-');
  const minimum = said.minimum ?? (down ? (SMALLEST[type] ?? '') : '1');
  const maximum = said.maximum ?? (down ? '-1' : (LARGEST[type] ?? ''));
  return { type, start: said.start ?? (down ? maximum : minimum), increment, minimum, maximum, cache, cycle };
}

export const COUNTING = ['start', 'increment', 'minimum', 'maximum', 'cache', 'cycle'] as const;

/** What of it is not as it would be of itself. */
export function unusual(counting: Counting): Partial<Counting> {
  const usual = countingOf({ type: counting.type, increment: counting.increment });
  const start = countingOf({ ...counting, start: undefined }).start;
  return {
    ...(counting.type === 'bigint' ? {} : { type: counting.type }),
    ...(counting.increment === '1' ? {} : { increment: counting.increment }),
    ...(counting.minimum === usual.minimum ? {} : { minimum: counting.minimum }),
    ...(counting.maximum === usual.maximum ? {} : { maximum: counting.maximum }),
    ...(counting.start === start ? {} : { start: counting.start }),
    ...(counting.cache === usual.cache ? {} : { cache: counting.cache }),
    ...(counting.cycle ? { cycle: true } : {}),
  };
}

const MOST = 63;

/** The name of the sequence that `serial` and `identity` make (makeObjectName): the longer part is cut where both do not fit. */
export function sequenceName(table: string, column: string): string {
  const room = MOST - '__seq'.length;
  let [a, b] = [Buffer.byteLength(table), Buffer.byteLength(column)];
  while (a + b > room) {
    if (a > b) a--;
    else b--;
  }
  return `${clipped(table, a)}_${clipped(column, b)}_seq`;
}

/** So many bytes at most, in whole characters. */
function clipped(name: string, bytes: number): string {
  let text = '';
  let used = 0;
  for (const character of name) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    text += character;
  }
  return text;
}
