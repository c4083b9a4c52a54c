/** What a database says of tenants where no spec does: which schemas there are, what their policies have in common. For check and prove. */
import { grouped } from '../catalog/lists.js';
import { tablesOf } from '../catalog/scope.js';
import type { Surroundings } from '../catalog/surroundings.js';
import type { Catalog } from '../catalog/types.js';
import { type Alike, schemasAlike } from '../checks/alike.js';
import { UserError } from '../errors.js';
import type { Helper } from '../expression/inline.js';
import { parseExpression } from '../expression/parse.js';
import { type Pattern, patternOf } from '../expression/pattern.js';
import type { Guarded, Source } from '../expression/tenant-source.js';
import { overview, type SchemaOverview } from '../sql/overview.js';
import type { Tenancy } from '../sql/question.js';
import { isTimeout, lockedOut, readWithin, type Snapshot } from '../sql/read.js';
import { isServerError, type Session } from '../sql/session.js';
import { pin, type Timeouts } from '../sql/settings.js';
import { askSurroundings } from '../sql/surroundings.js';
import { PROBE } from '../sql/surroundings-queries.js';

/** A schema that was looked at. */
export interface Looked {
  readonly schema: string;
  readonly snapshot: Snapshot;
  readonly surroundings: Surroundings;
  /** Of its own policies where those of the others say nothing of them; null: no policy tells whose a row is. */
  readonly pattern: Pattern | null;
}

export interface Inference {
  readonly looked: readonly Looked[];
  /** null: no policy tells whose a row is. */
  readonly pattern: Pattern | null;
  /** A schema a tenant; then one of them is looked at for all. */
  readonly alike: Alike | null;
  /** Schemas that a hosting platform's own role owns, and that nobody asked for. */
  readonly platform: readonly string[];
}

export interface Wanted {
  /** This schema alone. */
  readonly schema?: string;
  readonly tenantColumn?: string;
}

/** Roles that platforms keep for themselves: what they own is not the user's to mend. */
const PLATFORM = /^(?:supabase_.+|rdsadmin|cloudsqladmin|azuresu|azure_superuser|cloud_admin|pgbouncer)$/;

/** Beyond so many schemas only those with policies are read: each costs a round trip. */
const MOST_SCHEMAS = 20;

/**
 * Opens a REPEATABLE READ READ ONLY transaction, reads the schemas, and leaves it open for further questions.
 * @param begin how the transaction is opened, where it is not open already
 * @throws UserError where there is no such schema or column, nothing to look at, or a lock of another session in the way
 */
export async function infer(
  session: Session,
  wanted: Wanted,
  timeouts: Timeouts,
  begin: readonly string[] = ['begin isolation level repeatable read read only'],
): Promise<Inference> {
  const asked = overview(session, [...begin, pin(timeouts)]);
  // The parser is loaded while the server is at work.
  parseExpression('true').catch(() => undefined);
  const all = await asked;
  const { names, alike, platform } = choose(all, wanted);
  const read: Omit<Looked, 'pattern'>[] = [];
  for (const schema of names) read.push(await look(session, schema, timeouts));
  const { tenantColumn } = wanted;
  const has = read.some(({ snapshot }) => snapshot.catalog.column.some(({ name }) => name === tenantColumn));
  if (tenantColumn !== undefined && !has)
    throw new UserError(`no table of ${names.join(', ')} has a column ${tenantColumn}`);
  const helpers = uniqueHelpers(read.flatMap(({ surroundings }) => surroundings.policyFunctions));
  const inferred = (some: readonly Pick<Looked, 'snapshot'>[]) =>
    patternOf(
      some.flatMap(({ snapshot }) => guardedOf(snapshot.catalog)),
      helpers,
      tenantColumn,
    );
  const pattern = await inferred(read);
  const looked: Looked[] = [];
  for (const one of read) {
    const isTold = pattern?.of.some(({ schema }) => schema === one.schema) === true;
    const own = isTold || one.snapshot.catalog.policy.length === 0 ? null : await inferred([one]);
    looked.push({ ...one, pattern: own ?? pattern });
  }
  return { looked, pattern, alike, platform };
}

function choose(
  all: readonly SchemaOverview[],
  { schema }: Wanted,
): Pick<Inference, 'alike' | 'platform'> & { readonly names: readonly string[] } {
  if (schema !== undefined) {
    if (all.some(({ name }) => name === schema)) return { names: [schema], alike: null, platform: [] };
    throw new UserError(`there is no schema ${schema} with tables`, {
      hint: all.length === 0 ? 'is it the right database?' : `there are ${all.map(({ name }) => name).join(', ')}`,
    });
  }
  const isPlatform = ({ owner }: SchemaOverview) => PLATFORM.test(owner);
  const own = all.filter((one) => !isPlatform(one));
  if (own.length === 0) throw new UserError('there are no tables', { hint: 'is it the right database?' });
  const alike = schemasAlike(own);
  const tenants = new Set([...(alike?.schemas ?? []), ...(alike?.departing ?? []).map((one) => one.schema)]);
  const left = own.filter(({ name }) => !tenants.has(name) || name === alike?.representative);
  const chosen = left.length > MOST_SCHEMAS ? left.filter(({ policies }) => policies > 0) : left;
  if (chosen.length === 0 || chosen.length > MOST_SCHEMAS * 5)
    throw new UserError(`there are ${left.length} schemas with tables`, { hint: 'name one with --schema' });
  return {
    names: chosen.map(({ name }) => name),
    alike,
    platform: all.filter(isPlatform).map(({ name }) => name),
  };
}

async function look(session: Session, schema: string, timeouts: Timeouts): Promise<Omit<Looked, 'pattern'>> {
  const scope = tablesOf([schema]);
  try {
    const snapshot = await readWithin(session, scope, [], [PROBE]);
    return { schema, snapshot, surroundings: await askSurroundings(session, snapshot.also[0], null) };
  } catch (error) {
    if (!isServerError(error) || !isTimeout(error)) throw error;
    await session.run(['rollback']);
    throw await lockedOut(session, scope, timeouts);
  }
}

/** Partitions apart: their table's policies are theirs. */
function guardedOf(catalog: Catalog): readonly Guarded[] {
  const keyOf = (one: { readonly schema: string; readonly table: string }) => JSON.stringify([one.schema, one.table]);
  const columns = grouped(catalog.column, keyOf);
  const policies = grouped(catalog.policy, keyOf);
  return catalog.table
    .filter(({ partitionOf }) => partitionOf === null)
    .map((one) => ({
      ...{ schema: one.schema, table: one.table },
      columns: (columns.get(keyOf(one)) ?? []).map(({ name }) => name),
      policies: (policies.get(keyOf(one)) ?? []).map(({ name, permissive, roles, using, withCheck }) => ({
        ...{ name, permissive, roles },
        expressions: [using, withCheck].flatMap((expression) => expression?.expression ?? []),
      })),
    }));
}

/** How the policies of a catalog keep tenants apart, where they read a setting themselves; null: they do not. */
export async function tenancyIn(catalog: Catalog): Promise<Tenancy | null> {
  if (catalog.policy.length === 0) return null;
  return tenancyOf(await patternOf(guardedOf(catalog), []));
}

/** A pattern in the words of a spec; null where it is no setting that tells the tenant. */
export function tenancyOf(pattern: Pattern | null): Tenancy | null {
  if (pattern?.source.is !== 'setting') return null;
  return { tenantColumn: pattern.column, setting: pattern.source.setting, bypass: pattern.bypass };
}

/** What tells the tenant, as the end of a sentence: `the tenant is …`. */
export function sourceInWords(source: Source): string {
  switch (source.is) {
    case 'setting':
      return `what ${source.setting} says`;
    case 'function':
      return `what ${source.name}() returns`;
    case 'role':
      return 'the role of the session';
    case 'query':
      return 'looked up in other tables';
  }
}

function uniqueHelpers(helpers: readonly Helper[]): readonly Helper[] {
  return [...new Map(helpers.map((one) => [`${one.schema}.${one.name}/${one.arguments}`, one])).values()];
}
