/** A table as Knex's schema builder makes it, and in SQL what of it the builder cannot say. */
import type { CatalogObject, Column, Comment, Constraint, Index, Table } from '../catalog/types.js';
import { callStatement, chainStatement, listLiteral, sqlLiteral, stringLiteral } from './javascript.js';
import { columnCalls } from './knex-columns.js';
import { indentSql, isNameForKnex, type Sql, sqlForKnex } from './knex-sql.js';

/** A table and what lives on it, policies and their comments left out. */
export interface TableParts {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly comments: readonly Comment[];
}

/** Lines of the migration, and the objects that they make. */
export interface Written {
  readonly lines: readonly string[];
  readonly objects: readonly CatalogObject[];
}

/** What is on a table. */
export function byTable<T extends { readonly table?: string }>(objects: readonly T[]): (table: Table) => readonly T[] {
  const groups = new Map<string | undefined, T[]>();
  for (const object of objects) {
    const group = groups.get(object.table);
    if (group === undefined) groups.set(object.table, [object]);
    else group.push(object);
  }
  return ({ table }) => groups.get(table) ?? [];
}

/** `await knex.raw(…);` with the planner's own SQL for each object. */
export function rawStatements(objects: readonly CatalogObject[], sql: Sql): Written {
  return { lines: objects.flatMap((object) => sql.create([object])).flatMap(rawStatement), objects };
}

/** `await knex.raw(…);` */
export function rawStatement(sql: string): string[] {
  return callStatement('  ', 'await knex.raw', [sqlLiteral(sqlForKnex(indentSql(sql, '    ')))]);
}

/**
 * The table with all that lives on it.
 * @param known the names of the tables that stand already: foreign keys to others have to wait
 * @returns also what has to wait until every table stands
 */
export function createTable(
  { table, columns, constraints, indexes, comments }: TableParts,
  known: ReadonlySet<string>,
  sql: Sql,
): Written & { readonly waiting: readonly CatalogObject[] } {
  if (!isPlainTable(table, columns)) return createByHand({ table, columns, constraints, indexes, comments }, sql);
  const primary = constraints.find((one) => one.type === 'primary key' && isPlainKey(one));
  const foreign = constraints.filter((one) => isPlainForeignKey(one, known, primary));
  const unique = constraints.filter((one) => one.type === 'unique' && isPlainKey(one));
  const plainIndexes = indexes.filter(isPlainIndex);
  const plainComments = comments.filter(isPlainComment);

  const commentOf = (on: Comment['on'], name?: string) =>
    plainComments.filter((one) => one.on === on && one.name === name).map(({ text }) => `comment(${knexText(text)})`);
  const keyOf = ({ name }: Column) => foreign.find((one) => one.columns.length === 1 && one.columns[0] === name);
  const inline = columns.map(keyOf);
  const chain = (calls: readonly string[]) => chainStatement('    ', 'table', calls);
  const tableLines = commentOf('table').flatMap((call) => chain([call]));
  const columnLines = columns.flatMap((column) => {
    const alone = primary?.columns.length === 1 && primary.columns[0] === column.name;
    const key = keyOf(column);
    return chain([
      ...columnCalls(column, alone ? `primary(${primaryOptions(primary)})` : null, sql),
      ...commentOf('column', column.name),
      ...(key === undefined ? [] : referenceCalls(key)),
    ]);
  });
  const keyLines = [
    ...(primary === undefined || primary.columns.length === 1 ? [] : primaryLines(primary)),
    ...foreign.filter((key) => !inline.includes(key)).flatMap((key) => chain(foreignCalls(key))),
    ...unique.flatMap(({ columns: on, name }) =>
      callStatement('    ', 'table.unique', [listLiteral(on)], options([`indexName: ${stringLiteral(name)}`])),
    ),
    ...plainIndexes.flatMap(indexLines),
  ];

  const built: readonly CatalogObject[] = [
    ...[table, ...columns, ...foreign, ...unique, ...plainIndexes, ...plainComments],
    ...(primary === undefined ? [] : [primary]),
  ];
  const others = [...constraints, ...indexes, ...comments].filter((object) => !built.includes(object));
  const lateKeys = new Set(constraints.filter((one) => one.type === 'foreign key' && !built.includes(one)));
  const lateNames = new Set([...lateKeys].map(({ name }) => name));
  const late = (object: CatalogObject) =>
    object.kind === 'comment'
      ? object.on === 'constraint' && lateNames.has(object.name ?? '')
      : object.kind === 'constraint' && lateKeys.has(object);
  const rest = rawStatements(
    others.filter((object) => !late(object)),
    sql,
  );
  return {
    lines: [
      `  await knex.schema.createTable(${stringLiteral(table.table)}, (table) => {`,
      ...tableLines,
      ...columnLines,
      ...(keyLines.length === 0 ? [] : ['', ...keyLines]),
      '  });',
      ...rest.lines,
    ],
    objects: [...built, ...rest.objects],
    waiting: others.filter(late),
  };
}

/** What Knex's schema builder has words for. */
function isPlainTable(
  { unlogged, with: parameters, partitionBy, partitionOf }: Table,
  columns: readonly Column[],
): boolean {
  const plain = !unlogged && parameters.length === 0 && partitionBy === null && partitionOf === null;
  return plain && columns.every(({ storage, statistics }) => storage === null && statistics === null);
}

/** A table that the builder cannot make, in SQL; foreign keys wait until every table stands. */
function createByHand(
  { table, columns, constraints, indexes, comments }: TableParts,
  sql: Sql,
): Written & { readonly waiting: readonly CatalogObject[] } {
  const waiting = constraints.filter(({ type }) => type === 'foreign key');
  const late = new Set(waiting.map(({ name }) => name));
  const isLate = ({ on, name = '' }: Comment) => on === 'constraint' && late.has(name);
  const parts = [
    ...columns,
    ...constraints.filter((one) => !waiting.includes(one)),
    ...indexes,
    ...comments.filter((one) => !isLate(one)),
  ];
  // Row level security comes with the policies.
  const bare: Table = { ...table, rowSecurity: false, forceRowSecurity: false };
  return {
    lines: sql.create([bare, ...parts]).flatMap(rawStatement),
    objects: [table, ...parts],
    waiting: [...waiting, ...comments.filter(isLate)],
  };
}

function options(items: readonly string[]) {
  return { braces: ['{', '}'], items } as const;
}

/** A text inside a constant that Knex writes: a question mark would be the place of a value. */
function knexText(text: string): string {
  return stringLiteral(text.replaceAll('?', '\\?'));
}

/** Knex doubles a single quote that stands alone, on a column; on a table it doubles none, and takes no text for NULL. */
function isPlainComment({ on, text }: Comment): boolean {
  if (text === '' || text.includes('\\?')) return false;
  return on === 'column' ? !text.includes("''") : on === 'table' && !text.includes("'");
}

function isPlainKey(key: Constraint): boolean {
  return (
    key.deferrable === 'not deferrable' &&
    key.include.length === 0 &&
    key.with.length === 0 &&
    !key.nullsNotDistinct &&
    isNameForKnex(key.name)
  );
}

/** Of a foreign key to the table itself, the builder makes all but a primary key after it. */
function isPlainForeignKey(key: Constraint, known: ReadonlySet<string>, primary: Constraint | undefined): boolean {
  const { references, table, schema } = key;
  if (references === null || references.schema !== schema) return false;
  const stands =
    references.table === table
      ? JSON.stringify(primary?.columns) === JSON.stringify(references.columns)
      : known.has(references.table);
  const plain =
    key.match !== 'full' &&
    key.deferrable === 'not deferrable' &&
    key.onDeleteColumns.length === 0 &&
    key.validated &&
    key.enforced;
  return stands && plain && isNameForKnex(key.name);
}

function isPlainIndex(index: Index): boolean {
  const plain = index.elements.every(
    ({ column, collation, operatorClass, descending, nullsFirst }) =>
      column !== null && collation === null && operatorClass === null && !descending && !nullsFirst,
  );
  // Knex's types know two methods beside a predicate.
  const known = index.method === 'btree' || index.method === 'hash';
  const method = index.unique
    ? index.method === 'btree'
    : known || (index.where === null && /^[a-z]+$/.test(index.method));
  const more = index.include.length > 0 || index.nullsNotDistinct || index.with.length > 0;
  return plain && method && !more && isNameForKnex(index.name);
}

/** The name that Knex gives where it is told none. */
function isNamedByKnex({ name, table, columns, type }: Constraint): boolean {
  if (type === 'primary key') return name === `${table}_pkey`;
  return name === `${table.replaceAll(/[.-]/g, '_')}_${columns.join('_')}_foreign`.toLowerCase();
}

function primaryOptions(key: Constraint): string {
  return isNamedByKnex(key) ? '' : `{ constraintName: ${stringLiteral(key.name)} }`;
}

function primaryLines(key: Constraint): string[] {
  const named = isNamedByKnex(key) ? undefined : options([`constraintName: ${stringLiteral(key.name)}`]);
  return callStatement('    ', 'table.primary', [listLiteral(key.columns)], named);
}

function referenceCalls(key: Constraint): string[] {
  const [column = ''] = key.references?.columns ?? [];
  return [
    `references(${stringLiteral(column)})`,
    ...actionCalls(key),
    ...(isNamedByKnex(key) ? [] : [`withKeyName(${stringLiteral(key.name)})`]),
  ];
}

function foreignCalls(key: Constraint): string[] {
  const name = stringLiteral(key.name);
  return [
    `foreign(${listLiteral(key.columns)}, ${name})`,
    `references(${listLiteral(key.references?.columns ?? [])})`,
    ...actionCalls(key),
  ];
}

function actionCalls({ references, onDelete, onUpdate }: Constraint): string[] {
  const action = (what: string, said: string | null) =>
    said === null || said === 'no action' ? [] : [`${what}('${said.toUpperCase()}')`];
  return [
    `inTable(${stringLiteral(references?.table ?? '')})`,
    ...action('onDelete', onDelete),
    ...action('onUpdate', onUpdate),
  ];
}

function indexLines({ name, unique, method, elements, where }: Index): string[] {
  const columns = elements.map(({ column }) => column ?? '');
  const predicate = where === null ? [] : [`predicate: ${predicateOf(where.expression, columns)}`];
  if (unique) {
    const named = [`indexName: ${stringLiteral(name)}`, 'useConstraint: false', ...predicate];
    return callStatement('    ', 'table.unique', [listLiteral(columns)], options(named));
  }
  const [only = ''] = columns;
  const args = [columns.length === 1 ? stringLiteral(only) : listLiteral(columns), stringLiteral(name)];
  if (where === null && method !== 'btree') return callStatement('    ', 'table.index', [...args, `'${method}'`]);
  const using = method === 'btree' ? [] : [`storageEngineIndexType: '${method}'`];
  const more = [...using, ...predicate];
  return callStatement('    ', 'table.index', args, more.length === 0 ? undefined : options(more));
}

/** `a is not null` in Knex's words, anything else in SQL. */
function predicateOf(where: string, columns: readonly string[]): string {
  const [, column = '', not] = /^([a-z_][a-z0-9_]*) is (not )?null$/i.exec(where) ?? [];
  if (columns.includes(column)) return `knex.where${not === undefined ? '' : 'Not'}Null(${stringLiteral(column)})`;
  return `knex.whereRaw(${sqlLiteral(sqlForKnex(where))})`;
}
