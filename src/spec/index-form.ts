/** The form of an index, wherever it stands: its short form, or its keys. */
import { either, flag, key, list, literal, map, object, requiredKey, text } from './shape.js';
import type { FieldsOf } from './types.js';

const names = either(text, list(text));

const indexFields = object({
  columns: requiredKey(names, 'The keys: columns or expressions, each with its options: priority desc nulls last.'),
  unique: key(flag, 'Whether the index is unique.'),
  method: key(text, 'The access method (default: btree).'),
  include: key(names, 'Further columns that the index holds.'),
  nulls_not_distinct: key(flag, 'Whether NULL equals NULL here (PostgreSQL 15).'),
  where: key(literal, 'The predicate of a partial index.'),
  with: key(map(literal), 'Storage parameters: fillfactor: 70.'),
  comment: key(text, 'The comment stored in the database (COMMENT ON). For notes to readers of this file use #.'),
});

export const indexes = map(either(text, indexFields));

export type IndexFields = NonNullable<FieldsOf<typeof indexFields>>;
