/** Equality by asking the server: what it must call the same, what it must not, and what it must never be asked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, askEquivalence } from '../../src/sql/equivalence.js';
import { quoteIdent } from '../../src/sql/quote.js';
import { connect, type Session } from '../../src/sql/session.js';
import { pin } from '../../src/sql/settings.js';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';

const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['a', 'integer'],
  ['b', 'bigint'],
  ['n', 'numeric(12,2)'],
  ['f', 'double precision'],
  ['v', 'character varying(50)'],
  ['c', 'character(3)'],
  ['t', 'text'],
  ['ok', 'boolean'],
  ['u', 'uuid'],
  ['d', 'date'],
  ['ts', 'timestamp without time zone'],
  ['tz', 'timestamp with time zone'],
  ['i', 'interval'],
  ['j', 'jsonb'],
  ['arr', 'text[]'],
  ['vs', 'character varying(10)[]'],
  ['ip', 'inet'],
  ['bits', 'bit(4)'],
  ['raw', 'bytea'],
  ['Odd Name', 'text'],
]);

/** As a person writes them; each is stored as a check, read back with pg_get_expr, and must mean the same. */
const EXPRESSIONS: readonly string[] = `
v in ('a', 'b')
v not in ('a', 'b', 'c')
v = any (array['a', 'b'])
v = 'a'
'a' = v
v <> 'a'
v != 'a'
v is null
v is not null
(v) = ('a')
v::text = 'a'
v || 'x' = 'ax'
v like 'a%'
v not like '%b'
v ilike 'A%'
v not ilike 'A%'
v similar to 'a|b'
v ~ '^a'
v !~ '^a'
v ~* 'A' and v !~* 'B'
c = 'abc'
c in ('abc', 'def')
t in ('a', 'b')
t = 'it''s'
t = E'line\\nbreak'
t = $$dollar$$
t > 'a' and t < 'z'
"Odd Name" = 'x'
lower(t) = 'a'
upper(v) = 'A'
length(t) > 0
char_length(v) <= 50
trim(t) <> ''
trim(both ' ' from t) <> ''
trim(leading 'x' from t) = t
ltrim(t) = t
position('a' in t) > 0
substring(t from 1 for 2) = 'ab'
substring(t, 1, 2) = 'ab'
overlay(t placing 'x' from 1) = 'x'
strpos(t, 'a') = 1
replace(t, 'a', 'b') = t
concat(t, v) = 'ab'
format('%s', t) = t
md5(t) = 'x'
left(t, 1) = 'a'
split_part(t, ',', 1) = 'a'
starts_with(t, 'a')
t collate "C" < 'z'
regexp_replace(t, 'a', 'b') = t
a = 1
a in (1, 2, 3)
a not in (1, 2)
a between 1 and 10
a not between 1 and 10
a between symmetric 10 and 1
a > 0 and b > 0
a > 0 or b > 0 or ok
not (a > 0)
not ok
a + b * 2 > 7
(a + b) * 2 > 7
a - b - 1 = 0
a - (b - 1) = 0
-a < 0
+a > 0
a % 2 = 0
mod(a, 2) = 0
a / 2 = 1
2 ^ 3 = 8
a = 1.5
n >= 0
n > 0.01
n::int = 1
cast(n as integer) = 1
n = a
f > 1e-3
f = 'NaN'
abs(a) = 1
round(n, 1) = n
a & 1 = 1
a << 2 = 4
a = '1'
b = 9000000000
n between 0 and 1e6
ok
ok = true
ok is true
ok is not true
ok is false
ok is unknown
ok is not unknown
ok and not ok
(ok or a > 1) and (not ok or b > 1)
ok::text = 'true'
coalesce(a, 0) > 0
nullif(a, 0) = 1
greatest(a, 1, 2) > 0
least(a, b) < 5
case when a > 0 then ok else false end
case a when 1 then true when 2 then false end
case when ok then 1 else 2 end = 1
a is distinct from b
a is not distinct from 1
(a, b) = (1, 2)
(a, b) < (1, 2)
row(a, b) is not null
num_nonnulls(a, b) = 1
u = '00000000-0000-0000-0000-000000000000'
u = nullif(current_setting('app.t', true), '')::uuid
u::text = current_setting('app.t', true)
u = (select current_setting('app.t', true)::uuid)
current_setting('app.s', true) = 'true'
current_user = t
session_user = t
d > date '2000-01-01'
d > '2000-01-01'
d between '2000-01-01' and '2001-01-01'
d + 1 > '2000-01-01'
d - interval '1 day' < ts
extract(year from d) > 2000
date_part('year', d) > 2000
date_trunc('day', ts) = ts
ts < timestamp '2100-01-01'
tz < '2100-01-01 00:00:00+00'
tz < timestamptz '2100-01-01 12:00:00+02'
tz at time zone 'UTC' > ts
ts at time zone 'Europe/Berlin' < tz
tz > now()
tz > current_timestamp
d <= current_date
tz > now() - interval '30 days'
i > interval '1 day'
i > '1 day'
i = interval '1' day
(d, d + 1) overlaps (d, d + 2)
make_date(2000, 1, 1) < d
age(ts) > i
ts > localtimestamp
to_char(d, 'YYYY') = '2000'
j ? 'a'
j ?| array['a', 'b']
j @> '{"a": 1}'
j -> 'a' is not null
j ->> 'a' = 'x'
(j ->> 'a')::int > 3
j #>> '{a,b}' = 'x'
j -> 0 ->> 'b' = 'y'
jsonb_typeof(j) = 'object'
jsonb_array_length(j -> 'x') < 3
jsonb_path_exists(j, '$.a')
j @? '$.a'
j = '{}'
j || '{"b": 1}' = j
arr = '{}'
arr @> array['a']
arr && array['a', 'b']::text[]
'a' = any (arr)
'a' <> all (arr)
cardinality(arr) < 10
array_length(arr, 1) > 0
arr[1] = 'a'
arr[1:2] = array['a', 'b']
arr || array['x'] = arr
array_position(arr, 'a') = 1
vs = array['a', 'b']::varchar(10)[]
'a' = any (vs)
array[a, 1] = array[1, a]
array_to_string(arr, ',') = t
a = any ('{1,2}'::int[])
ip << '10.0.0.0/8'
ip = inet '10.0.0.1'
family(ip) = 4
bits = B'0101'
bits & B'0001' = B'0001'
raw = '\\xdeadbeef'
octet_length(raw) < 100
encode(raw, 'hex') = 'x'
pg_column_size(t) < 100
t is normalized
`
  .trim()
  .split('\n');

/** Column type, what a person writes as its default. */
const DEFAULTS: readonly (readonly [string, string])[] = [
  ['varchar(50)', "'active'"], ['text', "'x'"], ['char(3)', "'abc'"], ['integer', '0'], ['integer', '1 + 1'], ['integer', '-1'],
  ['bigint', '0'], ['smallint', '1'], ['numeric(12,2)', '0'], ['numeric(12,2)', '1.5'], ['numeric', "'0'"], ['real', '0.5'],
  ['double precision', '1'], ['boolean', 'true'], ['boolean', 'false'], ['jsonb', "'{}'"], ['jsonb', "'{}'::jsonb"], ['json', "'[]'"],
  ['text[]', "'{}'"], ['text[]', "array['a','b']"], ['text[]', 'array[]::text[]'], ['varchar(10)[]', "array['a']"], ['integer[]', "'{1,2}'"],
  ['uuid', 'gen_random_uuid()'], ['uuid', "'00000000-0000-0000-0000-000000000001'"], ['timestamptz', 'now()'], ['timestamptz', 'current_timestamp'],
  ['timestamptz(3)', 'now()'], ['timestamp', 'now()'], ['timestamp', 'localtimestamp'], ['date', 'current_date'], ['date', "'2000-01-01'"], ['time', "'12:00'"],
  ['interval', "'1 day'"], ['interval', "interval '1 day'"], ['timestamptz', "now() + interval '1 day'"], ['inet', "'10.0.0.1'"],
  ['bit(4)', "B'0101'"], ['bit varying(8)', "B'01'"], ['bytea', "'\\xdead'"], ['text', 'current_user'], ['text', "nullif(current_setting('app.t', true), '')"],
  ['uuid', "nullif(current_setting('app.t', true), '')::uuid"], ['text', "lower('ABC')"], ['text', '5'], ['money', '0'], ['integer', "'5'"], ['"char"', "'a'"],
]; // biome-ignore format: a table

const TIMEOUTS = { lock: 2000, statement: 20_000 };

async function ask(
  session: Session,
  pairs: readonly (readonly [string, string])[],
  more: { type?: string; columns?: ReadonlyMap<string, string>; types?: ReadonlyMap<string, 'enum' | 'unsafe'> } = {},
): Promise<Answer[]> {
  await session.run(['begin isolation level repeatable read read only', pin(TIMEOUTS)]);
  try {
    return await askEquivalence(
      session,
      pairs.map(([desired, actual]) => ({
        desired,
        actual,
        table: 'x',
        columns: more.columns ?? COLUMNS,
        assignedType: more.type ?? null,
      })),
      more.types ?? new Map(),
    );
  } finally {
    await session.run(['rollback']);
  }
}

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  let session: Session;
  beforeAll(async () => {
    database = await createDatabase({ version });
    session = await connect({ url: database.url });
  });
  afterAll(async () => {
    await session.end();
    await database.drop();
  });

  const columnList = [...COLUMNS].map(([name, type]) => `${quoteIdent(name)} ${type}`).join(', ');

  test('expressions as written mean what pg_get_expr gives back', async () => {
    expect(EXPRESSIONS.length).toBeGreaterThan(150);
    const stored = await withClient(database.url, async (client) => {
      await client.query(`create table x (${columnList})`);
      // A policy takes what a check refuses (sub-selects, current_user in a row).
      for (const [i, e] of EXPRESSIONS.entries()) await client.query(`create policy p${i} on x using (${e})`);
      await client.query("set search_path = ''");
      const { rows } = await client.query<{ polname: string; e: string }>(
        'select polname, pg_get_expr(polqual, polrelid) e from pg_policy',
      );
      return new Map(rows.map((row) => [row.polname, row.e]));
    });
    const pairs = EXPRESSIONS.map((e, i) => [e, stored.get(`p${i}`) ?? ''] as const);
    const answers = await ask(session, pairs);
    expect(pairs.filter((_, i) => answers[i] !== 'same')).toEqual([]);
  });

  test('each of them differs from the next one', async () => {
    const pairs = EXPRESSIONS.map((e, i) => [e, EXPRESSIONS[(i + 7) % EXPRESSIONS.length] ?? ''] as const);
    const answers = await ask(session, pairs);
    // The one pair that only looks different.
    expect(pairs.filter((_, i) => answers[i] === 'same')).toEqual([["v = 'a'", "v::text = 'a'"]]);
  });

  test('words of which SQL has several mean the same, and their likes do not', async () => {
    const same = await ask(session, [
      ['tz > now()', 'tz > CURRENT_TIMESTAMP'],
      ['tz > transaction_timestamp()', 'tz > current_timestamp'],
      ['t = current_user', 't = CURRENT_ROLE'],
      ['t = user', 't = current_user'],
      ["tz > now() - interval '1 day' or t = 'user'", "tz > current_timestamp - interval '1 day' or t = 'user'"],
    ]);
    expect(same).toEqual(['same', 'same', 'same', 'same', 'same']);
    const different = await ask(session, [
      ['tz > now()', 'tz > statement_timestamp()'],
      ['tz > now()', 'tz > clock_timestamp()'],
      ['tz > current_timestamp', 'tz > current_timestamp(0)'],
      ['ts > localtimestamp', 'ts > current_timestamp'],
      ['t = current_user', 't = session_user'],
      ["t = 'user'", "t = 'current_user'"],
    ]);
    expect(different).toEqual(['different', 'different', 'different', 'different', 'different', 'different']);
  });

  test('defaults as written mean what is stored', async () => {
    for (const [type, written] of DEFAULTS) {
      const [canonical, stored] = await withClient(database.url, async (client) => {
        await client.query(
          `begin; create table y (z ${type} default ${/^[\w'.-]*$/.test(written) ? written : `(${written})`}); set local search_path = ''`,
        );
        const { rows } = await client.query(`select format_type(atttypid, atttypmod) t, pg_get_expr(adbin, adrelid) e
          from pg_attribute join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = 'public.y'::regclass`);
        await client.query('rollback');
        return [String(rows[0].t), String(rows[0].e)];
      });
      expect([type, written, stored, await ask(session, [[written, stored]], { type: canonical })]).toEqual([
        type,
        written,
        stored,
        ['same'],
      ]);
    }
  });

  describe('bounds', () => {
    test('a text that escapes never reaches the server', async () => {
      const escape = 'true) from x; commit; create table escaped(); select ((1)';
      expect(
        await ask(session, [
          [escape, 'true'],
          ['true', escape],
        ]),
      ).toEqual(['different', 'different']);
      const { rows } = await withClient(database.url, (client) =>
        client.query("select to_regclass('public.escaped') as found"),
      );
      expect(rows).toEqual([{ found: null }]);
    });

    test("a stranger's immutable function is not executed", async () => {
      await withClient(database.url, (client) =>
        client.query(`create function public.boom(int) returns int language plpgsql immutable as $$
          begin perform set_config('schema_audit.boom', 'executed', false); return $1; end $$`),
      );
      const spell = ['public.boom(1) = 1', '(public.boom(1) = 1)'] as const;
      expect(await ask(session, [spell, ['public.boom(1) = 1', 'public.boom(2) = 1']])).toEqual(['same', 'different']);
      const [result] = await session.run(["select current_setting('schema_audit.boom', true) as boom"]);
      expect(result?.rows).toEqual([{ boom: null }]);
    });

    test("a domain's check is not executed", async () => {
      await withClient(database.url, (client) =>
        client.query(`create function public.trap(int) returns boolean language plpgsql immutable as $$
          begin perform set_config('schema_audit.trap', 'executed', false); return true; end $$;
          create domain public.trapped as int check (public.trap(value))`),
      );
      const columns = new Map([['a', 'public.trapped']]);
      const pairs = [
        ['a = 1', '(a = 1)'],
        ['1::public.trapped = 1', '((1)::public.trapped = 1)'],
      ] as const;
      const answers = await ask(session, pairs, { columns, types: new Map([['public.trapped', 'unsafe']]) });
      expect(answers[0]).toBe('same');
      const [result] = await session.run(["select current_setting('schema_audit.trap', true) as trap"]);
      expect(result?.rows).toEqual([{ trap: null }]);
    });

    test('sub-selects are not judged by their plan, which does not show all of them', async () => {
      const answers = await ask(session, [
        ['a in (select 1 limit 1)', 'a in (select 1 limit 2)'],
        [
          'exists (select from (values (1)) v (k) where v.k = a)',
          'exists (select from (values (2)) v (k) where v.k = a)',
        ],
      ]);
      expect(answers).toEqual(['different', 'different']);
    });

    test('a default that an assignment refuses is not what a cast makes of it', async () => {
      expect(await ask(session, [["'abcdef'", "'abc'::character varying"]], { type: 'character varying(3)' })).toEqual([
        'different',
      ]);
      expect(await ask(session, [["'abcd'", "'abc'::bpchar"]], { type: 'character(3)' })).toEqual(['different']);
      expect(await ask(session, [["B'10101'", 'B\'1010\'::"bit"']], { type: 'bit(4)' })).toEqual(['different']);
      expect(await ask(session, [["'5'::text", '5']], { type: 'integer' })).toEqual(['different']);
      expect(await ask(session, [['true', '1']], { type: 'integer' })).toEqual(['different']);
    });

    test('query identifiers do not make equal plans differ', async () => {
      await withClient(database.url, (client) =>
        client.query(`alter database ${quoteIdent(database.name)} set compute_query_id = on`),
      );
      const fresh = await connect({ url: database.url });
      expect(await ask(fresh, [["v in ('a')", "((v)::text = 'a'::text)"]])).toEqual(['same']);
      await fresh.end();
    });

    test("the session's time zone does not decide", async () => {
      await withClient(database.url, (client) =>
        client.query(`alter database ${quoteIdent(database.name)} set TimeZone = 'America/New_York'`),
      );
      const fresh = await connect({ url: database.url });
      const pairs = [
        ["tz > '2020-01-01 00:00:00+00'", "(tz > '2020-01-01 00:00:00+00'::timestamp with time zone)"],
        ["tz > '2020-01-01 00:00:00+00'", "(tz > '2019-12-31 19:00:00+00'::timestamp with time zone)"],
      ] as const;
      expect(await ask(fresh, pairs)).toEqual(['same', 'different']);
      await fresh.end();
    });

    test('one refused expression does not spoil the others', async () => {
      const answers = await ask(session, [
        ["v in ('a')", "((v)::text = 'a'::text)"],
        ['no_such_function(a)', 'a = 1'],
        ['a=1', '(a = 1)'],
      ]);
      expect(answers).toEqual(['same', 'different', 'same']);
    });

    test('an enum is asked about, unless somebody wrote a cast for it', async () => {
      await withClient(database.url, (client) => client.query(`create type public.mood as enum ('good', 'bad')`));
      const columns = new Map([['m', 'public.mood']]);
      const pairs = [["m = 'good'", "(m = 'good'::public.mood)"]] as const;
      expect(await ask(session, pairs, { columns, types: new Map([['public.mood', 'enum']]) })).toEqual(['same']);
    });
  });
});
