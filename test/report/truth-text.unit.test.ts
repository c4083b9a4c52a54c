/** Truth tables in words: the grid, and the cells of a finding. */
import { expect, it } from 'vitest';
import {
  TRUTH_CONTEXTS,
  TRUTH_ROWS,
  TRUTH_VERBS,
  type TruthCell,
  type TruthOutcome,
  type TruthTable,
} from '../../src/catalog/truth.js';
import { cellsInWords, truthAsText } from '../../src/report/truth-text.js';

const held: TruthOutcome = { is: 'held back' };

function table(name: string, outcome: (cell: Omit<TruthCell, 'outcome'>) => TruthOutcome): TruthTable {
  const cells = TRUTH_VERBS.flatMap((verb) =>
    TRUTH_CONTEXTS.flatMap((context) =>
      TRUTH_ROWS.map((row) => ({ verb, context, row, outcome: outcome({ verb, context, row }) })),
    ),
  );
  return { table: { kind: 'table', schema: 'public', table: name }, cells };
}

const pattern = ({ context, row }: Omit<TruthCell, 'outcome'>): TruthOutcome => {
  if (context === 'garbage') return { is: 'error', message: 'invalid input syntax for type uuid: "x"' };
  const through =
    context === 'system flag on' || (row === 'own' && (context === 'tenant A' || context === 'placeholder'));
  return { is: through ? 'through' : 'held back' };
};

it('shows tables that do the same once, verbs that do the same once, and each condition below', () => {
  const text = truthAsText(
    [
      table('b', pattern),
      table('c', (cell) => {
        if (cell.verb === 'delete' && cell.context === 'tenant A' && cell.row === 'foreign')
          return { is: 'sometimes', when: 'is_public' };
        return cell.verb === 'insert'
          ? { is: 'unknown', reason: 'it has a sub-select on a table: exists (…)' }
          : pattern(cell);
      }),
      table('d', pattern),
    ],
    { color: false, columns: 80 },
  );
  expect(text).toMatchInlineSnapshot(`
    "public.b, public.d (2 tables)

                     never             tenant            place-   flag     other
                     set      empty    A        garbage  holder   on       flag
      select, insert, update, update to, delete
        own          ·        ·        through  error 1  through  through  ·
        foreign      ·        ·        ·        error 1  ·        through  ·
        placeholder  ·        ·        ·        error 1  ·        through  ·

      1  invalid input syntax for type uuid: "x"

    public.c

                     never             tenant            place-   flag     other
                     set      empty    A        garbage  holder   on       flag
      select, update, update to
        own          ·        ·        through  error 1  through  through  ·
        foreign      ·        ·        ·        error 1  ·        through  ·
        placeholder  ·        ·        ·        error 1  ·        through  ·
      insert
        own          ? 2      ? 2      ? 2      ? 2      ? 2      ? 2      ? 2
        foreign      ? 2      ? 2      ? 2      ? 2      ? 2      ? 2      ? 2
        placeholder  ? 2      ? 2      ? 2      ? 2      ? 2      ? 2      ? 2
      delete
        own          ·        ·        through  error 1  through  through  ·
        foreign      ·        ·        some 3   error 1  ·        through  ·
        placeholder  ·        ·        ·        error 1  ·        through  ·

      1  invalid input syntax for type uuid: "x"
      2  it has a sub-select on a table: exists (…)
      3  when is_public

      Columns: what the session has set; in the last two the tenant is not set,
        and the system flag is.
      Rows: own is the tenant's that is set (A's where none is), foreign
        another's, placeholder that of a tenant of zeros.
      update: which rows may be changed (USING); update to: what they may become
        (WITH CHECK).
      through: the row passes; ·: it is held back; some: under a condition; ?: not
        known, never taken for right.
    "
  `);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('leaves out the system flag where the spec knows none', () => {
  const { table: address, cells } = table('b', pattern);
  const text = truthAsText([{ table: address, cells: cells.filter(({ context }) => !context.startsWith('system')) }], {
    color: false,
    columns: 80,
  });
  expect(text.split('Columns:')[0]).not.toContain('flag');
});

it('spells out what could move the cursor', () => {
  const text = truthAsText([table('\u001b[2Jx', () => ({ is: 'unknown', reason: 'it calls \u001b]0;x()' }))], {
    color: false,
    columns: 80,
  });
  expect(text).not.toContain('\u001b');
});

it('says the cells of a finding in a line a fact', () => {
  const cells = (some: Partial<TruthCell>[]) =>
    some.map((one) => ({ verb: 'select', context: 'never set', row: 'own', outcome: held, ...one }) as TruthCell);
  const all = (context: TruthCell['context'], outcome: TruthOutcome) =>
    TRUTH_VERBS.flatMap((verb) => TRUTH_ROWS.map((row) => ({ verb, row, context, outcome })));
  const through: TruthOutcome = { is: 'through' };
  expect(
    cellsInWords([
      ...cells(
        ['select', 'update', 'delete'].map(
          (verb) => ({ verb, row: 'placeholder', outcome: through }) as Partial<TruthCell>,
        ),
      ),
      ...all('empty', { is: 'error', message: 'no' }),
    ]),
  ).toEqual([
    "let through when never set: select, update and delete of a placeholder's row",
    'error (no) when empty: every verb on any row',
  ]);
  expect(cellsInWords([...all('never set', through), ...all('empty', through)])).toEqual([
    'let through when never set or when empty: every verb on any row',
  ]);
  expect(
    cellsInWords(
      cells([
        { context: 'tenant A', row: 'foreign', outcome: { is: 'sometimes', when: 'is_public' } },
        { context: 'tenant A', row: 'placeholder', outcome: { is: 'sometimes', when: 'is_public' } },
      ]),
    ),
  ).toEqual(["let through if is_public, with tenant A: select of another tenant's or a placeholder's row"]);
});
