/** The fence and the normal form against a real server: what we accept it accepts, and what we call the same it computes the same. */
import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneExpression } from '../../src/expression/lexer.js';
import { normalForm, sameByNormalForm } from '../../src/expression/normal-form.js';
import { runs } from '../long.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { COLUMNS, LEGAL } from './corpus.js';

/** Overloads that resolve a bare literal each in its own way, types of our own, and rows that tell values apart. */
const TRAPS = `
  create type public.kind as enum ('1', '2', 'x');
  create domain public.dom as varchar(2);
  create function public.ft(text) returns text language sql immutable as $$select 't' || $1$$;
  create function public.ft(varchar) returns text language sql immutable as $$select 'v' || $1$$;
  create function public.fi(text) returns text language sql immutable as $$select 't' || $1$$;
  create function public.fi(integer) returns text language sql immutable as $$select 'i' || $1$$;
  create function public.fn(name) returns text language sql immutable as $$select 'n' || $1$$;
  create function public.fn(bpchar) returns text language sql immutable as $$select 'b' || $1$$;
  create function public.fa(anyelement) returns text language sql immutable as $$select pg_typeof($1)::text$$;
  create function public.f2(text, bigint) returns text language sql immutable as $$select 'tb'$$;
  create function public.f2(varchar, integer) returns text language sql immutable as $$select 'vi'$$;
  create table public.traps (a int, b bigint, n numeric(6,2), f float8, r real, s varchar(3), c char(3), x text,
    flag boolean, k public.kind, d public.dom, nm name, ch "char", j jsonb);
  insert into public.traps values
    (1, 1, 1, 1, 1, '1', '1', '1', true, '1', '1', '1', '1', '{"1": 1}'),
    (2, 2, 2.5, 2.5, 2.5, 'x ', 'x', 'x ', false, 'x', 'x', 'x ', 'x', '"1"'),
    (-1, 12, -1.25, 0.1, 0.1, 'abc', 'abc', 'abc', null, '2', 'ab', 'abc', 'a', '["1"]'),
    (null, null, null, null, null, null, null, null, null, null, null, null, null, null);`;
const LITERALS =
  `1 | 1.0 | 0.1 | '1' | 'x ' | 'abc' | '1'::text | 'x '::text | 'x '::bpchar | 'abc'::varchar | 'abc'::varchar(1) | 'abc'::varchar(1)::text
  | 'abc'::name | '1'::"char" | 1::bigint | '1'::bigint | 1::numeric | null | true | '"1"'`
    .split('|')
    .map((literal) => literal.trim());
const FORMS: readonly ((column: string, literal: string) => string)[] = [
  (c, l) => `${c} = ${l}`,
  (c, l) => `${l} < ${c}`,
  (c, l) => `${c} like ${l}`,
  (c, l) => `${c} || ${l} = 'x1'`,
  (c, l) => `${c} in (${l})`,
  (c, l) => `${c} in (${l}, ${l})`,
  (c, l) => `${c} = any (array[${l}])`,
  (c, l) => `${c} = any (array[${l}, ${l}])`,
  (c, l) => `${c} = any (array[${l}, ${l}]::text[])`,
  (c, l) => `${c} = any (array[${l}, ${l}]::varchar[])`,
  (c, l) => `${c} between ${l} and ${l}`,
  (c, l) => `${c} is distinct from ${l}`,
  (c, l) => `coalesce(${c}, ${l})`,
  (c, l) => `nullif(${c}, ${l})`,
  (c, l) => `case when flag then ${c} else ${l} end`,
  (c, l) => `case ${c} when ${l} then 1 end`,
  (c, l) => `${c} + ${l}`,
  (c, l) => `${c} ->> ${l}`,
  (c, l) => `${c}::text = ${l}`,
  (c, l) => `${c}::char = ${l}`,
  (c, l) => `${c}::bpchar = ${l}`,
];
const CALLS: readonly ((literal: string) => string)[] = [
  (l) => `public.ft(${l})`,
  (l) => `public.fi(${l})`,
  (l) => `public.fn(${l})`,
  (l) => `public.fa(${l})`,
  (l) => `public.f2(${l}, 1)`,
  (l) => `public.f2(${l}, 1::bigint)`,
  (l) => `array[${l}]::text[]`,
  (l) => `upper(${l})`,
  (l) => `(${l})::text`,
  (l) => `(${l})::varchar`,
];

interface Known {
  readonly sql: string;
  /** As the server stores it. */
  readonly stored: string;
  /** Its type and its values on the rows, or the error it raises. */
  readonly values: string;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await withClient(database.url, (client) =>
    client.query(`create sequence public.q_sequence; create table public.q (${COLUMNS}); ${TRAPS}`),
  );
});

/** Runs `work` and takes its effects back; null where the server refuses. */
async function tried<T>(client: pg.Client, work: () => Promise<T>): Promise<T | null> {
  await client.query('savepoint tried');
  try {
    return await work();
  } catch {
    return null;
  } finally {
    await client.query('rollback to savepoint tried');
  }
}

/** What the server makes of each expression, in a policy: its stored text and its values; without those it refuses. */
async function known(client: pg.Client, expressions: Iterable<string>): Promise<Known[]> {
  const found: Known[] = [];
  await client.query("begin; set local search_path = ''");
  for (const sql of expressions) {
    const stored = await tried(client, async () => {
      await client.query(`create policy p on public.traps using ((${sql}) is not null)`);
      const { rows } = await client.query<{ stored: string }>(
        'select pg_catalog.pg_get_expr(polqual, polrelid) as stored from pg_catalog.pg_policy',
      );
      return rows[0]?.stored;
    });
    if (stored == null) continue;
    const values = await tried(client, async () => {
      const text = `select pg_catalog.pg_typeof(${sql})::text, (${sql})::text from public.traps`;
      return JSON.stringify((await client.query({ text, rowMode: 'array' })).rows);
    });
    found.push({ sql, stored, values: values ?? 'an error' });
  }
  await client.query('rollback');
  return found;
}

describe('oneExpression and the server', () => {
  it('agree that every legal expression is one', async () => {
    await withClient(database.url, async (client) => {
      const refused: string[] = [];
      for (const sql of LEGAL) {
        expect(oneExpression(sql), sql).toBeNull();
        await client
          .query(`select (${sql}) from public.q limit 0`)
          .then(({ fields }) => expect(fields, sql).toHaveLength(1))
          .catch((error: Error) => refused.push(`${sql}: ${error.message}`));
      }
      expect(refused).toEqual([]);
    });
  });

  it('let no text that passes the fence end its parenthesis, its statement or begin another', async () => {
    const pieces = [
      ...[
        "'",
        "''",
        '"',
        '$$',
        '$a$',
        "E'",
        "\\'",
        '\\',
        "U&'",
        '--',
        '/*',
        '*/',
        '\n',
        ' ',
        ' ',
        ' ',
        ';',
        '(',
        ')',
        ')',
        '[',
        ']',
        ',',
      ],
      ...[
        '1',
        'a',
        'or',
        'true',
        'select',
        'from public.q',
        'create table public.escaped ()',
        'commit',
        '::text',
        '=',
        '+',
        '-',
        'case',
        'end',
      ],
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    const passing = text.filter((sql) => oneExpression(sql) === null);
    await withClient(database.url, async (client) => {
      await fc.assert(
        fc.asyncProperty(passing, async (sql) => {
          const result: unknown = await client
            .query(`select 'begin', (${sql}), 'end' from public.q limit 0`)
            .catch(() => null);
          if (result === null) return;
          expect(Array.isArray(result), sql).toBe(false);
          expect(result, sql).toMatchObject({ command: 'SELECT', fields: { length: 3 } });
        }),
        { numRuns: runs(100, 400) },
      );
      const { rows } = await client.query("select to_regclass('public.escaped') as found");
      expect(rows).toEqual([{ found: null }]);
    });
  });
});

describe('the normal form and the server', () => {
  it('never calls two expressions the same that compute different values', { timeout: 120_000 }, async () => {
    await withClient(database.url, async (client) => {
      const { rows } = await client.query<{ name: string; type: string }>(
        "select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = 'public.traps'::regclass and attnum > 0",
      );
      const columns = new Map(rows.map(({ name, type }) => [name, type]));
      const written = new Set(LITERALS.flatMap((l) => [l, ...CALLS.map((call) => call(l))]));
      for (const column of columns.keys())
        for (const l of LITERALS) for (const form of FORMS) written.add(form(column, l));
      const expressions = await known(client, written);
      expect(expressions.length).toBeGreaterThan(1000);

      const byForm = new Map<string, Known[]>();
      const bucket = (form: string) => byForm.get(form) ?? byForm.set(form, []).get(form) ?? [];
      for (const one of expressions) {
        const own = await normalForm(`(${one.sql}) is not null`, columns);
        const stored = await normalForm(one.stored, columns);
        for (const form of new Set([own, stored])) if (form !== null) bucket(form).push(one);
      }
      const confused = [...byForm.values()].filter((same) => new Set(same.map((one) => one.values)).size > 1);
      expect(confused.map((same) => same.map((one) => one.sql))).toEqual([]);
      const merged = [...byForm.values()].filter((same) => new Set(same.map((one) => one.sql)).size > 1);
      expect(merged.length, 'and the test is not empty').toBeGreaterThan(100);
    });
  });

  it('recognises the usual expressions as the server stores them', async () => {
    const columns = new Map([
      ['a', 'integer'],
      ['b', 'bigint'],
      ['n', 'numeric(6,2)'],
      ['f', 'double precision'],
      ['s', 'character varying(3)'],
      ['c', 'character(3)'],
      ['x', 'text'],
      ['flag', 'boolean'],
      ['k', 'public.kind'],
      ['j', 'jsonb'],
    ]);
    const usual = `s in ('a', 'b') | s not in ('a', 'b') | s = 'a' | s <> 'a' | x like 'a%' | s like 'a%' | a between 1 and 5 | n > 0 and n <= 100
      | f > 0 | b in (1, 2) | a in (1, 2, -3) | c = 'abc' | k = '1' | k in ('1', '2') | k <> all (array['1'::public.kind, '2']) | flag is true | not flag
      | x is null or length(x) > 0 | coalesce(s, 'x') = 'x' | nullif(s, '') is not null | s ~ '^[a-z]+$' | lower(s) = 'a' | j ->> 'k' = 'v' | j @> '{"a": 1}'
      | case when flag then 'a' else 'b' end = 'a' | case s when 'a' then true else false end | x = current_setting('app.x', true) or flag
      | x = (select current_setting('app.x', true)) | public.ft('y') = x | public.fi('1') is not null | x = any (array['a', 'b']) | a::text = x | s::text = x
      | exists (select 1 from public.q where q.a = traps.a and q.x = traps.x) | a in (select q.b from public.q) | exists (select * from public.q z where z.a = traps.a)
      | (select max(z.a) from public.q z) > a | x collate "C" < 'b' | (a, b) = (1, 2) | a is not distinct from 1 | x || 'y' = 'z' | a + 1 > b | n * 2 > 1`;
    await withClient(database.url, async (client) => {
      const unknown: string[] = [];
      const expressions = await known(
        client,
        usual.split(/ \| |\n\s+\| /).map((sql) => sql.trim()),
      );
      expect(expressions).toHaveLength(usual.split(/ \| |\n\s+\| /).length);
      for (const { sql, stored } of expressions) {
        if (!(await sameByNormalForm(`(${sql}) is not null`, stored, columns))) unknown.push(`${sql} => ${stored}`);
      }
      expect(unknown).toEqual([]);
    });
  });
});
