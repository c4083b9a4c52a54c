/** What the rows themselves say (`check --data`): placeholder tenants, references across tenants, orphans, duplicates. Reads only. */
import type { Address } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Catalog, Constraint } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { emptyForeignKey, orphanRows, repeatsOf } from './preflight.js';
import { guarded, type Question, rowsWhere } from './questions.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';
import { isServerError, type Session } from './session.js';
import { sourcesFor } from './source.js';

export type DataKind = 'placeholder' | 'crosses tenants' | 'orphans' | 'duplicates';

/** Rows that a check may object to. */
export interface Observation {
  readonly what: DataKind;
  readonly object: Address;
  readonly message: string;
  readonly count: number;
  readonly keys: readonly string[];
}

/** A column that refers to another service's table, by the spec's word. */
export interface ExternalReference {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  readonly targetColumn: string;
}

export interface DataScope {
  readonly schema: string;
  /** null: the spec has no tenants. */
  readonly tenantColumn: string | null;
  readonly tenantScoped: ReadonlySet<string>;
  readonly external: readonly ExternalReference[];
  readonly secret: (table: string, column: string) => boolean;
}

/** All zero, or all zero but for the last digits. */
const PLACEHOLDER = '^0{8}-(0{4}-){3}0{8}[0-9a-f]{4}$';

/**
 * Asks inside the open transaction.
 * @throws UserError where the role may not read a table, or row level security would hide rows from it
 */
export async function observe(
  session: Session,
  desired: Catalog,
  actual: Catalog,
  changes: readonly Change[],
  scope: DataScope,
): Promise<readonly Observation[]> {
  const sources = sourcesFor([], actual, () => null, scope.secret);
  const questions: (Question & { readonly what: DataKind })[] = [];
  const add = (what: DataKind, some: readonly Question[]) => {
    for (const question of some) questions.push({ ...question, what });
  };
  const has = (table: string, column: string) =>
    actual.column.some((one) => one.schema === scope.schema && one.table === table && one.name === column);
  const others = await otherTables(session, scope);
  const tenant = scope.tenantColumn;
  for (const table of desired.table) {
    if (tenant === null || !scope.tenantScoped.has(table.table) || !has(table.table, tenant)) continue;
    const on = { ...table, name: tenant };
    add(
      'placeholder',
      rowsWhere(
        on,
        `${quoteIdent(tenant)}::text ~ '${PLACEHOLDER}'`,
        sources,
        (n) => `${rows(n)} belong${n === 1 ? 's' : ''} to a placeholder instead of a tenant`,
      ).map((question) => ({
        ...question,
        object: { kind: 'column', schema: table.schema, table: table.table, name: tenant },
      })),
    );
  }
  for (const key of desired.constraint) {
    const { references } = key;
    if (references === null || tenant === null) continue;
    const both = [key.table, references.table].every((name) => scope.tenantScoped.has(name) && has(name, tenant));
    if (!both || ![...key.columns].every((column) => has(key.table, column))) continue;
    const target = sources.of(references.schema, references.table);
    if (target === null) continue;
    add('crosses tenants', [crossing(key, target, tenant, references.table)].flat());
  }
  for (const { table, column, target, targetColumn } of scope.external) {
    const columns = others.get(target);
    if (columns === undefined || !columns.has(targetColumn) || !has(table, column)) continue;
    const key = externalKey(scope.schema, table, column, target, targetColumn);
    const from = `(select * from ${quoteQualified(scope.schema, target)}) ${quoteIdent(target)}`;
    const object: Address = { kind: 'column', schema: scope.schema, table, name: column };
    add(
      'orphans',
      orphanRows(key, from, sources).map((question) => ({ ...question, object })),
    );
    if (tenant !== null && columns.has(tenant) && scope.tenantScoped.has(table) && has(table, tenant))
      add(
        'crosses tenants',
        crossing(key, from, tenant, target).map((question) => ({ ...question, object })),
      );
  }
  for (const change of changes) if (change.change === 'create') add('duplicates', repeatsOf(change.to, sources));

  function crossing(key: Constraint, target: string, tenantColumn: string, name: string): Question[] {
    const own = quoteIdent(key.table);
    const join = (key.references?.columns ?? []).map(
      (column, i) => `target.${quoteIdent(column)} = ${own}.${quoteIdent(key.columns[i] ?? '')}`,
    );
    const column = quoteIdent(tenantColumn);
    const condition = `exists (select from (select * from ${target}) target
      where ${join.join(' and ')} and target.${column} is distinct from ${own}.${column})`;
    return rowsWhere(
      key,
      condition,
      sources,
      (n) => `${rows(n)} refer${n === 1 ? 's' : ''} to a row of ${name} that belongs to another tenant`,
    );
  }

  return answers(session, questions);
}

function rows(n: number): string {
  return n === 1 ? '1 row' : `${n} rows`;
}

async function answers(
  session: Session,
  questions: readonly (Question & { readonly what: DataKind })[],
): Promise<Observation[]> {
  if (questions.length === 0) return [];
  const found = await guarded(
    session,
    questions.map(({ sql }) => sql),
  );
  if (found instanceof Error) throw unreadable(found);
  return questions.flatMap(({ what, object, message }, i) => {
    const count = Number(found[i]?.count ?? 0);
    const keys = found[i]?.keys;
    if (count === 0) return [];
    return [{ what, object, message: message(count), count, keys: Array.isArray(keys) ? keys.map(String) : [] }];
  });
}

/** To see nothing for want of a privilege must not look like having nothing. */
function unreadable(error: Error): Error {
  if (!isServerError(error) || error.code !== '42501') return error;
  return /row-level security/.test(error.message)
    ? new UserError(`check --data cannot see all rows: ${error.message}`, {
        hint: 'connect as a role with BYPASSRLS, or as the owner of tables whose row level security is not forced',
      })
    : new UserError(`check --data may not read: ${error.message}`, { hint: 'grant the role SELECT on the tables' });
}

/** The columns of the external tables that this database has and the role may read, by table. */
async function otherTables(
  session: Session,
  { schema, external }: DataScope,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  const names = [...new Set(external.map(({ target }) => target))];
  if (names.length === 0) return found;
  const [result] = await session.run([
    `select c.relname as "table", a.attname as name
    from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = ${quoteLiteral(schema)}
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relname in (${names.map(quoteLiteral).join(', ')}) and c.relkind in ('r', 'p')
      and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')`,
  ]);
  for (const { table, name } of result?.rows ?? []) {
    const columns = found.get(String(table)) ?? new Set<string>();
    found.set(String(table), columns.add(String(name)));
  }
  return found;
}

/** A reference that no constraint enforces, as the constraint that it would be. */
function externalKey(schema: string, table: string, column: string, target: string, targetColumn: string): Constraint {
  return {
    ...emptyForeignKey(schema, table, column),
    columns: [column],
    references: { schema, table: target, columns: [targetColumn] },
  };
}
