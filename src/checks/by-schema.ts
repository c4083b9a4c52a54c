/** The evidence of each schema alone, for checks that speak of the tables of one: there a bare name is enough. */
import { addressOf } from '../catalog/address.js';
import { objectOf } from '../catalog/diff.js';
import { type Catalog, type CatalogObject, KIND_NAMES } from '../catalog/types.js';
import type { Evidence } from './types.js';

/** The evidence itself where one schema has all tables. */
export function bySchema(evidence: Evidence): readonly Evidence[] {
  const { spec } = evidence;
  const schemas = [...new Set([spec.schema, ...spec.tables.map(({ schema }) => schema)])];
  return schemas.length === 1 ? [evidence] : schemas.map((schema) => within(evidence, schema));
}

function within(evidence: Evidence, schema: string): Evidence {
  const { spec, around } = evidence;
  const isHere = (one: { readonly schema?: string }) => one.schema === schema;
  return {
    ...evidence,
    spec: { ...spec, schema, tables: spec.tables.filter(isHere) },
    desired: only(evidence.desired, schema),
    actual: only(evidence.actual, schema),
    changes: evidence.changes.filter((change) => isHere(addressOf(objectOf(change)))),
    policies: evidence.policies.filter(({ policy }) => isHere(policy)),
    truth: evidence.truth.filter(({ table }) => isHere(table)),
    planned: evidence.planned.filter(isHere),
    surroundings: around.get(schema) ?? null,
  };
}

/** What is in no schema stays. */
function only(catalog: Catalog, schema: string): Catalog {
  const lists = KIND_NAMES.map((kind) => [
    kind,
    (catalog[kind] as readonly CatalogObject[]).filter((one) => (addressOf(one).schema ?? schema) === schema),
  ]);
  return Object.fromEntries(lists) as unknown as Catalog;
}
