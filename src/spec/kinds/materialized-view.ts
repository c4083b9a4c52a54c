/** materialized view: the materialized views of a schema. */
import type { MaterializedView } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { map, text } from '../shape.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries } from '../written.js';

export const materializedViews = map(text);

/** @param schema the section's */
export function readMaterializedViews(
  _entries: FieldsOf<typeof materializedViews>,
  _schema: string,
  _mistakes: Mistakes,
): readonly Declared[] {
  return [];
}

/** As they are to stand in a spec, without their schema. */
export function writeMaterializedViews(
  _objects: readonly MaterializedView[],
  _comments: (object: MaterializedView) => string | null,
): Entries {
  return {};
}
