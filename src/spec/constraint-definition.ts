/** Constraints as written, short or long: what they say, before they have a final name. */
import type { Constraint, ConstraintType, ReferentialAction } from '../catalog/types.js';
import type { Location } from '../errors.js';
import { type Cursor, readWhole, Unexpected } from './cursor.js';
import type { ElementDraft } from './element-draft.js';
import { readExpression, type SqlExpression } from './expression.js';
import type { ReferencesValue } from './language.js';
import type { Mistakes } from './mistakes.js';
import { asList } from './shape.js';
import { Text } from './text.js';

export { asList };

export interface ReferenceDraft {
  readonly schema: Text | null;
  readonly table: Text;
  readonly columns: readonly Text[];
  readonly match: 'simple' | 'full';
  readonly onUpdate: ReferentialAction;
  readonly onDelete: ReferentialAction;
  readonly onDeleteColumns: readonly Text[];
  readonly deferrable: Constraint['deferrable'];
}

/** What a key constraint can say beside its columns. */
export interface KeyOptions {
  readonly include: readonly Text[];
  readonly nullsNotDistinct: boolean;
  readonly with: readonly string[];
  readonly deferrable: Constraint['deferrable'];
}

export interface ExclusionDraft {
  readonly method: string;
  readonly elements: readonly (ElementDraft & { readonly operator: string })[];
  readonly where: SqlExpression | null;
}

export interface ConstraintDraft extends KeyOptions {
  readonly type: ConstraintType;
  /** null: named by the templates. */
  readonly name: Text | null;
  readonly columns: readonly Text[];
  readonly check: SqlExpression | null;
  readonly noInherit: boolean;
  readonly references: ReferenceDraft | null;
  readonly exclusion: ExclusionDraft | null;
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly comment: string | null;
  readonly at: Location;
}

/** A constraint with nothing but its type said. */
export function constraintDraft(
  type: ConstraintType,
  at: Location,
  said: Partial<ConstraintDraft> = {},
): ConstraintDraft {
  return {
    type,
    name: null,
    columns: [],
    check: null,
    noInherit: false,
    references: null,
    exclusion: null,
    validated: true,
    enforced: true,
    include: [],
    nullsNotDistinct: false,
    with: [],
    deferrable: 'not deferrable',
    comment: null,
    at,
    ...said,
  };
}

/** `table (columns) on delete cascade` behind the word `references`. @throws Unexpected */
export function readReference(cursor: Cursor): ReferenceDraft {
  const first = cursor.name('a table');
  const qualified = cursor.accept('.');
  const table = qualified ? cursor.name('a table') : first;
  const columns = cursor.sees('(') ? cursor.names('a column') : [];
  let match: 'simple' | 'full' = 'simple';
  let onUpdate: ReferentialAction = 'no action';
  let onDelete: ReferentialAction = 'no action';
  let onDeleteColumns: readonly Text[] = [];
  for (;;) {
    if (cursor.accept('match')) match = cursor.expectOneOf('simple', 'full');
    else if (cursor.accept('on')) {
      if (cursor.expectOneOf('delete', 'update') === 'update') onUpdate = readAction(cursor);
      else {
        onDelete = readAction(cursor);
        if (onDelete.startsWith('set') && cursor.sees('(')) onDeleteColumns = cursor.names('a column');
      }
    } else break;
  }
  const deferrable = readDeferrable(cursor);
  return { schema: qualified ? first : null, table, columns, match, onUpdate, onDelete, onDeleteColumns, deferrable };
}

function readAction(cursor: Cursor): ReferentialAction {
  const first = cursor.expectOneOf('cascade', 'restrict', 'set', 'no');
  if (first === 'set') return `set ${cursor.expectOneOf('null', 'default')}`;
  if (first !== 'no') return first;
  cursor.expect('action');
  return 'no action';
}

/** `deferrable initially deferred` in each order that SQL allows. @throws Unexpected */
export function readDeferrable(cursor: Cursor): Constraint['deferrable'] {
  let deferrable: boolean | null = null;
  let initially: 'immediate' | 'deferred' | null = null;
  const start = cursor.offset;
  for (;;) {
    if (deferrable === null && cursor.accept('not', 'deferrable')) deferrable = false;
    else if (deferrable === null && cursor.accept('deferrable')) deferrable = true;
    else if (initially === null && cursor.accept('initially')) initially = cursor.expectOneOf('immediate', 'deferred');
    else break;
  }
  if (deferrable === false && initially === 'deferred') {
    throw new Unexpected(start, 'a constraint that is not deferrable cannot be initially deferred');
  }
  if (initially === 'deferred') return 'initially deferred';
  return deferrable === true ? 'initially immediate' : 'not deferrable';
}

/** The value of `references`: text as in SQL, or the long form. null (and a mistake) where it says nothing usable. */
export function readReferences(value: ReferencesValue, mistakes: Mistakes): ReferenceDraft | null {
  if (value instanceof Text) {
    return readWhole(value, mistakes, (cursor) => {
      cursor.accept('references');
      return readReference(cursor);
    });
  }
  if (value.table === undefined) return null;
  const target = readWhole(value.table, mistakes, (cursor) => {
    const first = cursor.name('a table');
    return cursor.accept('.') ? { schema: first, table: cursor.name('a table') } : { schema: null, table: first };
  });
  if (target === null) return null;
  const onDelete = value.on_delete ?? 'no action';
  const onDeleteColumns = asList(value.on_delete_columns);
  if (onDeleteColumns.length > 0 && !onDelete.startsWith('set')) {
    mistakes.add(value.at, '"on_delete_columns" needs on_delete: set null or set default');
  }
  return {
    ...target,
    columns: asList(value.columns),
    match: value.match ?? 'simple',
    onUpdate: value.on_update ?? 'no action',
    onDelete,
    onDeleteColumns,
    deferrable: value.deferrable ?? 'not deferrable',
  };
}

/** `(a, b) references t (x, y) on delete cascade`. */
export function readForeignKey(text: Text, mistakes: Mistakes): Pick<ConstraintDraft, 'columns' | 'references'> | null {
  return readWhole(text, mistakes, (cursor) => {
    if (cursor.accept('foreign')) cursor.expect('key');
    const columns = cursor.names('a column');
    cursor.expect('references');
    return { columns, references: readReference(cursor) };
  });
}

/** A check of one expression. */
export function readCheck(text: Text, mistakes: Mistakes, said: Partial<ConstraintDraft> = {}): ConstraintDraft | null {
  const check = readExpression(text, 'check', mistakes);
  return check === null ? null : constraintDraft('check', said.name?.at() ?? text.at(), { ...said, check });
}
