/** enum: the enums of a schema: name: [values], or the long form. */
import type { Enum } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { list, map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const enums = map(list(text));

/** @param schema the section's */
export function readEnums(_entries: FieldsOf<typeof enums>, _schema: string, _mistakes: Mistakes): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeEnums(_objects: readonly Enum[], _comments: (object: Enum) => string | null): Entries {
  return {};
}
