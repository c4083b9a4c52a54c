/** compile: the spec as SQL. Needs no database. */
import { diff } from '../catalog/diff.js';
import { emptyCatalog } from '../catalog/types.js';
import { planAsSql } from '../report/plan-sql.js';
import { plan } from '../sql/plan.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { loadSpec } from './spec.js';

export interface CompileOptions extends CommonOptions {
  readonly format: 'sql';
}

export async function compile(options: CompileOptions, io: Io): Promise<ExitCode> {
  const { catalog } = loadSpec(options);
  // Every new database has a schema public.
  const empty = { ...emptyCatalog(), schema: catalog.schema.filter(({ name }) => name === 'public') };
  const changes = diff(catalog, empty, { pairing: {}, same: () => false });
  emit(planAsSql(plan(changes, catalog, () => true).statements), options, io);
  return EXIT.clean;
}
