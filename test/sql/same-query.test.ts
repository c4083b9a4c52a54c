/** Views, SQL bodies and triggers as people write them, against what the server says of them: no false difference, no missed one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change } from '../../src/catalog/diff.js';
import type { Catalog } from '../../src/catalog/types.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { compare } from '../../src/sql/compare.js';
import { planWithin } from '../../src/sql/goal.js';
import { read } from '../../src/sql/read.js';
import { connect, type Session } from '../../src/sql/session.js';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';

const TIMEOUTS = { lock: 10_000, statement: 60_000 };

const TABLES = `
tables:
  customers:
    columns: { id: int primary key, name: text not null, mail: varchar(50), at: timestamptz, tags: 'text[]' }
  orders:
    columns: { id: int primary key, customer_id: int not null, total: 'numeric(12, 2)', note: text }
`;
const CREATE = `
  create table customers (id int primary key, name text not null, mail varchar(50), at timestamptz, tags text[]);
  create table orders (id int primary key, customer_id int not null, total numeric(12, 2), note text);`;

/** As people write them, with their schema. */
const QUERIES = [
  'select id, name from public.customers',
  'select c.id,\n  c.name -- who\nfrom public.customers as c where c.at > now()',
  "select id, mail from public.customers where mail in ('a', 'b') and name like 'x%'",
  'select customers.id from public.customers join public.orders on orders.customer_id = customers.id',
  'select c.name, count(*), sum(o.total) as total from public.customers c left join public.orders o on o.customer_id = c.id group by c.id, c.name having count(*) > 1 order by 2 desc',
  'with x as (select id from public.orders where total > 100) select * from x',
  'select *, row_number() over (partition by customer_id order by id) from public.orders',
  "select id, coalesce(note, 'none') note, case when total > 1 then 'big' else 'small' end from public.orders",
  'select id from public.customers where exists (select 1 from public.orders o where o.customer_id = customers.id)',
  "values (1, 'a'), (2, 'b')",
  'table public.orders',
  'select id from public.customers union all select customer_id from public.orders except select 1',
  'select id, unnest(tags) as tag from public.customers',
  "select id, at at time zone 'UTC' as at, extract(year from at) from public.customers",
  'with recursive t (n) as (values (1) union all select n + 1 from t where n < 10) select n from t',
  'select distinct on (customer_id) customer_id, id from public.orders order by customer_id, id desc limit 10',
];

const BODIES = [
  'a + b',
  "coalesce(a, 1) * (b + 1) - length('x')",
  'add.a + add.b',
  '(select count(*)::int from public.orders o where o.id > a)',
];

const CONDITIONS = [
  'old.name is distinct from new.name',
  'OLD.* IS DISTINCT FROM NEW.*',
  'old is distinct from new',
  "new.mail in ('a', 'b') and (new.name like 'x%' or new.id > 1)",
];

function spec(queries: readonly string[], bodies: readonly string[] = [], conditions: readonly string[] = []): string {
  const lines = (list: readonly string[], line: (text: string, i: number) => string) => list.map(line).join('\n');
  return `${TABLES.replace(
    '\n  orders:',
    `\n    triggers:\n${lines(conditions, (sql, i) => `      t${i}: ${JSON.stringify(`after update for each row when (${sql}) execute function suppress_redundant_updates_trigger()`)}`)}\n  orders:`,
  )}
functions:
${lines(bodies, (sql, i) => `  add${i === 2 ? '' : i}(a int, b int default 1): { returns: int, return: ${JSON.stringify(sql)} }`)}
views:
${lines(queries, (sql, i) => `  v${i}: ${JSON.stringify(sql)}`)}`;
}

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  let session: Session;
  beforeAll(async () => {
    database = await createDatabase({ version });
    session = await connect({ url: database.url });
    await withClient(database.url, async (client) => {
      await client.query(CREATE);
      for (const [i, sql] of QUERIES.entries()) await client.query(`create view v${i} as ${sql}`);
      for (const [i, sql] of BODIES.entries())
        await client.query(`create function add${i === 2 ? '' : i}(a int, b int default 1) returns int return ${sql}`);
      for (const [i, sql] of CONDITIONS.entries())
        await client.query(
          `create trigger t${i} after update on customers for each row when (${sql}) execute function suppress_redundant_updates_trigger()`,
        );
    });
  });
  afterAll(async () => {
    await session.end();
    await database.drop();
  });

  async function changes(text: string, by: Session = session): Promise<readonly Change[]> {
    const parsed = parseSpec(text, 'schema.yaml');
    const snapshot = await read(by, scopeOf(parsed), TIMEOUTS);
    const found = await compare(by, compile(parsed).catalog, snapshot);
    return found.filter(({ change }) => change === 'alter');
  }

  const names = (found: readonly Change[]) =>
    found.flatMap((one) => (one.change === 'alter' ? [`${one.uncertain === true ? '?' : ''}${nameOf(one.to)}`] : []));
  const nameOf = (object: Catalog[keyof Catalog][number]) =>
    'name' in object && object.name !== undefined ? object.name : 'table' in object ? object.table : '';

  it('sees no difference in what a person wrote', async () => {
    expect(names(await changes(spec(QUERIES, BODIES, CONDITIONS)))).toEqual([]);
  });

  it('sees each difference in what a person wrote', async () => {
    const changed = (sql: string) =>
      sql.startsWith('table')
        ? 'select id, customer_id, total from public.orders'
        : sql.replace(/\bid\b/i, '1').replace('values (1', 'values (3');
    const other = ['a - b', 'a', 'add.b + add.a', '1'];
    const conditions = [
      'old.name is distinct from new.mail',
      'old.id = new.id',
      'old.id > 1',
      "new.mail in ('a', 'c')",
    ];
    expect(names(await changes(spec(QUERIES.map(changed), other, conditions))).length).toBe(
      QUERIES.length + other.length + conditions.length,
    );
  });

  it('leaves a transaction that may only read as it was, and nothing behind', async () => {
    await changes(spec(QUERIES.slice(1, 4)));
    const [state] = await session.run([
      `select current_setting('transaction_read_only') as "readOnly", current_setting('transaction_isolation') as isolation,
        current_setting('search_path') as path, current_setting('schema_audit.views') <> '{}' as scope,
        (select count(*)::int from pg_catalog.pg_class where relname like 'schema_audit_trial%') as left`,
    ]);
    expect(state?.rows).toEqual([{ readOnly: 'on', isolation: 'repeatable read', path: '', scope: true, left: 0 }]);
    await session.run(['rollback']);
  });

  it('falls back on the grammar for a role that may make nothing, and says where that cannot tell', async () => {
    const role = uniqueName('reader');
    await withClient(database.url, (client) =>
      client.query(
        `create role ${role} login password 'x'; revoke temp on database ${database.name} from public; grant usage on schema public to ${role}`,
      ),
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = 'x';
    const reader = await connect({ url: url.href });
    try {
      expect(names(await changes(spec(QUERIES.slice(0, 2)), reader))).toEqual([]);
      expect(names(await changes(spec(['select id, name from public.customers where id > 1']), reader))).toEqual([
        '?v0',
      ]);
    } finally {
      await reader.end();
      await withClient(database.url, (client) =>
        client.query(`drop owned by ${role}; drop role ${role}; grant temp on database ${database.name} to public`),
      );
    }
  });

  it('knows before the plan that * will stand for another column', async () => {
    const text = spec([])
      .replace('note: text', 'note: text, more: text')
      .replace('views:\n', 'views:\n  v10: table public.orders');
    const parsed = parseSpec(text, 'schema.yaml');
    await session.run(['rollback']);
    const scope = scopeOf(parsed);
    await session.run(['begin read write', "select set_config('search_path', '', true)"]);
    const { statements } = await planWithin(session, { desired: compile(parsed).catalog, scope, hints: new Map() });
    expect(statements.map(({ sql }) => sql)).toEqual([
      'drop view public.v10',
      'alter table public.orders add column more text',
      'create view public.v10 as\ntable public.orders',
    ]);
    await session.run(['rollback']);
  });
});
