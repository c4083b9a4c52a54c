/** Views and materialized views of a spec: every form, every mistake at its place, and what is written reads back the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/types.js';
import { compile } from '../../../src/spec/compile.js';
import { commentsOf } from '../../../src/spec/decompile.js';
import { writeMaterializedViews } from '../../../src/spec/kinds/materialized-view.js';
import { writeViews } from '../../../src/spec/kinds/view.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { render } from '../../../src/spec/render.js';
import { expectMistakes } from '../mistakes.js';

function catalogOf(text: string): Catalog {
  const readFile = () => 'select 1 as one; -- from a file\n';
  return compile(parseSpec(text, 'schema.yaml', { readFile })).catalog;
}

function rewritten(catalog: Catalog): string {
  return render({
    tables: {},
    views: writeViews(catalog.view, commentsOf(catalog), catalog),
    materialized_views: writeMaterializedViews(catalog['materialized view'], commentsOf(catalog), catalog),
  });
}

const FORMS = `tables: {}
views:
  short: select 1 as one
  block: |-
    SELECT a,
        b
       FROM public.t
  long:
    comment: its comment
    security_invoker: true
    security_barrier: false
    check_option: cascaded
    columns:
      one: of the column
    triggers:
      a: instead of insert for each row execute function f()
    definition: select 1 as one
materialized_views:
  sums: select sum(a) from public.t
  more:
    comment: its comment
    with:
      fillfactor: 70
    columns:
      sum: of the column
    indexes:
      more_key: unique (sum)
      other:
        columns: [lower(x) desc]
        comment: of the index
    definition: select 1 as sum, 'a' as x
`;

describe('a view of a spec', () => {
  it('is a query, with what belongs to it', () => {
    const { view, comment, trigger } = catalogOf(FORMS);
    expect(view.map(({ table, definition }) => [table, definition.query])).toEqual([
      ['short', 'select 1 as one'],
      ['block', 'SELECT a,\n    b\n   FROM public.t'],
      ['long', 'select 1 as one'],
    ]);
    expect(view[2]).toMatchObject({ with: ['security_barrier=off', 'security_invoker=on'], checkOption: 'cascaded' });
    expect(trigger).toMatchObject([{ on: 'view', table: 'long', name: 'a', function: 'public.f' }]);
    expect(comment.map(({ on, table, name, text }) => [on, table, name, text])).toContainEqual([
      ...['view column', 'long', 'one', 'of the column'],
    ]);
  });

  it('reads back as it was written, word for word', () => {
    const catalog = catalogOf(FORMS);
    const text = rewritten(catalog);
    expect(catalogOf(text)).toEqual(catalog);
    expect(rewritten(catalogOf(text))).toBe(text);
  });

  it('may stand in a file, with a semicolon and comments', () => {
    const { view } = catalogOf('tables: {}\nviews: { v: { definition: { file: v.sql } } }');
    expect(view[0]?.definition.query).toBe('select 1 as one');
  });

  it('reads back as it was, whatever its text', () => {
    const piece = fc.constantFrom(
      "'a;b'",
      '"with check"',
      '$$x;$$',
      'a',
      ',\n  b',
      ' from public.t',
      "E'\\\\'",
      '(select 1)',
      '\n\n',
      ': #',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const query = `select ${pieces.join(' ')}`.trim();
        const before = catalogOf('tables: {}\nviews: { v: select 1 }');
        const changed = { ...before, view: before.view.map((view) => ({ ...view, definition: { query } })) };
        expect(catalogOf(rewritten(changed)).view).toEqual(changed.view);
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    );
  });
});

describe('a mistake about a view', () => {
  it('is said at its place', () => {
    expectMistakes(
      `tables: {}
views:
  a: ‹insert into t values (1)
  b: select 1‹; drop table x
  c: select 1 ‹with check option
  d: { definition: { file: ‹nowhere.sql } }
  ‹e: { comment: x }
  f: { definition: select 1, check_option: ‹lokal }
  g: select ‹(1
  h: select ‹$1
materialized_views:
  i: select 1 ‹with no data`,
      [
        'not one SQL query: a query begins with SELECT, WITH, VALUES or TABLE, not "insert"',
        'not one SQL query: a semicolon: one query, and nothing behind it',
        'not one SQL query: "with check" behind a query: it has a key of its own',
        'nowhere.sql: no file can be read here',
        '"definition" is missing',
        '"lokal" is not possible here',
        'not one SQL query: "(" is never closed',
        'not one SQL query: a parameter $1',
        'not one SQL query: "with no" behind a query: it has a key of its own',
      ],
    );
  });

  it.each([
    'select 1; select 2',
    'select 1 -- a\n; drop table x',
    'select 1 /* ; */ ; drop table x',
    "select 'a'';' ; drop table x",
    'select $$;$$ ; drop table x',
    "select E'\\'; drop table x; --'; drop table y",
    'select 1)) ; drop table x',
    'explain select 1',
    'do $$ begin end $$',
  ])('is whatever is more than one query: %s', (sql) => {
    const text = `tables: {}\nviews: { v: ${JSON.stringify(sql)} }`;
    expect(() => catalogOf(text)).toThrow(/not one SQL query/);
  });

  it('is the name of a table', () => {
    expectMistakes(
      `tables: { t: { columns: { id: int primary key } } }
views:
  ‹t: select 1`,
      ['the name "t" is taken by the table on line 1'],
    );
  });
});
