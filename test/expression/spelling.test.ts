/** What is written of an expression that the server printed is, once read again, the very same expression. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spellDefault, spellExpression } from '../../src/spec/spelling.js';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';

const COLUMNS = new Map([
  ['code', 'character varying(20)'],
  ['kind', 'character varying'],
  ['state', 'text'],
  ['letter', 'character(3)'],
  ['mood', 'public.mood'],
  ['level', 'smallint'],
  ['score', 'integer'],
  ['big', 'bigint'],
  ['price', 'numeric(12,2)'],
  ['ratio', 'double precision'],
  ['half', 'real'],
  ['active', 'boolean'],
  ['born', 'date'],
  ['stamp', 'timestamp without time zone'],
  ['zoned', 'timestamp(3) with time zone'],
  ['span', 'interval'],
  ['document', 'jsonb'],
  ['plain', 'json'],
  ['tags', 'text[]'],
  ['codes', 'character varying(10)[]'],
  ['address', 'inet'],
  ['id', 'uuid'],
  ['during', 'tstzrange'],
  ['flags', 'bit(4)'],
  ['Odd "name"', 'character varying(5)'],
  ['filled', 'public.filled'],
]);

/** As people write them; `=`: as it is written is how it was written. */
const EXPRESSIONS: readonly (readonly [string, string?])[] = [
  ["= state in ('a', 'b', 'c')"],
  ["= code in ('a', 'b')"],
  ["= code not in ('a', 'b')"],
  ["= kind in ('a', 'it''s')"],
  ["= mood in ('sad', 'happy')"],
  ["= letter in ('abc', 'def')"],
  ['= score in (1, 2, 3)'],
  ['= level in (1, 2)'],
  ['= big in (1, 2)'],
  ["code in ('a')", "code = 'a'"],
  ["= code = any (array['a', 'b'])"],
  ["code = any (array['a', 'b']::varchar[])", "code in ('a', 'b')"],
  ["state = any ('{a,b}')"],
  ["= code = 'a'"],
  ["'a' = code"],
  ["= state <> ''"],
  ['= code = kind'],
  ['= code = state'],
  ["= code like 'a%'"],
  ["= code not like 'a%' and state ilike '%b'"],
  ["= code ~ '^[a-z]+$' or code !~* 'x'"],
  ["= code || '-' || kind || state <> ''"],
  ['= length(code) > 2'],
  ["= lower(code) = code and upper(state) <> 'X'"],
  ["= btrim(code) <> ''"],
  ["= replace(code, 'a', 'b') <> ''"],
  ['= price >= 0 and price < 1000000'],
  ['price > 0.5', 'price > 0.5'],
  ['= ratio > 0 and ratio < 0.5'],
  ['half > 0'],
  ['= score > 0 and (score < 10 or score > 20)'],
  ['(score > 0 and active) or (score < 0 and not active)', '(score > 0 and active) or (score < 0 and not active)'],
  ['active and (score > 0 and level > 0)'],
  ['= not (score > 0)'],
  ['not active', 'not active'],
  ['= score is null or score is not null'],
  ['(score > 0) is null', '(score > 0) is null'],
  ['active is true or active is not false or active is unknown'],
  ['= score is distinct from level and code is not distinct from kind'],
  ["= state is distinct from 'x'"],
  ['score + 1 * 2 - 3 > (score + 1) * 2 / (3 - score)'],
  ['score - (level - 1) > score - level - 1'],
  ['-score < 0 and - (score + 1) < 0'],
  ['2 ^ 3 ^ 2 > score % 2'],
  ["= born > '2020-01-01'"],
  ["born > date '2020-01-01' + 1"],
  ["= zoned > '2020-01-01 00:00:00+00'"],
  ["zoned > stamp at time zone 'UTC'"],
  ["= span > '1 day'"],
  ["stamp + interval '1 day' > stamp"],
  ["stamp - '2020-01-01' > '1 day'"],
  ["= document ->> 'a' = 'b'"],
  ["document -> 'a' -> 'b' is not null", "(document -> 'a' -> 'b') is not null"],
  ["document #>> '{a,b}' = 'x' or document @> '{\"a\":1}' or document ? 'k' or document ?| array['a']"],
  ["(plain ->> 'a')::integer > 3", "(plain ->> 'a')::integer > 3"],
  ["= jsonb_typeof(document) = 'object'"],
  ["= 'x' = any (tags)"],
  ["'x' = any (codes) or tags && array['a'] or tags @> '{b}'"],
  ["cardinality(tags) < 10 and tags[1] is null and tags[1:2] <> '{}'"],
  ["= coalesce(code, '') <> ''"],
  ["= coalesce(state, 'x') <> 'y'"],
  ['coalesce(score, 0) + greatest(level, 1) - least(level, 2) >= nullif(score, -1)'],
  ["nullif(code, '') is not null and nullif(state, '') is not null"],
  ["case when active then price > 0 when score > 1 then code = 'a' else true end"],
  ["case code when 'a' then 1 else 2 end > 0"],
  ["address << '10.0.0.0/8' or address is null", "address << '10.0.0.0/8' or address is null"],
  ["= id <> '00000000-0000-0000-0000-000000000000'"],
  ["during && '[2020-01-01,2021-01-01)'"],
  ["extract(year from born) > 1900 and date_part('month', born) > 1"],
  ["substring(code from 1 for 2) <> '' and position('a' in code) > 0 and overlay(code placing 'x' from 1) <> ''"],
  ["trim(both ' ' from code) <> ''"],
  ["flags & B'1111' <> B'0000'"],
  ['code collate "C" < \'a\' and (code || kind) collate "C" > \'b\''],
  ['(level, score) <> (1, 2)'],
  ["cast(price as int) > 0 and price::text <> '' and score::numeric(5,1) > 0"],
  ['= "Odd ""name""" = \'x\''],
  ['"Odd ""name""" in (\'x\', \'y\')'],
  ["filled <> '' and filled in ('a', 'b')"],
  ["current_setting('app.tenant', true) = code and id = nullif(current_setting('app.id', true), '')::uuid"],
  ["date_trunc('day', stamp) = stamp"],
  ["concat(code, kind) <> '' and format('%s', code) <> ''"],
  ["state similar to '(a|b)%'"],
  ["= score between 1 and 10 and code between 'a' and 'b'"],
  ['= active or score not between 1 and 10'],
  ['score between 1 and 10', 'score >= 1 and score <= 10'],
  ['score not between symmetric 10 and 1 or active'],
  ['half in (1, 2) and ratio in (1, 2) and price in (1, 2)'],
  ['score = 1 or score = 2 and active or not active and score = 3'],
];

const DEFAULTS: readonly (readonly [type: string, written: string, expected?: string])[] = [
  ['varchar(50)', "'active'", "'active'"],
  ['text', "'active'", "'active'"],
  ['char(3)', "'abc'", "'abc'"],
  ['jsonb', "'{}'", "'{}'"],
  ['json', "'[]'", "'[]'"],
  ['text[]', "'{}'", "'{}'"],
  ['varchar(10)[]', "array['a', 'b']"],
  ['varchar(10)[]', "'{}'", "'{}'"],
  ['int[]', "'{1,2}'", "'{1,2}'"],
  ['timestamptz', 'current_timestamp', 'current_timestamp'],
  ['timestamptz', 'now()', 'now()'],
  ['timestamptz', "now() + interval '1 day'"],
  ['timestamp(3)', 'localtimestamp(3)'],
  ['date', 'current_date', 'current_date'],
  ['date', "'2020-01-01'", "'2020-01-01'"],
  ['time', "'12:30'"],
  ['interval', "'1 day'", "'1 day'"],
  ['integer', '0', '0'],
  ['integer', '-1', '-1'],
  ['bigint', '0', '0'],
  ['bigint', "'0'"],
  ['bigint', '-9000000000'],
  ['bigint', '9000000000'],
  ['smallint', '-1', '-1'],
  ['numeric(12,2)', '0', '0'],
  ['numeric(12,2)', '-1.5', '-1.5'],
  ['numeric', "'5'"],
  ['double precision', '1e-3'],
  ['real', '-0.25'],
  ['boolean', 'true', 'true'],
  ['boolean', "'f'"],
  ['uuid', 'gen_random_uuid()', 'gen_random_uuid()'],
  ['uuid', "'00000000-0000-0000-0000-000000000000'"],
  ['text', 'current_user'],
  ['text', 'md5(random()::text)'],
  ['varchar(5)', 'null'],
  ['varchar(5)', "upper('a') || 'b'"],
  ['bit(4)', "B'0101'"],
  ['bytea', "'\\xdeadbeef'"],
  ['inet', "'10.0.0.1'"],
  ['cidr', "'10.0.0.0/8'"],
  ['public.mood', "'sad'"],
  ['public.filled', "'x'"],
  ['text', "e'a\\nb'"],
  ['text', "'it''s'"],
  ['integer', "nextval('public.numbers')"],
];

onVersions([14, 18], (version) => {
  describe('an expression that is written', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase({ version });
    });
    afterAll(() => database.drop());

    it('is the same to the server, and as people write it', async () => {
      await withClient(database.url, async (client) => {
        const names = [...COLUMNS].map(([name, type]) => `"${name.replaceAll('"', '""')}" ${type}`);
        await client.query(`create type mood as enum ('sad', 'happy'); create domain filled as text;
          create sequence numbers; create table t (${names.join(', ')}); set search_path = ''`);
        const printed = async (sql: string) => {
          await client.query(`alter table public.t add constraint c check (${sql})`);
          const { rows } = await client.query(
            `select pg_get_expr(conbin, conrelid) as sql from pg_constraint where conname = 'c'`,
          );
          await client.query('alter table public.t drop constraint c');
          return String(rows[0].sql);
        };
        for (const [given, expected] of EXPRESSIONS) {
          const sql = given.replace(/^= /, '');
          const first = await printed(sql);
          const spelled = spellExpression(first, COLUMNS);
          expect.soft(await printed(spelled), `${sql}\n${first}\n${spelled}`).toBe(first);
          if (given !== sql || expected !== undefined) expect.soft(spelled).toBe(expected ?? sql);
        }
      });
    });

    it('is the same default to the server, without noise', async () => {
      await withClient(database.url, async (client) => {
        await client.query("set search_path = ''");
        const printed = async (type: string, sql: string) => {
          await client.query(`create table public.d (a ${type} default ${sql})`);
          const { rows } = await client.query(
            `select pg_get_expr(adbin, adrelid) as sql, format_type(atttypid, atttypmod) as type
            from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum where adrelid = 'public.d'::regclass`,
          );
          await client.query('drop table public.d');
          return { sql: String(rows[0]?.sql), type: String(rows[0]?.type) };
        };
        for (const [type, written, expected] of DEFAULTS) {
          const first = await printed(type, written);
          const spelled = spellDefault(first.sql, first.type);
          expect((await printed(type, `(${spelled})`)).sql, `${type} ${written}\n${first.sql}\n${spelled}`).toBe(
            first.sql,
          );
          if (expected !== undefined) expect(spelled).toBe(expected);
        }
      });
    });
  });
});
