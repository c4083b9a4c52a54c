/** What is written as YAML is read as what it was, whatever the texts hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { render } from '../../src/spec/render.js';
import { Inline } from '../../src/spec/written.js';

describe('a spec file', () => {
  it('sets sections and tables apart, and keeps what is short on one line', () => {
    expect(
      render(
        {
          schema: 'public',
          enums: { status: ['active', 'paused'] },
          tables: { a: { columns: { n: 'int' } }, b: { with: new Inline({ fillfactor: 70 }), unique: undefined } },
          views: { v: 'select 1\n  from a\n' },
        },
        ['tables'],
      ),
    ).toBe(`schema: public

enums:
  status: [active, paused]

tables:
  a:
    columns:
      n: int

  b:
    with: {fillfactor: 70}

views:
  v: |
    select 1
      from a
`);
  });

  it('keeps the order of columns that are called by numbers, and no name for a merge', () => {
    const columns = new Map([
      ['b', 'text'],
      ['2', 'text'],
      ['1', 'text'],
      ['<<', 'text'],
    ]);
    expect(render({ columns })).toBe('columns:\n  b: text\n  "2": text\n  "1": text\n  "<<": text\n');
  });

  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[ \n\t'"#:|>a-c-]*$/),
    fc.constantFrom('no', '1', '0x1', '1e3', '~', 'null', '', '- a', '&a', '*a', '!t', '%', '@', '`', '\n x', 'a\r\nb'),
  );

  it('gives every text back (property)', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text))), (entries) => {
        expect(parse(render(entries))).toEqual(entries);
      }),
      { numRuns: 500 },
    );
  });
});
