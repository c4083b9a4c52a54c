/** Owners and grants on the way to a spec: what most objects of a schema have is said once. */
import { stable } from '../catalog/fingerprint.js';
import type { Secured } from '../catalog/privileges.js';
import { type Access, type Catalog, type CatalogObject, KIND_NAMES, type Schema } from '../catalog/types.js';
import { type AccessDefaults, commonDefaults, isInSection, writeAccess } from './kinds/access.js';
import type { Entries } from './written.js';

export interface AccessFound {
  /** The catalog, in which every object has only what it has to say of itself. */
  readonly catalog: Catalog;
  /** A section's `owner`, `grants` and `defaults`. */
  readonly section: (schema: string) => Entries;
}

export function liftAccess(catalog: Catalog): AccessFound {
  const defaults = new Map<string, AccessDefaults>();
  const sections = new Map<string, Entries>();
  for (const schema of catalog.schema) {
    const said = beyondStandard(schema);
    const objects = KIND_NAMES.flatMap((kind): readonly CatalogObject[] => catalog[kind]).filter(
      (one) => isInSection(one.kind) && 'schema' in one && one.schema === schema.name,
    );
    const common = commonDefaults(objects as readonly (CatalogObject & Access)[], said.owner);
    defaults.set(schema.name, common.defaults);
    sections.set(schema.name, { ...writeAccess(said, 'schema'), defaults: common.entries });
  }
  const own = <T extends CatalogObject>(object: T): T => {
    const { owner, grants } = object as Access;
    // A column says nothing where its table says that nobody else has anything.
    if (object.kind === 'column')
      return { ...object, grants: grants?.length === 0 ? undefined : (grants ?? undefined) };
    if (!isInSection(object.kind)) return object;
    const common = defaults.get('schema' in object ? (object.schema ?? '') : '')?.(object.kind as Secured) ?? {};
    return {
      ...object,
      owner: owner === common.owner ? undefined : (owner ?? undefined),
      grants: stable(grants) === stable(common.grants) ? undefined : (grants ?? undefined),
    };
  };
  const lists = KIND_NAMES.map((kind) => [kind, (catalog[kind] as readonly CatalogObject[]).map(own)]);
  return {
    catalog: Object.fromEntries(lists) as unknown as Catalog,
    section: (schema) => sections.get(schema) ?? {},
  };
}

/** What the schema public is by itself need not be said: before PostgreSQL 15 everybody might create there. */
function beyondStandard({ name, owner, grants }: Schema): Access {
  const said = { owner: owner ?? undefined, grants: grants ?? undefined };
  if (name !== 'public') return said;
  const standardOwner = owner === 'pg_database_owner' || owner === 'postgres';
  const standard = owner === 'pg_database_owner' ? ['usage'] : ['all'];
  const [only, ...others] = grants ?? [];
  const standardGrants = others.length === 0 && only?.role === 'public' && only.privileges.join() === standard.join();
  return {
    ...(standardOwner ? {} : { owner: said.owner }),
    ...(standardGrants ? {} : { grants: said.grants }),
  };
}
