/** extension: what has to be installed: a list of names, or a map with schema, version and comment. */
import type { Extension } from '../../catalog/types.js';
import { either, key, list, literal, map, object, text } from '../shape.js';
import { type Comments, Inline, type Written } from '../written.js';

export const extensions = either(
  list(text),
  map(
    object({
      schema: key(text, 'The schema that holds its objects (default: public where it is missing, else not spoken of).'),
      version: key(literal, "The version: '1.3' (default: not spoken of)."),
      comment: key(text, 'The comment stored in the database (default: its own).'),
    }),
  ),
);

/** As they are to stand in a spec. A version belongs to a server's packages, not to a schema: it is left out. */
export function writeExtensions(objects: readonly Extension[], comments: Comments): Written {
  const said = objects.map((one) => ({
    name: one.name,
    schema: one.inSchema === 'public' ? undefined : one.inSchema,
    comment: comments(one) ?? undefined,
  }));
  const isPlain = ({ schema, comment }: (typeof said)[number]) => schema === undefined && comment === undefined;
  if (said.every(isPlain)) return said.map(({ name }) => name);
  return Object.fromEntries(
    said.map((one): [string, Written] => {
      const { name, schema, comment } = one;
      if (isPlain(one)) return [name, null];
      return [name, comment === undefined ? new Inline({ schema }) : { schema, comment }];
    }),
  );
}
