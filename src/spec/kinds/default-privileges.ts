/** default privileges: what objects that a role makes are granted of themselves. */
import type { Secured } from '../../catalog/privileges.js';
import type { DefaultPrivileges } from '../../catalog/types.js';
import type { Mistakes } from '../mistakes.js';
import { checkName } from '../names.js';
import { either, key, list, object, requiredKey, text } from '../shape.js';
import type { Text } from '../text.js';
import type { Declared, FieldsOf } from '../types.js';
import { type Entries, Inline, type Written } from '../written.js';
import { checkRole, grants, readGrants, writeGrants } from './access.js';

/** What is made, and what it is to GRANT. */
const OBJECTS = {
  tables: 'table',
  sequences: 'sequence',
  functions: 'function',
  types: 'enum',
  schemas: 'schema',
  large_objects: 'large object',
} as const satisfies Readonly<Record<string, Secured>>;
type Key = keyof typeof OBJECTS;
const KEYS = Object.keys(OBJECTS) as Key[];

const names = either(text, list(text));

const what = (objects: string) =>
  key(grants, `What new ${objects} are granted: role: select, insert. In every schema: nobody else but the owner.`);

export const defaultPrivileges = list(
  object({
    for: requiredKey(names, 'The roles whose new objects are meant.'),
    in: key(names, 'The schemas that they are made in (default: any, and then this is all that they are granted).'),
    tables: what('tables and views'),
    sequences: what('sequences'),
    functions: what('functions and procedures'),
    types: what('types'),
    schemas: what('schemas'),
    large_objects: what('large objects'),
  }),
);

/** @param schema the section's */
export function readDefaultPrivileges(
  entries: FieldsOf<typeof defaultPrivileges> | undefined,
  _schema: string,
  mistakes: Mistakes,
): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const fields of entries ?? []) {
    const schemas: readonly (Text | null)[] = fields.in === undefined ? [null] : textsOf(fields.in);
    for (const schema of schemas) if (schema !== null) checkName(schema, 'the schema', mistakes);
    if (!KEYS.some((name) => fields.keys.has(name)))
      mistakes.add(fields.at, 'default privileges of nothing', `name what is made: ${KEYS.join(', ')}`);
    for (const role of textsOf(fields.for)) {
      checkRole(role, mistakes);
      for (const schema of schemas) {
        for (const name of KEYS) {
          const said = fields[name];
          const at = fields.keys.get(name)?.at();
          if (said === undefined || at === undefined) continue;
          if (schema !== null && (name === 'schemas' || name === 'large_objects')) {
            mistakes.add(at, `${wordsOf(name)} are made in no schema`, 'leave out "in"');
            continue;
          }
          const object: DefaultPrivileges = {
            kind: 'default privileges',
            name: nameOf(role.value, wordsOf(name), schema?.value ?? null),
            role: role.value,
            inSchema: schema?.value ?? null,
            objects: wordsOf(name),
            grants: readGrants(said, OBJECTS[name], mistakes),
          };
          if (found.has(object.name)) mistakes.add(at, `the default privileges of ${object.name} stand here twice`);
          found.set(object.name, { object, comment: null, formerly: [], location: at });
        }
      }
    }
  }
  return [...found.values()];
}

function nameOf(role: string, objects: string, schema: string | null): string {
  return `${role} on ${objects}${schema === null ? '' : ` in ${schema}`}`;
}

function wordsOf(name: Key): DefaultPrivileges['objects'] {
  return name === 'large_objects' ? 'large objects' : name;
}

function textsOf(value: Text | readonly Text[] | undefined): readonly Text[] {
  return value === undefined ? [] : 'value' in value ? [value] : value;
}

/** As they are to stand in a spec: an entry a role and schema. */
export function writeDefaultPrivileges(objects: readonly DefaultPrivileges[]): readonly Written[] {
  const groups = new Map<string, DefaultPrivileges[]>();
  for (const one of objects) {
    const place = JSON.stringify([one.role, one.inSchema]);
    groups.set(place, [...(groups.get(place) ?? []), one]);
  }
  return [...groups.values()].map((group): Entries => {
    const [first] = group;
    const of = (name: Key) => group.find(({ objects: made }) => made === wordsOf(name));
    return {
      for: first?.role,
      in: first?.inSchema ?? undefined,
      ...Object.fromEntries(
        KEYS.flatMap((name) => {
          const one = of(name);
          if (one === undefined) return [];
          const written = writeGrants(one.grants, OBJECTS[name]);
          return [[name, Object.keys(written).length === 0 ? new Inline({}) : written]];
        }),
      ),
    };
  });
}
