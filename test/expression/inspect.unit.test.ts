/** What the tokens of an expression tell of it. */
import { describe, expect, it } from 'vitest';
import {
  calls,
  freezesWhenParsed,
  identifiers,
  isDateTimeType,
  namesOnlyBuiltins,
  subselects,
} from '../../src/expression/inspect.js';

describe('identifiers', () => {
  const columns = ['tenant_id', 'status', 'Odd Name', 'lower', 'date', 'é'];
  it.each([
    ['TENANT_ID = 1', ['tenant_id']],
    ['"tenant_id" = 1 and "TENANT_ID" = 2', ['tenant_id']],
    ["q.status = 'tenant_id'", ['status']],
    ['"Odd Name" is null', ['Odd Name']],
    ['U&"stat\\0075s" = \'x\'', ['status']],
    ['lower(status)', ['status']],
    ["$$status$$ || E'tenant_id'", []],
    ['é = 1', ['é']],
    ["date '2020-01-01'", ['date']],
  ])('in %s are %j', (sql, expected) => expect([...identifiers(sql, columns)]).toEqual(expected));
});

describe('calls', () => {
  it.each([
    ['coalesce(lower(x), public.f(y), "Q"."G"(1))', ['coalesce', 'lower', 'public.f', 'Q.G']],
    ['x in (1, 2) and a = any (b) and not (c) or exists (select 1)', []],
    ['x::numeric(10,2) + cast(y as varchar(10))::pg_catalog.numeric(1)', []],
    ['sum(a) filter (where b) over (partition by c)', ['sum']],
    ["interval(3) '1' + timestamp(3) with time zone '2020-01-01'", []],
    ['date(x)', ['date']],
    ['"in"(1)', ['in']],
    ["'f(x)' || $$g(y)$$", []],
    ['case when f(x) then (y) else (z) end', ['f']],
  ])('of %s are %j', (sql, expected) =>
    expect(calls(sql).map((c) => (c.schema === null ? c.name : `${c.schema}.${c.name}`))).toEqual(expected),
  );
});

describe('namesOnlyBuiltins', () => {
  it.each([
    'a = 1',
    "lower(x) || 'public.f()'",
    'pg_catalog.lower(x)',
    'a operator(pg_catalog.+) b',
    'x::pg_catalog.text',
    'x collate pg_catalog."C"',
    '1.5 + .5 + 1.',
    '(row).field',
    "current_setting('app.current_tenant_id', true)",
    "nextval('public.s'::regclass)",
    "to_tsvector('english', x)",
    "to_tsvector('pg_catalog.english'::regconfig, x)",
    '$$public.f()$$',
  ])('%s does', (sql) => expect(namesOnlyBuiltins(sql)).toBe(true));

  it.each([
    'public.f(x)',
    'public . f(x)',
    '"public"."f"(x)',
    'U&"publ\\0069c".f(x)',
    'a operator(public.+) b',
    'x::public.t',
    "public.t 'x'",
    'x collate public.c',
    'pg_catalog.public.f()',
    'x.pg_catalog.f()',
    "to_tsvector('public.mine', x)",
    "ts_lexize('public.dict', 'x')",
    "'public.mine'::regconfig",
    't.a = 1',
    'pg_temp.f()',
  ])('%s does not', (sql) => expect(namesOnlyBuiltins(sql)).toBe(false));

  it('lets columns be qualified by the relation named, but no function, type or operator', () => {
    expect(namesOnlyBuiltins('q.a = q.b and (q.c)', 'q')).toBe(true);
    for (const sql of [
      'q.f(a)',
      'a::q.t',
      "q.t 'x'",
      'cast(a as q.t)',
      'a operator(q.+) b',
      'a collate q.c',
      'r.a',
      'q.a.b',
      '(select q.a from q.t)',
    ]) {
      expect(namesOnlyBuiltins(sql, 'q'), sql).toBe(false);
    }
  });
});

describe('subselects', () => {
  it.each([
    ['a = 1', 'none'],
    ["'select' || $$ (select 1 from t) $$", 'none'],
    ['t."select"', 'none'],
    ['values', 'none'],
    ["(select current_setting('a', true))::uuid", 'scalar-without-from'],
    ["( SELECT current_setting('a'::text, true) AS current_setting)", 'scalar-without-from'],
    ['(select (select a) is distinct from b)', 'scalar-without-from'],
    ['(select a is not distinct from b)', 'scalar-without-from'],
    ['(select a = all (arr))', 'scalar-without-from'],
    ['(select extract(year from t))', 'scalar-without-from'],
    ['exists (select 1)', 'other'],
    ['array(select 1)', 'other'],
    ['a in (select 1)', 'other'],
    ['a = any (select b)', 'other'],
    ['(select a from t)', 'other'],
    ['(select a, b)', 'other'],
    ['(select a where b)', 'other'],
    ['(select 1 union select 2)', 'other'],
    ['(select a limit 1)', 'other'],
    ['(select distinct a)', 'other'],
    ['(select all a)', 'other'],
    ['(select *)', 'other'],
    ['(select)', 'other'],
    ['(with w as (select 1) select 1)', 'other'],
    ['(values (1))', 'other'],
    ['(table t)', 'other'],
    ['((select a) union (select b))', 'other'],
    ['((select a) limit 1)', 'other'],
    ['(((select a)) order by 1)', 'other'],
    ['f((select a from t))', 'other'],
    ['(select (select a from t))', 'other'],
  ])('of %s: %s', (sql, expected) => expect(subselects(sql)).toBe(expected));
});

describe('freezesWhenParsed', () => {
  const dateTimeColumns = new Set(['created_at', 'd']);
  it.each([
    "'now'::timestamptz",
    "' Now '::timestamp(3) with time zone",
    "timestamp 'now'",
    "timestamp(3) with time zone 'today'",
    "date 'tomorrow'",
    "pg_catalog.date 'yesterday'",
    "'now'::pg_catalog.timestamptz",
    "cast('now' as date)",
    "('now')::date",
    "date('now')",
    "'tomorrow 10:00'::timestamp",
    "'[now,infinity)'::tstzrange",
    "'{now}'::timestamptz[]",
    "E'no\\167'::date",
    '$$now$$::date',
    "created_at > 'now'",
    "'now' > created_at",
    "q.created_at <= ('today')",
    "'today' <= q.d",
    "d in ('today')",
    "d in ('2020-01-01', 'today')",
    "now() > 'tomorrow'",
    "current_date = 'today'",
    "created_at between 'yesterday' and x",
  ])('%s does', (sql) => expect(freezesWhenParsed(sql, { dateTimeColumns })).toHaveLength(1));

  it.each([
    "status = 'now'",
    "'now'::text",
    "'now'::text::date",
    "status in ('now', 'later')",
    "coalesce(status, 'today')",
    "current_setting('now')",
    "'nowhere'::date",
    'now()',
    "'2020-01-01'::date",
    "'now'",
    "('now')",
    "date_trunc('day', created_at)",
    "nowadays = 'today'",
  ])('%s does not', (sql) => expect(freezesWhenParsed(sql, { dateTimeColumns })).toEqual([]));

  it('judges a whole default by its column’s type', () => {
    expect(freezesWhenParsed("('now')", { type: 'timestamp with time zone' })).toEqual([
      { literal: "'now'", offset: 1 },
    ]);
    expect(freezesWhenParsed("'now'", { type: 'timestamptz(3)' })).toHaveLength(1);
    expect(freezesWhenParsed("'now'", { type: 'text' })).toEqual([]);
  });

  it('knows date and time types', () => {
    for (const type of ['date', 'TIMESTAMPTZ(3)', 'time without time zone', 'pg_catalog.date', 'tstzrange', 'date[]']) {
      expect(isDateTimeType(type), type).toBe(true);
    }
    for (const type of ['text', 'interval', 'public.date']) expect(isDateTimeType(type), type).toBe(false);
  });
});
