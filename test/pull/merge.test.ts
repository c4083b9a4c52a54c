/** pull --merge: a file is brought up to date, and what a person wrote in it stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pulled } from '../../src/commands/pulled.js';
import { connect } from '../../src/sql/session.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { differences } from '../schemas/dump.js';
import { applySpec, driftFrom } from '../sql/spec-on-database.js';

const BEFORE = `# The orders of the shop.
schema: public   # ours

x-money: &money numeric(12,2) not null

tenancy:
  column: tenant_id
  setting: app.tenant
  policies:
    '{table}_tenant':
      # One arm, no bypass.
      using: tenant_id = current_setting('app.tenant', true)::uuid

shared:
  first: { id: uuid primary key, tenant_id: uuid not null }
  last: { created_at: timestamptz not null default now() }

tables:
  # Who buys.
  customers:
    columns:
      name: text not null  # as on the bill
      tier: varchar(20) default 'plain'

  orders:
    columns:
      customer_id: uuid not null references customers
      total: *money
      note: text
    unique: [[tenant_id, note]]
    indexes: { orders_by_customer: customer_id }  # for the list
`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await applySpec(database.url, BEFORE);
});
afterAll(() => database.drop());

async function merged(before: string, tables?: readonly string[]): Promise<string> {
  const session = await connect({ url: database.url });
  const options = { spec: 'schema.yaml', lockTimeout: 5000, statementTimeout: 60_000, ...(tables ? { tables } : {}) };
  try {
    return (await pulled(session, options, before)).text;
  } finally {
    await session.end();
  }
}

/** What merging changes in the file after some SQL, line by line; the SQL is taken back. */
async function changesBy(sql: string, undo: string, tables?: readonly string[]): Promise<readonly string[]> {
  await withClient(database.url, (client) => client.query(sql));
  try {
    const text = await merged(BEFORE, tables);
    expect((await driftFrom(database.url, text)).map(({ message }) => message)).toEqual([]);
    return differences(BEFORE.split('\n'), text.split('\n'));
  } finally {
    await withClient(database.url, (client) => client.query(undo));
  }
}

describe('a file that says what the database is', () => {
  it('stays as it is, to the byte', async () => {
    expect(await merged(BEFORE)).toBe(BEFORE);
  });
});

describe('what differs is changed at its place', () => {
  it.each([
    [
      'a column that came',
      'alter table customers add column email varchar(255)',
      'alter table customers drop column email',
      ['+       email: varchar(255)'],
    ],
    [
      'a column whose default changed',
      "alter table customers alter column tier set default 'gold'",
      "alter table customers alter column tier set default 'plain'",
      ["-       tier: varchar(20) default 'plain'", "+       tier: varchar(20) default 'gold'"],
    ],
    [
      'a column with a note behind it',
      'alter table customers alter column name drop not null',
      'alter table customers alter column name set not null',
      ['-       name: text not null  # as on the bill', '+       name: text # as on the bill'],
    ],
    [
      'a column that an anchor gave its words',
      'alter table orders alter column total drop not null',
      'alter table orders alter column total set not null',
      ['-       total: *money', '+       total: numeric(12, 2)'],
    ],
    [
      'an index that came',
      'create index orders_by_note on orders (note)',
      'drop index orders_by_note',
      [
        '-     indexes: { orders_by_customer: customer_id }  # for the list',
        '+     indexes: { orders_by_customer: customer_id, orders_by_note: (note) } # for the list',
      ],
    ],
    [
      'a comment on a table',
      "comment on table customers is 'Who buys'",
      'comment on table customers is null',
      ['+     comment: Who buys'],
    ],
  ])('%s', async (_, sql, undo, expected) => {
    expect(await changesBy(sql, undo)).toEqual(expected);
  });

  it('a policy of one table that departs from the pattern', async () => {
    const changed = await changesBy(
      "alter policy orders_tenant on orders using (tenant_id = current_setting('app.other', true)::uuid)",
      "alter policy orders_tenant on orders using (tenant_id = current_setting('app.tenant', true)::uuid)",
    );
    expect(changed.filter((line) => line.startsWith('- ') && !line.includes('orders'))).toEqual([]);
    expect(changed.join('\n')).toContain("current_setting('app.other', true)");
  });
});

describe('tables', () => {
  const create = 'create table audit_log (id bigint primary key, what text); create table elsewhere (id int)';
  const drop = 'drop table audit_log, elsewhere';

  it('that the file does not know stay out of it: they may be another service’s', async () => {
    expect(await changesBy(create, drop)).toEqual([]);
  });

  it('that are named come in', async () => {
    const lines = await changesBy(create, drop, ['audit_log']);
    expect(lines.filter((line) => line.startsWith('- '))).toEqual([]);
    expect(lines.join('\n')).toContain('audit_log:');
    expect(lines.join('\n')).not.toContain('elsewhere');
  });

  it('that are gone go out of the file', async () => {
    const lines = await changesBy(
      'alter table orders drop constraint orders_customer_id_fkey; alter table customers rename to customers_gone',
      'alter table customers_gone rename to customers; alter table orders add foreign key (customer_id) references customers',
    );
    expect(lines.filter((line) => line.startsWith('+ '))).toEqual(['+       customer_id: uuid not null']);
    expect(lines).toContain('-   customers:');
  });

  it('that are not there cannot be named', async () => {
    await expect(merged(BEFORE, ['nothing'])).rejects.toThrow('there is no table nothing');
  });
});
