/** Tables held against themselves and each other: names made and checked, references resolved, drafts become the spec. */
import { stable } from '../catalog/fingerprint.js';
import type { Constraint, IndexElement, PartitionKey } from '../catalog/types.js';
import type { Location } from '../errors.js';
import type { ColumnDraft } from './column-definition.js';
import type { ConstraintDraft } from './constraint-definition.js';
import { didYouMean } from './did-you-mean.js';
import type { ElementDraft } from './element-draft.js';
import { checkFrozen, type SqlExpression } from './expression.js';
import type { IndexDraft } from './index-definition.js';
import type { Mistakes } from './mistakes.js';
import { checkName, collationOfType, fillTemplate, qualifiedIdentifier } from './names.js';
import { checkReferences, policySpec } from './policy-definition.js';
import { checkColumnNames, isNamed, resolve, type Targets, tableKey } from './references.js';
import { qualifiedDefault, serialDefault } from './serial.js';
import type { TableDraft } from './table-definition.js';
import type { Text } from './text.js';
import type { ColumnSpec, ConstraintSpec, IndexSpec, TableSpec } from './types.js';

/** What tables are held against. */
export interface Surroundings extends Targets {
  /** null: no tenancy. */
  readonly tenantColumn: string | null;
  readonly patternPolicies: readonly { readonly name: Text }[];
  readonly templates: { readonly [T in Constraint['type']]: string };
  /** Relations of the schema so far: tables, indexes and the indexes of constraints share their names. */
  readonly relations: Map<string, { readonly what: string; readonly at: Location }>;
}

export function linkTable(table: TableDraft, around: Surroundings): TableSpec {
  const { mistakes, tenantColumn } = around;
  const tenantScoped = tenantColumn !== null && table.notTenantScoped === null && table.said.partitionOf === null;
  if (tenantScoped && !table.columnNames.has(tenantColumn) && table.complete) {
    const hint = 'give it one (shared columns are for this), or say why under not_tenant_scoped';
    mistakes.add(table.at, `table "${table.name.value}" has no tenant column "${tenantColumn}"`, hint);
  }
  if (table.columnNames.size === 0 && table.complete && !table.saysNoColumns)
    mistakes.add(table.at, `table "${table.name.value}" has no columns`, 'if that is meant: columns: {}');
  checkExpressions(table, mistakes);
  checkColumnNames(table, table.encrypted, mistakes);
  return {
    schema: table.schema,
    name: table.name.value,
    comment: table.comment,
    columns: table.columns.map((column) => columnSpec(column, table, around)),
    constraints: linkConstraints(table, around),
    indexes: table.indexes.map((index) => indexSpec(index, table, around)),
    ...linkPolicies(table, tenantScoped, around),
    triggers: table.triggers,
    said: { ...table.said, partitionBy: partitionKey(table, mistakes) },
    tenantScoped,
    rowSecurity: table.rowSecurity,
    notTenantScopedReason: table.notTenantScoped?.value ?? null,
    encrypted: table.encrypted.map((name) => name.value),
    formerly: table.formerly.map((name) => name.value),
    location: table.at,
  };
}

function checkExpressions(table: TableDraft, mistakes: Mistakes): void {
  const check = (expression: SqlExpression | null | undefined) => {
    if (expression === null || expression === undefined) return;
    checkReferences(expression, table, mistakes);
    checkFrozen(expression, table, mistakes);
  };
  for (const column of table.columns) check(column.generated?.as);
  for (const { check: condition, exclusion } of table.constraints) {
    check(condition);
    check(exclusion?.where);
    for (const element of exclusion?.elements ?? []) check(element.expression);
  }
  for (const element of table.partitionBy?.elements ?? []) check(element.expression);
  for (const index of table.indexes) {
    check(index.where);
    for (const element of index.elements) check(element.expression);
  }
  for (const policy of table.policies) {
    check(policy.using);
    if (policy.withCheck !== policy.using) check(policy.withCheck);
  }
}

function columnSpec(column: ColumnDraft, table: TableDraft, around: Surroundings): ColumnSpec {
  const { external } = column;
  const service = external === null ? undefined : around.external.get(external.table.value);
  if (external !== null && service === undefined) {
    around.mistakes.add(
      external.table.at(),
      `"${external.table.value}" is no table of another service`,
      didYouMean(external.table.value, around.external.keys()) ??
        'declare it: external: { services: { its-service: [its_table] } }',
    );
  }
  for (const former of column.formerly) {
    const other = table.columns.find((one) => one !== column && one.formerly.some(isNamed(former.value)));
    if (table.columnNames.has(former.value))
      around.mistakes.add(former.at(), `"${former.value}" is a column of the table still, not a former name`);
    else if (other !== undefined)
      around.mistakes.add(former.at(), `"${former.value}" is given as a former name of "${other.name.value}" too`);
  }
  return {
    name: column.name.value,
    type: column.type ?? '',
    notNull:
      column.notNull ||
      table.constraints.some((c) => c.type === 'primary key' && c.columns.some(isNamed(column.name.value))),
    default: defaultOf(column, table),
    generated:
      column.generated === null
        ? null
        : { as: column.generated.as.text.value, persistence: column.generated.persistence },
    identity: column.identity,
    collation: column.collation,
    said: {
      identitySequence: column.identitySequence,
      identityName: column.identityName,
      storage: column.storage,
      compression: column.compression,
      statistics: column.statistics,
      // Where the table says who is granted what, nobody else is granted a part of it.
      grants: column.grants ?? (table.said.grants === undefined ? undefined : []),
    },
    comment: column.comment,
    external:
      external === null ? null : { table: external.table.value, column: external.column.value, service: service ?? '' },
    formerly: column.formerly.map((name) => name.value),
    using: column.using?.text.value ?? null,
    location: column.at,
  };
}

function defaultOf(column: ColumnDraft, { schema, name }: TableDraft): string | null {
  if (column.serial) return serialDefault(schema, name.value, column.name.value);
  return column.default === null ? null : qualifiedDefault(column.default.text.value, schema);
}

function linkConstraints(table: TableDraft, around: Surroundings): ConstraintSpec[] {
  const { mistakes } = around;
  const taken = new Set<string>();
  const named = table.constraints.flatMap(({ name }) => (name === null ? [] : [{ name, ...name.at() }]));
  for (const { name } of named.toSorted((a, b) => a.line - b.line || a.column - b.column)) {
    if (checkName(name, 'the constraint name', mistakes) && taken.has(name.value)) {
      mistakes.add(name.at(), `table "${table.name.value}" has two constraints "${name.value}"`);
    }
    taken.add(name.value);
  }
  return table.constraints.map((draft) => {
    const { type, columns, include, exclusion } = draft;
    checkColumnNames(table, [...columns, ...include], mistakes);
    for (const { column } of exclusion?.elements ?? [])
      checkColumnNames(table, column === null ? [] : [column], mistakes);
    const name = draft.name?.value ?? generatedName(draft, table, taken, around);
    if (type === 'primary key' || type === 'unique' || type === 'exclusion')
      claim(table.schema, name, `the ${type} of "${table.name.value}"`, draft.name?.at() ?? draft.at, around);
    return constraintSpec(draft, name, table, around);
  });
}

/** As PostgreSQL names it: by the template, with a number behind it where that is taken. */
function generatedName(draft: ConstraintDraft, table: TableDraft, taken: Set<string>, around: Surroundings): string {
  const mentioned = new Set(
    draft.check?.references.map(({ name }) => name).filter((name) => table.columnNames.has(name)),
  );
  const columns =
    draft.type === 'check' ? (mentioned.size === 1 ? [...mentioned] : []) : draft.columns.map(({ value }) => value);
  const base = fillTemplate(around.templates[draft.type], { table: table.name.value, columns: columns.join('_') });
  let name = base;
  for (let n = 1; taken.has(name); n++) name = `${base}${n}`;
  taken.add(name);
  const bytes = Buffer.byteLength(name);
  if (bytes > 63) {
    around.mistakes.add(
      draft.at,
      `the ${draft.type} would be named "${name}": ${bytes} bytes, 63 is the most`,
      'give it a name',
    );
  }
  return name;
}

function constraintSpec(draft: ConstraintDraft, name: string, table: TableDraft, around: Surroundings): ConstraintSpec {
  const { type, references } = draft;
  return {
    name,
    type,
    columns: type === 'check' ? [] : draft.columns.map(({ value }) => value),
    check: draft.check?.text.value ?? null,
    noInherit: draft.noInherit,
    references: references === null ? null : resolve(references, draft, table, around),
    match: references?.match ?? null,
    onUpdate: references?.onUpdate ?? null,
    onDelete: references?.onDelete ?? null,
    onDeleteColumns: references?.onDeleteColumns.map(({ value }) => value) ?? [],
    exclusion:
      draft.exclusion === null
        ? null
        : {
            method: draft.exclusion.method,
            elements: draft.exclusion.elements.map((element) => ({
              ...linkElement(element, table),
              operator: element.operator,
            })),
            where: draft.exclusion.where === null ? null : { expression: draft.exclusion.where.text.value },
          },
    with: draft.with,
    include: draft.include.map(({ value }) => value),
    nullsNotDistinct: draft.nullsNotDistinct,
    validated: draft.validated,
    enforced: draft.enforced,
    deferrable: draft.deferrable,
    comment: draft.comment,
    location: draft.at,
  };
}

/** Takes a relation's name in the schema; a mistake where it is taken. */
export function claim(
  schema: string,
  name: string,
  what: string,
  at: Location,
  around: Pick<Surroundings, 'relations' | 'mistakes'>,
): void {
  const before = around.relations.get(tableKey(schema, name));
  if (before === undefined) around.relations.set(tableKey(schema, name), { what, at });
  else
    around.mistakes.add(
      at,
      `the name "${name}" is taken by ${before.what} on line ${before.at.line}`,
      'tables, indexes, primary keys and unique constraints share their names',
    );
}

function indexSpec(index: IndexDraft, table: TableDraft, around: Surroundings): IndexSpec {
  const { mistakes } = around;
  if (checkName(index.name, 'the index name', mistakes)) {
    claim(table.schema, index.name.value, `an index of "${table.name.value}"`, index.name.at(), around);
  }
  const keys = index.elements.map(({ column }) => column).filter((column) => column !== null);
  for (const name of [...keys, ...index.include]) checkColumnNames(table, [name], mistakes);
  return {
    ...linkIndex(index, table),
    name: index.name.value,
    with: index.with,
    partOf: wholeOf(index, table, around),
    comment: index.comment,
    location: index.at,
  };
}

/** What an index does, whatever it is called. */
function linkIndex(index: IndexDraft, table: TableDraft) {
  return {
    unique: index.unique,
    method: index.method,
    elements: index.elements.map((element) => linkElement(element, table)),
    include: index.include.map(({ value }) => value),
    nullsNotDistinct: index.nullsNotDistinct,
    where: index.where?.text.value ?? null,
  };
}

/** The index of the parent that a partition's own one does the work of: PostgreSQL makes it a part of that one. */
function wholeOf(index: IndexDraft, table: TableDraft, around: Surroundings): string | null {
  const { partitionOf } = table.said;
  const parent = partitionOf === null ? undefined : around.tables.get(tableKey(partitionOf.schema, partitionOf.table));
  if (parent === undefined) return null;
  const own = stable(linkIndex(index, table));
  const whole = parent.indexes.find((one) => stable(linkIndex(one, parent)) === own);
  return whole === undefined ? null : qualifiedIdentifier(parent.schema, whole.name.value);
}

function linkElement(element: ElementDraft, table: TableDraft): IndexElement {
  const { operatorClass, descending, nullsFirst } = element;
  return {
    column: element.column?.value ?? null,
    expression: element.expression === null ? null : { expression: element.expression.text.value },
    collation: element.collation === ownCollation(element.column?.value, table) ? null : element.collation,
    operatorClass,
    descending,
    nullsFirst,
  };
}

function partitionKey(table: TableDraft, mistakes: Mistakes): PartitionKey | null {
  if (table.partitionBy === null) return null;
  const { strategy, elements } = table.partitionBy;
  for (const { column } of elements) checkColumnNames(table, column === null ? [] : [column], mistakes);
  return {
    strategy,
    elements: elements.map((element) => {
      const { descending: _, nullsFirst: __, ...key } = linkElement(element, table);
      return key;
    }),
  };
}

/** The collation that a column brings along; null where only the server knows it. */
function ownCollation(name: string | undefined, table: TableDraft): string | null {
  const column = table.known.find((one) => one.name.value === name);
  if (column === undefined) return null;
  if (column.collation !== null) return column.collation;
  return column.type === null || column.type.includes('.') ? null : collationOfType(column.type);
}

function linkPolicies(
  table: TableDraft,
  tenantScoped: boolean,
  around: Surroundings,
): Pick<TableSpec, 'policies' | 'withoutPolicies'> {
  const { mistakes } = around;
  const name = table.name.value;
  const [first] = table.policies;
  if (first !== undefined && !tenantScoped && table.rowSecurity === null) {
    const hint =
      around.tenantColumn === null
        ? 'say under tenancy how tenants are kept apart, or give the table a row_security: forced of its own'
        : 'remove not_tenant_scoped or the policies, or give the table a row_security: forced of its own';
    mistakes.add(first.at, `a policy does nothing here: "${name}" has no row level security`, hint);
  }
  if (table.pattern?.applies === true && !tenantScoped)
    mistakes.add(table.pattern.at, `the pattern is of tenant-scoped tables: "${name}" is none`);
  const filled = (policy: { readonly name: Text }) => policy.name.as(fillTemplate(policy.name.value, { table: name }));
  const pattern = tenantScoped && table.pattern?.applies !== false ? around.patternPolicies : [];
  for (const policies of [pattern, table.policies]) {
    const taken = new Set<string>();
    for (const one of policies.map(filled)) {
      if (checkName(one, 'the policy name', mistakes) && taken.has(one.value))
        mistakes.add(one.at(), `table "${name}" has two policies "${one.value}"`);
      taken.add(one.value);
    }
  }
  const own = new Set(table.policies.map((policy) => filled(policy).value));
  const gone = (tenantScoped ? around.patternPolicies : []).filter(
    (policy) => !pattern.includes(policy) || own.has(filled(policy).value),
  );
  return {
    policies: table.policies.map((policy) => policySpec(policy, name)),
    withoutPolicies: new Set(gone.map((policy) => policy.name.value)),
  };
}
