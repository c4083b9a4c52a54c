/** The list of kinds. */
import type { CatalogObject, KindName } from '../catalog/types.js';
import type { Kind, Kinds } from './kind.js';
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

/** The kind of an object. The cast is sound: an object's `kind` names its kind. */
export function kindOf(object: { readonly kind: KindName }): Kind<CatalogObject> {
  return kinds[object.kind] as unknown as Kind<CatalogObject>;
}
