/** materialized view: a query with a name, and its rows. */
import type { MaterializedView } from '../../catalog/types.js';
import { grantsOf, optionsOf, ownerOf, schemaOf, VIEWS } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { parameterChanges, quoteParameter, quoteQualified } from '../quote.js';
import { definitionOf } from './view.js';

export const materializedView: Kind<MaterializedView> = {
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table", ${definitionOf('c.oid')} as definition,
      ${optionsOf('c.reloptions')} as "with",
      ${ownerOf('c.relowner')} as owner, ${grantsOf('c.relacl', 'r', 'c.relowner')} as grants
    from pg_catalog.pg_class c
    where c.oid = ${VIEWS} and c.relkind = 'm'
    order by c.relnamespace, c.relname`,
  // Its rows are computed where it is made: whoever asks it next finds them.
  create: (to) => [
    {
      sql: `create materialized view ${name(to)}${
        to.with.length === 0 ? '' : ` with (${to.with.map(quoteParameter).join(', ')})`
      } as\n${to.definition.query}`,
      locks: lock(to),
      work: 'rewrite',
    },
  ],
  drop: (from) => [{ sql: `drop materialized view ${name(from)}`, locks: lock(from) }],
  stays: () => true,
  alter: {
    definition: 'recreate',
    with: (to, from) => parameterChanges(to.with, from.with).map((what) => alter(to, what)),
    owner: 'access',
    grants: 'access',
  },
};

function name({ schema, table }: MaterializedView): string {
  return quoteQualified(schema, table);
}

function lock({ schema, table }: MaterializedView): Draft['locks'] {
  return [{ schema, table, mode: 'ACCESS EXCLUSIVE' }];
}

function alter(to: MaterializedView, what: string): Draft {
  return { sql: `alter materialized view ${name(to)} ${what}`, locks: lock(to) };
}
