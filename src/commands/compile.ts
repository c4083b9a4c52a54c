/** compile: the spec as SQL, or as a Knex migration. Needs no database. */
import { basename } from 'node:path';
import { diff } from '../catalog/diff.js';
import { type CatalogObject, type Column, emptyCatalog } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { knexMigration } from '../report/knex-migration.js';
import { planAsSql } from '../report/plan-sql.js';
import { kinds } from '../sql/kinds.js';
import { plan } from '../sql/plan.js';
import { quoteIdent } from '../sql/quote.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { loadSpec } from './spec.js';

export interface CompileOptions extends CommonOptions {
  readonly format: 'sql' | 'knex';
  /** A Knex migration in JavaScript. */
  readonly js?: boolean;
}

export async function compile(options: CompileOptions, io: Io): Promise<ExitCode> {
  const { format, js = false } = options;
  if (js && format !== 'knex') throw new UserError('--js is about --format knex', { hint: 'add --format knex' });
  const { catalog, spec } = loadSpec(options);
  // Every new database has a schema public.
  const empty = { ...emptyCatalog(), schema: catalog.schema.filter(({ name }) => name === 'public') };
  const changes = diff(catalog, empty, { pairing: {}, same: () => false });
  const { statements } = plan(changes, catalog, () => true);
  const { service } = spec;
  emit(
    format === 'sql'
      ? planAsSql(statements)
      : knexMigration(catalog, { create, columnClause }, { file: basename(options.spec), service, js }),
    options,
    io,
  );
  return EXIT.clean;
}

/** The planner's statements for some objects alone. */
function create(objects: readonly CatalogObject[]): readonly string[] {
  const changes = objects.map((to) => ({ change: 'create', to }) as const);
  return plan(changes, emptyCatalog(), () => true).statements.map(({ sql }) => sql);
}

/** What CREATE TABLE says of a column behind its name. */
function columnClause(column: Column): string {
  const clause = kinds.column.clause?.(column) ?? '';
  return clause.slice(`${quoteIdent(column.name)} `.length);
}
