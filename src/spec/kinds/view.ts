/** view: the views of a schema: name: select …, or the long form. */
import type { Comment, Trigger, View } from '../../catalog/types.js';
import { readWhole } from '../cursor.js';
import { type Files, inFile, textOf } from '../files.js';
import type { Mistakes } from '../mistakes.js';
import { checkName } from '../names.js';
import { readQuery } from '../query.js';
import { either, flag, key, map, named, object, oneOf, requiredKey, text } from '../shape.js';
import { Text } from '../text.js';
import { readType } from '../type-name.js';
import { commonType } from '../type-spelling.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Comments, Entries, Written } from '../written.js';
import { accessKeys, readAccess, writeAccess } from './access.js';
import { readTriggers, triggers, writeTriggers } from './trigger.js';

const longForm = object({
  definition: requiredKey(either(text, inFile), 'The query: select …; or { file: views/active.sql }.'),
  security_invoker: key(flag, 'Whether it reads with the rights of who asks it, not of its owner (PostgreSQL 15).'),
  security_barrier: key(flag, 'Whether its conditions come before those of who asks it.'),
  check_option: key(oneOf('local', 'cascaded'), 'What is written through it has to be seen through it.'),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
  row: key(
    map(text),
    'Its columns with their types, where it calls a function that takes or gives a row of it: id: bigint.',
  ),
  columns: key(map(text), 'Comments on its columns: name: comment.'),
  triggers: key(triggers, 'Triggers by name.'),
  ...accessKeys,
});

export const views = map(named('view', either(text, longForm)));

type LongForm = NonNullable<FieldsOf<typeof longForm>>;

/** @param schema the section's */
export function readViews(
  entries: FieldsOf<typeof views>,
  schema: string,
  files: Files,
  mistakes: Mistakes,
): readonly Declared[] {
  return (entries ?? []).flatMap(({ key: name, value }): Declared[] => {
    checkName(name, 'the view', mistakes);
    if (value === undefined) return [];
    const said: Partial<LongForm> = value instanceof Text ? {} : value;
    const text = value instanceof Text ? value : textOf(value.definition, files);
    const query = text === null ? null : readQuery(text, mistakes);
    if (query === null) return [];
    const view: View = {
      kind: 'view',
      schema,
      table: name.value,
      definition: { query },
      with: [
        ...parameter('security_barrier', said.security_barrier),
        ...parameter('security_invoker', said.security_invoker),
      ],
      checkOption: said.check_option ?? null,
      ...(said.row === undefined ? {} : { row: readRow(said.row, mistakes) }),
      ...(value instanceof Text ? {} : readAccess(value, 'view', mistakes)),
    };
    const comment = said.comment?.value ?? null;
    const comments = columnComments('view column', view, said.columns);
    const on = { on: 'view' as const, schema, table: name.value };
    return [
      { object: view, comment, comments, formerly: [], location: name.at() },
      ...readTriggers(said.triggers, on, mistakes),
    ];
  });
}

function readRow(row: NonNullable<LongForm['row']>, mistakes: Mistakes): NonNullable<View['row']> {
  return row.flatMap(({ key: name, value }) => {
    const type = value === undefined ? null : readWhole(value, mistakes, (cursor) => readType(cursor));
    return type === null ? [] : [{ name: name.value, type }];
  });
}

function parameter(name: string, value: boolean | undefined): string[] {
  return value === undefined ? [] : [`${name}=${value ? 'on' : 'off'}`];
}

export function columnComments(
  on: 'view column' | 'materialized view column',
  { schema, table }: { readonly schema: string; readonly table: string },
  columns: LongForm['columns'],
): readonly Comment[] {
  return (columns ?? []).flatMap(({ key: name, value }) =>
    value === undefined ? [] : [{ kind: 'comment' as const, on, schema, table, name: name.value, text: value.value }],
  );
}

/** What lives on views. */
export interface OnViews {
  readonly trigger: readonly Trigger[];
  readonly comment: readonly Comment[];
}

/** As they are to stand in a spec, without their schema. */
export function writeViews(objects: readonly View[], comments: Comments, on: OnViews): Entries {
  return Object.fromEntries(objects.map((one) => [one.table, writeView(one, comments, on)]));
}

function writeView(view: View, comments: Comments, on: OnViews): Written {
  const { schema, table, definition } = view;
  const here = on.trigger.filter((one) => one.on === 'view' && one.schema === schema && one.table === table);
  const set = new Map(view.with.map((one) => [one.split('=', 1)[0] ?? '', one.endsWith('=on')]));
  const rest: Entries = {
    comment: comments(view) ?? undefined,
    security_invoker: set.get('security_invoker'),
    security_barrier: set.get('security_barrier'),
    check_option: view.checkOption ?? undefined,
    row: view.row == null ? undefined : new Map(view.row.map(({ name, type }) => [name, commonType(type)])),
    columns: writeColumnComments('view column', view, on.comment),
    triggers: here.length === 0 ? undefined : writeTriggers(here, comments),
    ...writeAccess(view, 'view'),
  };
  const short = Object.values(rest).every((one) => one === undefined);
  return short ? definition.query : { ...rest, definition: definition.query };
}

export function writeColumnComments(
  on: 'view column' | 'materialized view column',
  { schema, table }: { readonly schema: string; readonly table: string },
  comments: readonly Comment[],
): Entries | undefined {
  const here = comments.filter((one) => one.on === on && one.schema === schema && one.table === table);
  return here.length === 0
    ? undefined
    : Object.fromEntries(here.map(({ name = '', text: written }) => [name, written]));
}
