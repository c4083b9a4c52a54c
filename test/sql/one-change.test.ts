/** Any one thing dropped, added or changed in a right database: exactly one finding, on the right object, whose fix alone clears it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KIND_NAMES } from '../../src/catalog/types.js';
import { kinds } from '../../src/sql/kinds.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { load } from '../schemas/dump.js';
import { pullFrom } from '../schemas/round-trip.js';
import { EVERY_KIND, MUTATIONS_OF_KINDS, type Mutation } from './mutations.js';
import { applySpec, checkSpec, driftFrom, withSession } from './spec-on-database.js';

const spec = readFileSync(new URL('../fixtures/every-form.yaml', import.meta.url), 'utf8');

const index = (what: string): Mutation => ({
  sql: `drop index accounts_unique; create unique index accounts_unique on accounts ${what}`,
  on: 'index accounts.accounts_unique',
});
const unique = (what: string): Mutation => ({
  sql: `alter table accounts drop constraint accounts_code_kind, add constraint accounts_code_kind ${what}`,
  on: 'constraint accounts.accounts_code_kind',
});
const foreignKey = (what: string): Mutation => ({
  sql: `alter table orders drop constraint orders_other_id_fkey, add constraint orders_other_id_fkey ${what}`,
  on: 'constraint orders.orders_other_id_fkey',
});
const policy = (what: string): Mutation => ({
  sql: `drop policy orders_small on orders; create policy orders_small on orders ${what}`,
  on: 'policy orders.orders_small',
});
const column = (sql: string, name: string): Mutation => ({
  sql: `alter table accounts ${sql}`,
  on: `column accounts.${name}`,
});

/** One mutation a field of every kind, and for each kind one that drops and one that adds. */
const MUTATIONS: { readonly [kind: string]: { readonly [field: string]: Mutation } } = {
  table: {
    drop: { sql: 'drop table orders', on: 'table orders' },
    rowSecurity: { sql: 'alter table accounts disable row level security', on: 'table accounts' },
    forceRowSecurity: { sql: 'alter table accounts no force row level security', on: 'table accounts' },
  },
  column: {
    drop: column('drop column wide', 'wide'),
    create: column('add column surprise text', 'surprise'),
    type: column('alter column wide type bit varying(9)', 'wide'),
    notNull: column('alter column born set not null', 'born'),
    default: column("alter column kind set default 'plus'", 'kind'),
    generated: column('alter column total drop expression', 'total'),
    identity: column('alter column number set generated always', 'number'),
    collation: column('alter column who type text collate "C"', 'who'),
  },
  constraint: {
    drop: { sql: 'alter table accounts drop constraint accounts_bits', on: 'constraint accounts.accounts_bits' },
    create: {
      sql: 'alter table accounts add constraint surprise check (score <> 7)',
      on: 'constraint accounts.surprise',
    },
    type: {
      sql: 'alter table accounts drop constraint accounts_code_kind, add constraint accounts_code_kind check (code <> kind)',
      on: 'constraint accounts.accounts_code_kind',
    },
    columns: unique('unique (kind, code) include (state)'),
    check: {
      sql: 'alter table accounts drop constraint accounts_price, add constraint accounts_price check (price > 0)',
      on: 'constraint accounts.accounts_price',
    },
    noInherit: {
      sql: 'alter table orders drop constraint orders_quantity, add constraint orders_quantity check (quantity > 0) no inherit',
      on: 'constraint orders.orders_quantity',
    },
    references: foreignKey('foreign key (other_id) references orders (id) on delete set null on update cascade'),
    match: foreignKey(
      'foreign key (other_id) references accounts (id) match full on delete set null on update cascade',
    ),
    onUpdate: foreignKey('foreign key (other_id) references accounts (id) on delete set null'),
    onDelete: foreignKey('foreign key (other_id) references accounts (id) on delete set default on update cascade'),
    onDeleteColumns: foreignKey(
      'foreign key (other_id) references accounts (id) on delete set null (other_id) on update cascade',
    ),
    include: unique('unique (code, kind)'),
    nullsNotDistinct: unique('unique nulls not distinct (code, kind) include (state)'),
    deferrable: unique('unique (code, kind) include (state) deferrable'),
    enforced: {
      sql: 'alter table orders drop constraint orders_quantity, add constraint orders_quantity check (quantity > 0) not enforced',
      on: 'constraint orders.orders_quantity',
      version: 18,
    },
    validated: {
      sql: 'alter table orders drop constraint orders_quantity, add constraint orders_quantity check (quantity > 0) not valid',
      on: 'constraint orders.orders_quantity',
    },
    name: {
      sql: 'alter table orders rename constraint orders_quantity to other_name',
      on: 'constraint orders.orders_quantity',
    },
  },
  index: {
    drop: { sql: 'drop index accounts_unique', on: 'index accounts.accounts_unique' },
    create: { sql: 'create index surprise on accounts (score)', on: 'index accounts.surprise' },
    unique: {
      sql: 'drop index accounts_unique; create index accounts_unique on accounts (tenant_id, code) include (state, kind) where code is not null',
      on: 'index accounts.accounts_unique',
    },
    method: {
      sql: 'drop index accounts_hash; create index accounts_hash on accounts (state)',
      on: 'index accounts.accounts_hash',
    },
    elements: index('(code, tenant_id) include (state, kind) where code is not null'),
    include: index('(tenant_id, code) include (state) where code is not null'),
    nullsNotDistinct: index('(tenant_id, code) include (state, kind) nulls not distinct where code is not null'),
    with: index('(tenant_id, code) include (state, kind) with (fillfactor = 50) where code is not null'),
    where: index("(tenant_id, code) include (state, kind) where code <> ''"),
    valid: {
      sql: "update pg_catalog.pg_index set indisvalid = false where indexrelid = 'accounts_unique'::regclass",
      on: 'index accounts.accounts_unique',
    },
    name: { sql: 'alter index accounts_unique rename to other_name', on: 'index accounts.accounts_unique' },
  },
  policy: {
    drop: { sql: 'drop policy orders_small on orders', on: 'policy orders.orders_small' },
    create: { sql: 'create policy surprise on orders using (true)', on: 'policy orders.surprise' },
    command: policy('as restrictive for all using (quantity < 1000) with check (quantity < 1000)'),
    permissive: policy('for update using (quantity < 1000) with check (quantity < 1000)'),
    roles: policy('as restrictive for update to pg_monitor using (quantity < 1000) with check (quantity < 1000)'),
    using: policy('as restrictive for update using (quantity < 1001) with check (quantity < 1000)'),
    withCheck: policy('as restrictive for update using (quantity < 1000)'),
    name: { sql: 'alter policy orders_small on orders rename to other_name', on: 'policy orders.orders_small' },
  },
  comment: {
    drop: { sql: 'comment on table accounts is null', on: 'comment accounts.' },
    create: { sql: "comment on column accounts.code is 'surprise'", on: 'comment accounts.code' },
    text: { sql: "comment on table accounts is 'other'", on: 'comment accounts.' },
  },
};

/** What is renamed by the spec's word alone is in former.test.ts. Kinds that have no field, or none that is ours to change: test/sql/whole-objects.test.ts. */
const ELSEWHERE = new Set(['schema', 'extension', 'role', 'default privileges']);

/** `Owner` and `grants` are the same in every kind: test/sql/access.test.ts. The others need a library, or a table made anew. */
const FIELDS_ELSEWHERE = new Set([
  'owner',
  'grants',
  'function library',
  'function window',
  'function transforms',
  'function function',
  'table partitionBy',
  'view row',
  // Not compared unless the spec says it: test/corpus/identity.
  'column identityName',
]);

let template: TestDatabase;
beforeAll(async () => {
  template = await createDatabase();
  await applySpec(template.url, spec);
});
afterAll(() => template.drop());

test('every field of every kind has a mutation', () => {
  for (const kind of KIND_NAMES.filter((name) => !ELSEWHERE.has(name))) {
    const { alter, rename } = kinds[kind];
    const fields = [...Object.keys(alter), ...(rename?.pairing === undefined ? [] : ['name'])];
    const tried = new Set([MUTATIONS, MUTATIONS_OF_KINDS].flatMap((all) => Object.keys(all[kind] ?? {})));
    const missing = fields.filter(
      (field) => !tried.has(field) && !FIELDS_ELSEWHERE.has(field) && !FIELDS_ELSEWHERE.has(`${kind} ${field}`),
    );
    expect(missing, kind).toEqual([]);
    expect(tried.has('drop'), kind).toBe(true);
  }
});

test('the right database has no finding', async () => {
  expect(await checkSpec(template.url, spec)).toEqual([]);
});

/** Findings of one object alone, whose fix alone clears it. */
async function oneFinding(url: string, of: string, { sql, on }: Mutation): Promise<void> {
  await withSession(url, async (session) => {
    await session.run([sql]);
    const found = await driftFrom(session, of);
    const names = found.map(({ object: { kind, table, name } }) =>
      table === undefined ? `${kind} ${name}` : `${kind} ${table}.${name ?? ''}`.replace(/^table (\w+)\.$/, 'table $1'),
    );
    expect([...new Set(names)]).toEqual([on]);
    // Two findings of one object that is made anew have the same fix.
    const fix = [...new Set(found.map((finding) => finding.fix.join(';\n')))].filter((text) => text !== '');
    expect(fix, 'a finding has a fix').not.toEqual([]);
    await session.run([fix.join(';\n')]);
    expect(await checkSpec(session, of), 'the fix clears the finding').toEqual([]);
  });
}

describe.each(Object.keys(MUTATIONS))('%s', (kind) => {
  test.each(Object.entries(MUTATIONS[kind] ?? {}))('%s', async (_field, mutation) => {
    const { version } = mutation;
    const database = await createDatabase(version === undefined ? { template: template.name } : { version });
    try {
      if (version !== undefined) await applySpec(database.url, spec);
      await oneFinding(database.url, spec, mutation);
    } finally {
      await database.drop();
    }
  });
});

describe('of a pulled spec', () => {
  let source: TestDatabase;
  let pulled: string;
  beforeAll(async () => {
    source = await createDatabase();
    await load(source.url, EVERY_KIND);
    pulled = (await pullFrom(source.url)).text;
  });
  afterAll(() => source.drop());

  test('the right database has no finding', async () => {
    expect(await checkSpec(source.url, pulled)).toEqual([]);
  });

  describe.each(Object.keys(MUTATIONS_OF_KINDS))('%s', (kind) => {
    test.each(Object.entries(MUTATIONS_OF_KINDS[kind] ?? {}))('%s', async (_field, mutation) => {
      const { version } = mutation;
      const database = await createDatabase(version === undefined ? { template: source.name } : { version });
      try {
        if (version !== undefined) await load(database.url, EVERY_KIND);
        await oneFinding(database.url, pulled, mutation);
      } finally {
        await database.drop();
      }
    });
  });
});
