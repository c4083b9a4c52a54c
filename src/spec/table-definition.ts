/** A table as written, with the shared columns merged in; nothing is held against other tables yet. */
import type { Location } from '../errors.js';
import { type ColumnDraft, readColumn } from './column-definition.js';
import { asList, type ConstraintDraft } from './constraint-definition.js';
import { didYouMean } from './did-you-mean.js';
import { type IndexDraft, readIndex } from './index-definition.js';
import { type AccessDefaults, readAccess, withDefaults } from './kinds/access.js';
import { readTriggers } from './kinds/trigger.js';
import type { ColumnValue, PartitionFields, SpecFields, TableFields } from './language.js';
import type { Mistakes } from './mistakes.js';
import { checkName } from './names.js';
import { readParameterMap } from './parameters.js';
import { type PartitionKeyDraft, readBound, readPartitionBy } from './partition-definition.js';
import { type Columns, type PolicyDraft, readPolicies } from './policy-definition.js';
import type { Entry } from './shape.js';
import { readConstraints, withOnePrimaryKey } from './table-constraints.js';
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
  /** Its own: those of a partition are its parent's. */
  readonly columns: readonly ColumnDraft[];
  /** Those whose types are known, its parent's too. */
  readonly known: readonly ColumnDraft[];
  readonly constraints: readonly ConstraintDraft[];
  readonly indexes: readonly IndexDraft[];
  readonly policies: readonly PolicyDraft[];
  readonly rowSecurity: RowSecurityWord | null;
  /** Whether the pattern's policies are the table's, and where that is said; null: it is not. */
  readonly pattern: { readonly applies: boolean; readonly at: Location } | null;
  readonly triggers: readonly Declared[];
  /** `columns: {}`: PostgreSQL has tables without columns. */
  readonly saysNoColumns: boolean;
  readonly said: Omit<TableSpec['said'], 'partitionBy'>;
  readonly partitionBy: PartitionKeyDraft | null;
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

/** What of its section a table is read with. */
export interface SectionAround {
  readonly schema: string;
  readonly tenantColumn: string | null;
  readonly defaults: AccessDefaults;
  readonly types: OwnTypes;
}

/**
 * Reads a table.
 * @param around the shared columns, the schema, and the tenant column, which a table that is not tenant-scoped does not take from them
 */
export function readTable(
  name: Text,
  fields: TableFields,
  around: SharedColumns & SectionAround,
  mistakes: Mistakes,
): TableDraft {
  const { tenantColumn } = around;
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

  return {
    columns,
    known: columns,
    columnNames,
    complete: shared.complete && (fields.columns !== undefined || !fields.keys.has('columns')),
    dateTimeColumns: new Set(
      columns.filter(({ type }) => type !== null && DATE_OR_TIME.test(type)).map((column) => column.name.value),
    ),
    saysNoColumns: fields.columns?.length === 0,
    ...readRest(name, fields, around, null, mistakes),
    constraints: withOnePrimaryKey(columns, own, readConstraints(fields, mistakes), mistakes),
    encrypted: asList(fields.encrypted),
    formerly: asList(fields.formerly),
    notTenantScoped: fields.not_tenant_scoped ?? null,
  };
}

/** What a table and a partition say alike. */
function readRest(
  name: Text,
  fields: Omit<PartitionFields, 'values' | 'schema'>,
  { schema, defaults }: SectionAround,
  partitionOf: TableSpec['said']['partitionOf'],
  mistakes: Mistakes,
) {
  return {
    schema,
    name,
    indexes: (fields.indexes ?? [])
      .map(({ key, value }) => readIndex(key, value, mistakes))
      .filter((index) => index !== null),
    policies: readPolicies(fields.policies, mistakes),
    pattern:
      fields.pattern === undefined
        ? null
        : { applies: fields.pattern, at: fields.keys.get('pattern')?.at() ?? fields.at },
    triggers: readTriggers(fields.triggers, { schema, table: name.value }, mistakes),
    said: {
      unlogged: fields.unlogged ?? false,
      with: readParameterMap(fields.with, mistakes),
      partitionOf,
      ...withDefaults(readAccess(fields, 'table', mistakes), 'table', defaults),
    },
    partitionBy: readKey(fields, mistakes),
    rowSecurity: fields.row_security ?? null,
    comment: fields.comment?.value ?? null,
    at: name.at(),
  };
}

function readKey(
  { partition_by: by, partitions, keys }: Pick<TableFields, 'partition_by' | 'partitions' | 'keys'>,
  mistakes: Mistakes,
) {
  const at = keys.get('partitions')?.at();
  if (by === undefined && at !== undefined && !keys.has('partition_by') && (partitions?.length ?? 0) > 0)
    mistakes.add(at, 'by what is the table partitioned?', 'partition_by: range (created_at)');
  return by === undefined ? null : readPartitionBy(by, mistakes);
}

/** The partitions of a table with all below them, a parent before its parts. */
export function readPartitions(
  parent: TableDraft,
  entries: TableFields['partitions'],
  around: SectionAround,
  mistakes: Mistakes,
): TableDraft[] {
  return (entries ?? []).flatMap(({ key: name, value }) => {
    if (value === undefined) return [];
    checkName(name, 'the name of the partition', mistakes);
    const fields = value instanceof Text ? wholly(value, name) : value;
    if (fields.schema !== undefined) checkName(fields.schema, 'the schema', mistakes);
    const isDateTime = (column: string) => parent.dateTimeColumns.has(column);
    const bound =
      fields.values === undefined ? null : readBound(fields.values, parent.partitionBy, isDateTime, mistakes);
    const whole = { schema: parent.schema, table: parent.name.value, bound: bound ?? '' };
    const here = { ...around, schema: fields.schema?.value ?? parent.schema };
    const draft: TableDraft = {
      columns: [],
      known: parent.known,
      columnNames: parent.columnNames,
      complete: parent.complete,
      dateTimeColumns: parent.dateTimeColumns,
      saysNoColumns: true,
      ...readRest(name, fields, here, whole, mistakes),
      constraints: readConstraints(fields, mistakes),
      encrypted: [],
      formerly: [],
      notTenantScoped: null,
    };
    return [draft, ...readPartitions(draft, fields.partitions, around, mistakes)];
  });
}

/** The short form says which rows, and nothing else. */
function wholly(values: Text, name: Text): PartitionFields {
  const nothing = { at: name.at(), keys: new Map<string, Text>(), values };
  return nothing as unknown as PartitionFields;
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
