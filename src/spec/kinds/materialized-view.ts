/** materialized view: the materialized views of a schema: name: select …, or the long form. */
import type { Comment, Index, MaterializedView } from '../../catalog/types.js';
import { type Files, inFile, textOf } from '../files.js';
import { type IndexDraft, readIndex } from '../index-definition.js';
import { indexes } from '../index-form.js';
import type { Mistakes } from '../mistakes.js';
import { checkName } from '../names.js';
import { readParameterMap } from '../parameters.js';
import { readQuery } from '../query.js';
import { either, key, literal, map, named, object, requiredKey, text } from '../shape.js';
import { parameterMap } from '../spelling.js';
import { Text } from '../text.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Comments, Entries, Written } from '../written.js';
import { accessKeys, readAccess, writeAccess } from './access.js';
import { writeIndexes } from './index.js';
import { columnComments, writeColumnComments } from './view.js';

const longForm = object({
  definition: requiredKey(either(text, inFile), 'The query: select …; or { file: views/totals.sql }.'),
  with: key(map(literal), 'Storage parameters: fillfactor: 70.'),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
  columns: key(map(text), 'Comments on its columns: name: comment.'),
  indexes: key(indexes, 'Indexes by name: unique (a, lower(b) desc), or the long form.'),
  ...accessKeys,
});

export const materializedViews = map(named('materialized view', either(text, longForm)));

type LongForm = NonNullable<FieldsOf<typeof longForm>>;

/** @param schema the section's */
export function readMaterializedViews(
  entries: FieldsOf<typeof materializedViews>,
  schema: string,
  files: Files,
  mistakes: Mistakes,
): readonly Declared[] {
  return (entries ?? []).flatMap(({ key: name, value }): Declared[] => {
    checkName(name, 'the materialized view', mistakes);
    if (value === undefined) return [];
    const said: Partial<LongForm> = value instanceof Text ? {} : value;
    const text = value instanceof Text ? value : textOf(value.definition, files);
    const query = text === null ? null : readQuery(text, mistakes);
    if (query === null) return [];
    const view: MaterializedView = {
      kind: 'materialized view',
      schema,
      table: name.value,
      definition: { query },
      with: readParameterMap(said.with, mistakes),
      ...(value instanceof Text ? {} : readAccess(value, 'materialized view', mistakes)),
    };
    const drafts = (said.indexes ?? []).flatMap(({ key: index, value: given }) => {
      checkName(index, 'the index name', mistakes);
      return readIndex(index, given, mistakes) ?? [];
    });
    return [
      {
        object: view,
        comment: said.comment?.value ?? null,
        comments: columnComments('materialized view column', view, said.columns),
        formerly: [],
        location: name.at(),
      },
      ...drafts.map((draft) => declaredIndex(draft, view)),
    ];
  });
}

function declaredIndex(draft: IndexDraft, { schema, table }: MaterializedView): Declared {
  const { name, elements, include, where, comment, at, ...said } = draft;
  const object: Index = {
    kind: 'index',
    on: 'materialized view',
    schema,
    table,
    name: name.value,
    ...said,
    elements: elements.map((element) => ({
      ...element,
      column: element.column?.value ?? null,
      expression: element.expression === null ? null : { expression: element.expression.text.value },
    })),
    include: include.map(({ value }) => value),
    where: where === null ? null : { expression: where.text.value },
    valid: true,
    partOf: null,
  };
  return { object, comment, formerly: [], location: at };
}

/** What lives on materialized views. */
export interface OnMaterializedViews {
  readonly index: readonly Index[];
  readonly comment: readonly Comment[];
}

/** As they are to stand in a spec, without their schema. */
export function writeMaterializedViews(
  objects: readonly MaterializedView[],
  comments: Comments,
  on: OnMaterializedViews,
): Entries {
  return Object.fromEntries(objects.map((one) => [one.table, writeMaterializedView(one, comments, on)]));
}

function writeMaterializedView(view: MaterializedView, comments: Comments, on: OnMaterializedViews): Written {
  const { schema, table, definition } = view;
  const here = on.index.filter((one) => one.on === 'materialized view' && one.schema === schema && one.table === table);
  const rest: Entries = {
    comment: comments(view) ?? undefined,
    with: parameterMap(view.with),
    columns: writeColumnComments('materialized view column', view, on.comment),
    indexes: here.length === 0 ? undefined : writeIndexes(here, new Map(), comments),
    ...writeAccess(view, 'materialized view'),
  };
  const short = Object.values(rest).every((one) => one === undefined);
  return short ? definition.query : { ...rest, definition: definition.query };
}
