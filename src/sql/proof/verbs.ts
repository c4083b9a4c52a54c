/** What is tried on a table: for each verb one statement a row, and how many rows it may reach. */
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';
import type { ProofContext } from './contexts.js';
import { insertOf, type MadeRow, type RowMaker, type Values } from './rows.js';
import type { ProofColumn, ProofTable } from './tables.js';

/** What an attempt has to show. */
export type Aim =
  /** An own row is reached. */
  | 'positive'
  /** A foreign one is not. */
  | 'negative'
  /** No WHERE: the own rows and no others. */
  | 'both';

export interface Probe {
  readonly verb: string;
  readonly target: string;
  readonly aim: Aim;
  readonly sql: string;
  /** The rows that it is to reach. */
  readonly rows: number;
  /** Where the number of rows stands: in the answer itself. */
  readonly counts: boolean;
  /** The server is to refuse it with an error. */
  readonly refused: boolean;
  /** It writes a row anew: what refuses it for a constraint has let it pass the policies. */
  readonly writes: boolean;
  /** Privileges without which it means nothing. */
  readonly needs: readonly string[];
  /** The verb whose positive twin shows that a row could have been reached; its own by default. */
  readonly twin?: string;
}

export interface Asking {
  readonly table: ProofTable;
  readonly rows: ReadonlyMap<string, MadeRow>;
  readonly maker: RowMaker;
  readonly context: ProofContext;
  readonly tenantColumn: string;
  /** The two tenants, first; then what people write where they have none. */
  readonly tenants: readonly string[];
  readonly version: number;
  /** Views that the actor may read. */
  readonly views: ReadonlySet<string>;
}

export function probesOf(asking: Asking): readonly Probe[] {
  const { table, rows, context, tenants } = asking;
  const { sees } = context;
  const isOwn = (tenant: string) => sees === 'everything' || (sees !== 'nothing' && sees.tenant === tenant);
  const isPlaceholder = (tenant: string) => tenants.indexOf(tenant) > 1;
  const probes = tenants.flatMap((tenant, i) => {
    const row = rows.get(tenant);
    if (row === undefined) return [];
    // A placeholder is nobody's: whether it reaches its own rows is nobody's right.
    if (isPlaceholder(tenant) && isOwn(tenant)) return [];
    // Where no tenant is set, or a placeholder, A's row stands for B's.
    const tenantSet = sees === 'everything' || (sees !== 'nothing' && !isPlaceholder(sees.tenant));
    if (!tenantSet && (i === 1 || (context.few && i > 0))) return [];
    const foreign = isPlaceholder(tenant) ? 'placeholder row' : 'foreign row';
    const own = sees === 'everything' ? `row of ${i === 0 ? 'A' : 'B'}` : 'own row';
    return ofRow(asking, row, isOwn(tenant), isOwn(tenant) ? own : foreign, context.few || isPlaceholder(tenant));
  });
  const own = sees !== 'nothing' && sees !== 'everything' ? rows.get(sees.tenant) : undefined;
  const placeholder = own !== undefined && isPlaceholder(own.tenant);
  return [
    ...probes,
    ...(sees === 'everything' || placeholder ? [] : withoutWhere(asking, own === undefined ? 0 : 1)),
    ...(own === undefined || placeholder ? [] : moves(asking, own, table)),
  ];
}

function ofRow(asking: Asking, row: MadeRow, own: boolean, target: string, fewVerbs: boolean): Probe[] {
  const { table, maker } = asking;
  const name = quoteQualified(table.schema, table.table);
  const values = maker.another(table, row.tenant);
  const column = settable(asking);
  const set = `${quoteIdent(column.name)} = ${literal(row.values.get(column.name) ?? values.get(column.name) ?? column.value)}`;
  const aim = own ? 'positive' : 'negative';
  const reached = own ? 1 : 0;
  const base = { target, aim, rows: reached, counts: false, refused: false, writes: false } as const;
  const write = { ...base, refused: !own, writes: true };
  const filters = (verb: string, sql: string, needs: readonly string[]): Probe => ({ ...base, verb, sql, needs });
  const inserts = (verb: string, sql: string, needs: readonly string[]): Probe => ({ ...write, verb, sql, needs });
  const insert = insertOf(table, values);
  const few: Probe[] = [
    { ...filters('select', `select count(*)::int as n from ${name} where ${row.where}`, ['select']), counts: true },
    inserts('insert', insert, ['insert']),
    filters('update', `update ${name} set ${set} where ${row.where}`, ['select', 'update']),
    filters('delete', `delete from ${name} where ${row.where}`, ['select', 'delete']),
  ];
  if (fewVerbs) return few;
  return [
    ...few,
    filters('select for update', `select 1 from ${name} where ${row.where} for update`, ['select', 'update']),
    filters('copy to', `copy (select 1 from ${name} where ${row.where}) to stdout`, ['select']),
    inserts('insert returning', `${insert} returning ${quoteIdent(asking.tenantColumn)}`, ['insert', 'select']),
    ...onConflict(table, row, set).map((sql) => inserts('insert on conflict', sql, ['insert', 'select', 'update'])),
    ...(asking.version < 150000
      ? []
      : [
          filters(
            'merge',
            `merge into ${name} using (select 1) s on ${row.where} when matched then update set ${set}`,
            ['select', 'update'],
          ),
          inserts(
            'merge insert',
            `merge into ${name} using (select 1) s on false when not matched then ${insert.replace(/^insert into .*? \(/, 'insert (')}`,
            ['insert', 'select'],
          ),
        ]),
    ...throughViews(asking, row, base),
  ];
}

/** A row that is there is met, and changed: by its primary key, else by any unique one that we know whole. */
function onConflict(table: ProofTable, row: MadeRow, set: string): string[] {
  const key = table.keys.find(
    ({ columns, deferrable }) =>
      columns !== null &&
      columns.length > 0 &&
      !deferrable &&
      columns.every((name) => typeof row.values.get(name) === 'string'),
  );
  const written = new Map(
    [...row.values].filter(([name]) => !table.columns.some((c) => c.name === name && c.readOnly)),
  );
  if (key?.columns == null || !key.columns.every((name) => written.has(name))) return [];
  const target = key.columns.map(quoteIdent).join(', ');
  return [`${insertOf(table, written)} on conflict (${target}) do update set ${set}`];
}

function throughViews(
  { table, views, tenantColumn, tenants }: Asking,
  row: MadeRow,
  base: Pick<Probe, 'target' | 'aim' | 'rows' | 'refused' | 'writes'>,
): Probe[] {
  // A placeholder's rows may be others' too, and a view does not tell whose.
  if (tenants.indexOf(row.tenant) > 1) return [];
  return table.views.flatMap((view) => {
    if (view.materialized || !view.columns.includes(tenantColumn) || !views.has(view.name)) return [];
    const sql = `select least(count(*), 1)::int as n from ${quoteQualified(view.schema, view.name)} where ${quoteIdent(tenantColumn)} = ${quoteLiteral(row.tenant)}`;
    return [{ ...base, verb: `read through view ${view.name}`, sql, counts: true, needs: [] }];
  });
}

/** A WHERE reads columns, and asks the SELECT policies too: a tidy one hides what the others leave open. */
function withoutWhere(asking: Asking, own: number): Probe[] {
  const { table, context } = asking;
  const name = quoteQualified(table.schema, table.table);
  const column = settable(asking);
  const target = own === 0 ? 'all rows' : 'all rows, one own';
  const base = {
    target,
    aim: own === 0 ? 'negative' : 'both',
    rows: own,
    counts: false,
    refused: false,
    writes: false,
  } as const;
  return [
    {
      ...base,
      verb: 'update without where',
      sql: `update ${name} set ${quoteIdent(column.name)} = ${literal(column.value)}`,
      needs: ['update'],
      ...(own === 0 ? { twin: 'update without where' } : {}),
    },
    ...(context.few ? [] : [{ ...base, verb: 'delete without where', sql: `delete from ${name}`, needs: ['delete'] }]),
  ];
}

/** An own row becomes another tenant's; without a WHERE only the UPDATE policies are asked. */
function moves({ tenantColumn, tenants }: Asking, own: MadeRow, { schema, table }: ProofTable): Probe[] {
  const other = tenants.find((tenant) => tenant !== own.tenant) ?? '';
  const sql = `update ${quoteQualified(schema, table)} set ${quoteIdent(tenantColumn)} = ${quoteLiteral(other)}`;
  const base = {
    target: 'own row to another tenant',
    aim: 'negative',
    rows: 0,
    counts: false,
    refused: true,
    writes: true,
  } as const;
  return [
    { ...base, verb: 'move', sql: `${sql} where ${own.where}`, needs: ['select', 'update'], twin: 'update' },
    { ...base, verb: 'move without where', sql, needs: ['update'], twin: 'update without where' },
  ];
}

/** A column that may be written to without breaking anything; the tenant's own where there is no other. */
function settable({ table, tenantColumn, rows, tenants, context }: Asking): {
  readonly name: string;
  readonly value: string | null;
} {
  const bound = new Set([
    tenantColumn,
    ...table.keys.flatMap(({ reads }) => reads),
    ...table.foreignKeys.flatMap(({ columns }) => columns),
    ...table.checks.flatMap(({ columns }) => columns),
  ]);
  const [row] = rows.values();
  const free = (column: ProofColumn) =>
    !bound.has(column.name) && !column.readOnly && !column.made && column.checks.length === 0;
  const nullable = table.columns.find((column) => free(column) && !column.notNull && !row?.values.has(column.name));
  if (nullable !== undefined) return { name: nullable.name, value: null };
  const known = table.columns.find((column) => free(column) && typeof row?.values.get(column.name) === 'string');
  if (known !== undefined) return { name: known.name, value: row?.values.get(known.name) ?? null };
  const { sees } = context;
  return { name: tenantColumn, value: (typeof sees === 'string' ? tenants[0] : sees.tenant) ?? null };
}

function literal(value: string | null): string {
  return value === null ? 'null' : quoteLiteral(value);
}

export type { Values };
