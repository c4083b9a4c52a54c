/** What policies say of tenants where nobody has written it down: the column, what it is compared with, and the way past; by majority. */
import { bypasses } from './analysis.js';
import { type Helper, inlined } from './inline.js';
import { type Parsed, parsedOrNull } from './parse.js';
import { remember } from './remember.js';
import { shapeOf, unqualified } from './shape.js';
import { comparisons, type Found, type Guarded, leadsToParent, type Source } from './tenant-source.js';

export interface Pattern {
  readonly column: string;
  readonly source: Source;
  readonly bypass: { readonly setting: string; readonly value: string } | null;
  /** The conditions that more than half of the tables have, as PostgreSQL writes them; none: there are no such. */
  readonly conditions: readonly string[];
  /** The role that most policies are for; null: everybody. */
  readonly role: string | null;
  /** Tables with the column whose policies have all of those conditions, as `schema.table`. */
  readonly following: ReadonlySet<string>;
  /** What the policies of each table are made of: equal for tables with the same ones. */
  readonly shapes: ReadonlyMap<string, string>;
  /** Those of them that are made of those conditions and no others. */
  readonly exact: ReadonlySet<string>;
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
  const chosen = column ?? columnOf(seen);
  if (chosen === null) return null;
  const ours = seen.filter(({ table }) => table.columns.includes(chosen));
  const source = sourceOf(ours, chosen);
  if (source === null) return null;
  const guarded = ours.filter(({ table }) => table.policies.length > 0).map(({ table }) => table);
  const role = roleOf(guarded);
  const shapeIn = remember((condition) =>
    condition.startsWith('to ') ? condition : shapeOf(inlined(condition.replaceAll('{table}.', ''), helpers)),
  );
  const shapes = guarded.map((table) => ({
    name: nameOf(table),
    conditions: new Map(conditionsOf(table, role).map((condition) => [shapeIn(condition), condition])),
  }));
  const common = inMost(shapes.map(({ conditions }) => [...conditions.keys()]));
  const following = common.length === 0 ? [] : shapes.filter((one) => common.every((key) => one.conditions.has(key)));
  return {
    column: chosen,
    source,
    bypass: bypassOf(ours, chosen, source),
    conditions: common.map((key) => mostFrequent(following.flatMap((one) => one.conditions.get(key) ?? [])) ?? key),
    role,
    following: new Set(following.map(({ name }) => name)),
    exact: new Set(following.filter(({ conditions }) => conditions.size === common.length).map(({ name }) => name)),
    shapes: new Map(shapes.map(({ name, conditions }) => [name, [...conditions.keys()].sort().join('\n')])),
    settings: settingsOf(ours, chosen),
    of: byFrequency(guarded.map(({ schema, table }) => ({ schema, table }))),
  };
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
  return remember((expression) => parsedOrNull(inlined(expression, helpers)));
}

/** A membership is nearly as good as a setting; a child that is guarded by way of its parent's key says little. */
const WEIGHT = { told: 7, lookedUp: 6, child: 2 };

/** By tables. */
function columnOf(seen: readonly Seen[]): string | null {
  const votes = seen.flatMap(({ found, table, parsed }) =>
    [...new Set(found.map((one) => one.column))].flatMap((column) => {
      const isTold = found.some((one) => one.column === column && one.source.is !== 'query');
      const isChild = parsed.some(({ sql }) => leadsToParent(sql, table.table, column));
      return Array.from({ length: WEIGHT[isTold ? 'told' : isChild ? 'child' : 'lookedUp'] }, () => column);
    }),
  );
  // A row's own key is whose it is only in the table that lists the tenants.
  return mostFrequent(votes.filter((one) => one !== 'id')) ?? mostFrequent(votes);
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
 * the conditions, restrictive ones marked, and those that open everything to a role of its own.
 * @param role the one that most policies are for
 */
export function conditionsOf({ table, policies }: Guarded, role: string | null): readonly string[] {
  const conditions = policies.flatMap(({ permissive, roles, expressions }) =>
    expressions.map((one) => {
      const text = `${permissive ? '' : 'restrictive '}${unqualified(one, table)}`;
      const apart = text === 'true' && !roles.includes('public') && roles.join() !== role;
      return apart ? `to ${roles.join(', ')}: true` : text;
    }),
  );
  return [...new Set(conditions)].sort();
}

/** Those that more than half of the lists have. */
function inMost(lists: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of lists.flat()) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].flatMap(([one, count]) => (count * 2 > lists.length ? [one] : []));
}

function mostFrequent(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
