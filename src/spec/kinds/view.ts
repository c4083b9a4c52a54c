/** view: the views of a schema. */
import type { View } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const views = map(text);

/** @param schema the section's */
export function readViews(_entries: FieldsOf<typeof views>, _schema: string, _mistakes: Mistakes): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeViews(_objects: readonly View[], _comments: (object: View) => string | null): Entries {
  return {};
}
