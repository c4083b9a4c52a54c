/** enum: an enumerated type and its values. */
import type { Enum } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const enumeration: Kind<Enum> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    values: () => [],
    owner: () => [],
    grants: () => [],
  },
};
