/** Makes rows that a table's constraints take, for each tenant one; where it cannot, it says why. */
import { quoteIdent, quoteList, quoteLiteral, quoteQualified } from '../quote.js';
import { isConnectionLoss, isServerError, type Session } from '../session.js';
import { type Limits, limitsOf } from './limits.js';
import type { ProofColumn, ProofForeignKey, ProofTable } from './tables.js';
import { valueFor } from './values.js';

/** Whose a row is, by the tenant's value. */
export type Values = ReadonlyMap<string, string | null>;

export interface MadeRow {
  readonly tenant: string;
  readonly values: Values;
  /** What put it there. */
  readonly sql: string;
  /** Finds it, and no other. */
  readonly where: string;
}

/** The rows of one table, by tenant; or why there are none. */
export type Made = { readonly rows: ReadonlyMap<string, MadeRow> } | { readonly reason: string };

interface Recipe {
  readonly filled: Set<string>;
  readonly limits: ReadonlyMap<string, Limits>;
  /** Rows were made by it before. */
  proven: boolean;
}

export interface RowMaker {
  /** Puts a row of each tenant into the table, as the caller. What cannot be is left out, unless it is one of the first two. */
  make(table: ProofTable): Promise<Made>;
  /** The values of another row of a tenant's, in a table that has rows. */
  another(table: ProofTable, tenant: string): Values;
  /** What was made of a table since the last `forget`. */
  rowsOf(schema: string, table: string): ReadonlyMap<string, MadeRow>;
  /** The statements that made a tenant's row, its parents' first. */
  history(table: ProofTable, tenants: readonly string[]): readonly string[];
  /** After a rollback. */
  forget(): void;
}

const keyOf = (table: { readonly schema: string; readonly table: string }) =>
  JSON.stringify([table.schema, table.table]);

/** Makes SQL of a row. */
export function insertOf(table: ProofTable, values: Values): string {
  const list = [...values.values()].map((value) => (value === null ? 'null' : quoteLiteral(value)));
  return `insert into ${quoteQualified(table.schema, table.table)} ${quoteList([...values.keys()])} values (${list.join(', ')})`;
}

/** Attempts to make one row that its constraints take. */
const ATTEMPTS = 12;

/**
 * @param tenantColumn the column that holds the tenant
 * @param tenants the tenants' values; the first two must have rows
 */
export function rowMaker(
  session: Session,
  tables: readonly ProofTable[],
  tenantColumn: string,
  tenants: readonly string[],
): RowMaker {
  const recipes = new Map<string, Recipe>();
  const made = new Map<string, Map<string, MadeRow>>();
  let counter = Math.floor(Math.random() * 1_000_000_000);
  const forced = tenantTargets(tables, tenantColumn);

  const recipeOf = (table: ProofTable): Recipe => {
    const key = keyOf(table);
    const recipe = recipes.get(key) ?? newRecipe(table, tenantColumn, forced.get(key) ?? new Set());
    recipes.set(key, recipe);
    return recipe;
  };

  /** The values of a new row, or why there is none. */
  const draft = (table: ProofTable, tenant: string): Values | string => {
    const { filled, limits } = recipeOf(table);
    const n = counter++;
    const values = new Map<string, string | null>();
    for (const column of table.columns) {
      const { name } = column;
      if (!filled.has(name) || column.readOnly) continue;
      if (name === tenantColumn || forced.get(keyOf(table))?.has(name)) values.set(name, tenant);
      else values.set(name, valueFor(column, limitsFor(column, limits), n));
    }
    for (const key of table.foreignKeys) {
      const wrong = refer(table, key, tenant, values);
      if (wrong !== null) return wrong;
    }
    const unknown = table.columns.find(({ name, notNull }) => notNull && values.get(name) === null);
    return unknown === undefined ? values : `no value is known for column ${unknown.name} of type ${unknown.type}`;
  };

  const refer = (table: ProofTable, key: ProofForeignKey, tenant: string, values: Map<string, string | null>) => {
    if (!key.columns.every((name) => values.has(name))) return null;
    const itself = key.schema === table.schema && key.table === table.table;
    const parent = itself ? values : made.get(keyOf(key))?.get(tenant)?.values;
    const nullable = table.columns.filter(({ name, notNull }) => key.columns.includes(name) && !notNull);
    for (const [i, name] of key.columns.entries()) {
      const value = parent?.get(key.targets[i] ?? '');
      if (value !== undefined && value !== null) values.set(name, value);
      else if (nullable.length > 0) for (const one of nullable) values.set(one.name, null);
      else
        return `foreign key ${key.name} wants a row of ${quoteQualified(key.schema, key.table)}, and none could be made`;
    }
    return null;
  };

  const inserted = (
    table: ProofTable,
    tenant: string,
    values: Values,
    sql: string,
    row: Record<string, unknown>,
  ): MadeRow => {
    const all = new Map(values);
    for (const [name, value] of Object.entries(row)) all.set(name, value === null ? null : String(value));
    const primary = table.keys.find((key) => key.primary)?.columns ?? [];
    const tenantValue = values.get(tenantColumn);
    const known = [
      ...(tenantValue === undefined || tenantValue === null ? [] : [tenantColumn]),
      ...primary.filter((name) => name !== tenantColumn && values.has(name)),
    ];
    const where = known.map((name) => `${quoteIdent(name)} = ${quoteLiteral(all.get(name) ?? '')}`).join(' and ');
    return { tenant, values: all, sql, where: where === '' ? 'false' : where };
  };

  const returning = (table: ProofTable) => {
    const wanted = new Set([...table.keys.flatMap(({ reads }) => reads), ...targetsOf(tables, table)]);
    const names = table.columns.map(({ name }) => name).filter((name) => wanted.has(name));
    return names.length === 0
      ? ''
      : ` returning ${names.map((n) => `${quoteIdent(n)}::text as ${quoteIdent(n)}`).join(', ')}`;
  };

  /** One row, mended until the constraints take it. */
  const careful = async (table: ProofTable, tenant: string): Promise<MadeRow | string> => {
    let last = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const values = draft(table, tenant);
      if (typeof values === 'string') return values;
      const sql = insertOf(table, values);
      try {
        const results = await session.run(['savepoint row', sql + returning(table), 'release savepoint row']);
        return inserted(table, tenant, values, sql, (results[1]?.rows[0] ?? {}) as Record<string, unknown>);
      } catch (error) {
        if (isConnectionLoss(error) || !isServerError(error) || isPassing(error.code)) throw error;
        await session.run(['rollback to savepoint row']);
        last = error.message;
        // The tenant is somebody's already, such as a placeholder.
        if (error.code === '23505' && forced.has(keyOf(table))) return inserted(table, tenant, values, '', {});
        if (!mend(table, recipeOf(table).filled, error)) return last;
        counter += Math.floor(Math.random() * 10_000);
      }
    }
    return last;
  };

  return {
    async make(table) {
      const rows = new Map<string, MadeRow>();
      made.set(keyOf(table), rows);
      const recipe = recipeOf(table);
      const { before, after } = unbound(table);
      if (recipe.proven) {
        const drafts = tenants.flatMap((tenant) => {
          const values = draft(table, tenant);
          return typeof values === 'string' ? [] : [{ tenant, values, sql: insertOf(table, values) }];
        });
        try {
          const list = ['savepoint rows', ...before, ...drafts.map(({ sql }) => sql + returning(table)), ...after];
          const results = await session.run([...list, 'release savepoint rows']);
          for (const [i, { tenant, values, sql }] of drafts.entries()) {
            const row = results[1 + before.length + i]?.rows[0] ?? {};
            rows.set(tenant, inserted(table, tenant, values, sql, row as Record<string, unknown>));
          }
          return { rows };
        } catch (error) {
          if (isConnectionLoss(error) || !isServerError(error) || isPassing(error.code)) throw error;
          await session.run(['rollback to savepoint rows', 'release savepoint rows']);
          rows.clear();
        }
      }
      const reason = await guardedly(session, before, after, async () => {
        for (const [i, tenant] of tenants.entries()) {
          const row = await careful(table, tenant);
          if (typeof row !== 'string') rows.set(tenant, row);
          else if (i < 2) return row;
        }
        return null;
      });
      if (reason !== null) {
        rows.clear();
        return { reason };
      }
      recipe.proven = rows.size === tenants.length;
      return { rows };
    },
    another(table, tenant) {
      const values = draft(table, tenant);
      return typeof values === 'string' ? new Map() : values;
    },
    rowsOf: (schema, table) => made.get(keyOf({ schema, table })) ?? new Map(),
    history(table, whose) {
      const done = new Set<string>();
      const statements: string[] = [];
      const visit = (one: ProofTable) => {
        if (done.has(keyOf(one))) return;
        done.add(keyOf(one));
        for (const key of one.foreignKeys) {
          const parent = tables.find((t) => t.schema === key.schema && t.table === key.table);
          if (parent !== undefined && key.columns.every((name) => recipeOf(one).filled.has(name))) visit(parent);
        }
        for (const tenant of whose) {
          const row = made.get(keyOf(one))?.get(tenant);
          if (row !== undefined && row.sql !== '') statements.push(row.sql);
        }
      };
      visit(table);
      return statements;
    },
    forget: () => made.clear(),
  };
}

/** Whoever is bound by the policies, and owns the table, is not for a moment. */
function unbound({ schema, table, binds, forceRowSecurity }: ProofTable): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  if (!binds || !forceRowSecurity) return { before: [], after: [] };
  const alter = `alter table ${quoteQualified(schema, table)}`;
  return { before: [`${alter} no force row level security`], after: [`${alter} force row level security`] };
}

async function guardedly(
  session: Session,
  before: readonly string[],
  after: readonly string[],
  work: () => Promise<string | null>,
): Promise<string | null> {
  try {
    await session.run(['savepoint rows', ...before]);
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error) || isPassing(error.code)) throw error;
    await session.run(['rollback to savepoint rows', 'release savepoint rows']);
    return `row level security binds the role that we are connected as: ${error.message}`;
  }
  const reason = await work();
  await session.run([...(reason === null ? after : ['rollback to savepoint rows']), 'release savepoint rows']);
  return reason;
}

/** A lock, a time limit, a deadlock: not the row's fault. */
export function isPassing(code: string): boolean {
  return ['55P03', '57014', '40P01'].includes(code);
}

/** Columns that have to be written for the constraints to hold. @returns whether there is anything to try again */
function mend(table: ProofTable, filled: Set<string>, error: Error): boolean {
  const { code, constraint, column } = error as { code?: string; constraint?: string; column?: string };
  if (code === '23505') return true;
  const before = filled.size;
  if (code === '23502' && column !== undefined) filled.add(column);
  if (code === '23514') {
    const check = table.checks.find(({ name }) => name === constraint);
    for (const name of check?.columns ?? []) filled.add(name);
    return check !== undefined && (filled.size > before || Math.random() < 0.7);
  }
  return filled.size > before;
}

function limitsFor(column: ProofColumn, limits: ReadonlyMap<string, Limits>): Limits {
  return { ...limitsOf(column.checks).get('VALUE'), ...limits.get(column.name) };
}

function newRecipe(table: ProofTable, tenantColumn: string, forced: ReadonlySet<string>): Recipe {
  const limits = limitsOf(table.checks.map(({ expression }) => expression));
  const unique = new Set(table.keys.flatMap(({ reads }) => reads));
  const filled = table.columns.filter(
    ({ name, notNull, hasDefault, made, readOnly }) =>
      !readOnly &&
      (name === tenantColumn ||
        forced.has(name) ||
        (notNull && !hasDefault && !made) ||
        (unique.has(name) && !made) ||
        limits.get(name)?.present === true),
  );
  return { filled: new Set(filled.map(({ name }) => name)), limits, proven: false };
}

/** Columns that foreign keys of a tenant's column point at: they hold the tenant too. */
function tenantTargets(tables: readonly ProofTable[], tenantColumn: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { foreignKeys } of tables) {
    for (const key of foreignKeys) {
      const i = key.columns.indexOf(tenantColumn);
      const target = key.targets[i];
      if (target === undefined) continue;
      found.set(keyOf(key), (found.get(keyOf(key)) ?? new Set()).add(target));
    }
  }
  return found;
}

function targetsOf(tables: readonly ProofTable[], table: ProofTable): readonly string[] {
  return tables.flatMap(({ foreignKeys }) =>
    foreignKeys.flatMap((key) => (keyOf(key) === keyOf(table) ? key.targets : [])),
  );
}

/** Parents before their children; a foreign key that may be null does not stand in the way. */
export function inOrder(tables: readonly ProofTable[]): readonly ProofTable[] {
  const ordered: ProofTable[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (table: ProofTable) => {
    if (state.has(keyOf(table))) return;
    state.set(keyOf(table), 'open');
    const required = (key: ProofForeignKey) =>
      key.columns.every((name) => table.columns.some((column) => column.name === name && column.notNull));
    // Those that must be there first: what is open already comes later, and only a key that may be null can wait.
    for (const key of [...table.foreignKeys].sort((a, b) => Number(required(b)) - Number(required(a)))) {
      const parent = tables.find((one) => one.schema === key.schema && one.table === key.table);
      if (parent !== undefined) visit(parent);
    }
    state.set(keyOf(table), 'done');
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}
