/** Mistakes between the parts of a spec, and in YAML itself. ‹ marks the place. */
import { describe, expect, it } from 'vitest';
import { expectMistakes, mistakesOf } from './mistakes.js';

const tenancy = (rest: string) => `tenancy:\n  column: tenant_id\n  setting: app.tenant\n${rest}`;
const scoped = 'tables:\n  t: { columns: { id: uuid primary key, tenant_id: uuid not null, status: text } }\n';

describe('YAML', () => {
  it.each([
    ['an empty file', '‹', 'the spec is empty', 'tables'],
    ['a file of comments', '‹# nothing\n', 'the spec is empty', 'tables'],
    ['a list', '‹- a\n', 'expected a map, found a list', undefined],
    [
      'a bracket that is not closed',
      'tables: [a, b\n‹',
      'YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
      undefined,
    ],
    ['a tab', 'tables:\n‹\tt: {}\n', 'YAML: tabs are not allowed as indentation', 'spaces'],
    [
      'a colon in plain text',
      'tables:\n  t:\n    columns: { id: uuid }\n    comment: ‹a: b\n',
      'YAML: nested mappings are not allowed in compact mappings',
      'quotes',
    ],
    [
      'a second document',
      'tables: { t: { columns: { id: uuid } } }\n‹---\na: b\n',
      'YAML: a second document begins here',
      'remove',
    ],
    ['an alias of nothing', 'tables: { t: ‹*x }\n', 'no anchor &x before this alias', 'quotes'],
    ['a tag', 'schema: ‹!foo x\ntables: {}\n', 'YAML: unresolved tag: !foo', 'quotes'],
    ['a key that is a list', 'tables:\n  ? ‹[a]\n  : {}\n', 'a key has to be text', undefined],
    ['a key that is missing', 'tables:\n  ‹: {}\n', 'a key is missing before ":"', undefined],
    ['a table twice', 'tables:\n  t: { columns: { id: uuid } }\n  ‹t: {}\n', '"t" stands here twice', 'line 2'],
    [
      'a merge of something else',
      'tables:\n  t: { ‹<<: text, columns: { id: uuid } }\n',
      '"<<" merges maps only',
      undefined,
    ],
    ['a prototype as key', '‹__proto__: {}\ntables: {}\n', 'unknown key "__proto__"', undefined],
    [
      'bytes that are not UTF-8',
      'tables: { t: { columns: { "a‹\uFFFD": text } } }\n',
      'bytes here are not UTF-8',
      'UTF-8',
    ],
    [
      'a NUL in a name',
      'tables: { t: { columns: { "‹a\\0b": text } } }\n',
      'the column name holds a NUL character',
      undefined,
    ],
    ['nesting without end', `‹${'['.repeat(20_000)}`, 'the YAML is nested too deep to read', undefined],
  ])('%s', (_, text, message, hint) => {
    expectMistakes(text, [hint === undefined ? message : [message, hint]]);
  });

  it('counts columns from the first character behind a byte order mark', () => {
    expectMistakes('\uFEFFtables: {}\nfoo: 1\n'.replace('foo', '‹foo'), ['unknown key "foo"']);
    const [mistake] = mistakesOf('\uFEFFtabels: {}\n');
    expect(mistake?.location).toEqual({ file: 'schema.yaml', line: 1, column: 1 });
  });

  it('counts lines that end in CR LF', () => {
    expectMistakes('tables:\r\n  t:\r\n    columns:\r\n      a: ‹txet\r\n', ['unknown type "txet"']);
  });

  it('takes words that older YAML took for booleans, and numbers, as names', () => {
    expect(mistakesOf('tables:\n  no: { columns: { yes: text, on: text, 1: int, true: int, null: int } }\n')).toEqual(
      [],
    );
  });

  it('follows anchors and merge keys, and leaves x-… to them', () => {
    expectMistakes(
      `x-common: &common { columns: &columns { id: uuid } }
tables:
  a: *common
  b: { <<: *common, comment: second }
  c: { columns: { <<: *columns, n: ‹txet } }
  d: { columns: { <<: [*columns, { n: int }] } }
`,
      ['unknown type "txet"'],
    );
  });

  it('ends where aliases of aliases would not', () => {
    const list = (name: string, of: string) => `x-${name}: &${name} [${Array(20).fill(of).join(', ')}]\n`;
    const bomb =
      list('a', 'lol') + list('b', '*a') + list('c', '*b') + list('d', '*c') + list('e', '*d') + list('f', '*e');
    const [mistake] = mistakesOf(`${bomb}extensions: *f\ntables: { t: &t { columns: { id: uuid }, unique: *f } }\n`);
    expect(mistake?.message).toContain('expected text, found a list');
    const recursive = mistakesOf('tables: &t\n  a: *t\n');
    expect(recursive[0]?.message).toBe('unknown key "a"');
  });
});

describe('a spec', () => {
  it.each([
    ['no tables', '‹schema: public\n', '"tables" is missing', undefined],
    ['an unknown key', '‹tabels: {}\ntables: {}\n', 'unknown key "tabels"', 'did you mean "tables"?'],
    [
      'a setting without a dot',
      `tenancy:\n  column: tenant_id\n  setting: ‹tenant\n${scoped}`,
      '"tenant" has no dot: a setting of your own needs a prefix',
      'app.',
    ],
    [
      'a bypass without a dot',
      tenancy(`  bypass: { setting: ‹system, value: 'true' }\n${scoped}`),
      '"system" has no dot: a setting of your own needs a prefix',
      'app.',
    ],
    [
      'a setting that is no name',
      tenancy(`  bypass: { setting: ‹app.is-system, value: 'true' }\n${scoped}`),
      '"app.is-system" is no name of a setting',
      undefined,
    ],
    [
      'a table without the tenant',
      `${tenancy('')}tables:\n  ‹t: { columns: { id: uuid } }\n`,
      'table "t" has no tenant column "tenant_id"',
      'not_tenant_scoped',
    ],
    [
      'using on insert',
      tenancy(`  policies:\n    p: { for: insert, ‹using: 'true', with_check: 'true' }\n${scoped}`),
      'a policy for insert has no "using"',
      'with_check',
    ],
    [
      'with_check on select',
      tenancy(`  policies:\n    p: { for: select, using: 'true', ‹with_check: 'true' }\n${scoped}`),
      'a policy for select has no "with_check"',
      undefined,
    ],
    [
      'with_check on delete',
      tenancy(`  policies:\n    p: { for: delete, using: 'true', ‹with_check: 'true' }\n${scoped}`),
      'a policy for delete has no "with_check"',
      undefined,
    ],
    [
      'the same as nothing',
      tenancy(`  policies:\n    p: { with_check: ‹same as using }\n${scoped}`),
      'there is no "using" to be the same as',
      undefined,
    ],
    [
      'neither using nor with_check',
      tenancy(`  policies:\n    ‹p: { for: update }\n${scoped}`),
      'policy "p" says neither "using" nor "with_check"',
      undefined,
    ],
    [
      'a command that is none',
      tenancy(`  policies:\n    p: { for: ‹selct, using: 'true' }\n${scoped}`),
      '"selct" is not possible here',
      'did you mean "select"?',
    ],
    [
      'an unknown placeholder',
      tenancy(`  policies:\n    p_‹{tabel}: { using: 'true' }\n${scoped}`),
      'unknown placeholder {tabel}',
      'did you mean "table"?',
    ],
    [
      'a role that is whoever is there',
      tenancy(`  policies:\n    p: { to: ‹current_user, using: 'true' }\n${scoped}`),
      'current_user would be whoever creates the policy',
      'name the role',
    ],
    [
      'everyone and another',
      tenancy(`  policies:\n    p: { to: [‹public, app], using: 'true' }\n${scoped}`),
      'public is everyone: no other role beside it',
      undefined,
    ],
    [
      'a column that no table has',
      tenancy(`  policies:\n    p: { using: ‹tennant_id is null }\n${scoped}`),
      'no tenant-scoped table has the column "tennant_id"',
      'did you mean "tenant_id"?',
    ],
    [
      'a column that no table has, in a block',
      tenancy(`  policies:\n    p:\n      using: |\n        tenant_id is null\n        or ‹statsu = 'x'\n${scoped}`),
      'no tenant-scoped table has the column "statsu"',
      'did you mean "status"?',
    ],
    [
      'a column that one table lacks',
      `${tenancy(`  policies:\n    p: { using: "‹status = 'x'" }\n`)}${scoped}  u: { columns: { tenant_id: uuid } }\n`,
      '"u" lacks the column "status"',
      undefined,
    ],
    [
      'two expressions',
      tenancy(`  policies:\n    p: { using: "true‹) or (true" }\n${scoped}`),
      'not one SQL expression: ")" closes nothing',
      undefined,
    ],
    [
      'a frozen today',
      `${tenancy(`  policies:\n    p: { using: "d > ‹'today'" }\n`)}tables: { t: { columns: { tenant_id: uuid, d: date } } }\n`,
      "'today' is read once, when it is stored, and stands still",
      'current_date',
    ],
    [
      'two policies of one name',
      `${tenancy(`  policies:\n    '{table}_p': { using: 'true' }\n`)}${scoped.replace(' }\n', ", policies: { t_p: { using: 'true' }, '‹{table}_p': { using: 'true' } } }\n")}`,
      'table "t" has two policies "t_p"',
      undefined,
    ],
    [
      'a policy name that gets too long',
      `${tenancy(`  policies:\n    '‹{table}_${'p'.repeat(62)}': { using: 'true' }\n`)}${scoped}`,
      `the policy name "t_${'p'.repeat(62)}" is 64 bytes long, 63 is the most`,
      undefined,
    ],
    [
      'the tenants as a table of its own',
      tenancy(`  tenants_table: ‹t\n${scoped}`),
      '"t" is a table of this spec',
      undefined,
    ],
    [
      'a reference to the tenants',
      tenancy(`  tenants_table: tenants\n${scoped.replace('uuid not null', 'uuid not null references ‹tenants')}`),
      '"tenants" belongs to another service: no constraint may reference it',
      'external tenants(id)',
    ],
    [
      'a reference to another service',
      `external: { services: { auth: [users] } }\ntables: { t: { columns: { u: uuid references ‹users (id) } } }\n`,
      '"users" belongs to another service: no constraint may reference it',
      'external users(id)',
    ],
    [
      'a reference to another schema',
      'tables: { t: { columns: { u: uuid references ‹auth.users } } }\n',
      '"users" belongs to another service: no constraint may reference it',
      undefined,
    ],
    [
      'a table of two services',
      'external: { services: { auth: [users], venue: [‹users] } }\ntables: {}\n',
      '"users" is a table of "auth" already',
      undefined,
    ],
    [
      'a table of another service',
      'external: { services: { auth: [t] } }\ntables: { ‹t: { columns: { id: uuid } } }\n',
      '"t" is a table of "auth" as well',
      undefined,
    ],
    [
      'a placeholder in the comment',
      "external: { comment: 'FK ‹{tabel}' }\ntables: {}\n",
      'unknown placeholder {tabel}',
      'table',
    ],
    [
      'a placeholder in a name',
      "names: { unique: '{table}_‹{column}_x' }\ntables: {}\n",
      'unknown placeholder {column}',
      'columns',
    ],
    [
      'a name made too long',
      `tables: { t: { columns: { ${'c'.repeat(60)}: text ‹unique } } }\n`,
      `the unique would be named "t_${'c'.repeat(60)}_key": 66 bytes, 63 is the most`,
      'give it a name',
    ],
    [
      'an index of the name of another table',
      'tables:\n  t: { columns: { id: uuid } }\n  u: { columns: { id: uuid }, indexes: { ‹t: id } }\n',
      'the name "t" is taken by the table on line 2',
      undefined,
    ],
    [
      'an index of the name of an index elsewhere',
      'tables:\n  t: { columns: { id: uuid }, indexes: { i: id } }\n  u: { columns: { id: uuid }, indexes: { ‹i: id } }\n',
      'the name "i" is taken by an index of "t" on line 2',
      undefined,
    ],
    [
      'a former name of two tables',
      'tables:\n  t: { columns: { id: uuid }, formerly: x }\n  u: { columns: { id: uuid }, formerly: [y, ‹x] }\n',
      '"x" is a former name of "t" already',
      undefined,
    ],
    [
      'a reference to a table without a key',
      'tables:\n  t: { columns: { id: uuid } }\n  u: { columns: { t: uuid references ‹t } }\n',
      'table "t" has no primary key',
      undefined,
    ],
    [
      'a column shared twice',
      'shared:\n  first: { a: text }\n  last: { ‹a: text }\ntables: {}\n',
      'the column "a" is shared twice',
      undefined,
    ],
    [
      'an extension required and forbidden',
      'extensions: [‹pgcrypto]\nforbidden: { extensions: { pgcrypto: why } }\ntables: {}\n',
      'the extension "pgcrypto" is required and forbidden',
      undefined,
    ],
    [
      'a forbidden application role',
      'application_role: ‹app\nforbidden: { roles: { app: why } }\ntables: {}\n',
      'the role "app" is forbidden under forbidden.roles',
      undefined,
    ],
    [
      'a forbidden role without a reason',
      'forbidden: { roles: { ‹app: } }\ntables: {}\n',
      'expected text, found nothing',
      undefined,
    ],
    [
      'a policy for a forbidden role',
      `forbidden: { roles: { admin: why } }\n${tenancy(`  policies:\n    ‹p: { to: admin, using: 'true' }\n${scoped}`)}`,
      'the policy is for "admin", which is forbidden under forbidden.roles',
      undefined,
    ],
    ['a history without its baseline', '‹history: { table: knex }\ntables: {}\n', '"baseline" is missing', undefined],
    [
      'a tool that is not known',
      'history: { tool: ‹knexx, baseline: b.ts }\ntables: {}\n',
      '"knexx" is not possible here',
      'did you mean "knex"?',
    ],
    [
      'an archived name twice',
      'history: { baseline: b.ts, archived: [a.ts, ‹a.ts] }\ntables: {}\n',
      '"a.ts" stands here twice',
      undefined,
    ],
  ])('%s', (_, text, message, hint) => {
    expectMistakes(text, [hint === undefined ? message : [message, hint]]);
  });

  it('tells ten different mistakes at once, each at its place', () => {
    expectMistakes(
      `schema: public
‹servce: integration-service
tenancy:
  column: tenant_id
  setting: ‹tenant
  policies:
    '{table}_isolation':
      using: |
        tenant_id = current_setting('app.tenant')::uuid
        and ‹tennant_id is not null
shared:
  first:
    id: uuid primary key
    tenant_id: uuid not ‹nul
tables:
  orders:
    without: [‹updated_at]
    columns:
      status: ‹vrchar(50) default 'new'
      kind: text default ‹active
      customer_id: uuid references ‹customer
    indexes:
      orders_status: (‹state)
  customers:
    columns:
      total: numeric generated always as (1) stored default ‹2
`,
      [
        ['unknown key "servce"', 'did you mean "service"?'],
        '"tenant" has no dot: a setting of your own needs a prefix',
        ['no tenant-scoped table has the column "tennant_id"', 'did you mean "tenant_id"?'],
        ['expected "null", found "nul"', 'did you mean "null"?'],
        '"updated_at" is no shared column',
        ['unknown type "vrchar"', 'did you mean "varchar"?'],
        ['"active" is no value: in a default a word without quotes would be a column', "'active'"],
        ['there is no table "customer"', 'did you mean "customers"?'],
        ['table "orders" has no column "state"', 'did you mean "status"?'],
        'a generated column has no default',
      ],
    );
  });
});
