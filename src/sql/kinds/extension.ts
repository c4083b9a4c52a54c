/** extension: only those that the spec names, as required or as forbidden. */
import type { Extension } from '../../catalog/types.js';
import type { Kind } from '../kind.js';
import { quoteIdent } from '../quote.js';

export const extension: Kind<Extension> = {
  query: `
    select extname as name from pg_catalog.pg_extension
    where extname in (select json_array_elements_text(current_setting('schema_audit.extensions')::json))
    order by extname`,
  // Under our empty search_path a schema has to be named; this is where everybody looks for an extension's objects.
  create: (to) => [{ sql: `create extension ${quoteIdent(to.name)} schema public` }],
  // Another service of the database may need it: an extension is reported, not dropped.
  drop: () => [],
  alter: {},
};
