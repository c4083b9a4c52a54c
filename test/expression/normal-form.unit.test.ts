/** Sameness by parse tree: what PostgreSQL's rewriting makes equal, and what must stay different. */
import { describe, expect, it } from 'vitest';
import { sameByNormalForm } from '../../src/expression/normal-form.js';

const COLUMNS = new Map([
  ['a', 'integer'],
  ['b', 'bigint'],
  ['n', 'numeric(12,2)'],
  ['f', 'double precision'],
  ['s', 'character varying(50)'],
  ['c', 'character(3)'],
  ['x', 'text'],
  ['u', 'uuid'],
  ['tenant_id', 'uuid'],
  ['flag', 'boolean'],
  ['t', 'timestamp with time zone'],
  ['j', 'jsonb'],
  ['kind', 'public.kind'],
  ['texts', 'text[]'],
  ['odd', 'public.domain'],
]);
const SETTING = "current_setting('app.t', true)";

const SAME: readonly (readonly [string, string])[] = [
  ['a=1', '(a = 1)'],
  ['a = -1', "(a = '-1'::integer)"],
  ['b = 5000000000', "(b = '5000000000'::bigint)"],
  ["x = 'y'", "(x = 'y'::text)"],
  ["s = 'y'", "((s)::text = 'y'::text)"],
  ["'y' = s", "('y'::text = (s)::text)"],
  ["s in ('a','b')", "((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"],
  ["s in ('a')", "((s)::text = 'a'::text)"],
  ["s not in ('a','b')", "((s)::text <> ALL ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"],
  ["s = any (array['a','b'])", "((s)::text = ANY (ARRAY['a'::text, 'b'::text]))"],
  ['a in (1, 2, -3)', "(a = ANY (ARRAY[1, 2, '-3'::integer]))"],
  ['b in (1, 2)', '(b = ANY (ARRAY[(1)::bigint, (2)::bigint]))'],
  ['n in (1, 2)', '(n = ANY (ARRAY[(1)::numeric, (2)::numeric]))'],
  ['n > 0', '(n > (0)::numeric)'],
  ['f > 0', '(f > (0)::double precision)'],
  ['a between 1 and 2', '((a >= 1) AND (a <= 2))'],
  ['flag and a between 1 and 2 and b = 1', '(flag AND (a >= 1) AND (a <= 2) AND (b = 1))'],
  ['a not between 1 and 2', '((a < 1) OR (a > 2))'],
  ['x != y', '(x <> y)'],
  ["s like 'a%'", "((s)::text ~~ 'a%'::text)"],
  ["x not ilike 'a%'", "(x !~~* 'a%'::text)"],
  ["x ~ '^a'", "(x ~ '^a'::text)"],
  ["c = 'ab'", "(c = 'ab'::bpchar)"],
  ['cast(a as text)', '(a)::text'],
  ['a::int8', '(a)::bigint'],
  ['a::varchar(10)', '(a)::character varying(10)'],
  ['a::int', 'a'],
  ['tenant_id::uuid = u', '(tenant_id = u)'],
  ['pg_catalog.now()', 'now()'],
  ['current_timestamp', 'CURRENT_TIMESTAMP'],
  ['t.a = 1', '(a = 1)'],
  ['(flag and a = 1) and b = 1', '(flag AND (a = 1) AND (b = 1))'],
  ["nullif(s, '')", "NULLIF((s)::text, ''::text)"],
  ["coalesce(s, 'x')", "COALESCE(s, 'x'::character varying)"],
  ["coalesce(x, 'x') = 'y'", "(COALESCE(x, 'x'::text) = 'y'::text)"],
  ["case when flag then 'x' end", "CASE\n WHEN flag THEN 'x'::text\n ELSE NULL::text\nEND"],
  ["case s when 'a' then 1 else 2 end", "CASE s\n WHEN 'a'::text THEN 1\n ELSE 2\nEND"],
  [
    "tenant_id = nullif(current_setting('app.t', true), '')::uuid",
    "(tenant_id = (NULLIF(current_setting('app.t'::text, true), ''::text))::uuid)",
  ],
  [`(select ${SETTING})::uuid`, "(( SELECT current_setting('app.t'::text, true) AS current_setting))::uuid"],
  ["public.has_role('admin')", "public.has_role('admin'::text)"],
  ['tenant_id = public.current_tenant_id()', '(tenant_id = public.current_tenant_id())'],
  ["lower(s) = 'x'", "(lower((s)::text) = 'x'::text)"],
  ["kind = 'a'", "(kind = 'a'::public.kind)"],
  ["kind in ('a', 'b')", "(kind = ANY (ARRAY['a'::public.kind, 'b'::public.kind]))"],
  ["j->>'k' = 'v'", "((j ->> 'k'::text) = 'v'::text)"],
  ["u = '6F9619FF-8B86-D011-B42D-00C04FC964FF'", "(u = '6f9619ff-8b86-d011-b42d-00c04fc964ff'::uuid)"],
  ["flag = 't'", '(flag = true)'],
  ['a is not distinct from 1', '(NOT (a IS DISTINCT FROM 1))'],
  ['x collate pg_catalog."C"', '(x COLLATE "C")'],
  ['extract(year from t)', 'EXTRACT(year FROM t)'],
  [
    "exists (select 1 from public.members m where m.tenant_id = q.tenant_id and m.u = current_setting('app.u')::uuid)",
    "(EXISTS ( SELECT 1\n   FROM public.members m\n  WHERE ((m.tenant_id = q.tenant_id) AND (m.u = (current_setting('app.u'::text))::uuid))))",
  ],
  [
    "tenant_id in (select tenant_id from public.members where user_id = current_setting('app.u')::uuid)",
    "(tenant_id IN ( SELECT members.tenant_id\n   FROM public.members\n  WHERE (members.user_id = (current_setting('app.u'::text))::uuid)))",
  ],
  [
    'exists (select * from public.members m where m.a = q.a)',
    '(EXISTS ( SELECT m.a, m.b FROM public.members m WHERE (m.a = q.a)))',
  ],
  ['exists (select 1 from public.m where m.a = q.a)', '(EXISTS ( SELECT 1 FROM public.m m_1 WHERE (m_1.a = q.a)))'],
  ['a = any (select k from public.m)', '(a IN ( SELECT m.k FROM public.m))'],
];

const DIFFERENT: readonly (readonly [string, string])[] = [
  ['x::int', 'x'],
  ['a::text', 'a'],
  ['s::text', 's'],
  ['s::varchar(3)', 's'],
  ["'abc'::varchar(2)", "'abc'::text"],
  ["'abc'::varchar(2)::text", "'abc'::text"],
  ["'1'::integer", "'1'::text"],
  ['a::"char" = \'x\'', "a::char = 'x'"],
  ["c = 'x'", "c::text = 'x'"],
  ["c = 'x'", "c = 'x'::text"],
  ['now()', 'current_timestamp'],
  ['current_timestamp', 'current_timestamp(3)'],
  ['current_timestamp', 'localtimestamp'],
  ["a = '1'", "a = '1'::text"],
  ["odd = 'x'", "odd = 'x'::text"],
  ["f() = 'x'", "f() = 'x'::text"],
  ['flag and a = 1', 'flag or a = 1'],
  ['not (a = 1)', 'a = 1'],
  ['not (a = 1)', 'a <> 1'],
  ['a in (1,2)', 'a not in (1,2)'],
  ['a in (1,2)', 'a in (2,1)'],
  ['a in (1,2)', 'a <> any (array[1,2])'],
  ['a = all (array[1,2])', 'a = any (array[1,2])'],
  ['a between 1 and 2', 'a between symmetric 1 and 2'],
  ['a < 1', 'a <= 1'],
  ['a - b', 'b - a'],
  ['public.f(a)', 'f(a)'],
  ['public.f(a)', '"public.f"(a)'],
  ['public.f(a)', 'other.f(a)'],
  ['f(a)', '"F"(a)'],
  ['a operator(public.=) b', 'a = b'],
  ['a::public.t', 'a::t'],
  ['a::public.t', 'a::"public.t"'],
  ["current_setting('app.t', true)", "current_setting('app.t')"],
  ["current_setting('app.t', true)", "current_setting('app.t_id', true)"],
  ["nullif(x, '')", 'x'],
  ["coalesce(x, 'a')", "coalesce(x, 'b')"],
  ["coalesce(x, 'a')", "nullif(x, 'a')"],
  ['greatest(a, b)', 'least(a, b)'],
  ['a is null', 'a is not null'],
  ['flag is true', 'flag'],
  ['flag is true', 'flag is not false'],
  ["case when flag then 'x' end", "case when flag then 'x' else '' end"],
  ["case a when 1 then 'x' end", "case when flag then 'x' end"],
  ['count(a)', 'count(distinct a)'],
  ['count(*)', 'count(a)'],
  ['sum(a)', 'sum(a) filter (where flag)'],
  ['array_agg(a order by b)', 'array_agg(a order by b desc)'],
  ['array_agg(a order by b)', 'array_agg(a order by b nulls first)'],
  ['x collate "C"', 'x'],
  ['x collate "C"', 'x collate "POSIX"'],
  ['x like y', 'x ilike y'],
  ["x like 'a' escape '!'", "x like 'a'"],
  ['texts[1]', 'texts[2]'],
  ['texts[1]', 'texts[1:1]'],
  ['row(a, b)', 'row(b, a)'],
  ["B'1'", "X'1'"],
  ["B'1'", "'1'"],
  ['null', "'null'"],
  ['true', "'true'"],
  ['1', "'1'"],
  ['1', '1.0'],
  ['1.0', '1.00'],
  ["interval '1' year", "interval '1'"],
  ["interval '1' year", "interval '1' month"],
  ['a', '"A"'],
  ['exists (select 1 from public.m)', 'exists (select 1 from other.m)'],
  ['exists (select 1 from public.m)', 'exists (select 1 from m)'],
  ['exists (select 1 from public.m)', 'not exists (select 1 from public.m)'],
  ['exists (select 1 from public.m)', 'exists (select max(a) from public.m)'],
  ['exists (select 1 from public.m)', 'exists (select 1 from public.m limit 0)'],
  ['exists (select 1 from public.m)', 'exists (select 1 from only public.m)'],
  ['exists (select 1 from public.m where m.a = q.a)', 'exists (select 1 from public.m where m.a = m.a)'],
  ['exists (select 1 from public.m where a = q.a)', 'exists (select 1 from public.m where q.a = q.a)'],
  [
    'exists (select 1 from public.m x, public.m y where x.a = 1)',
    'exists (select 1 from public.m x, public.m y where y.a = 1)',
  ],
  ['exists (select 1 from public.m where ctid = q.b)', 'exists (select 1 from public.m where q.ctid = q.b)'],
  [
    'exists (select 1 from public.m left join public.k on m.a = k.a)',
    'exists (select 1 from public.m join public.k on m.a = k.a)',
  ],
  ['a in (select k from public.m)', 'a in (select l from public.m)'],
  ['a in (select k from public.m)', 'a not in (select k from public.m)'],
  ['a = all (select k from public.m)', 'a = any (select k from public.m)'],
  ['a in (select k from public.m order by k)', 'a in (select k from public.m)'],
  ['(select k from public.m limit 1)', '(select k from public.m limit 2)'],
  ['(select a)', '(select b)'],
  ["m.role = 'x'", "m.role = 'x'::name"],
  ['constructor', 'toString'],
  ['a +', 'a +'],
  ['true) or (true', 'true) or (true'],
];

describe('sameByNormalForm', () => {
  it.each(SAME)('takes %j and %j for the same, either way round', async (a, b) => {
    expect(await sameByNormalForm(a, b, COLUMNS)).toBe(true);
    expect(await sameByNormalForm(b, a, COLUMNS)).toBe(true);
  });

  it.each(DIFFERENT)('keeps %j and %j apart', async (a, b) => {
    expect(await sameByNormalForm(a, b, COLUMNS)).toBe(false);
    expect(await sameByNormalForm(b, a, COLUMNS)).toBe(false);
  });

  it('knows the type of a default', async () => {
    expect(await sameByNormalForm("'x'", "'x'::character varying", COLUMNS, { type: 'character varying(50)' })).toBe(
      true,
    );
    expect(await sameByNormalForm("'x'", "'x'::text", COLUMNS, { type: 'character varying(50)' })).toBe(false);
    expect(await sameByNormalForm("'{}'", "'{}'::jsonb", COLUMNS, { type: 'jsonb' })).toBe(true);
    expect(await sameByNormalForm("'x'", "'x'::character varying", COLUMNS)).toBe(false);
  });

  it('knows columns of other tables', async () => {
    const relations = new Map([
      [
        'public.members',
        new Map([
          ['role', 'character varying(20)'],
          ['tenant', 'uuid'],
        ]),
      ],
    ]);
    const written = "exists (select 1 from public.members m where role = 'admin' and m.tenant = tenant_id)";
    const stored =
      "(EXISTS ( SELECT 1\n FROM public.members m\n WHERE (((m.role)::text = 'admin'::text) AND (m.tenant = q.tenant_id))))";
    expect(await sameByNormalForm(written, stored, COLUMNS, { relations })).toBe(true);
    expect(await sameByNormalForm(written, stored, COLUMNS)).toBe(false);
  });

  it('does not take a system column of an inner table for the row’s own', async () => {
    const relations = new Map([['public.m', new Map([['b', 'bigint']])]]);
    const inner = 'exists (select 1 from public.m where ctid is not null)';
    const outer = 'exists (select 1 from public.m where q.ctid is not null)';
    expect(await sameByNormalForm(inner, outer, COLUMNS, { relations })).toBe(false);
  });
});
