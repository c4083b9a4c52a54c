/** What a finding is known by, over runs and over unrelated edits of the spec. */
import { createHash } from 'node:crypto';
import { type Address, keyOf } from '../catalog/address.js';

/** @param facet tells findings of one check on one object apart */
export function fingerprintOf(check: string, object: Address, facet: string): string {
  return createHash('sha256')
    .update(JSON.stringify([check, keyOf(object), facet]))
    .digest('hex')
    .slice(0, 16);
}
