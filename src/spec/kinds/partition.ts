/** partitions: as they are to stand in a spec, each within the table that it is a part of. */
import type { PartitionKey, Table } from '../../catalog/types.js';
import { lex } from '../../expression/scan.js';
import type { ColumnTypes } from '../spelling.js';
import type { Entries, Written } from '../written.js';
import { isEmpty } from './constraint.js';
import { writeElement } from './index.js';

/** `range (created_at)` */
export function writePartitionKey({ strategy, elements }: PartitionKey, columns: ColumnTypes): string {
  return `${strategy} (${elements.map((element) => writeElement(element, columns)).join(', ')})`;
}

/**
 * A partition: which rows it holds, and no more where it has nothing of its own.
 * @param parent the table that it is a part of
 * @param own what it has beside its parent's
 */
export function writePartition(table: Table, parent: Table, own: Entries): Written {
  const values = writeBound(table.partitionOf?.bound ?? '');
  const schema = table.schema === parent.schema ? undefined : table.schema;
  return schema === undefined && isEmpty(own) ? values : { schema, values, ...own };
}

/** From `FOR VALUES FROM ('a') TO (MAXVALUE)` to `from ('a') to (maxvalue)`. */
function writeBound(bound: string): string {
  const text = bound.replace(/^FOR VALUES /, '');
  let written = '';
  let end = 0;
  for (const token of lex(text)) {
    if (token.kind !== 'word') continue;
    written += text.slice(end, token.start) + token.text.toLowerCase();
    end = token.end;
  }
  return written + text.slice(end);
}
