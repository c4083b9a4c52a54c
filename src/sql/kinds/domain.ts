/** domain: a type with checks of its own. */
import type { Domain } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const domain: Kind<Domain> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    type: () => [],
    collation: () => [],
    default: () => [],
    notNull: () => [],
    checks: () => [],
    owner: () => [],
    grants: () => [],
  },
};
