/** What policies say of tenants, read from their trees. */
import { describe, expect, it } from 'vitest';
import {
  type Alternative,
  bypasses,
  isAlwaysTrue,
  isPlaceholderUuid,
  settingsRead,
  tenantComparisons,
  uuidConstants,
} from '../../src/expression/analysis.js';
import { parseExpression } from '../../src/expression/parse.js';

const ZERO = '00000000-0000-0000-0000-000000000000';
const BASELINE =
  "((tenant_id = (NULLIF(current_setting('app.current_tenant_id'::text, true), ''::text))::uuid) OR (current_setting('app.is_system_user'::text, true) = 'true'::text))";
const OLD = "((tenant_id)::text = current_setting('app.current_tenant'::text, true))";
const FALLBACK = `(tenant_id = COALESCE((current_setting('app.current_tenant_id'::text, true))::uuid, '${ZERO}'::uuid))`;

const show = (one: Alternative): string => {
  const casts = 'casts' in one ? one.casts.map((type) => `::${type}`).join('') : '';
  switch (one.is) {
    case 'setting':
      return `${one.setting}${one.missingOk ? '?' : ''}${one.emptyIsNull ? ' or null' : ''}${casts}`;
    case 'constant':
      return `'${one.text}'${casts}`;
    case 'column':
      return `${one.column}${casts}`;
    case 'other':
      return `other(${[...one.settings, ...one.calls].join(',')})`;
    default:
      return 'null';
  }
};

describe('settingsRead', () => {
  it.each([
    [BASELINE, ['app.current_tenant_id', 'app.is_system_user']],
    ["current_setting('App.X')", ['app.x']],
    ["CURRENT_SETTING('app.x'::text)::text::uuid is null", ['app.x']],
    ['pg_catalog.current_setting($$app.x$$, true)', ['app.x']],
    ["(select current_setting('app.x', true))", ['app.x']],
    ["current_setting(E'app.\\x78')", ['app.x']],
    ["current_setting('app.' || 'x')", ['app.x']],
    ["exists (select 1 from public.m where m.t = current_setting('app.x'))", ['app.x']],
    ["case when a then current_setting('app.x') end", ['app.x']],
    ["f(array[current_setting(cast('app.x' as text))])", ['app.x']],
    ['current_setting(setting_name)', [null]],
    ["other.current_setting('app.x')", []],
    ["'current_setting(''app.x'')'", []],
    ['"current_setting"(\'app.x\')', ['app.x']],
  ])('in %s are %j', async (sql, expected) => {
    expect(settingsRead(await parseExpression(sql)).map((read) => read.setting)).toEqual(expected);
  });

  it('tells whether a missing setting is an error', async () => {
    const read = settingsRead(
      await parseExpression("current_setting('a.b', true) || current_setting('a.c') || current_setting('a.d', false)"),
    );
    expect(read.map((one) => one.missingOk)).toEqual([true, false, false]);
    expect(read.map((one) => one.offset)).toEqual([0, 32, 58]);
  });
});

describe('tenantComparisons', () => {
  it.each([
    [BASELINE, '=', [], ['app.current_tenant_id? or null::uuid'], []],
    [OLD, '=', ['text'], ['app.current_tenant?'], []],
    [FALLBACK, '=', [], ['app.current_tenant_id?::uuid', `'${ZERO}'::uuid`], [ZERO]],
    ["current_setting('a.t')::uuid = q.tenant_id", '=', [], ['a.t::uuid'], []],
    ["tenant_id = (select current_setting('a.t', true)::uuid)", '=', [], ['a.t?::uuid'], []],
    ["tenant_id = coalesce(current_setting('a.t', true)::uuid, tenant_id)", '=', [], ['a.t?::uuid', 'tenant_id'], []],
    [
      `tenant_id = case when current_setting('a.t', true) <> '' then current_setting('a.t')::uuid else '${ZERO}' end`,
      '=',
      [],
      ['a.t::uuid', `'${ZERO}'`],
      [ZERO],
    ],
    [
      `tenant_id = coalesce(nullif(current_setting('a.t', true), ''), '${ZERO}')::uuid`,
      '=',
      [],
      ['a.t? or null::uuid', `'${ZERO}'::uuid`],
      [ZERO],
    ],
    [`tenant_id = nullif(current_setting('a.t', true), '${ZERO}')::uuid`, '=', [], ['a.t?::uuid'], []],
    [`tenant_id in (current_setting('a.t')::uuid, '${ZERO}')`, 'any =', [], ['a.t::uuid', `'${ZERO}'`], [ZERO]],
    [
      `tenant_id = any (array[current_setting('a.t'), '${ZERO}']::uuid[])`,
      'any =',
      [],
      ['a.t::uuid[]', `'${ZERO}'::uuid[]`],
      [ZERO],
    ],
    [
      "tenant_id = any (string_to_array(current_setting('a.t'), ',')::uuid[])",
      'any =',
      [],
      ['other(a.t,string_to_array,current_setting)'],
      [],
    ],
    [`tenant_id = '${ZERO}'`, '=', [], [`'${ZERO}'`], []],
    ["tenant_id is not distinct from current_setting('a.t')::uuid", 'is not distinct from', [], ['a.t::uuid'], []],
    ["tenant_id <> current_setting('a.t')::uuid", '<>', [], ['a.t::uuid'], []],
    ["(tenant_id, kind) = (current_setting('a.t')::uuid, 'x')", '=', [], ['a.t::uuid'], []],
    ['tenant_id = public.current_tenant()', '=', [], ['other(public.current_tenant)'], []],
    ['tenant_id in (select tenant from public.members)', 'any =', [], ['other()'], []],
    [`coalesce(tenant_id, '${ZERO}') = current_setting('a.t')::uuid`, '=', [], ['a.t::uuid'], [ZERO]],
    ['tenant_id::text like current_setting(\'a.t\') collate "C"', '~~', ['text'], ['a.t'], []],
  ])('in %s', async (sql, operator, columnCasts, others, fallbacks) => {
    const found = tenantComparisons(await parseExpression(sql), 'tenant_id');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ operator, columnCasts });
    expect(found[0]?.with.map(show)).toEqual(others);
    expect(found[0]?.fallbacks.map((one) => one.uuid)).toEqual(fallbacks);
  });

  it('finds none where the tenant is not compared, nor inside a sub-select on a table', async () => {
    for (const sql of [
      'true',
      'owner = 1',
      'tenant_id is null',
      "exists (select 1 from public.m where m.tenant_id = current_setting('a.t')::uuid)",
    ]) {
      expect(tenantComparisons(await parseExpression(sql), 'tenant_id'), sql).toEqual([]);
    }
  });

  it('tells a fallback to the column itself', async () => {
    const [found] = tenantComparisons(
      await parseExpression("coalesce(current_setting('a.t', true)::uuid, tenant_id) = tenant_id"),
      'tenant_id',
    );
    expect(found).toMatchObject({ fallsBackToColumn: true, fallbacks: [] });
  });

  it('quotes the comparison', async () => {
    const quoted = async (sql: string) =>
      tenantComparisons(await parseExpression(sql), 'tenant_id').map((one) => one.source);
    expect(await quoted(BASELINE)).toEqual([
      "tenant_id = (NULLIF(current_setting('app.current_tenant_id'::text, true), ''::text))::uuid",
    ]);
    expect(await quoted(FALLBACK)).toEqual([FALLBACK.slice(1, -1)]);
    expect(await quoted(OLD)).toEqual([OLD.slice(1, -1)]);
    expect(await quoted("é = 'é' and tenant_id = f(a, (b)) or x")).toEqual(['tenant_id = f(a, (b))']);
    expect(await quoted('tenant_id = a or tenant_id in (b, c) or not tenant_id = d')).toEqual([
      'tenant_id = a',
      'tenant_id in (b, c)',
      'not tenant_id = d',
    ]);
  });
});

describe('bypasses', () => {
  const SYSTEM = "current_setting('app.is_system_user', true)";
  it.each([
    [BASELINE, { is: 'equals', values: ['true'] }, [], false],
    [`tenant_id = x or 'on' = ${SYSTEM}`, { is: 'equals', values: ['on'] }, [], false],
    [`(select ${SYSTEM}) in ('true', 'on') or a`, { is: 'equals', values: ['true', 'on'] }, [], false],
    [`${SYSTEM} = any (array['true', '1'])`, { is: 'equals', values: ['true', '1'] }, [], false],
    [`tenant_id = x or ${SYSTEM}::boolean`, { is: 'boolean' }, [], false],
    [`nullif(${SYSTEM}, '')::bool is true`, { is: 'boolean' }, [], false],
    [`coalesce(${SYSTEM}::boolean, false)`, { is: 'boolean' }, ['false'], false],
    [`coalesce(${SYSTEM}, 'true') = 'true'`, { is: 'equals', values: ['true'] }, ['true'], false],
    [`a or ${SYSTEM} is null`, { is: 'null' }, [], false],
    [`a or ${SYSTEM} <> 'false'`, { is: 'other', operator: '<>' }, [], false],
    [`a or (${SYSTEM} = 'true' and b)`, { is: 'equals', values: ['true'] }, [], true],
    [`case when ${SYSTEM} = 'true' then true else tenant_id = x end`, { is: 'equals', values: ['true'] }, [], false],
    [`(a or (b or ${SYSTEM} is not null))`, { is: 'other', operator: 'is not null' }, [], false],
    [`(select a or ${SYSTEM} = 'true')`, { is: 'equals', values: ['true'] }, [], false],
  ])('in %s', async (sql, test, fallbacks, andMore) => {
    const found = bypasses(await parseExpression(sql));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ setting: 'app.is_system_user', test, fallbacks, andMore });
  });

  it.each([
    OLD,
    FALLBACK,
    'true',
    `not (${SYSTEM} = 'true')`,
    `${SYSTEM} = status`,
    "exists (select 1 from public.m where current_setting('x.y') = 'true')",
  ])('finds none in %s', async (sql) => expect(bypasses(await parseExpression(sql))).toEqual([]));

  it('takes only those of the setting asked for, whatever its case, and quotes them', async () => {
    const parsed = await parseExpression(`${BASELINE} or current_setting('app.other') = 'x'`);
    expect(bypasses(parsed, 'app.IS_system_user').map((one) => one.source)).toEqual([
      "current_setting('app.is_system_user'::text, true) = 'true'::text",
    ]);
    expect(bypasses(parsed)).toHaveLength(2);
  });
});

describe('UUIDs', () => {
  it('are found wherever they stand, however written', async () => {
    const parsed = await parseExpression(`a = '{A0EEBC99-9C0B4EF8-BB6D6BB9-BD380A11}' or b in ('x', '${ZERO}'::uuid)`);
    expect(uuidConstants(parsed).map((one) => one.uuid)).toEqual(['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', ZERO]);
  });

  it.each([
    ZERO,
    '00000000000000000000000000000001',
    '{00000000-0000-0000-0000-000000000001}',
    '00000000-0000-0000-0000-0000000003E8',
  ])('%s is a placeholder', (text) => expect(isPlaceholderUuid(text)).toBe(true));
  it.each(['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '', 'x', '0', '00000001-0000-0000-0000-000000000000', `${ZERO}0`])(
    '%s is none',
    (text) => expect(isPlaceholderUuid(text)).toBe(false),
  );
});

it('knows what is always true', async () => {
  for (const sql of ['true', '(true)', "'t'::boolean", 'a or true'])
    expect(isAlwaysTrue(await parseExpression(sql)), sql).toBe(true);
  for (const sql of ['false', 'a', 'true and a', 'not true'])
    expect(isAlwaysTrue(await parseExpression(sql)), sql).toBe(false);
});
