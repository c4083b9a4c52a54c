/** default privileges: what objects that a role makes are granted of themselves. */
import type { DefaultPrivileges } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const defaultPrivileges = map(text);

/** @param schema the section's */
export function readDefaultPrivileges(
  _entries: FieldsOf<typeof defaultPrivileges>,
  _schema: string,
  _mistakes: Mistakes,
): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeDefaultPrivileges(
  _objects: readonly DefaultPrivileges[],
  _comments: (object: DefaultPrivileges) => string | null,
): Entries {
  return {};
}
