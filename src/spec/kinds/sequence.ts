/** sequence: the sequences of a schema that are not a column's identity. */
import type { Sequence } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const sequences = map(text);

/** @param schema the section's */
export function readSequences(
  _entries: FieldsOf<typeof sequences>,
  _schema: string,
  _mistakes: Mistakes,
): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeSequences(_objects: readonly Sequence[], _comments: (object: Sequence) => string | null): Entries {
  return {};
}
