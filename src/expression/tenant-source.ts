/** What tells a policy which tenant it is: where a column is compared with it, looked up by it, or given to a function. */
import { type TenantComparison, tenantComparisons } from './analysis.js';
import type { Helper } from './inline.js';
import { argumentsOf, IDENTITY, identifiers } from './inspect.js';
import { lex } from './lexer.js';
import type { Parsed } from './parse.js';

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

/** A column, and what it is held against. */
export interface Found {
  readonly column: string;
  readonly source: Source;
}

/** Where a column of the table is compared with what may tell a tenant, looked up in another table, or given to a function. */
export function comparisons(parsed: readonly Parsed[], table: Guarded, helpers: readonly Helper[]): readonly Found[] {
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
    if (words.some((word) => IDENTITY.has(word))) return { is: 'role' };
  }
  return null;
}

/** `p.id = child.parent_id`, `parent_id in (select p.id from …)`: told from the words alone, for a vote. */
export function leadsToParent(sql: string, table: string, column: string): boolean {
  const words = lex(sql).map(({ value }) => value.toLowerCase());
  const [own, of] = [column.toLowerCase(), table.toLowerCase()];
  return words.some((word, i) => {
    const at = (offset: number) => words[i + offset];
    if (word !== own) return false;
    const isOuter = at(-1) === '.' && at(-2) === of;
    const before = isOuter && at(-3) === '=' && at(-4) === 'id';
    const after = isOuter && at(1) === '=' && at(3) === '.' && at(4) === 'id';
    const select = words.slice(i + 1, i + 8);
    const from = select.indexOf('select');
    const list =
      from >= 0 && (select.includes('in') || select.includes('=')) && select.slice(from + 1, from + 4).includes('id');
    return before || after || list;
  });
}
