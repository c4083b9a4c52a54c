/** default privileges: what objects that a role makes are granted of themselves. */
import type { DefaultPrivileges } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const defaultPrivileges: Kind<DefaultPrivileges> = {
  query: `select where false`,
  create: () => [],
  drop: () => [],
  alter: {
    role: () => [],
    inSchema: () => [],
    objects: () => [],
    acl: () => [],
  },
};
