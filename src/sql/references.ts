/** Questions about rows and their tenants: placeholders, references across tenants, references to nothing. */
import type { Address } from '../catalog/address.js';
import type { Catalog, CatalogObject, Column, Constraint } from '../catalog/types.js';
import type { Accesses } from './access.js';
import { type Question, rowsWhere } from './questions.js';
import { quoteIdent, quoteQualified } from './quote.js';
import type { Sources } from './source.js';

export type DataKind = 'placeholder' | 'crosses tenants' | 'orphans' | 'duplicates';

/** Rows that a check may object to, or why it is not known whether there are any. */
export interface Observation {
  readonly what: DataKind;
  readonly object: Address;
  readonly message: string;
  /** Which rows, up to five: `id = 4`. */
  readonly keys: readonly string[];
  /** false: the message says why nothing is known. */
  readonly known: boolean;
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
  /** Another service's; null where it is not known. */
  readonly tenantsTable: string | null;
  readonly tenantScoped: ReadonlySet<string>;
  readonly external: readonly ExternalReference[];
  readonly secret: (table: string, column: string) => boolean;
}

export interface Asked extends Question {
  readonly what: DataKind;
  /** The spec's tables whose rows it reads, as they are called now. */
  readonly reads: readonly string[];
}

/** As isPlaceholderUuid has it, of a uuid or of a text. */
const PLACEHOLDER = '^[{]?(0-?){20}([0-9a-fA-F]-?){12}[}]?$';

/** What the referenced table is called in a question: no table of the spec's is. */
const TARGET = 'schema_audit_target';

/** What questions are made from. */
export interface Asking {
  readonly scope: DataScope;
  readonly actual: Catalog;
  readonly sources: Sources;
  readonly accesses: Accesses;
  readonly nowCalled: (table: string) => string;
}

export function columnOf({ actual, scope }: Asking, table: string, name: string): Column | undefined {
  return actual.column.find((one) => one.schema === scope.schema && one.table === table && one.name === name);
}

/** The tenant column of a table that keeps tenants apart; undefined where it does not, or not yet. */
function tenantOf(asking: Asking, table: string): Column | undefined {
  const { tenantColumn, tenantScoped } = asking.scope;
  return tenantColumn === null || !tenantScoped.has(table) ? undefined : columnOf(asking, table, tenantColumn);
}

export function placeholders(asking: Asking): Asked[] {
  return [...asking.scope.tenantScoped].flatMap((table) => {
    const column = tenantOf(asking, table);
    return column === undefined
      ? []
      : ask(
          asking,
          'placeholder',
          column,
          isPlaceholder(column),
          [],
          (n) => `${rows(n, 'belong')} to a placeholder instead of a tenant`,
        );
  });
}

/** Over the foreign keys of the spec, whether the database has them or not. */
export function crossings({ constraint }: Catalog, asking: Asking): Asked[] {
  return constraint.flatMap((key) => {
    const { references } = key;
    if (references === null || references.schema !== asking.scope.schema) return [];
    const [tenant, theirs] = [tenantOf(asking, key.table), tenantOf(asking, references.table)];
    const target = asking.sources.of(references.schema, references.table);
    if (tenant === undefined || theirs === undefined || target === null) return [];
    const pairs = key.columns.map((column, i) => [column, references.columns[i] ?? ''] as const);
    const there = pairs.every(
      ([from, to]) =>
        columnOf(asking, key.table, from) !== undefined && columnOf(asking, references.table, to) !== undefined,
    );
    // A key that holds the tenant leads nowhere else.
    const holds = pairs.some(([from, to]) => from === tenant.name && to === theirs.name);
    return there && !holds ? crossing(asking, key, target, tenant, references.table, pairs) : [];
  });
}

function crossing(
  asking: Asking,
  on: Constraint | Column,
  target: string,
  tenant: Column,
  name: string,
  pairs: readonly (readonly [string, string])[],
): Asked[] {
  // No tenant is not another tenant, and a placeholder is said by name. As text: the one may be a uuid, the other not yet.
  const own = quoteQualified(on.table, tenant.name);
  const differ = `${TARGET}.${quoteIdent(tenant.name)}::text <> ${own}::text and not (${isPlaceholder(tenant)})`;
  const condition = `exists (${matches(on.table, target, pairs)} and ${differ})`;
  const message = (n: number) => `${rows(n, 'refer')} to a row of ${name} that belongs to another tenant`;
  return ask(asking, 'crosses tenants', on, condition, on.kind === 'constraint' ? [name] : [], message);
}

/** The rows of the target that a row refers to. */
function matches(table: string, target: string, pairs: readonly (readonly [string, string])[]): string {
  const join = pairs.map(([from, to]) => `${TARGET}.${quoteIdent(to)} = ${quoteQualified(table, from)}`);
  return `select from (select * from ${target}) ${TARGET} where ${join.join(' and ')}`;
}

/** What refers to other services' tables; those that nobody may read are said, once each. */
export function outwards(asking: Asking): {
  readonly asked: readonly Asked[];
  readonly unknown: readonly Observation[];
} {
  const { scope, accesses } = asking;
  const asked: Asked[] = [];
  const unread = new Map<string, Observation>();
  const refer = (from: Column | undefined, target: string, to: string | undefined, unless?: string) => {
    const access = accesses.tables.get(target);
    if (from === undefined || access === undefined || to === undefined || !access.columns.has(to)) return;
    if (!access.readable || access.hidden) {
      unread.set(target, unreadable(scope.schema, target, accesses.role, access.readable));
      return;
    }
    const source = `(select * from ${quoteQualified(scope.schema, target)}) ${quoteIdent(target)}`;
    const own = quoteQualified(from.table, from.name);
    const pairs = [[from.name, to]] as const;
    const present = `${own} is not null${unless === undefined ? '' : ` and not (${unless})`}`;
    const orphaned = `${present} and not exists (${matches(from.table, source, pairs)})`;
    asked.push(...ask(asking, 'orphans', from, orphaned, [], (n) => `${rows(n, 'refer')} to no row of ${target}`));
    const tenant = tenantOf(asking, from.table);
    if (tenant !== undefined && tenant.name !== from.name && access.columns.has(tenant.name))
      asked.push(...crossing(asking, from, source, tenant, target, pairs));
  };
  for (const { table, column, target, targetColumn } of scope.external)
    refer(columnOf(asking, table, column), target, targetColumn);
  const [key, ...more] = accesses.tables.get(scope.tenantsTable ?? '')?.key ?? [];
  for (const table of scope.tenantScoped) {
    const tenant = tenantOf(asking, table);
    const said = scope.external.some((one) => one.table === table && one.column === tenant?.name);
    if (tenant === undefined || scope.tenantsTable === null || more.length > 0 || said) continue;
    // Placeholders are said by name.
    refer(tenant, scope.tenantsTable, key, isPlaceholder(tenant));
  }
  return { asked, unknown: [...unread.values()] };
}

function unreadable(schema: string, table: string, role: string, mayRead: boolean): Observation {
  const why = mayRead
    ? `row level security hides rows of ${table} from role ${role}`
    : `role ${role} may not read ${table}`;
  const message = `${why}: whether rows refer to nothing there is not known`;
  return { what: 'orphans', object: { kind: 'table', schema, table }, message, keys: [], known: false };
}

function ask(
  { sources, nowCalled }: Asking,
  what: DataKind,
  on: CatalogObject & { readonly schema: string; readonly table: string },
  condition: string,
  alsoReads: readonly string[],
  message: (n: number) => string,
): Asked[] {
  const reads = [on.table, ...alsoReads].map(nowCalled);
  return rowsWhere(on, condition, sources, message).map((question) => ({ ...question, what, reads }));
}

function isPlaceholder({ table, name }: Column): string {
  return `${quoteQualified(table, name)}::text ~ '${PLACEHOLDER}'`;
}

function rows(n: number, verb: string): string {
  return n === 1 ? `1 row ${verb}s` : `${n} rows ${verb}`;
}
