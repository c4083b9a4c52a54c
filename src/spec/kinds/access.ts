/** access: who owns an object, and who is granted what on it. */
import type { Access, Grant } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { either, list, map, text } from '../shape.js';
import type { Text } from '../text.js';
import type { FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const grants = map(either(text, list(text)));

/** What a section or an object says of its owner and grants; what it does not say stays undefined. */
export function readAccess(
  _said: { readonly owner?: Text | undefined; readonly grants?: FieldsOf<typeof grants> },
  _mistakes: Mistakes,
): Access {
  return {};
}

/** As it is to stand in a spec. */
export function writeGrants(_grants: readonly Grant[]): Entries {
  return {};
}
