/** function: functions and procedures. */
import type { Function } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const routine: Kind<Function> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    function: () => [],
    procedure: () => [],
    arguments: () => [],
    returns: () => [],
    language: () => [],
    body: () => [],
    sqlBody: () => [],
    library: () => [],
    volatility: () => [],
    strict: () => [],
    securityDefiner: () => [],
    leakproof: () => [],
    parallel: () => [],
    cost: () => [],
    rows: () => [],
    window: () => [],
    support: () => [],
    transforms: () => [],
    set: () => [],
    owner: () => [],
    grants: () => [],
  },
};
