/** Owners, grants and default privileges in a spec: every form, every mistake, and what is written reads back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { inOrder, PRIVILEGES, type Secured, spelled } from '../../../src/catalog/privileges.js';
import type { DefaultPrivileges, Grant } from '../../../src/catalog/types.js';
import { compile, scopeOf } from '../../../src/spec/compile.js';
import { writeGrants } from '../../../src/spec/kinds/access.js';
import { writeDefaultPrivileges } from '../../../src/spec/kinds/default-privileges.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { Inline } from '../../../src/spec/written.js';
import { expectMistakes } from '../mistakes.js';

const catalogOf = (text: string) => compile(parseSpec(text, 'spec.yaml')).catalog;

/** The grants of table t. */
const grantsOf = (grants: string) =>
  catalogOf(`tables: { t: { columns: { id: int }, grants: ${grants} } }`).table[0]?.grants;

const plain = (value: unknown) =>
  stringify(value, { keepUndefined: false, lineWidth: 0, aliasDuplicateObjects: false });

/** What Inline says about the layout is no part of the value. */
const bare = (value: unknown): unknown => {
  if (value instanceof Inline) return bare(value.value);
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bare(one)]));
};

describe('grants', () => {
  it.each<[string, readonly Grant[]]>([
    ['{ app: select }', [{ role: 'app', privileges: ['select'], grantable: [] }]],
    ["{ app: 'update, select' }", [{ role: 'app', privileges: ['select', 'update'], grantable: [] }]],
    ['{ app: [insert, SELECT] }', [{ role: 'app', privileges: ['insert', 'select'], grantable: [] }]],
    ['{ app: all }', [{ role: 'app', privileges: ['all'], grantable: [] }]],
    ['{ app: all privileges }', [{ role: 'app', privileges: ['all'], grantable: [] }]],
    [`{ app: [${PRIVILEGES.table.join(', ')}] }`, [{ role: 'app', privileges: ['all'], grantable: [] }]],
    [
      '{ app: { privileges: select, with_grant_option: true } }',
      [{ role: 'app', privileges: ['select'], grantable: ['select'] }],
    ],
    [
      "{ app: { privileges: 'select, insert', with_grant_option: [insert] } }",
      [{ role: 'app', privileges: ['insert', 'select'], grantable: ['insert'] }],
    ],
    [
      '{ app: [select, { privileges: insert, granted_by: admin }] }',
      [
        { role: 'app', privileges: ['select'], grantable: [] },
        { role: 'app', by: 'admin', privileges: ['insert'], grantable: [] },
      ],
    ],
    [
      '{ public: select, Öwner: [] }',
      [
        { role: 'public', privileges: ['select'], grantable: [] },
        { role: 'Öwner', privileges: [], grantable: [] },
      ],
    ],
    ['{}', []],
  ])('%s', (written, grants) => {
    expect(grantsOf(written)).toEqual(grants);
  });

  it.each<[string, string, [string, string | undefined]]>([
    ['a misspelt privilege', '{ app: ‹selct }', ['"selct" is no privilege', 'select']],
    ['another one behind a comma', "{ app: 'select, ‹udpate' }", ['"udpate" is no privilege', 'update']],
    ['a privilege of something else', '{ app: ‹execute }', ['a table has no privilege "execute"', 'select']],
    [
      'a grant option on what is not granted',
      '{ app: { privileges: select, with_grant_option: [‹insert] } }',
      ['"insert" is granted on without being granted', 'privileges'],
    ],
    [
      'a grant option of everyone',
      '{ ‹public: { privileges: select, with_grant_option: true } }',
      ['everyone cannot have a grant option', 'role'],
    ],
    [
      'the same grantor twice',
      '{ app: [select, ‹{ privileges: insert }] }',
      ['what app is granted by one role stands here twice', undefined],
    ],
    [
      'whoever is connected',
      '{ ‹current_user: select }',
      ['current_user would be whoever applies the spec', 'name the role'],
    ],
    [
      'a role of 64 bytes',
      `{ ‹${'r'.repeat(64)}: select }`,
      [`the role "${'r'.repeat(64)}" is 64 bytes long, 63 is the most`, undefined],
    ],
  ])('%s is a mistake', (_, grants, [message, hint]) => {
    const mistake = hint === undefined ? message : ([message, hint] as [string, string]);
    expectMistakes(`tables:\n  t:\n    columns: { id: int }\n    grants: ${grants}\n`, [mistake]);
  });

  it('an owner is a role that is somebody', () => {
    expectMistakes('owner: ‹public\ntables: { t: { columns: { id: int } } }\n', ['public is everyone: no owner']);
  });

  it('written, they read back', () => {
    const on: readonly Secured[] = ['table'];
    const privileges = fc.uniqueArray(fc.constantFrom(...PRIVILEGES.table), { minLength: 1 });
    const one = fc
      .record({
        role: fc.constantFrom('app', 'Reader', 'we "ird', 'public', 'null', '1'),
        privileges,
        option: fc.boolean(),
        by: fc.constantFrom(undefined, undefined, 'admin'),
      })
      .map(({ role, privileges: some, option, by }): Grant => {
        const listed = spelled(some, 'table');
        return {
          role,
          ...(by === undefined ? {} : { by }),
          privileges: listed,
          grantable: option && role !== 'public' ? listed : [],
        };
      });
    const grants = fc.uniqueArray(one, { selector: ({ role, by }) => `${role} ${by}` }).map((list) => inOrder(list));
    fc.assert(
      fc.property(grants, (list) => {
        const text = plain({
          tables: { t: { columns: { id: 'int' }, grants: bare(writeGrants(list, on[0] ?? 'table')) } },
        });
        expect(catalogOf(text).table[0]?.grants).toEqual(list);
      }),
    );
  });
});

describe('a section', () => {
  const text = `
owner: app_owner
grants: { app: usage }
defaults:
  tables: { grants: { app: 'select, insert' } }
  functions: { owner: root, grants: {} }
tables:
  a: { columns: { id: int } }
  b: { columns: { id: int, name: { type: text, grants: { app: update } } }, owner: other, grants: {} }
schemas:
  audit:
    owner: auditor
    defaults: { owner: keeper }
    tables: { log: { columns: { id: int } } }
  silent:
    tables: { t: { columns: { id: int } } }
`;
  const { schema, table, column } = catalogOf(text);
  const of = (name: string) => table.find((one) => one.table === name);

  it('has its own owner and grants', () => {
    expect(schema).toMatchObject([
      { name: 'public', owner: 'app_owner', grants: [{ role: 'app', privileges: ['usage'] }] },
      { name: 'audit', owner: 'auditor' },
      { name: 'silent' },
    ]);
    expect(schema[1]?.grants).toBeUndefined();
    expect(schema[2]?.owner).toBeUndefined();
  });

  it('speaks for what is in it and says nothing', () => {
    expect(of('a')).toMatchObject({ owner: 'app_owner', grants: [{ role: 'app', privileges: ['insert', 'select'] }] });
    expect(of('b')).toMatchObject({ owner: 'other', grants: [] });
    expect(of('log')?.owner).toBe('keeper');
    expect(of('log')?.grants).toBeUndefined();
    expect(of('t')?.owner).toBeUndefined();
  });

  it('says of columns that nobody has more than the table says', () => {
    const grants = (on: string) => column.filter((one) => one.table === on).map((one) => one.grants);
    expect(grants('a')).toEqual([[]]);
    expect(grants('b')).toEqual([[], [{ role: 'app', privileges: ['update'], grantable: [] }]]);
    expect(grants('log')).toEqual([undefined]);
  });

  it('costs nothing where it says nothing', () => {
    const asked = (spec: string) => scopeOf(parseSpec(spec, 'spec.yaml')).privileges;
    expect(asked('tables: { t: { columns: { id: int } } }')).toBe(false);
    expect(asked('tables: { t: { columns: { id: { type: int, grants: { app: select } } } } }')).toBe(true);
    expect(asked('owner: app\ntables: { t: { columns: { id: int } } }')).toBe(true);
  });

  it('knows the privileges of each kind', () => {
    expectMistakes(
      'grants: { app: ‹select }\ndefaults:\n  sequences: { grants: { app: ‹insert } }\ntables: { t: { columns: { id: int } } }\n',
      [
        ['a schema has no privilege "select"', 'usage, create'],
        ['a sequence has no privilege "insert"', 'usage'],
      ],
    );
  });
});

describe('default privileges', () => {
  const of = (entries: string) =>
    catalogOf(`default_privileges:\n${entries}\ntables: { t: { columns: { id: int } } }\n`)['default privileges'];

  it('are of roles, in schemas or anywhere', () => {
    const found = of(`
  - for: [app, admin]
    in: public
    tables: { reader: select }
  - for: app
    functions: {}
    large_objects: { reader: select }`);
    expect(found.map(({ name }) => name)).toEqual([
      'app on tables in public',
      'admin on tables in public',
      'app on functions',
      'app on large objects',
    ]);
    expect(found[0]).toMatchObject({
      role: 'app',
      inSchema: 'public',
      objects: 'tables',
      grants: [{ role: 'reader', privileges: ['select'], grantable: [] }],
    });
    expect(found[2]).toMatchObject({ inSchema: null, grants: [] });
  });

  it('are read where the spec has some, of the roles that it names', () => {
    const scope = scopeOf(
      parseSpec('default_privileges: [{ for: app, types: {} }]\ntables: { t: { columns: { id: int } } }', 'spec.yaml'),
    );
    expect(scope.kinds.has('default privileges')).toBe(true);
    expect(scope.defaultRoles).toEqual(['app']);
  });

  it('written, they read back', () => {
    const list: DefaultPrivileges[] = [
      {
        kind: 'default privileges',
        name: 'app on tables in public',
        role: 'app',
        inSchema: 'public',
        objects: 'tables',
        grants: [{ role: 'reader', privileges: ['all'], grantable: ['all'] }],
      },
      { kind: 'default privileges', name: 'app on types', role: 'app', inSchema: null, objects: 'types', grants: [] },
    ];
    const text = plain({
      default_privileges: bare(writeDefaultPrivileges(list)),
      tables: { t: { columns: { id: 'int' } } },
    });
    expect(catalogOf(text)['default privileges']).toEqual(list);
  });

  it.each<[string, string, [string, string | undefined]]>([
    ['nothing that is made', '  - ‹for: app\n', ['default privileges of nothing', 'tables']],
    ['a schema in a schema', '  - for: app\n    in: s\n    ‹schemas: {}\n', ['schemas are made in no schema', '"in"']],
    [
      'the same twice',
      '  - for: app\n    types: {}\n  - for: [app]\n    ‹types: { x: usage }\n',
      ['the default privileges of app on types stand here twice', undefined],
    ],
  ])('%s is a mistake', (_, entries, [message, hint]) => {
    const mistake = hint === undefined ? message : ([message, hint] as [string, string]);
    expectMistakes(`default_privileges:\n${entries}tables: { t: { columns: { id: int } } }\n`, [mistake]);
  });
});
