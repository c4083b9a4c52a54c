/** Names resolved: the columns of a table, the target of a foreign key. What is not there is a mistake. */
import type { ConstraintDraft, ReferenceDraft } from './constraint-definition.js';
import { didYouMean } from './did-you-mean.js';
import type { Mistakes } from './mistakes.js';
import type { TableDraft } from './table-definition.js';
import type { Text } from './text.js';
import type { ConstraintSpec } from './types.js';

/** What foreign keys are held against. */
export interface Targets {
  readonly schema: string;
  readonly schemas: ReadonlySet<string>;
  /** By tableKey. */
  readonly tables: ReadonlyMap<string, TableDraft>;
  /** Tables of other services, each with its service. */
  readonly external: ReadonlyMap<string, string>;
  readonly tenantsTable: string | null;
  readonly mistakes: Mistakes;
}

/** The key of a table among those of all schemas. */
export function tableKey(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

export function isNamed(name: string): (text: Text) => boolean {
  return (text) => text.value === name;
}

/** Adds a mistake for each name that is no column of the table, and for each that stands twice. */
export function checkColumnNames(table: TableDraft, names: readonly Text[], mistakes: Mistakes): void {
  for (const [index, name] of names.entries()) {
    if (!table.columnNames.has(name.value) && table.complete) {
      const hint = didYouMean(name.value, table.columnNames);
      mistakes.add(name.at(), `table "${table.name.value}" has no column "${name.value}"`, hint);
    } else if (names.findIndex(isNamed(name.value)) < index) {
      mistakes.add(name.at(), `the column "${name.value}" stands here twice`);
    }
  }
}

/** The referenced table and columns; mistakes where they are not there or not unique. */
export function resolve(
  reference: ReferenceDraft,
  draft: ConstraintDraft,
  from: TableDraft,
  around: Targets,
): ConstraintSpec['references'] {
  const { schema, table, columns } = reference;
  const { mistakes } = around;
  const unresolved = {
    schema: schema?.value ?? from.schema,
    table: table.value,
    columns: columns.map(({ value }) => value),
  };
  const target = around.tables.get(tableKey(unresolved.schema, table.value));
  if (target === undefined) {
    const column = columns[0]?.value ?? 'id';
    const foreign =
      around.external.has(table.value) || around.tenantsTable === table.value || !around.schemas.has(unresolved.schema);
    mistakes.add(
      (schema ?? table).at(),
      foreign
        ? `"${table.value}" belongs to another service: no constraint may reference it`
        : `there is no table "${table.value}"`,
      foreign
        ? `document it: external ${table.value}(${column})`
        : didYouMean(
            table.value,
            [...around.tables.values()].map(({ name }) => name.value),
          ),
    );
    return unresolved;
  }
  checkColumnNames(target, columns, mistakes);
  const primary = target.constraints.find((constraint) => constraint.type === 'primary key');
  const resolved = columns.length > 0 ? unresolved.columns : (primary?.columns.map(({ value }) => value) ?? []);
  const wrong = wrongKey(reference, draft, target, resolved);
  if (wrong !== null && resolved.every((name) => target.columnNames.has(name)) && !isBroken(target, around)) {
    mistakes.add(wrong.at, wrong.message, wrong.hint);
  }
  const own = new Set(draft.columns.map(({ value }) => value));
  for (const name of reference.onDeleteColumns) {
    if (!own.has(name.value))
      mistakes.add(name.at(), `"${name.value}" is no column of the foreign key`, didYouMean(name.value, own));
  }
  return { ...unresolved, columns: resolved };
}

/** What keeps PostgreSQL from making the foreign key, or null. */
function wrongKey(reference: ReferenceDraft, draft: ConstraintDraft, target: TableDraft, columns: readonly string[]) {
  const table = reference.table.value;
  const at = (reference.columns[0] ?? reference.table).at();
  if (columns.length === 0) {
    return { at, message: `table "${table}" has no primary key`, hint: `name the columns: ${table} (…)` };
  }
  const list = columns.join(', ');
  if (columns.length !== draft.columns.length) {
    const hint = `(${draft.columns.map(({ value }) => value).join(', ')}) references ${table} (${list})`;
    return { at, message: 'as many columns have to be referenced as reference them', hint };
  }
  const hint = 'a foreign key needs a primary key or a unique constraint there';
  return isUnique(target, columns) ? null : { at, message: `(${list}) is not unique in "${table}"`, hint };
}

/** Is something wrong in the table itself? What follows from it need not be said. */
function isBroken(table: TableDraft, around: Targets): boolean {
  const after = [...around.tables.values()].map(({ at }) => at.line).filter((line) => line > table.at.line);
  return around.mistakes.on(table.at.line, Math.min(...after, Number.MAX_SAFE_INTEGER) - 1);
}

function isUnique(table: TableDraft, columns: readonly string[]): boolean {
  const wanted = columns.toSorted().join('\0');
  const same = (names: readonly string[]) => names.toSorted().join('\0') === wanted;
  return (
    table.constraints.some(
      ({ type, deferrable, columns: key }) =>
        (type === 'primary key' || type === 'unique') &&
        deferrable === 'not deferrable' &&
        same(key.map(({ value }) => value)),
    ) ||
    table.indexes.some(
      ({ unique, where, elements }) =>
        unique && where === null && same(elements.map(({ column }) => column?.value ?? '')),
    )
  );
}
