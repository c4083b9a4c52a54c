/** Partitions, exclusion constraints and how things are stored: every form that the spec has for them, and every mistake. */
import { describe, expect, it } from 'vitest';
import type { Constraint, Table } from '../../../src/catalog/types.js';
import { compile } from '../../../src/spec/compile.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { expectMistakes, mistakesOf } from '../mistakes.js';

function catalogOf(tables: string) {
  return compile(parseSpec(`tables:\n${tables}`, 'schema.yaml')).catalog;
}

function bounds(tables: string): readonly (readonly [string, Table['partitionOf']])[] {
  return catalogOf(tables).table.map(({ table, partitionOf }) => [table, partitionOf]);
}

describe('a partitioned table', () => {
  it('has what it is partitioned by, and its partitions after it', () => {
    const text = `
  events:
    columns: { id: bigint, created_at: timestamptz not null }
    partition_by: range (created_at)
    partitions:
      events_2024: from ('2024-01-01') to ('2025-01-01')
      events_new: for values from ('2025-01-01') to (maxvalue)
      events_rest: default`;
    expect(bounds(text)).toEqual([
      ['events', null],
      ['events_2024', { schema: 'public', table: 'events', bound: "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')" }],
      ['events_new', { schema: 'public', table: 'events', bound: "FOR VALUES FROM ('2025-01-01') TO (MAXVALUE)" }],
      ['events_rest', { schema: 'public', table: 'events', bound: 'DEFAULT' }],
    ]);
    const key = { column: 'created_at', expression: null, collation: null, operatorClass: null };
    expect(catalogOf(text).table[0]?.partitionBy).toEqual({ strategy: 'range', elements: [key] });
    expect(catalogOf(text).column.map(({ table }) => table)).toEqual(['events', 'events']);
  });

  it('may be partitioned by a list or a hash, of expressions and by operator classes', () => {
    const text = `
  l:
    columns: { a: text }
    partition_by: list (lower(a))
    partitions: { l1: "in ('a', 'b''c', null)", l2: "in ('d')" }
  h:
    columns: { a: int, b: text }
    partition_by: hash (a, b collate "C" text_pattern_ops, (a + 1))
    partitions: { h0: 'with (modulus 2, remainder 0)' }
  n:
    columns: { a: bigint, b: boolean }
    partition_by: range (a, b)
    partitions: { n1: 'from (-10, false) to (9000000000, true)' }`;
    expect(bounds(text).flatMap(([, at]) => (at === null ? [] : [at.bound]))).toEqual([
      "FOR VALUES IN ('a', 'b''c', NULL)",
      "FOR VALUES IN ('d')",
      'FOR VALUES WITH (modulus 2, remainder 0)',
      'FOR VALUES FROM (-10, false) TO (9000000000, true)',
    ]);
    expect(catalogOf(text).table.find(({ table }) => table === 'h')?.partitionBy?.elements).toMatchObject([
      { column: 'a', collation: null, operatorClass: null },
      { column: 'b', collation: '"C"', operatorClass: 'text_pattern_ops' },
      { column: null, expression: { expression: 'a + 1' } },
    ]);
  });

  it('has partitions that are partitioned themselves, and that have something of their own', () => {
    const catalog = catalogOf(`
  m:
    columns: { tenant: int, at: date, note: text }
    partition_by: list (tenant)
    partitions:
      m1:
        values: in (1)
        comment: Of the first
        partition_by: range (at)
        partitions:
          m1_old:
            values: from (minvalue) to ('2024-01-01')
            unlogged: true
            with: { fillfactor: 70, toast.autovacuum_enabled: false }
            indexes: { m1_old_note: (note) }
            checks: { m1_old_noted: note <> '' }
            row_security: forced
            policies: { nobody: { using: 'false' } }`);
    expect(catalog.table.slice(1)).toMatchObject([
      { table: 'm1', partitionOf: { table: 'm' }, partitionBy: { strategy: 'range' }, rowSecurity: false },
      {
        ...{ table: 'm1_old', partitionOf: { table: 'm1' }, unlogged: true, rowSecurity: true, forceRowSecurity: true },
        with: ['fillfactor=70', 'toast.autovacuum_enabled=false'],
      },
    ]);
    expect(catalog.index.map(({ table, name }) => [table, name])).toEqual([['m1_old', 'm1_old_note']]);
    expect(catalog.constraint.map(({ table, name }) => [table, name])).toEqual([['m1_old', 'm1_old_noted']]);
    expect(catalog.policy.map(({ table, name }) => [table, name])).toEqual([['m1_old', 'nobody']]);
    expect(catalog.comment).toEqual([
      { kind: 'comment', on: 'table', schema: 'public', table: 'm1', text: 'Of the first' },
    ]);
  });

  it('has partitions whose index is a part of its own where both say the same', () => {
    const { index } = catalogOf(`
  t:
    columns: { a: int, b: text }
    indexes: { t_b: (lower(b) desc) where a > 0 }
    partition_by: list (a)
    partitions:
      t1: { values: in (1), indexes: { own: (lower(b) desc) where a > 0, other: (lower(b)) } }`);
    expect(index.map(({ name, partOf }) => [name, partOf])).toEqual([
      ['t_b', null],
      ['own', 'public.t_b'],
      ['other', null],
    ]);
  });

  it('says where its form is wrong', () => {
    expectMistakes(
      `
tables:
  a:
    columns: { id: int, at: date }
    ‹partitions: { a1: default }
  b:
    columns: { id: int, at: date, t: text }
    partition_by: range (at, ‹ta)
    partitions:
      b1: from ‹('2024-01-01') to ('2025-01-01')
      b2: ‹in (1)
      b3: from ('2024-01-01', 1) to ('2025-01-01', ‹now())
      b4: from (‹'today', 1) to (maxvalue, 2)
      b5: from ('2024-01-01'‹::date, 1) to (maxvalue, 2)
      b6: from ('2024-01-01', ‹null) to (maxvalue, 2)
      b7: { values: 'from (minvalue, 1) to (maxvalue, 1)', checks: [‹nope > 1], indexes: { b7_x: (‹nope) } }
      ‹a: default
  c:
    columns: { id: int }
    partition_by: hash (id)
    partitions:
      c1: ‹default
      c2: with (modulus 2, remainder ‹2)
      c3: with (modulus ‹x, remainder 2)
      ‹c4: { unlogged: true }
      c5: { values: 'with (modulus 2, remainder 0)', ‹columns: {} }
  d:
    columns: { id: int }
    partition_by: ‹rang (id)
  e:
    columns: { id: int }
    partition_by: list ‹(id, id)
  f:
    columns: { id: int }
    partition_by: range ‹(id desc)
`,
      [
        ['by what is the table partitioned?', 'partition_by'],
        ['table "b" has no column "ta"', 'at'],
        'the table is partitioned by 2, here is 1',
        "the table is partitioned by range: write from ('2024-01-01') to ('2025-01-01')",
        'expected a constant, minvalue or maxvalue, found "now"',
        ["'today' is read once, when it is stored, and stands still", 'date'],
        'a bound is of the type of its column: no cast is needed',
        'expected a constant, minvalue or maxvalue, found "null"',
        'table "b7" has no column "nope"',
        'table "b7" has no column "nope"',
        ['there is a table "a" already', 'line'],
        'a table that is partitioned by hash has no default partition',
        'the remainder is less than the modulus: 0 to 1',
        'expected a whole number, found "x"',
        '"values" is missing',
        'unknown key "columns"',
        ['expected "range" or "list" or "hash", found "rang"', 'range'],
        'a table is partitioned by a list of one column or expression',
        'what a table is partitioned by has no order',
      ],
    );
  });

  it('is not read for ever where an alias makes it hold itself', () => {
    const text = `
tables:
  a:
    columns: { id: int }
    partition_by: list (id)
    partitions: &p
      b: { values: in (1), partition_by: list (id), partitions: *p }`;
    const messages = mistakesOf(text).map(({ message }) => message);
    expect(messages).toContain('this holds itself, or is nested too deep');
  });
});

describe('an exclusion constraint', () => {
  const exclusion = (text: string) =>
    catalogOf(`
  bookings:
    columns: { room: int, during: tstzrange, cancelled: boolean }
    exclude:
      one: ${text}`).constraint[0] as Constraint;

  it('is written as in SQL, or long', () => {
    const short = exclusion(
      'using gist (room with =, during range_ops with operator(public.&&)) with (fillfactor = 70) where (not cancelled) deferrable initially deferred',
    );
    expect(short).toMatchObject({
      ...{ type: 'exclusion', name: 'one', columns: [], with: ['fillfactor=70'], deferrable: 'initially deferred' },
      exclusion: {
        method: 'gist',
        where: { expression: 'not cancelled' },
        elements: [
          { column: 'room', operator: '=' },
          { column: 'during', operatorClass: null, operator: 'OPERATOR(public.&&)' },
        ],
      },
    });
    const long = exclusion(`
        method: gist
        elements: [room with =, during with operator(public.&&)]
        with: { fillfactor: 70 }
        where: not cancelled
        deferrable: initially deferred`);
    expect(long).toEqual(short);
  });

  it('says where its form is wrong', () => {
    expectMistakes(
      `
tables:
  t:
    columns: { room: int, during: tstzrange }
    exclude:
      a: using gist ‹room with =
      b: using gist (room‹)
      c: using gist (‹romm with =)
      d: using ‹gst (room with =)
      e: using gist (room with ‹same)
      f: using gist (room with =) where ‹room > 1
      ‹g: { method: gist }
      h: { method: gist, ‹elements: [] }
      i: (room with =)
    indexes:
      ‹i: (room)
`,
      [
        'expected "(", found "room"',
        'expected "with", found ")"',
        ['table "t" has no column "romm"', 'room'],
        ['unknown access method "gst"', 'gist'],
        'expected an operator: with =, found "same"',
        'expected "(", found "room"',
        '"elements" is missing',
        'an exclusion constraint needs something to compare',
        'the name "i" is taken by the exclusion of "t" on line 14',
      ],
    );
  });
});

describe('how things are stored', () => {
  it('is said of columns, keys and tables', () => {
    const catalog = catalogOf(`
  t:
    unlogged: true
    with: { fillfactor: 70, autovacuum_enabled: false }
    columns:
      a: { type: text, storage: external, compression: pglz, statistics: 500 }
      b: { type: text, storage: extended }
      c: { type: 'numeric(10, 2)', storage: external }
    primary_key: { columns: [a], with: { fillfactor: 80 } }
    unique: { t_b: { columns: [b], with: { fillfactor: 90 } } }
    checks:
      t_a: { expression: a <> '', not_valid: true }
      t_b_off: { expression: b <> '', not_enforced: true }
    foreign_keys:
      t_self: { columns: [b], references: t (a), not_valid: true }
    indexes:
      t_i: using gist (a public.gist_trgm_ops (siglen = 32), b public.gist_trgm_ops)
      t_j: using brin (c numeric_minmax_ops (whatever = 'x''y'))`);
    expect(catalog.table).toMatchObject([{ unlogged: true, with: ['fillfactor=70', 'autovacuum_enabled=false'] }]);
    expect(catalog.column).toMatchObject([
      { storage: 'external', compression: 'pglz', statistics: 500 },
      { storage: null, compression: null, statistics: null },
      { storage: 'external' },
    ]);
    expect(
      catalog.constraint.map(({ name, with: parameters, validated, enforced }) => [
        name,
        parameters,
        validated,
        enforced,
      ]),
    ).toEqual([
      ['t_pkey', ['fillfactor=80'], true, true],
      ['t_b', ['fillfactor=90'], true, true],
      ['t_a', [], false, true],
      ['t_b_off', [], true, false],
      ['t_self', [], false, true],
    ]);
    expect(catalog.index.flatMap(({ elements }) => elements.map(({ operatorClass }) => operatorClass))).toEqual([
      "public.gist_trgm_ops (siglen='32')",
      'public.gist_trgm_ops',
      "numeric_minmax_ops (whatever='x''y')",
    ]);
  });

  it('says where its form is wrong', () => {
    expectMistakes(
      `
tables:
  t:
    with: { '‹Fill Factor': 1 }
    columns:
      a: { type: int, ‹storage: external }
      b: { type: text, storage: ‹extern, compression: ‹gzip, statistics: ‹10001 }
      c: { type: text, statistics: ‹-1 }
`,
      [
        '"Fill Factor" is no storage parameter',
        'integer is always stored plain',
        '"extern" is not possible here',
        '"gzip" is not possible here',
        'statistics has to be a whole number from 0 to 10000, found "10001"',
        'statistics has to be a whole number from 0 to 10000, found "-1"',
      ],
    );
  });
});
