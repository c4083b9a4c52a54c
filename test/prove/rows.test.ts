/** Rows for tables of every shape: what constraints want is found out, and what cannot be made is said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProofOptions } from '../../src/prove/prove.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { lines, run, stateOf } from './proving.js';

const TENANCY = {
  tenantColumn: 'tenant_id',
  setting: 'app.current_tenant_id',
  bypass: { setting: 'app.is_system_user', value: 'true' },
};
const OWN = `tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true'`;
const secured = (table: string, condition = OWN) =>
  `alter table ${table} enable row level security; alter table ${table} force row level security; create policy p on ${table} using (${condition});`;

const SHAPES: readonly (readonly [string, string])[] = [
  [
    'checks with lists and bounds',
    `create table t (id serial primary key, tenant_id uuid not null, status varchar(20) not null check (status in ('new', 'old')),
    n int not null check (n between 5 and 9), price numeric(5,2) not null check (price > 0 and price <= 10), kind text not null check (kind = 'a' or kind = 'b'));`,
  ],
  [
    'checks with lengths and patterns',
    `create table t (id bigint generated always as identity primary key, tenant_id uuid not null,
    code text not null check (code ~ '^[A-Z]{2}-\\d{4}$'), slug varchar(12) not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null check (char_length(name) >= 50), short text not null check (length(short) < 3), currency char(3) not null check (currency ~ '^[A-Z]{3}$'));`,
  ],
  [
    'checks over several columns',
    `create table t (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, a date, b date, c int not null, d int not null,
    e text, f text, check (a < b), check (c < d), check (e is not null or f is not null), check (a is not null));`,
  ],
  [
    'enums, domains, arrays, json and more',
    `create type mood as enum ('fine', 'bad'); create domain email as text not null check (value ~ '^[a-z]+@[a-z]+\\.[a-z]+$');
    create domain percent as int check (value >= 0 and value <= 100);
    create table t (id uuid primary key, tenant_id uuid not null, m mood not null, e email, p percent not null, tags text[] not null, j jsonb not null, k json not null,
    b bytea not null, i inet not null, iv interval not null, tm time not null, ts timestamptz not null, r int4range not null, ok boolean not null, bits bit(4) not null, x real not null);`,
  ],
  [
    'generated columns and a key of several',
    `create table t (tenant_id uuid not null, day date not null, place varchar(3) not null, twice int generated always as (n * 2) stored,
    n int not null, primary key (tenant_id, day, place), unique (place, n));`,
  ],
  ['no primary key', `create table t (tenant_id uuid not null, note text);`],
  [
    'a key to itself, and a key that may be null',
    `create table t (id uuid primary key, tenant_id uuid not null, parent uuid not null references t, other uuid references t);`,
  ],
  [
    'a name that wants quotes',
    `create table "t " (id uuid primary key, tenant_id uuid not null, "sel""ect" text not null, "Ünï" int not null unique); alter table "t " rename to t; alter table t rename column "Ünï" to "from";`,
  ],
  [
    'a partial and an expression index',
    `create table t (id uuid primary key, tenant_id uuid not null, email text not null, gone boolean not null default false);
    create unique index on t (lower(email)) where not gone; create unique index on t ((email || 'x'));`,
  ],
  [
    'partitions',
    `create table t (id uuid, tenant_id uuid not null, day date not null, primary key (id, day)) partition by range (day);
    create table t_all partition of t default;`,
  ],
];

describe('rows are made', () => {
  it.each(SHAPES)('for %s', async (_, ddl) => {
    await onDatabase(`${ddl} ${secured('t')}`, async (url) => {
      const before = await stateOf(url);
      const { proofs } = await run(url, options(['t']));
      expect(lines(proofs, 'abstained')).toEqual([]);
      expect(lines(proofs, 'broken')).toEqual([]);
      expect(proofs.filter(({ outcome }) => outcome === 'held').length).toBeGreaterThan(100);
      expect(await stateOf(url)).toEqual(before);
    });
  });

  it('beside rows that are there, with all values of a unique column taken', async () => {
    const ddl = `create table t (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, n smallint not null unique check (n between 0 and 40));
      insert into t (tenant_id, n) select gen_random_uuid(), g from generate_series(0, 19) g;`;
    await onDatabase(ddl + secured('t'), async (url) => {
      const { proofs } = await run(url, options(['t']));
      expect(lines(proofs, 'broken')).toEqual([]);
      expect(proofs.some(({ outcome, context }) => outcome === 'held' && context === 'tenant A')).toBe(true);
    });
  });

  it('for parents and children, whichever is named first, and across a circle that may be null', async () => {
    const ddl = `create table c (id uuid primary key, tenant_id uuid not null, b_id uuid not null); create table b (id uuid primary key, tenant_id uuid not null, a_id uuid not null);
      create table a (id uuid primary key, tenant_id uuid not null, c_id uuid); create table tenants (id uuid primary key, name text not null);
      alter table c add foreign key (b_id) references b; alter table b add foreign key (a_id) references a; alter table a add foreign key (c_id) references c;
      alter table a add foreign key (tenant_id) references tenants; ${['a', 'b', 'c'].map((t) => secured(t)).join('')}`;
    await onDatabase(ddl, async (url) => {
      const { proofs } = await run(url, options(['c', 'b', 'a']));
      expect(lines(proofs, 'broken')).toEqual([]);
      expect(new Set(proofs.filter(({ outcome }) => outcome === 'held').map(({ object }) => object.table))).toEqual(
        new Set(['a', 'b', 'c']),
      );
      expect(lines(proofs, 'abstained')).toEqual([]);
    });
  });

  it('for tenants that are numbers or words', async () => {
    for (const [type, cast] of [
      ['bigint', '::bigint'],
      ['varchar(12)', ''],
      ['text', ''],
    ]) {
      const own = `tenant_id = nullif(current_setting('app.current_tenant_id', true), '')${cast} or current_setting('app.is_system_user', true) = 'true'`;
      await onDatabase(
        `create table t (id uuid primary key, tenant_id ${type} not null); ${secured('t', own)}`,
        async (url) => {
          const { proofs } = await run(url, options(['t']));
          expect(lines(proofs, 'broken')).toEqual([]);
          expect(lines(proofs, 'abstained')).toEqual([]);
        },
      );
    }
  });
});

describe('where no row can be made, it says why', () => {
  it.each([
    [
      'a check that nothing passes',
      `create table t (id uuid primary key, tenant_id uuid not null, n int not null check (n * 0 = 1));`,
      /no row can be made: .*violates check constraint/,
    ],
    [
      'a type that is not known',
      `create type pair as (a int, b int); create table t (id uuid primary key, tenant_id uuid not null, p pair not null);`,
      /no value is known for column p of type public\.pair/,
    ],
    [
      'a trigger that refuses',
      `create table t (id uuid primary key, tenant_id uuid not null); create function no() returns trigger language plpgsql as 'begin raise exception ''not today''; end';
      create trigger no before insert on t for each row execute function no();`,
      /no row can be made: not today/,
    ],
    [
      'a circle of foreign keys',
      `create table t (id uuid primary key, tenant_id uuid not null, u_id uuid not null); create table u (id uuid primary key, tenant_id uuid not null, t_id uuid not null references t);
      alter table t add foreign key (u_id) references u;`,
      /foreign key t_u_id_fkey wants a row of public\.u, and none could be made|foreign key u_t_id_fkey wants a row/,
    ],
    [
      'a tenant of another kind',
      `create table t (id uuid primary key, tenant_id int[] not null);`,
      /the tenant column tenant_id is of type integer/,
    ],
  ])('%s', async (_, ddl, reason) => {
    await onDatabase(`${ddl} ${secured('t', 'true')}`, async (url) => {
      const before = await stateOf(url);
      const { proofs } = await run(url, options(['t']));
      expect(lines(proofs, 'abstained').join('\n')).toMatch(reason);
      expect(proofs.filter(({ outcome, context }) => outcome === 'held' && context !== 'any')).toEqual([]);
      expect(await stateOf(url)).toEqual(before);
    });
  });
});

let template: TestDatabase;
beforeAll(async () => {
  template = await createDatabase();
});
afterAll(() => template.drop());

async function onDatabase(ddl: string, work: (url: string) => Promise<void>): Promise<void> {
  const database = await createDatabase({ template: template.name });
  try {
    await withClient(database.url, (client) => client.query(ddl));
    await work(database.url);
  } finally {
    await database.drop();
  }
}

function options(tables: readonly string[]): ProofOptions {
  return { scope: { schema: 'public', tables }, tenancy: TENANCY, force: true, as: null };
}
