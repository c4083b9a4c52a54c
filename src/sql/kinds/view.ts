/** view: a query with a name. */
import type { View } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const view: Kind<View> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    definition: () => [],
    with: () => [],
    checkOption: () => [],
    owner: () => [],
    grants: () => [],
  },
};
