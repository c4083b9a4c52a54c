/** sequence: of its own or owned by a column; an identity's is the column's. */
import type { Sequence } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const sequence: Kind<Sequence> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    type: () => [],
    start: () => [],
    increment: () => [],
    minimum: () => [],
    maximum: () => [],
    cache: () => [],
    cycle: () => [],
    ownedBy: () => [],
    unlogged: () => [],
    owner: () => [],
    grants: () => [],
  },
};
