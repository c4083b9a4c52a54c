/** What the server prints of an expression, as a person would have written it. */
import { expect, it } from 'vitest';
import { plainExpression } from '../../src/spec/plain-expression.js';

it.each([
  [
    "(tenant_id = (NULLIF(current_setting('a.b'::text, true), ''::text))::uuid)",
    "tenant_id = (nullif(current_setting('a.b', true), ''::text))::uuid",
  ],
  [
    "(( SELECT current_setting('a.b'::text, true) AS current_setting) = 'on'::text)",
    "(select current_setting('a.b', true)) = 'on'::text",
  ],
  ['(id = ( SELECT (a.b)::uuid AS "nullif"))', 'id = (select (a.b)::uuid)'],
  // Others may speak of these by name.
  [
    '(id IN ( SELECT m.id AS i FROM members AS m WHERE (m.id = id)))',
    'id in (select m.id as i from members as m where (m.id = id))',
  ],
  ['(id = ( SELECT max(m.id) AS max FROM members m))', 'id = (select max(m.id) as max from members m)'],
  ['(id = (a AS x))', 'id = (a as x)'],
])('%s', (printed, plain) => {
  expect(plainExpression(printed)).toBe(plain);
});
