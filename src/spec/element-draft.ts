/** One element of an index, of an exclusion constraint or of what a table is partitioned by, as written. */
import type { SqlExpression } from './expression.js';
import type { Text } from './text.js';

export interface ElementDraft {
  readonly column: Text | null;
  readonly expression: SqlExpression | null;
  readonly collation: string | null;
  readonly operatorClass: string | null;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}
