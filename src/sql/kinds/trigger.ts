/** trigger: on a table or a view. */
import type { Trigger } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const trigger: Kind<Trigger> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    timing: () => [],
    events: () => [],
    columns: () => [],
    forEach: () => [],
    when: () => [],
    function: () => [],
    arguments: () => [],
    oldTable: () => [],
    newTable: () => [],
    constraint: () => [],
    from: () => [],
    enabled: () => [],
  },
};
