/** The spaces of names: what cannot be there at the same time, and so has to make room before the other comes. */
import { addressOf, keyOf } from '../catalog/address.js';
import type { CatalogObject, KindName } from '../catalog/types.js';

type Space = 'relation' | 'type' | 'routine';

/** A relation with rows brings a type of its name; so nothing else can be called that. */
const SPACES: Readonly<Partial<Record<KindName, readonly Space[]>>> = {
  table: ['relation', 'type'],
  view: ['relation', 'type'],
  'materialized view': ['relation', 'type'],
  sequence: ['relation'],
  index: ['relation'],
  enum: ['type'],
  domain: ['type'],
  function: ['routine'],
};

/** What an object's being there takes: its own address, and its name among others' in its schema. */
export function namesOf(object: CatalogObject): string[] {
  return [keyOf(object), ...sharedNames(object)];
}

/** The names that an object of another kind could take from it. */
export function sharedNames(object: CatalogObject): string[] {
  const { kind, schema, table, name } = addressOf(object);
  // A key brings an index of its name.
  const brings = object.kind === 'constraint' && ['primary key', 'unique', 'exclusion'].includes(object.type);
  const spaces = brings ? (['relation'] as const) : (SPACES[kind] ?? []);
  return spaces.map((space) => JSON.stringify([space, schema, name ?? table]));
}
