/** identity: how the sequence of an identity column counts, as written. */
import { countingOf, unusual } from '../catalog/counting.js';
import type { Column, Counting } from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import {
  acceptOption,
  countingKeys,
  longCounting,
  type SaidCounting,
  settleCounting,
  shortCounting,
} from './counting.js';
import { type Cursor, Unexpected } from './cursor.js';
import type { Mistakes } from './mistakes.js';
import { either, key, object, oneOf, requiredKey, text } from './shape.js';
import type { Text } from './text.js';
import type { Written } from './written.js';

const when = oneOf('always', 'by default');

export const identity = either(
  when,
  object({
    generated: requiredKey(when, 'always, or by default.'),
    ...countingKeys,
    name: key(text, 'What its sequence is called (default: as PostgreSQL names it; not compared).'),
  }),
);

/** What a definition says of the identity's sequence. */
export interface IdentityOptions {
  readonly counting: SaidCounting;
  name: Text | null;
}

/** Takes `(start 100 increment 5)`, if it comes next. @throws Unexpected */
export function readIdentityOptions(cursor: Cursor): IdentityOptions {
  const said: IdentityOptions = { counting: {}, name: null };
  if (!cursor.accept('(')) return said;
  while (!cursor.accept(')')) {
    const start = cursor.offset;
    if (cursor.accept('sequence')) {
      cursor.expect('name');
      if (said.name !== null) throw new Unexpected(start, 'a second name');
      const first = cursor.name('the name of the sequence');
      // It is in the schema of its table, whatever is written.
      said.name = cursor.accept('.') ? cursor.name('the name of the sequence') : first;
    } else if (!acceptOption(cursor, said.counting))
      throw cursor.unexpected('expected an option of a sequence', [
        ...['start', 'increment', 'minvalue', 'maxvalue', 'cache', 'cycle', 'sequence'],
      ]);
  }
  return said;
}

/** What of it does not go without saying; null where nothing does not. */
export function settleIdentity(said: SaidCounting, type: string, mistakes: Mistakes): Partial<Counting> | null {
  const { type: _, ...options } = unusual(settleCounting(said, type, mistakes));
  return Object.keys(options).length === 0 ? null : options;
}

/** Behind `as identity`: ` (start 100 increment 5)`, or nothing. */
export function identityClause({ identitySequence, identityName }: Column): string {
  const words = [
    ...(identityName == null ? [] : [`sequence name ${quoteIdent(identityName)}`]),
    ...(identitySequence === null ? [] : shortCounting(identitySequence)),
  ];
  return words.length === 0 ? '' : ` (${words.join(' ')})`;
}

/** The value of the long form's key. */
export function writeIdentity({ identity: generated, identitySequence, identityName }: Column): Written | undefined {
  if (generated === null) return undefined;
  if (identitySequence === null && identityName == null) return generated;
  return { generated, ...longCounting(identitySequence ?? {}), name: identityName ?? undefined };
}

/** All of how the identity of a column counts. */
export function identityCounting({ type, identitySequence }: Column): Counting {
  return countingOf({ type, ...identitySequence });
}
