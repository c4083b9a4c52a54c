/** extension: only those that the spec names, as required or as forbidden; of a whole database all but plpgsql, which is there anyway. */
import type { Extension } from '../../catalog/types.js';
import { schemaOf } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteLiteral } from '../quote.js';

export const extension: Kind<Extension> = {
  // What needs it is asked only where one is there that should not be (needed-by.ts).
  query: `
    select extname as name, ${schemaOf('extnamespace')} as "inSchema", extversion as version
    from pg_catalog.pg_extension
    where case when current_setting('schema_audit.extensions') = 'null' then extname <> 'plpgsql'
      else extname in (select json_array_elements_text(nullif(current_setting('schema_audit.extensions'), 'null')::json)) end
    order by extname`,
  create: (to) => [
    {
      sql: [
        `create extension ${quoteIdent(to.name)}`,
        // Under our empty search_path a schema has to be named; this is where everybody looks for an extension's objects.
        `schema ${quoteIdent(to.inSchema ?? 'public')}`,
        ...(to.version === undefined ? [] : [`version ${quoteLiteral(to.version)}`]),
      ].join(' '),
    },
  ],
  // Without CASCADE: what we overlooked makes it fail, and everything is rolled back.
  drop: (from) => [{ sql: `drop extension ${quoteIdent(from.name)}` }],
  neededBy: ({ neededBy }) => neededBy ?? [],
  alter: {
    neededBy: () => [],
    // The objects of one that is not relocatable stay where they are: the server refuses, and says so.
    inSchema: (to) => [alter(to, `set schema ${quoteIdent(to.inSchema ?? 'public')}`)],
    version: (to) => [alter(to, to.version === undefined ? 'update' : `update to ${quoteLiteral(to.version)}`)],
  },
};

function alter(to: Extension, what: string): Draft {
  return { sql: `alter extension ${quoteIdent(to.name)} ${what}` };
}
