/** What the checks on foreign keys to other services share. */
import { addressOf } from '../catalog/address.js';
import type { Constraint } from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import type { Evidence, Objection } from './types.js';

/** Foreign keys that the spec does not have, to tables that `is` says yes to. */
export function foreignKeysTo(
  { changes }: Evidence,
  is: (table: string) => boolean,
  message: (key: Constraint, target: string) => string,
): Objection[] {
  return changes.flatMap((change) => {
    if (change.change !== 'drop' || change.from.kind !== 'constraint') return [];
    const { references } = change.from;
    if (references === null || !is(references.table)) return [];
    const target = `${references.table}(${references.columns.map(quoteIdent).join(', ')})`;
    return [{ object: addressOf(change.from), message: message(change.from, target), changes: [change] }];
  });
}
