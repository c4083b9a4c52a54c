/** function: the functions and procedures of a schema. */
import type { Function } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const functions = map(text);

/** @param schema the section's */
export function readFunctions(
  _entries: FieldsOf<typeof functions>,
  _schema: string,
  _mistakes: Mistakes,
): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeFunctions(_objects: readonly Function[], _comments: (object: Function) => string | null): Entries {
  return {};
}
