/** Makes rows that a table's constraints take, for each tenant one; where it cannot, it says why. */
import { quoteIdent, quoteList, quoteLiteral, quoteQualified } from '../quote.js';
import { isConnectionLoss, isServerError, type Session } from '../session.js';
import { keyOf } from './order.js';
import { isPassing, limitsFor, mend, newRecipe, type Recipe, targetsOf, tenantTargets } from './recipe.js';
import type { ProofForeignKey, ProofTable } from './tables.js';
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
