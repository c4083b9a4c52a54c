/** Rows that break what a plan would add are counted and named before the first statement, and nobody's secrets are shown. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { planSpec } from './spec-on-database.js';

let database: TestDatabase;
let version: number;

const sql = (text: string) => withClient(database.url, (client) => client.query(text));

/** `object: message [keys]` of each violation. */
async function violations(spec: string, url = database.url): Promise<string[]> {
  const { violations: found, untested } = await planSpec(url, spec);
  return [
    ...found.map(({ object, message, keys }) => `${object.kind} ${object.name}: ${message} [${keys.join('; ')}]`),
    ...untested.map(({ object, why }) => `${object.kind} ${object.name}: untested: ${why}`),
  ];
}

const T = `create table t (id int primary key, a int, b text, secret text);
  insert into t select g, case when g > 7 then null else g % 3 end, 'b' || g, 's' || g from generate_series(1, 9) g;`;
const spec = (more: string, columns = 'id: int primary key, a: int, b: text, secret: text') =>
  `tables:\n  t: { columns: { ${columns} }, encrypted: secret${more === '' ? '' : `, ${more}`} }\n`;

function tests(): void {
  beforeEach(async () => {
    database = await createDatabase({ version });
    await sql(T);
  });
  afterEach(() => database.drop());

  test.each<[string, string, string[]]>([
    ['nothing is wrong', spec('checks: { small: a < 100 }, unique: { u: b }'), []],
    [
      'not null',
      spec('', 'id: int primary key, a: int not null, b: text, secret: text'),
      ['column a: 2 rows have no value in a [id = 8; id = 9]'],
    ],
    [
      'a new column that is not null and has no default',
      spec('', 'id: int primary key, a: int, b: text, secret: text, c: int not null'),
      ['column c: 9 rows have no value in c [id = 1; id = 2; id = 3; id = 4; id = 5]'],
    ],
    [
      'a new column with a default',
      spec(
        'checks: { c_small: c < 5 }',
        'id: int primary key, a: int, b: text, secret: text, c: int not null default 1',
      ),
      [],
    ],
    [
      'a check; null passes',
      spec('checks: { small: a < 2 }'),
      ['constraint small: 2 rows break the check [id = 2; id = 5]'],
    ],
    [
      'unique; nulls are apart',
      spec('unique: { u: a }'),
      [
        'constraint u: 3 values are there more than once [id = 1 and id = 4 and id = 7; id = 2 and id = 5; id = 3 and id = 6]',
      ],
    ],
    [
      'a unique index over an expression, in part',
      spec("indexes: { u: 'unique (left(b, 1)) where a = 1' }"),
      ['index u: 1 value is there more than once [id = 1 and id = 4 and id = 7]'],
    ],
    [
      'a type that some values do not have',
      spec('', 'id: int primary key, a: int, b: int, secret: text'),
      ['column b: 9 values cannot become integer [id = 1; id = 2; id = 3; id = 4; id = 5]'],
    ],
    [
      'the spec says how: then it goes',
      spec('', 'id: int primary key, a: int, b: { type: int, using: "substr(b, 2)::int" }, secret: text'),
      [],
    ],
    [
      'a constraint over what a type becomes',
      spec(
        'checks: { c: b < 9 }',
        'id: int primary key, a: int, b: { type: int, using: "substr(b, 2)::int" }, secret: text',
      ),
      ['constraint c: 1 row breaks the check [id = 9]'],
    ],
    [
      'a length that cuts values off',
      spec('', 'id: int primary key, a: int, b: varchar(1), secret: text'),
      ['column b: 9 values are longer than character varying(1) allows [id = 1; id = 2; id = 3; id = 4; id = 5]'],
    ],
    [
      'no cast at all',
      spec('', 'id: int primary key, a: uuid, b: text, secret: text'),
      ['column a: there is no cast from integer to uuid: say in the spec how, with using []'],
    ],
  ])('%s', async (_name, text, expected) => {
    expect(await violations(text)).toEqual(expected);
  });

  test('a foreign key: rows that refer to nothing', async () => {
    await sql('create table p (id int primary key); insert into p values (0), (1)');
    const text = `tables:
  p: { columns: { id: int primary key } }
  t: { columns: { id: int primary key, a: int references p, b: text, secret: text } }\n`;
    expect(await violations(text)).toEqual(['constraint t_a_fkey: 2 rows refer to no row of p [id = 2; id = 5]']);
  });

  test('a referenced table by the name of target is no other table', async () => {
    await sql('create table target (id int primary key); insert into target values (0), (1)');
    const text = `tables:
  target: { columns: { id: int primary key } }
  t: { columns: { id: int primary key, a: int references target, b: text, secret: text } }\n`;
    expect(await violations(text)).toEqual(['constraint t_a_fkey: 2 rows refer to no row of target [id = 2; id = 5]']);
  });

  test('what is kept secret is in no message and no key', async () => {
    await sql('alter table t drop constraint t_pkey, add primary key (secret)');
    const text = `tables:
  t:
    columns: { id: int, a: int not null, b: text, secret: uuid primary key }
    encrypted: secret\n`;
    const said = (await violations(text)).join('\n');
    expect(said).toMatch(/column secret: 9 values cannot become uuid \[row at \(0,1\)/);
    expect(said).not.toMatch(/\bs\d/);
  });

  test('under the names that tables and columns have now', async () => {
    const text = `tables:
  u:
    formerly: t
    columns: { id: int primary key, n: { type: int, not_null: true, formerly: a }, b: text, secret: text }\n`;
    expect(await violations(text)).toEqual(['column n: 2 rows have no value in n [id = 8; id = 9]']);
  });

  test('row level security blinds nobody: what it hides is untested, and said', async () => {
    const owner = uniqueName('owner');
    await sql(`create role ${owner} login password 'owner'; grant ${owner} to current_user; grant all on schema public to ${owner};
      alter table t owner to ${owner}; alter table t enable row level security; alter table t force row level security`);
    const url = new URL(database.url);
    url.username = owner;
    url.password = 'owner';
    try {
      expect(await violations(spec('unique: { u: a }'), url.href)).toEqual([
        'constraint u: untested: row level security hides rows from the role that we are connected as',
      ]);
    } finally {
      await sql(`reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`);
    }
  });
}

onVersions([14, 18], (number) => {
  beforeEach(() => {
    version = number;
  });
  tests();
});
