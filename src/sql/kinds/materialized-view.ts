/** materialized view: a query with a name, and its rows. */
import type { MaterializedView } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const materializedView: Kind<MaterializedView> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    definition: () => [],
    with: () => [],
    owner: () => [],
    grants: () => [],
  },
};
