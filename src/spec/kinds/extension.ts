/** extension: what has to be installed: a list of names, or a map with schema and version. */
import type { Extension } from '../../catalog/types.js';
import { either, key, list, literal, map, object, text } from '../shape.js';
import type { Written } from '../written.js';
import { Inline } from '../written.js';

export const extensions = either(
  list(text),
  map(
    object({
      schema: key(text, 'The schema that holds its objects (default: public where it is missing, else not spoken of).'),
      version: key(literal, "The version: '1.3' (default: not spoken of)."),
    }),
  ),
);

/** As they are to stand in a spec. A version belongs to a server's packages, not to a schema: it is left out. */
export function writeExtensions(objects: readonly Extension[]): Written {
  const elsewhere = (one: Extension) => one.inSchema !== undefined && one.inSchema !== 'public';
  if (!objects.some(elsewhere)) return objects.map(({ name }) => name);
  return Object.fromEntries(
    objects.map((one): [string, Written] => [one.name, elsewhere(one) ? new Inline({ schema: one.inSchema }) : null]),
  );
}
