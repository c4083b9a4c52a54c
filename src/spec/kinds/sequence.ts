/** sequence: the sequences of a schema that are no column's identity: name: start 1000 increment 5, or the long form. */
import { unusual } from '../../catalog/counting.js';
import type { Sequence } from '../../catalog/types.js';
import { quoteIdent } from '../../expression/identifier.js';
import {
  acceptOption,
  countingKeys,
  longCounting,
  readLongCounting,
  type SaidCounting,
  settleCounting,
  shortCounting,
} from '../counting.js';
import { Cursor } from '../cursor.js';
import type { Mistakes } from '../mistakes.js';
import { checkName } from '../names.js';
import { asList, either, flag, key, list, map, named, object, text } from '../shape.js';
import { Text } from '../text.js';
import { readType } from '../type-name.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries, Written } from '../written.js';
import { grants, readAccess, writeGrants } from './access.js';

const longForm = object({
  type: key(text, 'bigint, integer or smallint (default: bigint).'),
  ...countingKeys,
  owned_by: key(text, 'The column that it goes with: orders.number.'),
  unlogged: key(flag, 'Whether it is unlogged (PostgreSQL 15).'),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
  owner: key(text, 'The role that owns it (default: not spoken of).'),
  grants: key(grants, 'Who is granted what: role: usage, select. (Default: not spoken of.)'),
  formerly: key(either(text, list(text)), 'Earlier names of the sequence: what bears one is renamed.'),
});

export const sequences = map(named('sequence', either(text, longForm)));

interface Said {
  type: { readonly value: string; readonly text: Text } | null;
  counting: SaidCounting;
  ownedBy: Sequence['ownedBy'];
}

/** @param schema the section's */
export function readSequences(
  entries: FieldsOf<typeof sequences>,
  schema: string,
  mistakes: Mistakes,
): readonly Declared[] {
  return (entries ?? []).flatMap(({ key: name, value }): Declared[] => {
    checkName(name, 'the sequence', mistakes);
    if (value === undefined) return [];
    const said = value instanceof Text ? readShort(value, schema, mistakes) : readLong(value, schema, mistakes);
    const { type } = said;
    const counts = type === null || ['bigint', 'integer', 'smallint'].includes(type.value);
    if (!counts)
      mistakes.add(type.text.at(), `a sequence cannot be ${type.value}`, 'write bigint, integer or smallint');
    const former = value instanceof Text ? [] : asList(value.formerly);
    for (const old of former) checkName(old, 'the former name', mistakes);
    const object: Sequence = {
      kind: 'sequence',
      schema,
      name: name.value,
      ...settleCounting(said.counting, counts && type !== null ? type.value : 'bigint', mistakes),
      ownedBy: said.ownedBy,
      unlogged: value instanceof Text ? false : (value.unlogged ?? false),
      ...(value instanceof Text ? {} : readAccess(value, 'sequence', mistakes)),
    };
    return [
      {
        object,
        comment: value instanceof Text ? null : (value.comment?.value ?? null),
        formerly: former.map((old) => old.value),
        location: name.at(),
      },
    ];
  });
}

function readShort(given: Text, schema: string, mistakes: Mistakes): Said {
  const said: Said = { type: null, counting: {}, ownedBy: null };
  const cursor = Cursor.over(given, mistakes);
  if (cursor === null) return said;
  try {
    while (!cursor.done) {
      const start = cursor.offset;
      if (cursor.accept('as')) said.type = { value: readType(cursor), text: given.slice(start) };
      else if (cursor.accept('owned')) {
        cursor.expect('by');
        said.ownedBy = readColumnName(cursor, schema);
      } else if (!acceptOption(cursor, said.counting)) {
        throw cursor.unexpected('expected an option of a sequence', [
          ...['as', 'start', 'increment', 'minvalue', 'maxvalue', 'cache', 'cycle', 'owned'],
        ]);
      }
    }
  } catch (error) {
    cursor.report(error, mistakes);
  }
  return said;
}

function readLong(fields: NonNullable<FieldsOf<typeof longForm>>, schema: string, mistakes: Mistakes): Said {
  const whole = <T>(given: Text | undefined, read: (cursor: Cursor) => T): T | null => {
    const cursor = given === undefined ? null : Cursor.over(given, mistakes);
    if (cursor === null) return null;
    try {
      const result = read(cursor);
      if (!cursor.done) throw cursor.unexpected('expected the end');
      return result;
    } catch (error) {
      cursor.report(error, mistakes);
      return null;
    }
  };
  const type = whole(fields.type, (cursor) => readType(cursor));
  return {
    type: type === null || fields.type === undefined ? null : { value: type, text: fields.type },
    counting: readLongCounting(fields, mistakes),
    ownedBy: whole(fields.owned_by, (cursor) => readColumnName(cursor, schema)),
  };
}

/** `table.column`, with or without the schema. */
function readColumnName(cursor: Cursor, schema: string): Sequence['ownedBy'] {
  const first = cursor.name('a table');
  cursor.expect('.');
  const second = cursor.name('a column');
  if (!cursor.accept('.')) return { schema, table: first.value, column: second.value };
  return { schema: first.value, table: second.value, column: cursor.name('a column').value };
}

/** As they are to stand in a spec, without their schema. Those of serial columns are the columns' (serial.ts). */
export function writeSequences(objects: readonly Sequence[], comments: (object: Sequence) => string | null): Entries {
  return Object.fromEntries(
    objects.map((one): [string, Written] => {
      const comment = comments(one);
      const { type, ...options } = unusual(one);
      const { owner, grants: granted, unlogged, ownedBy } = one;
      const column = ownedBy === null ? null : columnName(ownedBy, one.schema);
      if (comment === null && owner == null && granted == null && !unlogged) {
        const words = [
          ...(type === undefined ? [] : [`as ${type}`]),
          ...shortCounting(options),
          ...(column === null ? [] : [`owned by ${column}`]),
        ];
        return [one.name, words.length === 0 ? null : words.join(' ')];
      }
      const long = {
        type,
        ...longCounting(options),
        owned_by: column ?? undefined,
        unlogged: unlogged ? true : undefined,
        comment: comment ?? undefined,
        owner: owner ?? undefined,
        grants: granted == null ? undefined : writeGrants(granted, 'sequence'),
      };
      return [one.name, long];
    }),
  );
}

function columnName({ schema, table, column }: NonNullable<Sequence['ownedBy']>, own: string): string {
  return [...(schema === own ? [] : [schema]), table, column].map(quoteIdent).join('.');
}
