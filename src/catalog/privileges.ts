/** Privileges: which of them an object of each kind can be granted, and lists of grants in one spelling. */
import type { Access, Grant, KindName } from './types.js';

/** What has an acl. */
export type Secured =
  | Extract<
      KindName,
      'schema' | 'table' | 'column' | 'view' | 'materialized view' | 'sequence' | 'function' | 'enum' | 'domain'
    >
  | 'large object';

const RELATION = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain'];

/** In the order in which a person reads them. `maintain` came with PostgreSQL 17. */
export const PRIVILEGES: { readonly [K in Secured]: readonly string[] } = {
  schema: ['usage', 'create'],
  table: RELATION,
  view: RELATION,
  'materialized view': RELATION,
  column: ['select', 'insert', 'update', 'references'],
  sequence: ['usage', 'select', 'update'],
  function: ['execute'],
  enum: ['usage'],
  domain: ['usage'],
  'large object': ['select', 'update'],
};

/** Whether `all` stands for all privileges of the kind: where there is only one, that is named. */
export function hasAll(on: Secured): boolean {
  return PRIVILEGES[on].length > 1;
}

/** The hardwired default, beside what the owner has (acldefault). */
export function hardwired(on: Secured): readonly Grant[] {
  const everyone = on === 'function' ? 'execute' : on === 'enum' || on === 'domain' ? 'usage' : null;
  return everyone === null ? [] : [{ role: 'public', privileges: [everyone], grantable: [] }];
}

/** Privileges in one spelling: sorted, and `all` for all of several. */
export function spelled(privileges: Iterable<string>, on: Secured): readonly string[] {
  const set = new Set(privileges);
  if (set.has('all')) return hasAll(on) ? ['all'] : PRIVILEGES[on];
  return hasAll(on) && PRIVILEGES[on].every((one) => set.has(one)) ? ['all'] : [...set].sort();
}

/** Grants in one spelling and order: by role, then by who granted. */
export function inOrder(grants: readonly Grant[]): readonly Grant[] {
  return [...grants].sort((a, b) => compare(a.role, b.role) || compare(a.by ?? '', b.by ?? ''));
}

/** By code point, as `collate "C"`. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * The privileges one by one.
 * @param version the server's major version
 */
export function eachOf(privileges: readonly string[], on: Secured, version: number): ReadonlySet<string> {
  const every = PRIVILEGES[on].filter((one) => one !== 'maintain' || version >= 17);
  return new Set(privileges.includes('all') ? every : privileges);
}

/**
 * What a list of grants means on a server: an owner that has everything, and a role that has nothing, need not stand
 * there.
 */
export function meant(
  grants: readonly Grant[],
  on: Secured,
  owner: string | undefined,
  version: number,
): readonly Grant[] {
  const every = eachOf(['all'], on, version);
  return grants.filter(({ role, privileges, grantable, by }) => {
    if (role !== owner || by !== undefined || on === 'column') return privileges.length > 0;
    return grantable.length > 0 || [...every].some((one) => !eachOf(privileges, on, version).has(one));
  });
}

/** Whether two lists of grants are the same on a server, of an object of this owner. */
export function sameGrants(
  desired: readonly Grant[],
  actual: readonly Grant[],
  on: Secured,
  owner: string | undefined,
  version: number,
): boolean {
  const text = (grants: readonly Grant[]) =>
    JSON.stringify(
      inOrder(meant(grants, on, owner, version)).map(({ role, privileges, grantable, by }) => [
        role,
        by ?? null,
        [...eachOf(privileges, on, version)].sort(),
        [...eachOf(grantable, on, version)].sort(),
      ]),
    );
  return text(desired) === text(actual);
}

/** Whether an object or a spec of one says anything of its owner or grants. */
export function speaksOfAccess({ owner, grants }: Access): boolean {
  return (owner !== undefined && owner !== null) || (grants !== undefined && grants !== null);
}
