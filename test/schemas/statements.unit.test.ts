/** Scripts cut into statements. */
import { expect, test } from 'vitest';
import { listOf, statementsOf } from './statements.js';

test.each([
  ['two', 'select 1; select 2', ['select 1', 'select 2']],
  ['empty ones', ';; select 1;\n;', ['select 1']],
  ['strings', `select 'a;''b;', "c;""d", E'e\\';f', U&'g;' ; x`, [`select 'a;''b;', "c;""d", E'e\\';f', U&'g;'`, 'x']],
  ['a string that ends in a backslash', `select 'a\\'; select 2`, [`select 'a\\'`, 'select 2']],
  ['dollar quotes', 'do $$ a; $x$ b; $$; do $é$ c; $$ $é$; x', ['do $$ a; $x$ b; $$', 'do $é$ c; $$ $é$', 'x']],
  ['no dollar quotes', 'select a$b$c; select $1; x', ['select a$b$c', 'select $1', 'x']],
  ['comments', 'a -- b; c\n; /* d; /* e; */ f; */ g', ['a', 'g']],
  ['comments in a body', 'do $$ a -- b;\n$$; c', ['do $$ a -- b;\n$$', 'c']],
  ['parentheses', 'create rule r as on insert to v do (a; b); c', ['create rule r as on insert to v do (a; b)', 'c']],
  [
    'SQL-standard bodies',
    'create function f() BEGIN ATOMIC select case when a then case when b then 1 end end; select 2; END; begin; end',
    [
      'create function f() BEGIN ATOMIC select case when a then case when b then 1 end end; select 2; END',
      'begin',
      'end',
    ],
  ],
])('%s', (_name, sql, statements) => {
  expect(statementsOf(sql)).toEqual(statements);
});

test('what has no end is an error', () => {
  expect(() => statementsOf('do $a$ x; $b$')).toThrow('$a$ has no end');
  expect(() => statementsOf('a /* b /* c */')).toThrow('a comment has no end');
});

test('a list is cut at the commas outside of parentheses and quotes', () => {
  expect(
    listOf(`a numeric(1, 2), "b,""c" int DEFAULT ','::text, d text[] DEFAULT ARRAY['e'::text, 'f'::text]`),
  ).toEqual(['a numeric(1, 2)', `"b,""c" int DEFAULT ','::text`, `d text[] DEFAULT ARRAY['e'::text, 'f'::text]`]);
});
