/** domain: the domains of a schema: name: text not null check (…), or the long form. */
import type { Domain } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const domains = map(text);

/** @param schema the section's */
export function readDomains(
  _entries: FieldsOf<typeof domains>,
  _schema: string,
  _mistakes: Mistakes,
): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeDomains(_objects: readonly Domain[], _comments: (object: Domain) => string | null): Entries {
  return {};
}
