/** compile: the spec as SQL, or as a Knex migration. Needs no database. */
import { basename } from 'node:path';
import { keyOf } from '../catalog/address.js';
import { type Change, diff } from '../catalog/diff.js';
import { type Catalog, type CatalogObject, type Column, emptyCatalog, type Schema } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { knexMigration } from '../report/knex-migration.js';
import { planAsSql } from '../report/plan-sql.js';
import { ANYONE } from '../sql/access-statements.js';
import { accessSteps } from '../sql/access-steps.js';
import type { Statement } from '../sql/kind.js';
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
  const empty = { ...emptyCatalog(), schema: catalog.schema.filter(({ name }) => name === 'public').map(asNew) };
  const changes = diff(catalog, empty, { pairing: {}, same: () => false });
  const { statements } = plan(changes, catalog, () => true);
  const { service } = spec;
  emit(
    format === 'sql'
      ? planAsSql(statements)
      : knexMigration(
          catalog,
          { create, access: () => accessIn(statements, changes, catalog), columnClause },
          { file: basename(options.spec), service, js },
        ),
    options,
    io,
  );
  return EXIT.clean;
}

/** Every new database has a schema public, since PostgreSQL 15 with these grants. */
function asNew(schema: Schema): Schema {
  return { ...schema, owner: 'pg_database_owner', grants: [{ role: 'public', privileges: ['usage'], grantable: [] }] };
}

/** The planner's statements for some objects alone, owners and grants apart. */
function create(objects: readonly CatalogObject[]): readonly string[] {
  const silent = objects.map((to) => ({ ...to, owner: undefined, grants: undefined }) as CatalogObject);
  const changes = silent.map((to) => ({ change: 'create', to }) as const);
  return plan(changes, emptyCatalog(), () => true).statements.map(({ sql }) => sql);
}

/** Those of the planner's statements that are about owners and grants, in its order. */
function accessIn(statements: readonly Statement[], changes: readonly Change[], desired: Catalog): readonly string[] {
  const said = { desired, creator: ANYONE, before: new Map() };
  const altered = changes.flatMap((c) => (c.change === 'alter' ? [[keyOf(c.to), c] as const] : []));
  const drafts = accessSteps(changes, new Map(), new Map(altered), said).flatMap((one) => one.drafts);
  const texts = new Set(drafts.map(({ sql }) => sql));
  return statements.flatMap(({ sql }) => (texts.has(sql) ? [sql] : []));
}

/** What CREATE TABLE says of a column behind its name. */
function columnClause(column: Column): string {
  const clause = kinds.column.clause?.(column) ?? '';
  return clause.slice(`${quoteIdent(column.name)} `.length);
}
