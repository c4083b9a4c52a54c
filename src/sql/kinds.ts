/** The list of kinds. */
import type { Kinds } from './kind.js';
import { column } from './kinds/column.js';
import { comment } from './kinds/comment.js';
import { constraint } from './kinds/constraint.js';
import { extension } from './kinds/extension.js';
import { index } from './kinds/index.js';
import { policy } from './kinds/policy.js';
import { role } from './kinds/role.js';
import { schema } from './kinds/schema.js';
import { table } from './kinds/table.js';

export const kinds: Kinds = { schema, extension, role, table, column, constraint, index, policy, comment };
