/** Crossings that PostgreSQL's design allows whatever the policies say: foreign keys and unique keys look past them. */
import { quoteIdent, quoteList, quoteLiteral, quoteQualified } from '../quote.js';
import { insertOf, type MadeRow, type RowMaker, type Values } from './rows.js';
import type { ProofForeignKey, ProofTable } from './tables.js';

export interface Crossing {
  readonly finding: 'foreign-key-crosses-tenants' | 'deletion-crosses-tenants' | 'unique-key-tells-of-tenants';
  readonly verb: string;
  readonly target: string;
  readonly expected: string;
  /** Run as the actor in tenant A; the last one answers. */
  readonly statements: readonly string[];
  /** The SQLSTATE by which the server says that the key stands in the way. */
  readonly closedBy: string;
  /** The SQLSTATE by which it says that it crosses; null: it crosses where it succeeds. */
  readonly crossesBy: string | null;
  /** The number of rows of the answer that means that nothing crossed; null: whichever. */
  readonly unharmed: number | null;
  /** What would close it. */
  readonly close: string;
  readonly needs: readonly string[];
}

interface Where {
  readonly table: ProofTable;
  readonly maker: RowMaker;
  readonly tenantColumn: string;
  readonly a: string;
  readonly b: string;
  readonly scoped: (schema: string, table: string) => boolean;
  /** The statement that makes the session tenant B's, and the one that makes it A's again. */
  readonly asB: readonly string[];
  readonly asA: readonly string[];
}

export function crossingsOf(where: Where): readonly Crossing[] {
  const { table, maker, a, b } = where;
  const foreign = maker.rowsOf(table.schema, table.table).get(b);
  const own = maker.another(table, a);
  if (own.size === 0) return [];
  return [
    ...table.foreignKeys.flatMap((key) => {
      const parent = maker.rowsOf(key.schema, key.table).get(b);
      return parent === undefined || !where.scoped(key.schema, key.table) ? [] : byForeignKey(where, key, own, parent);
    }),
    ...(foreign === undefined ? [] : byUniqueKeys(where, own, foreign)),
  ];
}

function byForeignKey(
  { table, tenantColumn, a, asA, asB }: Where,
  key: ProofForeignKey,
  own: Values,
  parent: MadeRow,
): Crossing[] {
  const values = new Map(own);
  for (const [i, name] of key.columns.entries())
    if (name !== tenantColumn) values.set(name, parent.values.get(key.targets[i] ?? '') ?? null);
  const name = quoteQualified(table.schema, table.table);
  const target = quoteQualified(key.schema, key.table);
  const columns = key.columns.filter((column) => column !== tenantColumn);
  const targets = key.targets.filter((_, i) => key.columns[i] !== tenantColumn);
  const close = `unique ${quoteList([tenantColumn, ...targets])} on ${target}, and foreign key ${quoteList([tenantColumn, ...columns])} references ${target} ${quoteList([tenantColumn, ...targets])} instead of ${key.name}`;
  const mine = [tenantColumn, ...columns].map((column) => {
    const value = column === tenantColumn ? a : values.get(column);
    return `${quoteIdent(column)} = ${quoteLiteral(value ?? '')}`;
  });
  const insert = insertOf(table, values);
  const acts = { cascade: 'deletes', 'set null': 'changes', 'set default': 'changes' }[key.onDelete as string];
  const base = { closedBy: '23503', close, needs: ['insert'] } as const;
  return [
    {
      ...base,
      finding: 'foreign-key-crosses-tenants',
      verb: `insert by ${key.name}`,
      target: `row of B in ${target}`,
      expected: 'refused by the foreign key',
      statements: [insert],
      crossesBy: null,
      unharmed: null,
    },
    {
      ...base,
      finding: 'deletion-crosses-tenants',
      verb: `delete by ${key.name}`,
      target: `own row that refers to B's in ${target}`,
      expected: acts === undefined ? 'B may delete its row' : 'stays as it is',
      statements: [
        insert,
        ...asB,
        `delete from ${target} where ${parent.where}`,
        ...asA,
        `select count(*)::int as n from ${name} where ${mine.join(' and ')}`,
      ],
      // The referring row was let in, and holds the other tenant's fast.
      crossesBy: acts === undefined ? '23503' : null,
      unharmed: 1,
      closedBy: '23503',
      needs: ['insert', 'select', 'delete'],
    },
  ];
}

function byUniqueKeys({ table, tenantColumn }: Where, own: Values, foreign: MadeRow): Crossing[] {
  return table.keys.flatMap(({ name, columns, primary }): Crossing[] => {
    if (columns === null || columns.includes(tenantColumn)) return [];
    const [only, ...more] = columns.map((column) => table.columns.find((one) => one.name === column));
    // A UUID that was made at random cannot be guessed; numbers in a row are no secret.
    if (primary && more.length === 0 && (only?.type === 'uuid' || only?.made === true)) return [];
    if (!columns.every((column) => typeof foreign.values.get(column) === 'string')) return [];
    if (table.columns.some((column) => column.readOnly && columns.includes(column.name))) return [];
    const values = new Map([...own, ...columns.map((column) => [column, foreign.values.get(column) ?? null] as const)]);
    return [
      {
        finding: 'unique-key-tells-of-tenants',
        verb: `insert by ${name}`,
        target: 'own row with values of B',
        expected: 'nothing is told of B',
        statements: [insertOf(table, values)],
        closedBy: '',
        crossesBy: '23505',
        unharmed: null,
        close: `a unique key ${quoteList([tenantColumn, ...columns])} instead of ${name}`,
        needs: ['insert'],
      },
    ];
  });
}
