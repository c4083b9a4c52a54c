/** Whether the roles that owners and grants name are there, and we may act for those that we have to act for. */
import { addressOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Access, CatalogObject } from '../catalog/types.js';
import type { Question } from './questions.js';
import { quoteLiteral } from './quote.js';

/** A role is asked about once, for the first object that needs it. */
export function roleQuestions(changes: readonly Change[]): Question[] {
  const named = new Map<string, CatalogObject>();
  const acted = new Map<string, CatalogObject>();
  for (const change of changes) {
    if (change.change !== 'create' && change.change !== 'alter') continue;
    const { to } = change;
    const { owner, grants = [] } = to as Access;
    const says = (field: string) => change.change === 'create' || change.field === field;
    const moves = says('owner') && owner != null ? [owner] : [];
    const granted = says('grants') ? (grants ?? []) : [];
    const grantors = granted.flatMap(({ by }) => by ?? []);
    const ofRole = to.kind === 'default privileges' ? [to.role] : [];
    for (const role of [...moves, ...granted.map((one) => one.role), ...grantors, ...ofRole])
      if (role !== 'public' && !named.has(role)) named.set(role, to);
    for (const role of [...moves, ...grantors, ...ofRole]) if (!acted.has(role)) acted.set(role, to);
  }
  return [
    ...[...named].map(([role, object]) => missing(role, object)),
    ...[...acted].map(([role, object]) => notOurs(role, object)),
  ];
}

function missing(role: string, object: CatalogObject): Question {
  return {
    object: addressOf(object),
    sql: `select (not exists (select from pg_catalog.pg_roles where rolname = ${quoteLiteral(role)}))::int as count, null as keys`,
    message: () => `role "${role}" does not exist: roles belong to the server, and no spec makes one`,
  };
}

/** Since PostgreSQL 16 a member need not be allowed to become the role. */
function notOurs(role: string, object: CatalogObject): Question {
  return {
    object: addressOf(object),
    sql: `select count(*)::int as count, null as keys from pg_catalog.pg_roles
      where rolname = ${quoteLiteral(role)} and not pg_has_role(oid,
        case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)`,
    message: () => `the role that we are connected as may not act for "${role}": it has to be a member of it`,
  };
}
