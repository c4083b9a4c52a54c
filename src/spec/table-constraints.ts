/** The constraints of a table that stand beside its columns, short and long; nothing is held against other tables yet. */
import type { ColumnDraft } from './column-definition.js';
import {
  asList,
  type ConstraintDraft,
  constraintDraft,
  readCheck,
  readForeignKey,
  readReferences,
} from './constraint-definition.js';
import { readExclusions } from './exclusion-definition.js';
import type { TableFields } from './language.js';
import type { Mistakes } from './mistakes.js';
import { type ParameterFields, readParameterMap } from './parameters.js';
import { Text } from './text.js';

export type ConstraintFields = Pick<
  TableFields,
  'at' | 'keys' | 'primary_key' | 'unique' | 'checks' | 'foreign_keys' | 'exclude'
>;

/** Whatever a table says beside its columns. */
export function readConstraints(fields: ConstraintFields, mistakes: Mistakes): ConstraintDraft[] {
  return [
    ...readKeys(fields, mistakes),
    ...readChecks(fields, mistakes),
    ...readForeignKeys(fields, mistakes),
    ...readExclusions(fields.exclude, mistakes),
  ];
}

function readKeys(fields: ConstraintFields, mistakes: Mistakes): ConstraintDraft[] {
  const drafts: ConstraintDraft[] = [];
  const primary = fields.primary_key;
  const primaryAt = fields.keys.get('primary_key')?.at() ?? fields.at;
  if (primary !== undefined) {
    drafts.push(
      primary instanceof Text || isList(primary)
        ? constraintDraft('primary key', primaryAt, { columns: asList(primary) })
        : constraintDraft('primary key', primaryAt, keyOptions(primary, mistakes)),
    );
  }
  for (const item of fields.unique ?? []) {
    if (isList(item)) drafts.push(constraintDraft('unique', item[0]?.at() ?? fields.at, { columns: item }));
    else if (!('key' in item)) drafts.push(constraintDraft('unique', item.at, keyOptions(item, mistakes)));
    else {
      const { key: name, value } = item;
      if (value === undefined) continue;
      const said = value instanceof Text || isList(value) ? { columns: asList(value) } : keyOptions(value, mistakes);
      drafts.push(constraintDraft('unique', name.at(), { ...said, name }));
    }
  }
  for (const draft of drafts) {
    if (draft.columns.length === 0 && !mistakes.on(draft.at.line, draft.at.line)) {
      mistakes.add(draft.at, `a ${draft.type === 'unique' ? 'unique constraint' : draft.type} needs columns`);
    }
  }
  return drafts;
}

function isList<T>(value: T | readonly Text[]): value is readonly Text[] {
  return Array.isArray(value);
}

interface KeyFields {
  readonly name?: Text | undefined;
  readonly columns: Text | readonly Text[] | undefined;
  readonly include: Text | readonly Text[] | undefined;
  readonly nulls_not_distinct?: boolean | undefined;
  readonly with: ParameterFields;
  readonly deferrable: ConstraintDraft['deferrable'] | undefined;
  readonly comment: Text | undefined;
}

function keyOptions(fields: KeyFields, mistakes: Mistakes): Partial<ConstraintDraft> {
  return {
    name: fields.name ?? null,
    columns: asList(fields.columns),
    include: asList(fields.include),
    nullsNotDistinct: fields.nulls_not_distinct ?? false,
    with: readParameterMap(fields.with, mistakes),
    deferrable: fields.deferrable ?? 'not deferrable',
    comment: fields.comment?.value ?? null,
  };
}

function readChecks(fields: ConstraintFields, mistakes: Mistakes): ConstraintDraft[] {
  const drafts = (fields.checks ?? []).map((item) => {
    const [name, value] = 'key' in item ? [item.key, item.value] : [null, item];
    if (value instanceof Text) return readCheck(value, mistakes, { name });
    if (value?.expression === undefined) return null;
    const said = {
      name,
      noInherit: value.no_inherit ?? false,
      ...validity(value),
      comment: value.comment?.value ?? null,
    };
    return readCheck(value.expression, mistakes, said);
  });
  return drafts.filter((draft) => draft !== null);
}

function readForeignKeys(fields: ConstraintFields, mistakes: Mistakes): ConstraintDraft[] {
  const drafts = (fields.foreign_keys ?? []).map((item) => {
    const [name, value] = 'key' in item ? [item.key, item.value] : [null, item];
    if (value === undefined) return null;
    const at = name?.at() ?? (value instanceof Text ? value.at() : value.at);
    if (value instanceof Text) {
      const said = readForeignKey(value, mistakes);
      const deferrable = said?.references?.deferrable ?? 'not deferrable';
      return said === null ? null : constraintDraft('foreign key', at, { name, ...said, deferrable });
    }
    const references = value.references === undefined ? null : readReferences(value.references, mistakes);
    if (references === null || value.columns === undefined) return null;
    const { deferrable } = references;
    const comment = value.comment?.value ?? null;
    return constraintDraft('foreign key', at, {
      name,
      columns: asList(value.columns),
      references,
      deferrable,
      ...validity(value),
      comment,
    });
  });
  return drafts.filter((draft) => draft !== null);
}

/** What is not enforced has nothing to be validated. */
function validity(fields: { readonly not_valid?: boolean | undefined; readonly not_enforced?: boolean | undefined }) {
  const enforced = fields.not_enforced !== true;
  return { enforced, validated: fields.not_valid !== true || !enforced };
}

/** All constraints of a table. Its own primary key stands in for a shared one; two of its own are a mistake. */
export function withOnePrimaryKey(
  columns: readonly ColumnDraft[],
  own: ReadonlyMap<string, ColumnDraft | null>,
  written: readonly ConstraintDraft[],
  mistakes: Mistakes,
): readonly ConstraintDraft[] {
  const ofColumns = columns.flatMap((column) => column.constraints);
  const isPrimary = (constraint: ConstraintDraft) => constraint.type === 'primary key';
  const ownKeys = [
    ...columns.filter((column) => own.get(column.name.value) === column).flatMap((column) => column.constraints),
    ...written,
  ];
  const candidates = ownKeys.some(isPrimary) ? ownKeys.filter(isPrimary) : ofColumns.filter(isPrimary);
  const [primary, second] = candidates;
  if (second !== undefined) {
    mistakes.add(second.at, 'a table has one primary key', 'several columns are written as primary_key: [a, b]');
  }
  return [
    ...(primary === undefined ? [] : [primary]),
    ...[...ofColumns, ...written].filter((constraint) => !isPrimary(constraint)),
  ];
}
