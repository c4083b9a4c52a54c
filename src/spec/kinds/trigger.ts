/** trigger: the triggers of a table or a view. */
import type { Trigger } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const triggers = map(text);

/** @param on what they are on */
export function readTriggers(
  _entries: FieldsOf<typeof triggers>,
  _on: Pick<Trigger, 'on' | 'schema' | 'table'>,
  _mistakes: Mistakes,
): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, under what they are on. */
export function writeTriggers(_objects: readonly Trigger[], _comments: (object: Trigger) => string | null): Entries {
  return {};
}
