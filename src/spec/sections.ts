/** The sections of a spec: one a schema, the own one at the top level, each with what it holds beside tables. */
import { addressOf } from '../catalog/address.js';
import type { Location } from '../errors.js';
import type { Files } from './files.js';
import { type AccessDefaults, objectWithDefaults, readAccess, readDefaults } from './kinds/access.js';
import { readDomains } from './kinds/domain.js';
import { readEnums } from './kinds/enum.js';
import { readFunctions } from './kinds/function.js';
import { readMaterializedViews } from './kinds/materialized-view.js';
import { readSequences } from './kinds/sequence.js';
import { readViews } from './kinds/view.js';
import type { SectionFields, SpecFields } from './language.js';
import { claim, type Surroundings } from './link.js';
import type { Mistakes } from './mistakes.js';
import { checkName, qualifiedIdentifier } from './names.js';
import { NO_TYPES, type OwnTypes } from './type-name.js';
import type { Declared } from './types.js';

export interface Section {
  readonly schema: string;
  readonly declared: Declared;
  readonly objects: readonly Declared[];
  readonly tables: NonNullable<SectionFields['tables']>;
  /** Owner and grants of tables that say nothing of them. */
  readonly defaults: AccessDefaults;
  /** The enums and domains that go by their bare names here: the section's, and those of the spec's own schema. */
  readonly types: OwnTypes;
}

export function readSections(fields: SpecFields, schema: string, files: Files, mistakes: Mistakes): readonly Section[] {
  const own = ownTypes(fields, schema, NO_TYPES);
  const others = (fields.schemas ?? []).flatMap(({ key, value }) => {
    checkName(key, 'the schema', mistakes);
    if (key.value === schema)
      mistakes.add(key.at(), `"${schema}" is the spec's own schema`, 'what it holds stands at the top level');
    return value === undefined || key.value === schema
      ? []
      : [readSection(value, key.value, key.at(), { types: own, files }, mistakes)];
  });
  const at = { ...fields.at, line: 1, column: 1 };
  return [readSection(fields, schema, at, { types: NO_TYPES, files }, mistakes), ...others];
}

function ownTypes(fields: SectionFields, schema: string, around: OwnTypes): OwnTypes {
  const names = [...(fields.enums ?? []), ...(fields.domains ?? [])].map(({ key }) => key.value);
  return names.length === 0
    ? around
    : new Map([...around, ...names.map((name) => [name, qualifiedIdentifier(schema, name)] as const)]);
}

function readSection(
  fields: SectionFields,
  schema: string,
  location: Location,
  around: { readonly types: OwnTypes; readonly files: Files },
  mistakes: Mistakes,
): Section {
  const { files } = around;
  const types = ownTypes(fields, schema, around.types);
  const access = readAccess(fields, 'schema', mistakes);
  const defaults = readDefaults(fields.defaults, access.owner, mistakes);
  const objects = [
    ...readEnums(fields.enums, schema, mistakes),
    ...readDomains(fields.domains, schema, mistakes, types),
    ...readSequences(fields.sequences, schema, mistakes),
    ...readFunctions(fields.functions, schema, files, mistakes, new Map([...types, ...rowTypes(fields, schema)])),
    ...readViews(fields.views, schema, files, mistakes),
    ...readMaterializedViews(fields.materialized_views, schema, files, mistakes),
  ];
  return {
    schema,
    declared: {
      object: { kind: 'schema', name: schema, ...access },
      comment: fields.comment?.value ?? null,
      formerly: [],
      location,
    },
    objects: objects.map((one) => ({ ...one, object: objectWithDefaults(one.object, defaults) })),
    tables: fields.tables ?? [],
    defaults,
    types,
  };
}

/** What a function can be given and return by its bare name: the rows of tables and views, too. */
function rowTypes(fields: SectionFields, schema: string): OwnTypes {
  const { enums, domains, tables, views, materialized_views } = fields;
  const names = [enums, domains, tables, views, materialized_views].flatMap((section) =>
    (section ?? []).map(({ key }: { readonly key: { readonly value: string } }) => key.value),
  );
  return new Map(names.map((name) => [name, qualifiedIdentifier(schema, name)]));
}

const RELATIONS: readonly string[] = ['view', 'materialized view', 'sequence'];

/** Views and sequences stand among the tables: what bears a table's name cannot be. */
export function claimNames(objects: readonly Declared[], around: Surroundings): void {
  for (const { object, location } of objects) {
    const { kind, schema = '', table, name } = addressOf(object);
    if (RELATIONS.includes(kind)) claim(schema, table ?? name ?? '', `the ${kind}`, location, around);
    if (kind === 'index') claim(schema, name ?? '', `an index of "${table}"`, location, around);
  }
}
