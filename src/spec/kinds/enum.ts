/** enum: the enums of a schema: name: [values], or the long form. */
import type { Enum } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { checkName } from '../names.js';
import { asList, either, key, list, map, named, object, requiredKey, text, value } from '../shape.js';
import { Text } from '../text.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries, Written } from '../written.js';
import { grants, readAccess, writeGrants } from './access.js';

const names = either(text, list(text));

/** PostgreSQL takes a value that is empty or white space alone. */
const values = list(
  either(
    value,
    object({
      value: requiredKey(value, 'The value.'),
      formerly: requiredKey(names, 'Earlier names of the value: what bears one is renamed.'),
    }),
  ),
);

export const enums = map(
  named(
    'enum',
    either(
      values,
      object({
        values: requiredKey(values, 'The values, in order: active, or value: active, formerly: enabled.'),
        comment: key(text, 'The comment stored in the database (COMMENT ON).'),
        owner: key(text, 'The role that owns it (default: not spoken of).'),
        grants: key(grants, 'Who is granted what: role: usage. (Default: not spoken of.)'),
        formerly: key(names, 'Earlier names of the enum: what bears one is renamed.'),
      }),
    ),
  ),
);

type Value = NonNullable<FieldsOf<typeof values>>[number];

/** @param schema the section's */
export function readEnums(entries: FieldsOf<typeof enums>, schema: string, mistakes: Mistakes): readonly Declared[] {
  return (entries ?? []).flatMap(({ key: name, value }): Declared[] => {
    checkName(name, 'the enum', mistakes);
    if (value === undefined) return [];
    const said = isList(value) ? null : value;
    const items = isList(value) ? value : value.values;
    if (items === undefined) return [];
    const object: Enum = {
      kind: 'enum',
      schema,
      name: name.value,
      values: readValues(items, mistakes),
      ...(said === null ? {} : readAccess(said, 'enum', mistakes)),
    };
    const former = asList(said?.formerly);
    for (const old of former) checkName(old, 'the former name', mistakes);
    return [
      {
        object,
        comment: said?.comment?.value ?? null,
        formerly: former.map((old) => old.value),
        values: formerValues(items, mistakes),
        location: name.at(),
      },
    ];
  });
}

function isList<T>(value: T | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}

function textOf(item: Value): Text | undefined {
  return item instanceof Text ? item : item.value;
}

function readValues(items: readonly Value[], mistakes: Mistakes): readonly string[] {
  const seen = new Set<string>();
  for (const value of items.map(textOf)) {
    if (value === undefined) continue;
    if (value.value !== '') checkName(value, 'the value', mistakes);
    if (seen.has(value.value)) mistakes.add(value.at(), `the value "${value.value}" stands here twice`);
    seen.add(value.value);
  }
  return [...seen];
}

function formerValues(items: readonly Value[], mistakes: Mistakes): ReadonlyMap<string, readonly string[]> {
  const current = new Set(items.map((item) => textOf(item)?.value));
  const claimed = new Map<string, string>();
  const former = new Map<string, readonly string[]>();
  for (const item of items) {
    if (item instanceof Text || item.value === undefined) continue;
    const { value } = item.value;
    for (const old of asList(item.formerly)) {
      const other = claimed.get(old.value);
      if (current.has(old.value))
        mistakes.add(old.at(), `"${old.value}" is a value of the enum still, not a former name`);
      else if (other !== undefined)
        mistakes.add(old.at(), `"${old.value}" is given as a former name of "${other}" too`);
      claimed.set(old.value, value);
    }
    former.set(
      value,
      asList(item.formerly).map((old) => old.value),
    );
  }
  return former;
}

/** As they are to stand in a spec, without their schema. */
export function writeEnums(objects: readonly Enum[], comments: (object: Enum) => string | null): Entries {
  return Object.fromEntries(
    objects.map((object): [string, Written] => {
      const { name, values: all, owner, grants: granted } = object;
      const comment = comments(object);
      if (comment === null && owner == null && granted == null) return [name, all];
      const long = {
        values: all,
        comment: comment ?? undefined,
        owner: owner ?? undefined,
        grants: granted == null ? undefined : writeGrants(granted, 'enum'),
      };
      return [name, long];
    }),
  );
}
