/** What many tables share is lifted out, and each table has its columns in their order all the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCatalog } from '../../src/catalog/types.js';
import { compile } from '../../src/spec/compile.js';
import { type Columns, nameTemplates, ownColumns, sharedColumns, templateOfName } from '../../src/spec/lift.js';
import { parseSpec } from '../../src/spec/parse.js';
import { render } from '../../src/spec/render.js';

const ID = ['id', 'uuid primary key'] as const;
const TENANT = ['tenant_id', 'uuid not null'] as const;
const MADE = ['created_at', 'timestamptz default now()'] as const;

describe('shared columns', () => {
  it('are those at the beginning and at the end of most tables', () => {
    const tables = ['a', 'b', 'c', 'd'].map((name): Columns => [ID, TENANT, [name, 'text'], MADE]);
    expect(sharedColumns(tables)).toEqual({ first: [ID, TENANT], last: [MADE] });
  });

  it('need three tables, and the same words in six of ten', () => {
    const with_ = (n: number): Columns[] => Array.from({ length: n }, (_, i) => [ID, [`c${i}`, 'text']]);
    const without = (n: number): Columns[] => Array.from({ length: n }, (_, i) => [[`d${i}`, 'text']]);
    expect(sharedColumns(with_(2)).first).toEqual([]);
    expect(sharedColumns([...with_(3), ...without(2)]).first).toEqual([ID]);
    expect(sharedColumns([...with_(3), ...without(3)]).first).toEqual([]);
  });

  const column = fc.constantFrom(ID, TENANT, MADE, ['name', 'text'] as const, ['id', 'bigint primary key'] as const);
  const table = fc
    .uniqueArray(column, { minLength: 1, selector: ([name]) => name })
    .map((columns): Columns => [...columns]);

  it('leave every table with its own columns in their own order (property)', () => {
    fc.assert(
      fc.property(fc.array(table, { minLength: 3, maxLength: 8 }), (tables) => {
        const shared = sharedColumns(tables);
        const text = render({
          shared: { first: Object.fromEntries(shared.first), last: Object.fromEntries(shared.last) },
          tables: Object.fromEntries(
            tables.map((columns, i) => {
              const { without, own } = ownColumns(columns, shared);
              return [`t${i}`, { without: [...without], columns: own }];
            }),
          ),
        });
        const { catalog } = compile(parseSpec(text, 'spec.yaml'));
        for (const [i, columns] of tables.entries()) {
          const written = catalog.column.filter((one) => one.table === `t${i}`);
          expect(written.map(({ name, type }) => `${name} ${type}`)).toEqual(
            columns.map(([name, words]) => {
              const [type = ''] = String(words).split(' ');
              return `${name} ${type === 'timestamptz' ? 'timestamp with time zone' : type}`;
            }),
          );
        }
      }),
    );
  });
});

describe('templates of names', () => {
  const catalog = (text: string) => compile(parseSpec(text, 'spec.yaml')).catalog;
  const tables = ['a', 'b', 'c']
    .map((name) => `  ${name}: { columns: { x: int, y: int }, unique: [[x, y]] }`)
    .join('\n');

  it('are what most constraints are named by', () => {
    const named = catalog(`names: { unique: 'uq_{table}__{columns}' }\ntables:\n${tables}`);
    expect(nameTemplates(named)).toMatchObject({ unique: 'uq_{table}__{columns}', 'primary key': '{table}_pkey' });
  });

  it("are PostgreSQL's own where no others explain more names", () => {
    expect(nameTemplates(catalog(`tables:\n${tables}`)).unique).toBe('{table}_{columns}_key');
    expect(nameTemplates(emptyCatalog())['foreign key']).toBe('{table}_{columns}_fkey');
  });

  it('take the name of the table out of the name of a policy only where it comes back', () => {
    const policy = { name: 'orders_read', table: 'orders' } as Parameters<typeof templateOfName>[0];
    expect(templateOfName(policy)).toBe('{table}_read');
    expect(templateOfName({ ...policy, name: 'read' })).toBe('read');
    expect(templateOfName({ ...policy, name: '{x}_orders' })).toBe('{x}_orders');
  });
});
