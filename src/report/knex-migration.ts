/** The spec as one Knex migration that makes it in an empty database, written as a person would write it. */
import { addressOf, describe, keyOf } from '../catalog/address.js';
import { type Catalog, type CatalogObject, KIND_NAMES, type Table } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { quoteQualified } from '../sql/quote.js';
import { listStatement } from './javascript.js';
import { downLines, inSchemaLines, signature } from './knex-frame.js';
import { rowSecurity } from './knex-policies.js';
import { isNameForKnex, type Sql } from './knex-sql.js';
import { byTable, createTable, rawStatement, rawStatements, type Written } from './knex-table.js';

export interface KnexOptions {
  /** The name of the spec's file, for the header. */
  readonly file: string;
  /** Whose tables they are; null where the spec does not say. */
  readonly service: string | null;
  /** JavaScript instead of TypeScript. */
  readonly js: boolean;
}

/**
 * The desired catalog as the text of a Knex migration. What Knex's schema builder says exactly is said with it; all else
 * is the planner's own SQL. The same catalog gives the same text.
 *
 * A name without a schema means the spec's, whatever the connection's search_path: `up` and `down` set it for themselves
 * and put it back, so that Knex finds its history where it was. `withSchema` before every table and a qualified name in
 * every reference would say the same at each line, and be forgotten when somebody adds one.
 * @throws UserError where there are no tables, Knex cannot name a table or a column, or cannot be given a piece of SQL
 */
export function knexMigration(catalog: Catalog, sql: Sql, { file, service, js }: KnexOptions): string {
  if (catalog.table.length === 0) throw new UserError(`${file} has no tables: there is nothing to migrate`);
  const beyond = BEYOND.flatMap((kind): readonly CatalogObject[] => catalog[kind]);
  const [one] = beyond;
  if (one !== undefined)
    throw new UserError(
      `${file}: a Knex migration of functions, views and triggers cannot be written yet: ${describe(addressOf(one))}${beyond.length === 1 ? '' : `, and ${beyond.length - 1} more`}`,
      { hint: 'compile --format sql writes them; leave them to a migration of your own' },
    );
  for (const { table } of catalog.table) mustBeNameable(`the table "${table}"`, table);
  for (const { table, name } of catalog.column) mustBeNameable(`the column "${name}" of "${table}"`, name);

  const tables = inOrder(catalog);
  const needed = rawStatements([...catalog.schema.filter(mustBeMade), ...catalog.extension], ifNotExists(sql));
  const types = typesAndSequences(catalog, sql);
  const created = createTables(catalog, tables, sql);
  const waiting = rawStatements(created.waiting, sql);
  const late = { lines: [...types.late, ...waiting.lines], objects: waiting.objects };
  const rows = rowSecurity(catalog, tables, sql);
  // Default privileges are nothing but grants.
  const access = { lines: sql.access().flatMap(rawStatement), objects: catalog['default privileges'] };
  mustBeWhole(catalog, [needed, types, created, late, rows, access]);

  const parts = [
    { name: 'prepareDatabase', written: needed },
    { name: 'createTypes', written: types },
    { name: 'createTables', written: created },
    { name: 'addForeignKeys', written: late },
    { name: 'secureRows', written: rows },
    { name: 'grantAccess', written: access },
  ].filter(({ written }) => written.lines.length > 0);
  const lines = [
    '/**',
    ` * Baseline of ${inComment(service ?? 'the service')}: what ${inComment(file)} describes, for an empty database.`,
    ' * Generated once by schema-audit; from here on it is yours to read, change and keep.',
    ' */',
    ...(js ? [] : ["import type { Knex } from 'knex';"]),
    '',
    '/** In the order in which they can be created: a table comes after those it refers to. */',
    ...listStatement(
      'TABLES',
      tables.map(({ table }) => table),
    ),
    ...rows.constants,
    '',
    '/** Set it to `true` to let `down` drop tables that hold rows. */',
    `const ALLOW_DATA_LOSS = '${variable(service)}';`,
    '',
    signature('export ', 'up', js),
    '  await inSchema(knex, async (trx) => {',
    ...parts.map(({ name }) => `    await ${name}(trx);`),
    '  });',
    '}',
    ...downLines(js, dropTypes(catalog)),
    ...inSchemaLines(catalog.schema[0]?.name ?? 'public', js),
    ...parts.flatMap(({ name, written }) => ['', signature('', name, js), ...written.lines, '}']),
  ];
  return `${lines.join('\n')}\n`;
}

/** What no part of the migration writes. */
const BEYOND = ['function', 'view', 'materialized view', 'trigger', 'default privileges'] as const;

/** A comment on one of these is written with it. */
const BEARERS: ReadonlySet<string> = new Set(['enum', 'domain', 'domain constraint', 'sequence']);

/** Types and sequences come before the tables; whose a sequence is can be said when its column is there. */
function typesAndSequences(catalog: Catalog, sql: Sql): Written & { readonly late: readonly string[] } {
  const objects = [
    ...[...catalog.enum, ...catalog.domain, ...catalog.sequence],
    ...catalog.comment.filter(({ on }) => BEARERS.has(on)),
  ];
  const statements = objects.length === 0 ? [] : sql.create(objects);
  const late = statements.filter((text) => /^alter sequence .* owned by /s.test(text));
  const early = statements.filter((text) => !late.includes(text));
  return { lines: early.flatMap(rawStatement), objects, late: late.flatMap(rawStatement) };
}

/** What was made for the tables goes after them: a domain before the enum that it is over, no sequence of a column's own. */
function dropTypes({ enum: enums, domain, sequence }: Catalog): string[] {
  const named = (what: string, ...objects: ReadonlyArray<{ readonly schema: string; readonly name: string }>) =>
    `drop ${what} if exists ${objects.map(({ schema, name }) => quoteQualified(schema, name)).join(', ')}`;
  const statements = [
    ...sequence.filter(({ ownedBy }) => ownedBy === null).map((one) => named('sequence', one)),
    ...(domain.length === 0 ? [] : [named('domain', ...domain)]),
    ...enums.map((one) => named('type', one)),
  ];
  return statements.flatMap(rawStatement).map((line) => line.replace('await knex.raw', 'await trx.raw'));
}

/** The environment variable that lets `down` lose rows. */
function variable(service: string | null): string {
  const words = (service ?? '').toUpperCase().match(/[A-Z0-9]+/g) ?? ['SCHEMA', 'AUDIT'];
  return [...words, 'ALLOW_DATA_LOSS'].join('_');
}

function inComment(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll(/[^\P{C}]|[\p{Zl}\p{Zp}]/gu, ' ');
}

function mustBeNameable(what: string, name: string): void {
  if (isNameForKnex(name)) return;
  throw new UserError(`Knex has no way to name ${what}: it reads dots, question marks, " as " and "[1]" its own way`, {
    hint: 'compile --format sql writes it',
  });
}

/** Every database has a schema public. */
function mustBeMade({ name }: { readonly name: string }): boolean {
  return name !== 'public';
}

/** An environment may have the schema and the extensions before it has the tables. */
function ifNotExists(sql: Sql): Sql {
  return {
    ...sql,
    create: (objects) =>
      sql.create(objects).map((text) => text.replace(/^create (schema|extension) /, '$&if not exists ')),
  };
}

function createTables(
  catalog: Catalog,
  tables: readonly Table[],
  sql: Sql,
): Written & { readonly waiting: readonly CatalogObject[] } {
  const columns = byTable(catalog.column);
  const constraints = byTable(catalog.constraint);
  const indexes = byTable(catalog.index);
  const comments = byTable(catalog.comment.filter(({ on }) => on !== 'policy' && !BEARERS.has(on)));
  const known = new Set<string>();
  const created = tables.map((table) => {
    const parts = {
      table,
      columns: columns(table),
      constraints: constraints(table),
      indexes: indexes(table),
      comments: comments(table),
    };
    const written = createTable(parts, known, sql);
    known.add(table.table);
    return written;
  });
  return {
    lines: created.flatMap(({ lines }, i) => (i === 0 ? lines : ['', ...lines])),
    objects: created.flatMap(({ objects }) => objects),
    waiting: created.flatMap(({ waiting }) => waiting),
  };
}

/** A table after those it refers to, else in the order of the spec; in a circle, some reference has to wait. */
function inOrder(catalog: Catalog): Table[] {
  const byName = new Map(catalog.table.map((table) => [table.table, table]));
  const constraints = byTable(catalog.constraint);
  const ordered = new Set<Table>();
  const visited = new Set<Table>();
  const visit = (table: Table | undefined) => {
    if (table === undefined || visited.has(table)) return;
    visited.add(table);
    visit(byName.get(table.partitionOf?.table ?? ''));
    for (const { references } of constraints(table)) visit(byName.get(references?.table ?? ''));
    ordered.add(table);
  };
  for (const table of catalog.table) visit(table);
  return [...ordered];
}

/** Every object once: what no part of the migration writes would be missing in silence. */
function mustBeWhole(catalog: Catalog, parts: readonly Written[]): void {
  const count = new Map<string, number>();
  for (const object of parts.flatMap(({ objects }) => objects)) {
    count.set(keyOf(object), (count.get(keyOf(object)) ?? 0) + 1);
  }
  for (const object of KIND_NAMES.flatMap((kind): readonly CatalogObject[] => catalog[kind])) {
    const times = count.get(keyOf(object)) ?? 0;
    const wanted = object.kind === 'schema' && !mustBeMade(object) ? 0 : 1;
    if (times !== wanted) throw new Error(`the migration makes ${describe(addressOf(object))} ${times} times`);
  }
}
