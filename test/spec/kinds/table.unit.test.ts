/** What is written of a table reads back as the same table. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { addressOf, keyOf } from '../../../src/catalog/address.js';
import { type Catalog, type CatalogObject, type Expression, KIND_NAMES } from '../../../src/catalog/types.js';
import { compile } from '../../../src/spec/compile.js';
import { writeTableBody } from '../../../src/spec/kinds/table.js';
import { parseSpec } from '../../../src/spec/parse.js';

const TEMPLATES = {
  primaryKey: '{table}_pkey',
  unique: '{table}_{columns}_key',
  foreignKey: '{table}_{columns}_fkey',
  check: '{table}_{columns}_check',
};

/** The tables of a catalog as a spec without tenants. */
function written(catalog: Catalog): string {
  const comments = (object: CatalogObject) =>
    catalog.comment.find(({ on, table, name }) => {
      const at = addressOf(object);
      return on === at.kind && table === at.table && name === at.name;
    })?.text ?? null;
  const tables = catalog.table.map((table) => {
    const here = KIND_NAMES.map((kind) => [
      kind,
      catalog[kind].filter((object: CatalogObject) => addressOf(object).table === table.table),
    ]);
    const narrowed = Object.fromEntries(here) as unknown as Catalog;
    const body = writeTableBody(table, narrowed, { templates: TEMPLATES, comments, withoutColumns: new Set() });
    return [table.table, { comment: comments(table) ?? undefined, ...body }] as const;
  });
  return stringify(
    { tables: Object.fromEntries(tables) },
    { keepUndefined: false, lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Whatever no spec without tenants can say, and how an expression is spelled, is left out. */
function comparable(catalog: Catalog): readonly unknown[] {
  const isExpression = (value: unknown): value is Expression =>
    typeof value === 'object' && value !== null && typeof (value as Partial<Expression>).expression === 'string';
  const bare = (value: unknown): unknown => {
    if (isExpression(value)) return value.expression.replaceAll(/[\s()]/g, '').toLowerCase();
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bare(one)]));
  };
  return KIND_NAMES.filter((kind) => kind !== 'policy')
    .flatMap((kind): readonly CatalogObject[] => catalog[kind])
    .map((object) => (object.kind === 'table' ? { ...object, rowSecurity: false, forceRowSecurity: false } : object))
    .map((object) => bare({ ...object, key: keyOf(object) }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function rewritten(text: string): { readonly spec: string; readonly before: Catalog; readonly after: Catalog } {
  const before = compile(parseSpec(text, 'a.yaml')).catalog;
  const spec = written(before);
  return { spec, before, after: compile(parseSpec(spec, 'b.yaml')).catalog };
}

describe('a table that is written', () => {
  it('reads back as it was, in every form that the language has', () => {
    const text = readFileSync(new URL('../../fixtures/every-form.yaml', import.meta.url), 'utf8');
    const { before, after } = rewritten(text);
    expect(comparable(after)).toEqual(comparable(before));
  });

  it('reads back as it was: the tables of this project', () => {
    const text = readFileSync(new URL('../../../schema.yaml', import.meta.url), 'utf8');
    const { before, after } = rewritten(text);
    expect(comparable(after)).toEqual(comparable(before));
  });

  it('is as a person would have written it', () => {
    const body = `tables:
  customers:
    columns:
      id: bigint primary key generated always as identity
      code: varchar(50) not null unique
      name: text
  orders:
    columns:
      id: uuid primary key default gen_random_uuid()
      customer_id: bigint not null references customers (id) on delete cascade
      status: varchar(20) not null default 'new' check (status in ('new', 'paid'))
      total: numeric(12, 2) not null default 0
      paid_at: timestamptz
      note:
        type: text
        default: ""
        comment: What the customer said
    unique:
      - - customer_id
        - status
    checks:
      orders_paid: paid_at is not null or status = 'new'
    indexes:
      orders_open: (customer_id, paid_at desc) where status = 'new'
`.replace('default: ""', `default: "''"`);
    expect(rewritten(body).spec).toBe(body);
  });
});
