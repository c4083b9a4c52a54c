/** Functions and procedures of a spec: every form, every mistake at its place, and what is written reads back the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Argument, Function } from '../../../src/catalog/types.js';
import { compile } from '../../../src/spec/compile.js';
import { writeFunctions } from '../../../src/spec/kinds/function.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { render } from '../../../src/spec/render.js';
import { expectMistakes } from '../mistakes.js';

const FILES: Readonly<Record<string, string>> = {
  'functions/touch.sql': 'begin\n  return new;\nend;\n',
  'a.sql': 'select 1;',
};

function functionsOf(text: string): readonly Function[] {
  const readFile = (path: string) => {
    const content = FILES[path];
    if (content === undefined) throw new Error('there is no such file');
    return content;
  };
  return compile(parseSpec(text, 'schema.yaml', { readFile })).catalog.function;
}

function one(text: string): Function {
  const [first] = functionsOf(text);
  if (first === undefined) throw new Error('no function');
  return first;
}

function rewritten(functions: readonly Function[]): { readonly text: string; readonly again: readonly Function[] } {
  const text = render({ functions: writeFunctions(functions, () => null), tables: {} });
  return { text, again: functionsOf(text) };
}

const argument = (name: string | null, type: string, more: Partial<Argument> = {}): Argument => ({
  mode: 'in',
  name,
  type,
  default: null,
  ...more,
});

describe('a function of a spec', () => {
  it('is told by the types that go in, whatever they are called', () => {
    const found = functionsOf(`
enums: { status: [a, b] }
tables: { users: { columns: { id: int primary key } } }
functions:
  a(): { returns: void, language: sql, body: select }
  b(int, varchar(5)[], x timestamptz): { returns: void, language: sql, body: select }
  'c(in status, out text, inout d double precision, variadic e "Own"."Type"[])': { returns: record, language: sql, body: select 1 }
  d(users, "a b" date): { returns: users, language: sql, body: select }
`);
    expect(found.map(({ name }) => name)).toEqual([
      'a()',
      'b(integer, character varying[], timestamp with time zone)',
      'c(public.status, double precision, "Own"."Type"[])',
      'd(public.users, date)',
    ]);
    expect(found[2]?.arguments).toEqual([
      argument(null, 'public.status'),
      argument(null, 'text', { mode: 'out' }),
      argument('d', 'double precision', { mode: 'inout' }),
      argument('e', '"Own"."Type"[]', { mode: 'variadic' }),
    ]);
  });

  it('has the attributes that PostgreSQL gives it where nothing is said', () => {
    expect(one('functions: { f(): { returns: setof int, language: sql, body: select 1 } }\ntables: {}')).toEqual({
      kind: 'function',
      schema: 'public',
      name: 'f()',
      function: 'f',
      procedure: false,
      arguments: [],
      returns: 'SETOF integer',
      language: 'sql',
      body: { source: 'select 1' },
      sqlBody: null,
      library: null,
      volatility: 'volatile',
      strict: false,
      securityDefiner: false,
      leakproof: false,
      parallel: 'unsafe',
      cost: 100,
      rows: 1000,
      window: false,
      support: null,
      transforms: [],
      set: [],
    });
  });

  it('takes every attribute', () => {
    const found = one(`
functions:
  f(a int default 1 + 1, b text = 'x, y'):
    returns: table (x int, y "Own"."Type")
    language: plpgsql
    volatility: immutable
    strict: true
    security: definer
    leakproof: true
    parallel: safe
    cost: 7
    rows: 20
    support: own.supports
    transform: [hstore.hstore]
    set: { search_path: '', work_mem: 4MB, temp_tablespaces: 'a, "B c"' }
    body: begin end
tables: {}`);
    expect(found).toMatchObject({
      arguments: [
        argument('a', 'integer', { default: { expression: '1 + 1' } }),
        argument('b', 'text', { default: { expression: "'x, y'" } }),
        argument('x', 'integer', { mode: 'table' }),
        argument('y', '"Own"."Type"', { mode: 'table' }),
      ],
      returns: 'TABLE',
      volatility: 'immutable',
      strict: true,
      securityDefiner: true,
      leakproof: true,
      parallel: 'safe',
      cost: 7,
      rows: 20,
      support: 'own.supports',
      transforms: ['hstore.hstore'],
      set: ['search_path=""', 'work_mem=4MB', 'temp_tablespaces=a, "B c"'],
    });
  });

  it('returns what its OUT arguments say', () => {
    const found = functionsOf(`
functions:
  a(out x int): { language: sql, body: select 1 }
  b(out x int, inout y text): { language: sql, body: select 1 }
  c(inout y text): { procedure: true, language: sql, body: select 1 }
tables: {}`);
    expect(found.map(({ returns }) => returns)).toEqual(['integer', 'record', null]);
  });

  it('has a body as text, on lines of its own, in a file, exactly, or in SQL', () => {
    const found = functionsOf(`
functions:
  a(): { returns: int, language: sql, body: select 1 }
  b():
    returns: trigger
    language: plpgsql
    body: |
      begin
        return new;
      end;
  c(): { returns: trigger, language: plpgsql, body: { file: functions/touch.sql } }
  d(): { returns: int, language: sql, body: { text: "select 1\\n" } }
  e(a int): { returns: int, return: a + 1 }
  f():
    returns: int
    atomic: |
      -- what comes of it
      insert into public.t values (1);
      select case when true then 1 end;
  g(): { returns: int, atomic: { file: a.sql } }
tables: {}`);
    expect(found.map(({ body, sqlBody }) => body?.source ?? sqlBody?.query)).toEqual([
      'select 1',
      '\nbegin\n  return new;\nend;\n',
      '\nbegin\n  return new;\nend;\n',
      'select 1\n',
      'RETURN a + 1',
      'BEGIN ATOMIC\n insert into public.t values (1);\nselect case when true then 1 end;\nEND',
      'BEGIN ATOMIC\n select 1;\nEND',
    ]);
  });

  it('is written as a person would', () => {
    const text = `functions:
  touch():
    returns: trigger
    language: plpgsql
    set:
      search_path: ""
    body: |
      begin
        new.updated_at := now();
        return new;
      end;
  add(a integer, b integer default 0):
    returns: integer
    volatility: immutable
    return: a + b
  stamp(inout at timestamptz):
    procedure: true
    language: plpgsql
    body: begin end
tables: {}
`;
    expect(rewritten(functionsOf(text)).text.replaceAll(/\n\n/g, '\n')).toBe(text);
  });

  const words = fc.constantFrom('a', 'B', 'select', 'a b', 'a"b', "o'clock", 'ünï', '$x', '(');
  const types = fc.constantFrom(
    'integer',
    'text',
    'timestamp with time zone',
    '"Own"."Ty pe"[]',
    'anyelement',
    '"char"',
  );
  const argumentsOf = fc.array(
    fc.record({
      mode: fc.constantFrom('in' as const, 'out' as const, 'inout' as const, 'variadic' as const),
      name: fc.option(words),
      type: types,
      default: fc.constantFrom(null, { expression: '1' }, { expression: "'a, b)'" }),
    }),
    { maxLength: 3 },
  );
  const sources = fc.string({ unit: fc.constantFrom('a', ' ', '\n', "'", '$', '\\', ':', '#', '-', '\t', 'ü', ';') });

  it('reads back as it was written, whatever it is', () => {
    const runs = Number(process.env.RUNS ?? 200);
    const functions = fc.record({
      name: words,
      arguments: argumentsOf,
      returns: fc.constantFrom('integer', 'SETOF text', 'trigger', '"Own"."Ty pe"', 'record'),
      language: fc.constantFrom('sql', 'plpgsql', 'Own'),
      source: sources,
      set: fc.constantFrom([], ['search_path=""'], ['search_path="$user", public', 'a.b=it\'s: "x"'], ['work_mem=4MB']),
      strict: fc.boolean(),
      cost: fc.constantFrom(100, 0.5, 7),
    });
    fc.assert(
      fc.property(functions, ({ name, source, ...said }) => {
        const base = one('functions: { f(): { returns: int, language: sql, body: select 1 } }\ntables: {}');
        const inputs = said.arguments.filter(({ mode }) => mode !== 'out').map(({ type }) => type);
        const before: Function = {
          ...base,
          ...said,
          rows: said.returns.startsWith('SETOF') ? 1000 : 0,
          function: name,
          name: `${name}(${inputs.join(', ')})`,
          body: { source },
        };
        const [after] = rewritten([before]).again;
        expect({ ...after, body: after?.body?.source.trim() }).toEqual({ ...before, body: source.trim() });
      }),
      { numRuns: runs },
    );
  });
});

describe('a mistake about a function', () => {
  it('is said at its place', () => {
    expectMistakes(
      `functions:
  touch‹: { returns: void, language: sql, body: select }
  ‹a(): { language: sql, body: select 1 }
  ‹b(): { returns: void, body: select }
  ‹c(): { returns: void, language: sql }
  d(‹numbr): { returns: void, language: sql, body: select }
  e(a ‹numbr): { returns: void, language: sql, body: select }
  f(a int ‹int): { returns: void, language: sql, body: select }
  g(): { returns: ‹nothing, language: sql, body: select }
  h(): { returns: void, language: ‹plpgsql, return: '1' }
  i(): { returns: void, language: sql, body: select, ‹return: '1' }
  j(): { returns: void, return: '1‹; drop table x' }
  k(): { returns: void, language: sql, body: { file: ‹nowhere.sql } }
  l(): { procedure: true, returns: ‹int, language: sql, body: select }
  m(): { returns: int, rows: ‹5, language: sql, body: select }
  n(): { returns: int, cost: ‹cheap, language: sql, body: select }
  o(a int): { returns: int, language: sql, body: select }
  ‹o(b int4): { returns: int, language: sql, body: select }
tables: {}`,
      [
        'expected "(": write touch() for a function without arguments, found the end',
        '"returns" is missing',
        '"language" is missing',
        '"body" is missing',
        'unknown type "numbr"',
        'unknown type "numbr"',
        'expected ")", found "int"',
        'unknown type "nothing"',
        '"return" is a body in SQL',
        'both "body" and "return"',
        'not one SQL expression: a semicolon outside a literal',
        'nowhere.sql: no file can be read here',
        'a procedure returns nothing',
        '"rows" is for functions that return a set',
        '"cheap" is no positive number',
        '"o(integer)" stands here twice',
      ],
    );
  });

  it('may take "any", and a body of SQL may be empty', () => {
    const [any, empty] = functionsOf(`
functions:
  'any(variadic "any")': { returns: int, language: internal, body: pg_num_nulls }
  empty(): { returns: void, atomic: '' }
tables: {}
`);
    expect(any?.name).toBe('any("any")');
    expect(empty?.sqlBody).not.toBeNull();
  });

  it.each([
    'select 1',
    'select 1; end; drop table x;',
    'select 1 case; end; drop table x;',
    'select 1 as "x"; begin; drop table x; commit;',
    'select (1; end; drop table x; select 2);',
    'select $1;',
    "select 'a;",
    'select 1; /* end; */ end;',
  ])('is what could end the body of SQL before its end: %s', (sql) => {
    const text = `functions: { f(): { returns: void, atomic: ${JSON.stringify(sql)} } }\ntables: {}`;
    expect(() => functionsOf(text)).toThrow(/not the statements of an SQL body/);
  });
});
