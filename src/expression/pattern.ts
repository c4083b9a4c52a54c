/** What policies say of tenants where nobody has written it down: the column, what it is compared with, and the way past; by majority. */
import { bypasses, type TenantComparison, tenantComparisons } from './analysis.js';
import { type Helper, inlined } from './inline.js';
import { argumentsOf, identifiers } from './inspect.js';
import { lex } from './lexer.js';
import { ExpressionError, type Parsed, parseExpression } from './parse.js';
import { remember } from './remember.js';
import { shapeOf, unqualified } from './shape.js';

/** A table with what its policies say. */
export interface Guarded {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly policies: readonly {
    readonly name: string;
    readonly permissive: boolean;
    readonly roles: readonly string[];
    /** Its USING and WITH CHECK. */
    readonly expressions: readonly string[];
  }[];
}

/** What tells a policy which tenant it is. */
export type Source =
  | { readonly is: 'setting'; readonly setting: string }
  /** A function that we cannot look into. */
  | { readonly is: 'function'; readonly name: string }
  /** The role of the session. */
  | { readonly is: 'role' }
  /** A look at other tables: memberships. */
  | { readonly is: 'query' };

export interface Pattern {
  readonly column: string;
  readonly source: Source;
  readonly bypass: { readonly setting: string; readonly value: string } | null;
  /** The conditions that most tables' policies are made of, as PostgreSQL writes them. */
  readonly conditions: readonly string[];
  /** The role that most policies are for; null: everybody. */
  readonly role: string | null;
  /** Tables with the column whose policies are made of those conditions, as `schema.table`. */
  readonly following: ReadonlySet<string>;
  /** Which tables compare the column with which setting, as `schema.table`. */
  readonly settings: ReadonlyMap<string, readonly string[]>;
  /** All tables with the column that have policies; those of the schema that has most of them first. */
  readonly of: readonly Pick<Guarded, 'schema' | 'table'>[];
}

/**
 * @param column the tenant's, where somebody knows it
 * @returns null where no policy compares a column with anything that tells a tenant
 */
export async function patternOf(
  tables: readonly Guarded[],
  helpers: readonly Helper[],
  column?: string,
): Promise<Pattern | null> {
  const read = reader(helpers);
  const seen: Seen[] = [];
  const known = new Map<string, readonly Found[]>();
  for (const table of tables) {
    const expressions = [...new Set(table.policies.flatMap((policy) => policy.expressions))];
    const parsed = (await Promise.all(expressions.map(read))).filter((one) => one !== null);
    // Tables of one pattern are alike.
    const own = parsed.some(({ sql }) => sql.includes(table.table)) ? table.table : null;
    const like = JSON.stringify([own, table.columns, parsed.map(({ sql }) => sql)]);
    const found = known.get(like) ?? comparisons(parsed, table, helpers);
    known.set(like, found);
    seen.push({ table, parsed, found });
  }
  const chosen = column ?? mostFrequent(seen.flatMap(({ found }) => [...new Set(found.map((one) => one.column))]));
  if (chosen === null) return null;
  const ours = seen.filter(({ table }) => table.columns.includes(chosen));
  const source = sourceOf(ours, chosen);
  if (source === null) return null;
  const guarded = ours.filter(({ table }) => table.policies.length > 0);
  const shapeIn = remember((condition) => shapeOf(inlined(condition.replaceAll('{table}.', ''), helpers)));
  const shapes = guarded.map(({ table }) => {
    const conditions = conditionsOf(table);
    return { name: nameOf(table), conditions, shape: [...new Set(conditions.map(shapeIn))].sort().join('\n') };
  });
  const shape = mostFrequent(shapes.map((one) => one.shape)) ?? '';
  const following = shapes.filter((one) => one.shape === shape);
  const written = mostFrequent(following.map(({ conditions }) => conditions.join('\n')));
  return {
    column: chosen,
    source,
    bypass: bypassOf(ours, chosen, source),
    conditions: following.find(({ conditions }) => conditions.join('\n') === written)?.conditions ?? [],
    role: roleOf(guarded.map(({ table }) => table)),
    following: new Set(following.map(({ name }) => name)),
    settings: settingsOf(ours, chosen),
    of: byFrequency(guarded.map(({ table }) => ({ schema: table.schema, table: table.table }))),
  };
}

interface Found {
  readonly column: string;
  readonly source: Source;
}
interface Seen {
  readonly table: Guarded;
  readonly parsed: readonly Parsed[];
  readonly found: readonly Found[];
}

function byFrequency<T extends { readonly schema: string }>(tables: readonly T[]): readonly T[] {
  const count = (schema: string) => tables.filter((one) => one.schema === schema).length;
  const counts = new Map([...new Set(tables.map(({ schema }) => schema))].map((schema) => [schema, count(schema)]));
  return [...tables].sort((a, b) => (counts.get(b.schema) ?? 0) - (counts.get(a.schema) ?? 0));
}

/** Whether at least two thirds of the tables that read a setting read the one that was chosen. */
export function isAgreedOn({ source, settings }: Pattern): boolean {
  if (source.is !== 'setting') return true;
  const all = new Set([...settings.values()].flat());
  return (settings.get(source.setting)?.length ?? 0) * 3 >= all.size * 2;
}

export function nameOf({ schema, table }: Pick<Guarded, 'schema' | 'table'>): string {
  return `${schema}.${table}`;
}

/** With what its functions are, written out; null: it cannot be parsed. */
function reader(helpers: readonly Helper[]): (expression: string) => Promise<Parsed | null> {
  return remember(async (expression) => {
    try {
      return await parseExpression(inlined(expression, helpers));
    } catch (error) {
      if (error instanceof ExpressionError) return null;
      throw error;
    }
  });
}

/** Where a column of the table is compared with what may tell a tenant, looked up in another table, or given to a function. */
function comparisons(parsed: readonly Parsed[], table: Guarded, helpers: readonly Helper[]): readonly Found[] {
  const { columns } = table;
  return parsed.flatMap((one) => [
    ...[...identifiers(one.sql, columns)].flatMap((column) =>
      tenantComparisons(one, column).flatMap((comparison) => {
        const source = sourceIn(comparison, helpers);
        return source === null ? [] : [{ column, source }];
      }),
    ),
    ...[...columnsLookedUp(one.sql, table, helpers)].map((column) => ({ column, source: { is: 'query' as const } })),
  ]);
}

/** The columns that a sub-select compares (there PostgreSQL writes them with their table), or a function is given. */
function columnsLookedUp(sql: string, { table, columns }: Guarded, helpers: readonly Helper[]): ReadonlySet<string> {
  const tokens = lex(sql);
  const outer = tokens.flatMap((token, i) =>
    token.kind !== 'string' && token.value === table && tokens[i + 1]?.text === '.' ? [tokens[i + 2]?.value ?? ''] : [],
  );
  const given = helpers
    .filter((one) => one.arguments > 0)
    .flatMap(({ name }) => argumentsOf(sql, name).flatMap((text) => [...identifiers(text, columns)]));
  return new Set([...outer, ...given].filter((column) => columns.includes(column)));
}

const ROLE: ReadonlySet<string> = new Set('current_user session_user user current_role'.split(' '));

function sourceIn(
  { with: others, source: text, operator }: TenantComparison,
  helpers: readonly Helper[],
): Source | null {
  const setting = others.find((one) => one.is === 'setting');
  if (setting !== undefined) return { is: 'setting', setting: setting.setting };
  const tokens = lex(text);
  const words = tokens.filter(({ kind }) => kind === 'word').map(({ value }) => value);
  for (const other of others) {
    if (other.is !== 'other') continue;
    // `column in (select …)`, or a sub-select that reads a table.
    if (words.includes('select') && (words.includes('from') || operator === 'any =')) return { is: 'query' };
    const [read] = other.settings;
    if (read !== undefined) return { is: 'setting', setting: read };
    const called = other.calls.find((name) => helpers.some((one) => `${one.schema}.${one.name}` === name));
    if (called !== undefined) return { is: 'function', name: called };
    if (words.some((word) => ROLE.has(word))) return { is: 'role' };
  }
  return null;
}

/** Which tables compare the column with which setting. */
function settingsOf(seen: readonly Seen[], column: string): ReadonlyMap<string, readonly string[]> {
  const pairs = seen.flatMap(({ table, found }) =>
    found.flatMap((one) =>
      one.column === column && one.source.is === 'setting'
        ? [{ setting: one.source.setting, table: nameOf(table) }]
        : [],
    ),
  );
  const settings = [...new Set(pairs.map(({ setting }) => setting))];
  return new Map(
    settings.map((name) => [name, [...new Set(pairs.flatMap((one) => (one.setting === name ? [one.table] : [])))]]),
  );
}

/** By tables, not by policies: one with many counts once. */
function sourceOf(seen: readonly Seen[], column: string): Source | null {
  const votes = seen.flatMap(({ found }) => [
    ...new Set(found.filter((one) => one.column === column).map(({ source }) => JSON.stringify(source))),
  ]);
  const most = mostFrequent(votes);
  return most === null ? null : (JSON.parse(most) as Source);
}

/** A flag that more than half of the tables whose policies name the tenant open for. */
function bypassOf(seen: readonly Seen[], column: string, source: Source): Pattern['bypass'] {
  const own = source.is === 'setting' ? source.setting : null;
  const ours = seen.filter(({ found }) => found.some((one) => one.column === column));
  const flags = ours.flatMap(({ parsed }) => [
    ...new Set(
      parsed.flatMap((one) =>
        bypasses(one).flatMap(({ setting, test, andMore }) => {
          if (setting === own || andMore) return [];
          if (test.is === 'boolean') return [JSON.stringify({ setting, value: 'true' })];
          return test.is === 'equals' && test.values[0] ? [JSON.stringify({ setting, value: test.values[0] })] : [];
        }),
      ),
    ),
  ]);
  const most = mostFrequent(flags);
  if (most === null || flags.filter((one) => one === most).length * 2 <= ours.length) return null;
  return JSON.parse(most) as Pattern['bypass'];
}

/** The role that more than half of the policies name alone; null: they are for everybody, or for many. */
function roleOf(tables: readonly Guarded[]): string | null {
  const roles = tables.flatMap(({ policies }) => policies.map((policy) => policy.roles.join(', ')));
  const most = mostFrequent(roles);
  const often = roles.filter((one) => one === most).length * 2 > roles.length;
  return most === null || most === 'public' || most.includes(', ') || !often ? null : most;
}

/**
 * What a table's policies are made of, whatever they are called, however many there are and however they are written:
 * the conditions, restrictive ones marked. A policy that opens everything to a role by name is that role's, and not the
 * tenants'.
 */
function conditionsOf({ table, policies }: Guarded): readonly string[] {
  const conditions = policies.flatMap(({ permissive, roles, expressions }) =>
    expressions
      .filter((one) => roles.includes('public') || one !== 'true')
      .map((one) => `${permissive ? '' : 'restrictive '}${unqualified(one, table)}`),
  );
  return [...new Set(conditions)].sort();
}

function mostFrequent(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
