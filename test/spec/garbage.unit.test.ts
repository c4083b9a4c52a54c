/** Whatever is thrown at the parser, it answers with a spec or with mistakes at places that the text has. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { runs } from '../long.js';
import { mistakesOf } from './mistakes.js';

function expectAnswer(text: string): void {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const { location, message } of mistakesOf(text)) {
    expect(message).not.toBe('');
    const line = lines[location.line - 1];
    expect(line, `line ${location.line} of ${JSON.stringify(text)}`).toBeDefined();
    expect(location.column).toBeGreaterThan(0);
    expect(location.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
  }
}

const column = (definition: string) => ({ tables: { t: { columns: { a: 'text', x: definition } } } });
const sqlish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...`not null default primary key unique check ( ) [ ] , . ; references t on delete cascade set generated always as
        identity stored collate external "C" 'x' 'now' 1 + :: case end text varchar integer array constraint a where using
        include desc nulls first with = -- /* $1 $$ E'\\x' U&"x" interval day to`.split(/\s+/),
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((words) => words.join(' '));

it('answers to any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectAnswer), { numRuns: runs(100, 500) });
});

it('answers to YAML of any shape under the keys it knows', () => {
  const key = fc.constantFrom(
    ...'schema tables columns unique checks indexes foreign_keys policies tenancy shared first names t a type << x- __proto__'.split(
      ' ',
    ),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.oneof(fc.constantFrom('a', 't', 'text', '', '{table}'), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 5 }), (spec) => expectAnswer(JSON.stringify(spec, null, 1))),
    { numRuns: runs(100, 500) },
  );
});

it('answers to any column, index, check and policy', () => {
  fc.assert(
    fc.property(sqlish, (sql) => {
      expectAnswer(JSON.stringify(column(`text ${sql}`)));
      expectAnswer(JSON.stringify(column(sql)));
      expectAnswer(JSON.stringify({ tables: { t: { columns: { a: 'text' }, indexes: { i: sql }, checks: [sql] } } }));
    }),
    { numRuns: runs(100, 500) },
  );
});

it('answers to schema.yaml with any one piece cut out or doubled', () => {
  const text = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
  const place = fc.nat({ max: text.length });
  fc.assert(
    fc.property(place, fc.nat({ max: 40 }), fc.boolean(), (start, length, doubled) => {
      const piece = text.slice(start, start + length);
      expectAnswer(text.slice(0, start) + (doubled ? piece + piece : '') + text.slice(start + length));
    }),
    { numRuns: runs(20, 60) },
  );
});

it('finds the place of a word in each of the ways in which YAML writes text', () => {
  const filler = fc.string({
    unit: fc.constantFrom('a', ' ', 'ä', '😀', '\\', '"', '#', '-', '\n', '\t'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(filler, filler, (before, after) => {
      const literal = (inside: string) => `'${inside}'`;
      const sql = `text default ${literal(before)} not wrong check (x = ${literal(after)})`;
      for (const text of [
        JSON.stringify(column(sql)),
        `tables:\n  t:\n    columns:\n      a: text\n      x: '${sql.replaceAll("'", "''").replaceAll('\n', '\n\n        ')}'\n`,
      ]) {
        const found = mistakesOf(text).find(({ message }) => message === 'expected "null", found "wrong"');
        if (found === undefined) continue;
        const line = text.split('\n')[found.location.line - 1] ?? '';
        expect(line.slice(found.location.column - 1)).toMatch(/^wrong/);
      }
    }),
    { numRuns: runs(60, 300) },
  );
});

it('compiles what it parses, the same each time', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z_][a-z0-9_ "é]{0,15}$/), { minLength: 1, maxLength: 6 });
  const types = fc.constantFrom(
    'text',
    'varchar(50) not null',
    'integer default 0',
    'timestamptz default now()',
    'text[]',
  );
  fc.assert(
    fc.property(names, names, types, (tables, columns, type) => {
      const spec = {
        tables: Object.fromEntries(
          tables.map((name) => [name, { columns: Object.fromEntries(columns.map((column) => [column, type])) }]),
        ),
      };
      const { catalog } = compile(parseSpec(JSON.stringify(spec), 'schema.yaml'));
      expect(catalog.table.map((t) => t.table)).toEqual(Object.keys(spec.tables));
      expect(catalog.column).toHaveLength(tables.length * columns.length);
      expect(compile(parseSpec(JSON.stringify(spec, null, 2), 'schema.yaml')).catalog).toEqual(catalog);
    }),
  );
});
