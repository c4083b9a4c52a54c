/** Every kind of mistake in a spec, each at the very word. ‹ marks the place. */
import { describe, it } from 'vitest';
import { expectMistakes } from './mistakes.js';

const table = (rest: string) =>
  `tables:\n  t:\n    columns:\n      id: uuid primary key\n      status: text\n      n: integer\n${rest}`;
const column = (definition: string) =>
  `tables:\n  t:\n    columns:\n      id: uuid primary key\n      status: text\n      a: ${definition}\n`;

describe('a column definition', () => {
  it.each([
    ['a misspelt word', "varchar(50) not ‹nul default 'x'", 'expected "null", found "nul"', 'did you mean "null"?'],
    ['a misspelt word in quotes', `"varchar(50) not ‹nul default 'x'"`, 'expected "null", found "nul"', 'null'],
    [
      'a misspelt word behind escapes',
      String.raw`"varchar(50)\tdefault '\u00e4\n' not ‹nul"`,
      'expected "null", found "nul"',
      'null',
    ],
    ['a misspelt word behind doubled quotes', `'text default ''x'' not ‹nul'`, 'expected "null", found "nul"', 'null'],
    ['a misspelt word on the next line', `varchar(50)\n        not ‹nul`, 'expected "null", found "nul"', 'null'],
    [
      'a misspelt word behind an escaped emoji',
      String.raw`"text default '\U0001F600' not ‹nul"`,
      'expected "null", found "nul"',
      'null',
    ],
    [
      'a misspelt word in a block that begins like one',
      `|\n        text default '|'\n        not ‹nul`,
      'expected "null", found "nul"',
      'null',
    ],
    ['a misspelt word in a literal block', `|\n        text\n        not ‹nul`, 'expected "null", found "nul"', 'null'],
    [
      'a misspelt word in a folded block',
      `>-\n        text\n\n        not ‹nul`,
      'expected "null", found "nul"',
      'null',
    ],
    ['an unknown type', '‹vrchar(50)', 'unknown type "vrchar"', 'did you mean "varchar"?'],
    ['a type of an extension without its schema', '‹citext', 'unknown type "citext"', 'public.citext'],
    ['an array of serial', 'bigserial‹[]', 'there is no array of bigserial', undefined],
    ['a serial with a default', 'serial default ‹7', 'a serial column has its default already', undefined],
    ['a length where there is none', 'uuid‹(3)', 'uuid takes no length or precision', undefined],
    ['a length of nothing', 'varchar(‹0)', '0 is not between 1 and 10485760', undefined],
    ['a precision too fine', 'timestamptz(‹9)', '9 is not between 0 and 6', undefined],
    ['a length that is no number', 'varchar(‹max)', 'expected a whole number, found "max"', undefined],
    [
      'a word of another database',
      'integer ‹auto_increment',
      '"auto_increment" says nothing about a column',
      'as in SQL',
    ],
    [
      'an unquoted word as default',
      'text default ‹active',
      '"active" is no value: in a default a word without quotes would be a column',
      "'active'",
    ],
    [
      'a column as default',
      'text default lower(‹status)',
      '"status" is no value: in a default a word without quotes would be a column',
      undefined,
    ],
    ['two defaults', 'text default 1 ‹default 2', 'a second default', undefined],
    ['no default', 'text default‹', 'expected a default, found the end', undefined],
    [
      'two expressions as default',
      'integer default 1‹, 2',
      'not one SQL expression: a comma outside parentheses: more than one expression',
      undefined,
    ],
    [
      'an escape from the expression',
      'integer default (1‹; drop table x)',
      'not one SQL expression: a semicolon outside a literal',
      undefined,
    ],
    ['an open parenthesis', 'integer default ‹(1', 'not one SQL expression: "(" is never closed', undefined],
    ['an open string', "text default ‹'x", 'an unterminated string', undefined],
    ['a sub-select', 'integer default (‹select 1)', 'a sub-select is not allowed in a default expression', undefined],
    [
      'a frozen now',
      "timestamptz default ‹'now'",
      "'now' is read once, when it is stored, and stands still",
      'current_timestamp',
    ],
    [
      'a frozen today, cast',
      "date default ‹'today'::date",
      "'today' is read once, when it is stored, and stands still",
      'current_date',
    ],
    ['both null and not null', 'text not null ‹null', 'both null and not null', undefined],
    [
      'a default of a generated column',
      'integer generated always as (1) stored default ‹2',
      'a generated column has no default',
      undefined,
    ],
    [
      'a default of an identity',
      'integer generated always as identity default ‹2',
      'an identity column has no default',
      undefined,
    ],
    ['an identity of text', 'text ‹generated always as identity', 'an identity column cannot be text', 'bigint'],
    [
      'a generated column of nothing known',
      'integer generated always as (‹b + 1) stored',
      'table "t" has no column "b"',
      'a',
    ],
    [
      'a generated column without stored',
      'integer generated always as (1)‹',
      'expected "stored" or "virtual", found the end',
      undefined,
    ],
    ['a collation of a number', 'integer ‹collate "C"', 'integer has no collation', undefined],
    ['a collation folded to lower case', 'text ‹collate C', 'there is no collation c', '"C"'],
    ['an unknown table', 'uuid references ‹tt', 'there is no table "tt"', 'did you mean "t"?'],
    ['an unknown column', 'uuid references t(‹idd)', 'table "t" has no column "idd"', 'did you mean "id"?'],
    ['a column that is not unique', 'text references t(‹status)', '(status) is not unique in "t"', 'unique constraint'],
    [
      'a table of no declared service',
      'uuid external ‹users(id)',
      '"users" is no table of another service',
      'declare it',
    ],
    [
      'an external table without its column',
      'uuid external users‹',
      'expected the column: users(id), found the end',
      undefined,
    ],
    [
      'a misspelt action',
      'uuid references t on delete ‹cascad',
      'expected "cascade" or "restrict" or "set" or "no", found "cascad"',
      'cascade',
    ],
    ['deferrable of nothing', 'uuid ‹deferrable', '"deferrable" belongs behind a constraint', undefined],
    [
      'a name without a constraint',
      `text check (a > '') constraint x‹`,
      'expected a constraint behind its name, found the end',
      undefined,
    ],
    [
      'a name too long',
      `text constraint ‹${'x'.repeat(64)} unique`,
      `"${'x'.repeat(64)}" is longer than 63 bytes`,
      undefined,
    ],
    [
      'an external and an enforced reference',
      'uuid references t external ‹users(id)',
      'a column has an enforced reference or an external one, not both',
      undefined,
    ],
    [
      'initially deferred, yet not deferrable',
      'uuid unique ‹not deferrable initially deferred',
      'a constraint that is not deferrable cannot be initially deferred',
      undefined,
    ],
    [
      'a comment in an expression',
      'integer default (1 ‹/* one */)',
      'not one SQL expression: a comment inside an expression',
      'YAML comment',
    ],
    [
      'a word that is no option of a sequence',
      'integer generated always as identity (start 5 ‹stop 7)',
      'expected an option of a sequence, found "stop"',
      undefined,
    ],
    [
      'columns of set null that the key does not have',
      'uuid references t on delete set null (‹status)',
      '"status" is no column of the foreign key',
      'known here: a',
    ],
    ['a check of an unknown column', 'text check (‹statu is not null)', 'table "t" has no column "statu"', 'status'],
  ])('%s', (_, definition, message, hint) => {
    const external = message.includes('not both') ? 'external: { services: { auth: [users] } }\n' : '';
    expectMistakes(external + column(definition), [hint === undefined ? message : [message, hint]]);
  });

  it('says everything that is wrong in it', () => {
    expectMistakes(column('‹vrchar(50) not ‹nul default ‹active references ‹nowhere'), [
      'unknown type "vrchar"',
      'expected "null", found "nul"',
      '"active" is no value: in a default a word without quotes would be a column',
      'there is no table "nowhere"',
    ]);
  });

  it('says in the long form what it says in the short one', () => {
    const long = `
        type: ‹vrchar
        ‹typo: text
        not_null: ‹sometimes
        default: ‹active
        identity: ‹never
        references: ‹nowhere (id)
        external: users‹
        formerly: ‹status`;
    expectMistakes(column(long), [
      ['unknown type "vrchar"', 'did you mean "varchar"?'],
      ['unknown key "typo"', 'did you mean "type"?'],
      'expected true or false, found text',
      ['"active" is no value: in a default a word without quotes would be a column', `default: "'active'"`],
      ['"never" is not possible here', 'known here: always, by default'],
      'there is no table "nowhere"',
      'expected the column: users(id), found the end',
      '"status" is a column of the table still, not a former name',
    ]);
  });
});

describe('a table', () => {
  it.each([
    ['an unknown key', '    ‹indices: {}\n', 'unknown key "indices"', 'did you mean "indexes"?'],
    ['text for a list of lists', '    unique: [‹status]\n', 'expected a list or a map, found text', undefined],
    ['a number for text', '    comment: ‹12\n', 'expected text, found the number 12', "'12'"],
    ['a key twice', '    indexes:\n      i: n\n      ‹i: status\n', '"i" stands here twice', 'line 8'],
    ['an unknown column in a key', '    unique:\n      - [n, ‹stat]\n', 'table "t" has no column "stat"', 'status'],
    ['a column twice in a key', '    unique:\n      - [n, ‹n]\n', 'the column "n" stands here twice', undefined],
    ['a second primary key', '    ‹primary_key: [n]\n', 'a table has one primary key', 'primary_key: [a, b]'],
    ['a key without columns', '    unique:\n      ‹x: []\n', 'a unique constraint needs columns', undefined],
    [
      'an unknown column in an index',
      '    indexes:\n      i: (n, ‹stat desc)\n',
      'table "t" has no column "stat"',
      'status',
    ],
    [
      'an unknown column in an index expression',
      '    indexes:\n      i: (lower(‹stat))\n',
      'table "t" has no column "stat"',
      'status',
    ],
    [
      'an unknown column in a predicate',
      "    indexes:\n      i: n where ‹stat = 'x'\n",
      'table "t" has no column "stat"',
      'status',
    ],
    [
      'several columns without parentheses',
      '    indexes:\n      i: n‹, status\n',
      'several columns are written in parentheses, found ","',
      undefined,
    ],
    [
      'an unknown word behind an index',
      '    indexes:\n      i: (n) ‹inclde (status)\n',
      'expected "include", "nulls", "with", "where" or the end, found "inclde"',
      'include',
    ],
    [
      'a misspelt access method',
      '    indexes:\n      i: using ‹gni (n)\n',
      'unknown access method "gni"',
      'did you mean "gin"?',
    ],
    [
      'an operator class without its schema',
      '    indexes:\n      i: using gin (status ‹gin_trgm_ops)\n',
      'gin has no operator class "gin_trgm_ops"',
      'public.gin_trgm_ops',
    ],
    [
      'a unique index of a method that cannot',
      '    indexes:\n      ‹i: unique using hash (n)\n',
      'an index of method hash cannot be unique',
      undefined,
    ],
    [
      'an index with the name of a table',
      '    indexes:\n      ‹t: n\n',
      'the name "t" is taken by the table on line 2',
      undefined,
    ],
    [
      'an index with the name of a primary key',
      '    indexes:\n      ‹t_pkey: n\n',
      'the name "t_pkey" is taken by the primary key of "t" on line 4',
      undefined,
    ],
    [
      'an index name too long',
      `    indexes:\n      ‹${'i'.repeat(64)}: n\n`,
      `the index name "${'i'.repeat(64)}" is 64 bytes long, 63 is the most`,
      undefined,
    ],
    [
      'an index name too long in bytes',
      `    indexes:\n      ‹${'ü'.repeat(32)}: n\n`,
      `the index name "${'ü'.repeat(32)}" is 64 bytes long, 63 is the most`,
      undefined,
    ],
    [
      'a check that is no expression',
      '    checks:\n      - n > 0‹)\n',
      'not one SQL expression: ")" closes nothing',
      undefined,
    ],
    [
      'two constraints of one name',
      '    checks: { c: n > 0 }\n    unique: { ‹c: [n] }\n',
      'table "t" has two constraints "c"',
      undefined,
    ],
    [
      'a foreign key to nothing',
      '    foreign_keys:\n      f: (n) references ‹nowhere\n',
      'there is no table "nowhere"',
      undefined,
    ],
    [
      'a foreign key of two to one',
      '    foreign_keys:\n      f: (n, id) references ‹t\n',
      'as many columns have to be referenced as reference them',
      '(n, id) references t (id)',
    ],
    [
      'a foreign key without references',
      '    foreign_keys:\n      f: (n) ‹t\n',
      'expected "references", found "t"',
      undefined,
    ],
    [
      'an encrypted column that is not there',
      '    encrypted: [‹token]\n',
      'table "t" has no column "token"',
      undefined,
    ],
    ['a shared column that is none', '    without: [‹status]\n', '"status" is no shared column', undefined],
    ['a former name in use', '    formerly: ‹t\n', '"t" is a table of the spec still, not a former name', undefined],
    [
      'a policy without row level security',
      "    policies:\n      ‹p: { using: 'true' }\n",
      'a policy does nothing here: "t" has no row level security',
      'tenancy',
    ],
  ])('%s', (_, rest, message, hint) => {
    expectMistakes(table(rest), [hint === undefined ? message : [message, hint]]);
  });

  it('is told of one mistake once, though its columns could not be read', () => {
    expectMistakes('tables:\n  t:\n    columns: ‹[a]\n    primary_key: [a]\n    indexes: { i: a }\n', [
      'expected a map, found a list',
    ]);
  });
});
