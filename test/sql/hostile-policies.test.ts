/** Policies whose evaluation would run somebody's code: none of it runs, as superuser, on any version. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TruthTable } from '../../src/catalog/truth.js';
import { type Catalog, emptyCatalog, type Table } from '../../src/catalog/types.js';
import { audit } from '../../src/commands/audit.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { connect, type Session } from '../../src/sql/session.js';
import { pin } from '../../src/sql/settings.js';
import { truthTables } from '../../src/sql/truth.js';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';

const TIMEOUTS = { lock: 5000, statement: 20_000 };
const TENANCY = { tenantColumn: 'tenant_id', setting: 'app.t', bypass: null };
const TENANT = "nullif(current_setting('app.t', true), '')::uuid";

/** What the hostile code does: an advisory lock of the session stays, whatever is rolled back. */
const LOCK = 666;
const locked = async (session: Session): Promise<boolean> => {
  const [result] = await session.run([
    `select count(*) > 0 as locked from pg_catalog.pg_locks where locktype = 'advisory' and objid = ${LOCK} and pid = pg_catalog.pg_backend_pid()`,
  ]);
  return result?.rows[0]?.locked === true;
};

const ARMS = `
create function public.evil() returns boolean immutable language plpgsql as $$ begin perform pg_advisory_lock(${LOCK}); return true; end $$;
create function public.evil(uuid) returns boolean immutable language sql as $$ select public.evil() $$;
create function public.evil(uuid, uuid) returns boolean immutable language sql as $$ select public.evil() $$;
create function public.evil_text(uuid) returns text immutable language sql as $$ select case when public.evil() then '' end $$;
create operator public.=== (function = public.evil, leftarg = uuid, rightarg = uuid);
create domain public.evil_uuid as uuid check (public.evil(value));
create function public.by_default(x boolean default public.evil()) returns boolean immutable language sql as $$ select x $$;
create type public.mood as enum ('fine');
create function public.mood_text(public.mood) returns text immutable language sql as $$ select case when public.evil() then '' end $$;
create cast (public.mood as text) with function public.mood_text(public.mood) as implicit;
create schema "Quoted ""Schema""";
create function "Quoted ""Schema""".current_setting(text, boolean) returns text immutable language sql as $$ select case when public.evil() then '' end $$;
create schema shadow;
create function shadow.current_setting(text, boolean) returns text immutable language sql as $$ select case when public.evil() then '' end $$;
create view public."text" as select public.evil() as it;
create table public.trap (tenant_id uuid);
create function public.trap_id(public.trap) returns boolean immutable language sql as $$ select public.evil() $$;`;

/** Each as a policy's USING on a table of its own; the server stores and prints it. */
const POLICIES: Readonly<Record<string, string>> = {
  'a function': 'public.evil()',
  'an operator': `tenant_id operator(public.===) ${TENANT}`,
  'a domain': `tenant_id = current_setting('app.t', true)::public.evil_uuid`,
  'a default argument': 'public.by_default()',
  'a cast from an enum': "'fine'::public.mood::text = ''",
  'a cast that nobody wrote': "lower('fine'::public.mood) = ''",
  'a quoted name like one of PostgreSQL': `"Quoted ""Schema""".current_setting('app.t', true) = ''`,
  'a name like one of PostgreSQL, found first': "shadow.current_setting('app.t', true) = ''",
  'a function of the row': 'public.trap_id(row(tenant_id)::public.trap)',
  'a sub-select': '(select public.evil())',
  'a sub-select on a view': '(select it from public."text")',
  'an arm of a CASE': 'case when tenant_id is null then true else public.evil() end',
  'an argument of coalesce': 'coalesce(public.evil(), false)',
  ts_rewrite: "ts_rewrite('a'::tsquery, 'select ''a''::tsquery, ''b''::tsquery where public.evil()') is not null",
  query_to_xml: "query_to_xml('select public.evil()', true, true, '') is not null",
  'an advisory lock': `pg_try_advisory_lock(${LOCK})`,
  'the name of a setting': `current_setting(pg_try_advisory_lock(${LOCK})::text, true) is null`,
};

/** They do something that no lock shows: that they are not executed, only the answer says. */
const OTHERS: readonly string[] = [
  "set_config('app.t', 'hostile', false) is not null",
  'pg_sleep(30) is null',
  "pg_read_file('PG_VERSION') is not null",
  "lo_import('/etc/hostname') is null",
  "nextval('public.counter') > 0",
  "currval('public.counter'::regclass) > 0",
  "'public.evil_text(uuid)'::regprocedure is not null",
  "to_tsvector('english', 'a') @@ 'a'::tsquery",
  "xmlparse(document '<a/>') is not null",
  "pg_notify('channel', 'payload') is null",
  'random() < 0.5',
  'pg_terminate_backend(1)',
  "database_to_xml(true, true, '') is not null",
  "cursor_to_xml('c', 1, true, true, '') is not null",
];

/** As no server prints them: the allow-list must hold for any text. */
const TEXTS: readonly string[] = [
  '"pg_try_advisory_lock"(666)',
  'PG_TRY_ADVISORY_LOCK (666)',
  'pg_catalog.pg_try_advisory_lock(666)',
  'pg_catalog . "pg_try_advisory_lock" (666)',
  'U&"pg_try_advisory_loc\\006b"(666)',
  '(666::bigint).pg_try_advisory_lock',
  '(array[666::bigint])[1].pg_try_advisory_lock',
  '("schema_audit row"::bigint + 666).pg_try_advisory_lock',
  'true) or pg_try_advisory_lock(666) or (true',
  'true; select pg_try_advisory_lock(666)',
  'true from (select pg_try_advisory_lock(666)) x; --',
  'true /* ) */ or pg_try_advisory_lock(666)',
  'true union select pg_try_advisory_lock(666)',
  "current_setting('a' || pg_try_advisory_lock(666)::text, true) is null",
  'exists (select pg_try_advisory_lock(666))',
  '(array(select pg_try_advisory_lock(666)))[1]',
  '(select (select pg_try_advisory_lock(666)))',
  '(with x as (select pg_try_advisory_lock(666) y) select y from x)',
  '(values (pg_try_advisory_lock(666)))',
  'not pg_try_advisory_lock(666)',
  'pg_try_advisory_lock(666) is true',
  '(pg_try_advisory_lock(666) or true) is not false',
  'case pg_try_advisory_lock(666) when true then true end',
  'case when true then pg_try_advisory_lock(666) else true end',
  'coalesce(null, pg_try_advisory_lock(666))',
  'nullif(pg_try_advisory_lock(666), false)',
  'greatest(false, pg_try_advisory_lock(666))',
  'row(pg_try_advisory_lock(666)) is not null',
  "cast('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as public.evil_uuid) is not null",
  "public.evil_uuid 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' is not null",
  'tenant_id operator(public.===) tenant_id',
  'victim.evil(tenant_id)',
  'victim.evil',
  'public.evil(variadic array[tenant_id])',
  "tenant_id = any (string_to_array(public.evil_text(tenant_id), ',')::uuid[])",
  'tenant_id between public.evil_text(tenant_id)::uuid and tenant_id',
  "query_to_xml('select pg_advisory_lock(666)', true, true, '') is not null",
  'pg_temp.evil()',
  "'x'::pg_temp.evil is null",
];

const nameOf = (i: number) => `h${i}`;

/** What is said of a policy of this very text, whatever the server would have made of it. */
async function judged(session: Session, expression: string): Promise<ReadonlySet<string>> {
  const on = { schema: 'public', table: 'victim' } as const;
  const table: Table = {
    kind: 'table',
    ...on,
    rowSecurity: true,
    forceRowSecurity: true,
    unlogged: false,
    with: [],
    partitionBy: null,
    partitionOf: null,
  };
  const catalog: Catalog = {
    ...emptyCatalog(),
    table: [table],
    column: [
      {
        kind: 'column',
        ...on,
        name: 'tenant_id',
        type: 'uuid',
        notNull: true,
        default: null,
        generated: null,
        identity: null,
        identitySequence: null,
        collation: null,
        storage: null,
        compression: null,
        statistics: null,
      },
    ],
    policy: [
      {
        kind: 'policy',
        ...on,
        name: 'p',
        command: 'all',
        permissive: true,
        roles: ['public'],
        using: { expression },
        withCheck: null,
      },
    ],
  };
  await session.run(['begin isolation level repeatable read read only', pin(TIMEOUTS)]);
  const [truth] = await truthTables(session, catalog, [table], TENANCY, 'app');
  await session.run(['rollback']);
  return new Set(truth?.cells.map(({ outcome }) => outcome.is));
}

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase({ version });
    await withClient(database.url, (client) => client.query(`create sequence public.counter; ${ARMS}`));
  });
  afterAll(() => database.drop());

  async function inSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await connect({ url });
    try {
      return await work(session);
    } finally {
      await session.end();
    }
  }

  const spec = (count: number) => `
schema: public
tenancy:
  column: tenant_id
  setting: app.t
  policies:
    tenant: { using: "tenant_id = ${TENANT}" }
tables:
${Array.from({ length: count }, (_, i) => `  ${nameOf(i)}: { columns: { tenant_id: uuid } }`).join('\n')}
`;

  /** The whole audit as superuser, and whether anything hostile ran in it. */
  async function auditOf(url: string, count: number) {
    const parsed = parseSpec(spec(count), 'spec.yaml');
    return inSession(url, async (session) => {
      const { truth, findings } = await audit(session, { spec: parsed, ...compile(parsed) }, TIMEOUTS);
      return { truth, findings, ran: await locked(session) };
    });
  }

  async function createTables(url: string, expressions: readonly string[], type = 'uuid'): Promise<void> {
    await withClient(url, async (client) => {
      for (const [i, expression] of expressions.entries()) {
        await client.query(`create table public.${nameOf(i)} (tenant_id ${type}); alter table public.${nameOf(i)} enable row level security;
          create policy tenant on public.${nameOf(i)} using (${expression})`);
      }
    });
  }

  const select = (truth: readonly TruthTable[], i: number) =>
    truth
      .find(({ table }) => table.table === nameOf(i))
      ?.cells.filter(({ verb, context, row }) => verb === 'select' && context === 'tenant A' && row === 'foreign')
      .map(({ outcome }) => outcome.is);

  it('runs none of the code that policies hide, and says that it does not know', async () => {
    const copy = await createDatabase({ version, template: database.name });
    try {
      const expressions = Object.values(POLICIES);
      await createTables(copy.url, expressions);
      await inSession(copy.url, async (session) => {
        for (const expression of expressions) {
          // The trap is a trap: evaluating it takes the lock.
          await session
            .run([
              `select ${expression.replaceAll('tenant_id', "'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'::uuid")} from (select null::uuid) x`,
            ])
            .catch(() => []);
          expect([expression, await locked(session)]).toEqual([expression, true]);
          await session.run(['select pg_catalog.pg_advisory_unlock_all()']);
        }
      });
      const { truth, ran } = await auditOf(copy.url, expressions.length);
      expect(ran).toBe(false);
      expect(expressions.map((e, i) => [e, select(truth, i)])).toEqual(expressions.map((e) => [e, ['unknown']]));
    } finally {
      await copy.drop();
    }
  });

  it('executes nothing that is not on the list, whatever it would do', async () => {
    const copy = await createDatabase({ version, template: database.name });
    try {
      await createTables(copy.url, OTHERS);
      const started = Date.now();
      const { truth } = await auditOf(copy.url, OTHERS.length);
      expect(Date.now() - started).toBeLessThan(20_000);
      expect(OTHERS.map((e, i) => [e, select(truth, i)])).toEqual(OTHERS.map((e) => [e, ['unknown']]));
    } finally {
      await copy.drop();
    }
  });

  describe.each(
    Object.entries({
      'a cast between its own types': `create cast (uuid as bigint) with function public.evil_number(uuid)`,
      'an implicit cast between its own types': `create cast (uuid as bigint) with function public.evil_number(uuid) as implicit`,
      'an operator among its own': `create operator pg_catalog.= (function = public.evil_compare, leftarg = uuid, rightarg = bigint)`,
      'a function among its own': `create function pg_catalog.evil_number(uuid) returns bigint immutable language sql as 'select public.evil_number($1)'`,
      'a function named like one of its own': `create function pg_catalog.lower(uuid) returns bigint immutable language sql as 'select public.evil_number($1)'`,
      'a domain among its own types': `create domain pg_catalog.number as text check (public.evil_number(null) is null)`,
    }),
  )('where PostgreSQL was given %s', (_, sql) => {
    it('nothing of it is run', async () => {
      const copy = await createDatabase({ version, template: database.name });
      try {
        await withClient(copy.url, (client) =>
          client.query(`create function public.evil_number(uuid) returns bigint immutable language plpgsql as $$ begin perform public.evil(); return 1; end $$;
            create function public.evil_compare(uuid, bigint) returns boolean immutable language plpgsql as $$ begin return public.evil(); end $$; ${sql}`),
        );
        const expression = sql.startsWith('create cast')
          ? '(tenant_id)::bigint = 1'
          : sql.includes('operator')
            ? 'tenant_id = 1::bigint'
            : sql.includes('domain')
              ? "(tenant_id::text)::pg_catalog.number = 'x'"
              : sql.includes('lower')
                ? 'lower(tenant_id) = 1'
                : 'pg_catalog.evil_number(tenant_id) = 1';
        const sprung = await inSession(copy.url, async (session) => {
          await session
            .run([`select ${expression} from (values ('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'::uuid)) x (tenant_id)`])
            .catch(() => []);
          return locked(session);
        });
        expect(sprung).toBe(true);
        const { ran, outcomes } = await inSession(copy.url, async (session) => {
          const outcomes = await judged(session, expression);
          return { ran: await locked(session), outcomes };
        });
        expect(ran).toBe(false);
        expect([...outcomes]).toEqual(['unknown']);
      } finally {
        await copy.drop();
      }
    });
  });

  it.each(TEXTS)('runs nothing of the text %s', async (expression) => {
    const { ran, outcomes } = await inSession(database.url, async (session) => {
      const outcomes = await judged(session, expression);
      return { ran: await locked(session), outcomes };
    });
    expect(ran).toBe(false);
    // A part that is true whatever the rest is may be known; nothing is ever said to be held back.
    expect(outcomes.has('held back')).toBe(false);
    expect(outcomes.has('error')).toBe(false);
  });

  it("runs nothing of a type of the session's own pg_temp, which needs no qualification", async () => {
    const expression = "'x'::number is null";
    const { ran, sprung, outcomes } = await inSession(database.url, async (session) => {
      await session.run(['create domain pg_temp.number as text check (public.evil())']);
      const outcomes = await judged(session, expression);
      const ran = await locked(session);
      await session.run([`select ${expression}`]);
      return { ran, outcomes, sprung: await locked(session) };
    });
    expect(sprung).toBe(true);
    expect(ran).toBe(false);
    expect([...outcomes]).toEqual(['unknown']);
  });

  it('is not misled by what stands first in the search path, or by a view named like a type', async () => {
    const copy = await createDatabase({ version, template: database.name });
    try {
      await createTables(copy.url, [`(tenant_id)::text = current_setting('app.t', true)`, `tenant_id = ${TENANT}`]);
      await withClient(copy.url, (client) =>
        client.query(`alter database ${copy.name} set search_path = shadow, public, pg_catalog`),
      );
      const { truth, ran } = await auditOf(copy.url, 2);
      expect(ran).toBe(false);
      expect([select(truth, 0), select(truth, 1)]).toEqual([['held back'], ['held back']]);
    } finally {
      await copy.drop();
    }
  });
});
