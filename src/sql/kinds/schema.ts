/** schema: a namespace. */
import type { Schema } from '../../catalog/types.js';
import { grantsOf, ownerOf, SCHEMAS } from '../in-scope.js';
import type { Kind } from '../kind.js';
import { quoteIdent } from '../quote.js';

export const schema: Kind<Schema> = {
  query: `select nspname as name, ${ownerOf('nspowner')} as owner, ${grantsOf('nspacl', 'n', 'nspowner')} as grants
    from pg_catalog.pg_namespace where oid = ${SCHEMAS} order by nspname`,
  create: (to) => [{ sql: `create schema ${quoteIdent(to.name)}` }],
  drop: (from) => [{ sql: `drop schema ${quoteIdent(from.name)}`, hazards: ['data-loss'], beyond: true }],
  stays: () => true,
  alter: { owner: 'access', grants: 'access' },
};
