/** Differences from the spec that are the very fact a check speaks of: it speaks for them, and carrying them out is its fix. */
import { type Address, keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Access, Grant } from '../catalog/types.js';

export type Alter = Extract<Change, { readonly change: 'alter' }>;

/** That an object is there at all, and those of its fields that differ and count. */
export function claimed(
  changes: readonly Change[],
  object: Address,
  counts: (change: Alter) => boolean,
): readonly Change[] {
  const key = keyOf(object);
  return changes.filter((change) => {
    if (change.change === 'drop') return keyOf(change.from) === key;
    return change.change === 'alter' && keyOf(change.from) === key && counts(change);
  });
}

/** Whether what is granted differs from the spec by these privileges of these roles, and by nothing else. */
export function onlyGrants(change: Alter, roles: readonly string[], privileges: readonly string[]): boolean {
  if (change.field !== 'grants') return false;
  const left = grantsOf(change.from).flatMap((grant) => {
    if (!roles.includes(grant.role)) return [grant];
    const without = (list: readonly string[]) => list.filter((one) => !privileges.includes(one));
    const rest = { ...grant, privileges: without(grant.privileges), grantable: without(grant.grantable) };
    return rest.privileges.length === 0 ? [] : [rest];
  });
  return JSON.stringify(left) === JSON.stringify(grantsOf(change.to));
}

export function ownerOf(object: object): string | undefined {
  return (object as Access).owner;
}

function grantsOf(object: object): readonly Grant[] {
  return (object as Access).grants ?? [];
}
