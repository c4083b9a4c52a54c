/** The list of kinds. */
import type { Kinds } from './kind.js';
import { column } from './kinds/column.js';
import { comment } from './kinds/comment.js';
import { constraint } from './kinds/constraint.js';
import { defaultPrivileges } from './kinds/default-privileges.js';
import { domain } from './kinds/domain.js';
import { enumeration } from './kinds/enum.js';
import { extension } from './kinds/extension.js';
import { routine } from './kinds/function.js';
import { index } from './kinds/index.js';
import { materializedView } from './kinds/materialized-view.js';
import { policy } from './kinds/policy.js';
import { role } from './kinds/role.js';
import { schema } from './kinds/schema.js';
import { sequence } from './kinds/sequence.js';
import { table } from './kinds/table.js';
import { trigger } from './kinds/trigger.js';
import { view } from './kinds/view.js';

export const kinds: Kinds = {
  schema,
  extension,
  role,
  enum: enumeration,
  domain,
  sequence,
  function: routine,
  table,
  column,
  constraint,
  index,
  view,
  'materialized view': materializedView,
  trigger,
  policy,
  'default privileges': defaultPrivileges,
  comment,
};
