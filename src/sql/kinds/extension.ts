/** extension: only those that the spec names, as required or as forbidden. */
import type { Extension } from '../../catalog/types.js';
import type { Kind } from '../kind.js';
import { quoteIdent } from '../quote.js';

export const extension: Kind<Extension> = {
  // What needs it is asked only where one is there that should not be (needed-by.ts).
  query: `
    select extname as name from pg_catalog.pg_extension
    where current_setting('schema_audit.extensions') = 'null'
      or extname in (select json_array_elements_text(current_setting('schema_audit.extensions')::json))
    order by extname`,
  // Under our empty search_path a schema has to be named; this is where everybody looks for an extension's objects.
  create: (to) => [{ sql: `create extension ${quoteIdent(to.name)} schema public` }],
  // Without CASCADE: what we overlooked makes it fail, and everything is rolled back.
  drop: (from) => [{ sql: `drop extension ${quoteIdent(from.name)}` }],
  neededBy: ({ neededBy }) => neededBy ?? [],
  alter: { neededBy: () => [], inSchema: () => [], version: () => [] },
};
