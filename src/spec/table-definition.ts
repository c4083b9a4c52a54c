/** A table as written, with the shared columns merged in; nothing is held against other tables yet. */
import type { Location } from '../errors.js';
import { type ColumnDraft, readColumn } from './column-definition.js';
import {
  asList,
  type ConstraintDraft,
  constraintDraft,
  readCheck,
  readForeignKey,
  readReferences,
} from './constraint-definition.js';
import { didYouMean } from './did-you-mean.js';
import { type IndexDraft, readIndex } from './index-definition.js';
import { type AccessDefaults, readAccess, withDefaults } from './kinds/access.js';
import { readTriggers } from './kinds/trigger.js';
import type { ColumnValue, SpecFields, TableFields } from './language.js';
import type { Mistakes } from './mistakes.js';
import { checkName } from './names.js';
import { type Columns, type PolicyDraft, readPolicies } from './policy-definition.js';
import type { Entry } from './shape.js';
import { Text } from './text.js';
import type { OwnTypes } from './type-name.js';
import type { Declared, RowSecurityWord, TableSpec } from './types.js';

/** Types in their canonical spelling that hold dates and times. */
const DATE_OR_TIME = /^(?:date|time|ts(?:tz)?(?:multi)?range)/;

/** The columns of every table; parsed once. */
export interface SharedColumns {
  readonly complete: boolean;
  readonly first: ReadonlyMap<string, ColumnDraft | null>;
  readonly last: ReadonlyMap<string, ColumnDraft | null>;
}

export interface TableDraft extends Columns {
  readonly schema: string;
  readonly columns: readonly ColumnDraft[];
  readonly constraints: readonly ConstraintDraft[];
  readonly indexes: readonly IndexDraft[];
  readonly policies: readonly PolicyDraft[];
  readonly rowSecurity: RowSecurityWord | null;
  /** Whether the pattern's policies are the table's, and where that is said; null: it is not. */
  readonly pattern: { readonly applies: boolean; readonly at: Location } | null;
  readonly triggers: readonly Declared[];
  /** `columns: {}`: PostgreSQL has tables without columns. */
  readonly saysNoColumns: boolean;
  readonly said: TableSpec['said'];
  readonly encrypted: readonly Text[];
  readonly formerly: readonly Text[];
  readonly notTenantScoped: Text | null;
  readonly comment: string | null;
  readonly at: Location;
}

export function readShared(fields: SpecFields, types: OwnTypes, mistakes: Mistakes): SharedColumns {
  const { first, last, keys } = fields.shared ?? { first: undefined, last: undefined, keys: new Map() };
  const complete =
    (fields.shared !== undefined || !fields.keys.has('shared')) &&
    (first !== undefined || !keys.has('first')) &&
    (last !== undefined || !keys.has('last'));
  const shared = { complete, first: readColumns(first, types, mistakes), last: readColumns(last, types, mistakes) };
  for (const { key } of last ?? []) {
    if (shared.first.has(key.value)) mistakes.add(key.at(), `the column "${key.value}" is shared twice`);
  }
  return shared;
}

function readColumns(
  entries: readonly Entry<ColumnValue>[] | undefined,
  types: OwnTypes,
  mistakes: Mistakes,
): Map<string, ColumnDraft | null> {
  return new Map((entries ?? []).map(({ key, value }) => [key.value, readColumn(key, value, mistakes, types)]));
}

/**
 * Reads a table.
 * @param around the shared columns, the schema, and the tenant column, which a table that is not tenant-scoped does not take from them
 */
export function readTable(
  name: Text,
  fields: TableFields,
  around: SharedColumns & {
    readonly schema: string;
    readonly tenantColumn: string | null;
    readonly defaults: AccessDefaults;
    readonly types: OwnTypes;
  },
  mistakes: Mistakes,
): TableDraft {
  const { schema, tenantColumn } = around;
  const shared: SharedColumns = around;
  checkName(name, 'the table name', mistakes);
  const own = readColumns(fields.columns, around.types, mistakes);
  const without = checkedWithout(asList(fields.without), shared, mistakes);
  if (fields.not_tenant_scoped !== undefined && tenantColumn !== null) without.add(tenantColumn);
  const inherited = (columns: ReadonlyMap<string, ColumnDraft | null>) =>
    [...columns]
      .filter(([column]) => !without.has(column))
      .map(([column, draft]) => [column, own.get(column) ?? draft] as const);
  const first = inherited(shared.first);
  const last = inherited(shared.last);
  const placed = new Set([...first, ...last].map(([column]) => column));
  const all = [...first, ...[...own].filter(([column]) => !placed.has(column)), ...last];
  const columns = all.map(([, draft]) => draft).filter((draft) => draft !== null);
  const columnNames = new Set([...all.map(([column]) => column), ...own.keys()]);

  const written = [
    ...readKeys(fields, mistakes),
    ...readChecks(fields, mistakes),
    ...readForeignKeys(fields, mistakes),
  ];
  return {
    schema,
    name,
    columns,
    columnNames,
    complete: shared.complete && (fields.columns !== undefined || !fields.keys.has('columns')),
    dateTimeColumns: new Set(
      columns.filter(({ type }) => type !== null && DATE_OR_TIME.test(type)).map((column) => column.name.value),
    ),
    constraints: withOnePrimaryKey(columns, own, written, mistakes),
    indexes: (fields.indexes ?? [])
      .map(({ key, value }) => readIndex(key, value, mistakes))
      .filter((index) => index !== null),
    policies: readPolicies(fields.policies, mistakes),
    rowSecurity: fields.row_security ?? null,
    pattern:
      fields.pattern === undefined
        ? null
        : { applies: fields.pattern, at: fields.keys.get('pattern')?.at() ?? fields.at },
    saysNoColumns: fields.columns?.length === 0,
    triggers: readTriggers(fields.triggers, { schema, table: name.value }, mistakes),
    said: {
      unlogged: false,
      with: [],
      partitionBy: null,
      partitionOf: null,
      ...withDefaults(readAccess(fields, 'table', mistakes), 'table', around.defaults),
    },
    encrypted: asList(fields.encrypted),
    formerly: asList(fields.formerly),
    notTenantScoped: fields.not_tenant_scoped ?? null,
    comment: fields.comment?.value ?? null,
    at: name.at(),
  };
}

function checkedWithout(names: readonly Text[], shared: SharedColumns, mistakes: Mistakes): Set<string> {
  const known = [...shared.first.keys(), ...shared.last.keys()];
  for (const name of names) {
    if (!known.includes(name.value)) {
      mistakes.add(name.at(), `"${name.value}" is no shared column`, didYouMean(name.value, known));
    }
  }
  return new Set(names.map((name) => name.value));
}

function readKeys(fields: TableFields, mistakes: Mistakes): ConstraintDraft[] {
  const drafts: ConstraintDraft[] = [];
  const primary = fields.primary_key;
  const primaryAt = fields.keys.get('primary_key')?.at() ?? fields.at;
  if (primary !== undefined) {
    drafts.push(
      primary instanceof Text || isList(primary)
        ? constraintDraft('primary key', primaryAt, { columns: asList(primary) })
        : constraintDraft('primary key', primaryAt, keyOptions(primary)),
    );
  }
  for (const item of fields.unique ?? []) {
    if (isList(item)) drafts.push(constraintDraft('unique', item[0]?.at() ?? fields.at, { columns: item }));
    else if (!('key' in item)) drafts.push(constraintDraft('unique', item.at, keyOptions(item)));
    else {
      const { key: name, value } = item;
      if (value === undefined) continue;
      const said = value instanceof Text || isList(value) ? { columns: asList(value) } : keyOptions(value);
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
  readonly deferrable: ConstraintDraft['deferrable'] | undefined;
  readonly comment: Text | undefined;
}

function keyOptions(fields: KeyFields): Partial<ConstraintDraft> {
  return {
    name: fields.name ?? null,
    columns: asList(fields.columns),
    include: asList(fields.include),
    nullsNotDistinct: fields.nulls_not_distinct ?? false,
    deferrable: fields.deferrable ?? 'not deferrable',
    comment: fields.comment?.value ?? null,
  };
}

function readChecks(fields: TableFields, mistakes: Mistakes): ConstraintDraft[] {
  const drafts = (fields.checks ?? []).map((item) => {
    const [name, value] = 'key' in item ? [item.key, item.value] : [null, item];
    if (value instanceof Text) return readCheck(value, mistakes, { name });
    if (value?.expression === undefined) return null;
    const said = { name, noInherit: value.no_inherit ?? false, comment: value.comment?.value ?? null };
    return readCheck(value.expression, mistakes, said);
  });
  return drafts.filter((draft) => draft !== null);
}

function readForeignKeys(fields: TableFields, mistakes: Mistakes): ConstraintDraft[] {
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
      comment,
    });
  });
  return drafts.filter((draft) => draft !== null);
}

/** All constraints of a table. Its own primary key stands in for a shared one; two of its own are a mistake. */
function withOnePrimaryKey(
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
