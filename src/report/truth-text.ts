/** Truth tables as a person reads them: a grid for tables whose policies do the same, and the cells of a finding in words. */
import kleur from 'kleur';
import { grouped, listOf } from '../catalog/lists.js';
import {
  TRUTH_CONTEXTS,
  TRUTH_ROWS,
  TRUTH_VERBS,
  type TruthCell,
  type TruthContext,
  type TruthOutcome,
  type TruthRow,
  type TruthTable,
  type TruthVerb,
} from '../catalog/truth.js';
import { printable } from './printable.js';
import type { TextOptions } from './types.js';
import { countOf, paint, wrap } from './words.js';

const HEADINGS: Readonly<Record<TruthContext, readonly [string, string]>> = {
  'never set': ['never', 'set'],
  empty: ['', 'empty'],
  'tenant A': ['tenant', 'A'],
  garbage: ['', 'garbage'],
  placeholder: ['place-', 'holder'],
  'system flag on': ['flag', 'on'],
  'system flag other': ['other', 'flag'],
};
const ROWS: Readonly<Record<TruthRow, string>> = { own: 'own', foreign: 'foreign', placeholder: 'placeholder' };
const LABEL = 15;
const CELL = 9;

const LEGEND = [
  'Columns: what the session has set; in the last two the tenant is not set, and the system flag is.',
  "Rows: own is the tenant's that is set (A's where none is), foreign another's, placeholder that of a tenant of zeros.",
  'update: which rows may be changed (USING); update to: what they may become (WITH CHECK).',
  'through: the row passes; ·: it is held back; some: under a condition; ?: not known, never taken for right.',
];

/** The grids, each with the tables that it is of. */
export function truthAsText(tables: readonly TruthTable[], options: TextOptions): string {
  return paint(options.color, () => {
    if (tables.length === 0) return 'no tenant-scoped table to judge\n';
    const groups = new Map<string, TruthTable[]>();
    for (const table of tables) {
      const key = JSON.stringify(table.cells);
      groups.set(key, [...(groups.get(key) ?? []), table]);
    }
    const grids = [...groups.values()].map((group) => {
      const names = group.map(({ table }) => `${table.schema}.${table.table}`).join(', ');
      const count = group.length > 1 ? ` (${countOf(group.length, 'table')})` : '';
      return `${kleur.bold(wrap(printable(names), options.columns, 0))}${count}\n\n${grid(group[0]?.cells ?? [], options)}`;
    });
    const legend = LEGEND.map((line) => `  ${wrap(line, options.columns, 4)}\n`);
    return `${grids.join('\n')}\n${kleur.dim(legend.join(''))}`;
  });
}

function grid(cells: readonly TruthCell[], options: TextOptions): string {
  const contexts = TRUTH_CONTEXTS.filter((context) => cells.some((cell) => cell.context === context));
  const notes: string[] = [];
  const note = (text: string) => {
    if (!notes.includes(text)) notes.push(text);
    return notes.indexOf(text) + 1;
  };
  const rowOf = (verb: TruthVerb, row: TruthRow) => contexts.map((context) => find(cells, verb, context, row));
  const lines = [0, 1].map((i) =>
    [' '.repeat(LABEL), ...contexts.map((context) => (HEADINGS[context][i] ?? '').padEnd(CELL))].join('').trimEnd(),
  );
  const alike = grouped(TRUTH_VERBS, (verb) => JSON.stringify(TRUTH_ROWS.map((row) => rowOf(verb, row))));
  for (const verbs of alike.values()) {
    lines.push(kleur.bold(verbs.join(', ')));
    for (const row of TRUTH_ROWS) {
      const marks = rowOf(verbs[0] ?? 'select', row).map((outcome) => mark(outcome, note));
      lines.push(`${`  ${ROWS[row]}`.padEnd(LABEL)}${marks.join('')}`.trimEnd());
    }
  }
  const footnotes = notes.map((text, i) => `  ${i + 1}  ${wrap(printable(text), options.columns, 5)}`);
  return [
    ...lines.map((line) => `  ${line}`.trimEnd()),
    ...(footnotes.length === 0 ? [] : ['', ...footnotes]),
    '',
  ].join('\n');
}

function mark(outcome: TruthOutcome | undefined, note: (text: string) => number): string {
  switch (outcome?.is) {
    case 'through':
      return kleur.green('through'.padEnd(CELL));
    case 'sometimes':
      return kleur.yellow(`some ${note(`when ${outcome.when}`)}`.padEnd(CELL));
    case 'error':
      return kleur.red(`error ${note(outcome.message)}`.padEnd(CELL));
    case 'unknown':
      return kleur.cyan(`? ${note(outcome.reason)}`.padEnd(CELL));
    case 'held back':
      return kleur.dim('·'.padEnd(CELL));
    default:
      return ' '.repeat(CELL);
  }
}

const WHEN: Readonly<Record<TruthContext, string>> = {
  'never set': 'when never set',
  empty: 'when empty',
  'tenant A': 'with tenant A',
  garbage: 'with garbage',
  placeholder: 'with a placeholder',
  'system flag on': 'with the system flag on',
  'system flag other': 'with another flag',
};
const WHOSE: Readonly<Record<TruthRow, string>> = {
  own: "the tenant's own",
  foreign: "another tenant's",
  placeholder: "a placeholder's",
};

/** A finding's cells, one line a fact: `let through when never set or when empty: select of any row`. */
export function cellsInWords(cells: readonly TruthCell[]): string[] {
  const facts = new Map<string, { readonly said: string; readonly cells: TruthCell[] }>();
  for (const cell of cells) {
    const said = outcomeInWords(cell.outcome);
    const fact = facts.get(`${cell.context} ${said}`) ?? { said, cells: [] };
    fact.cells.push(cell);
    facts.set(`${cell.context} ${said}`, fact);
  }
  const lines = new Map<string, TruthContext[]>();
  for (const fact of facts.values()) {
    const key = JSON.stringify([fact.said, what(fact.cells)]);
    const [first] = fact.cells;
    if (first !== undefined) lines.set(key, [...(lines.get(key) ?? []), first.context]);
  }
  return [...lines].map(([key, contexts]) => {
    const [said, whose] = JSON.parse(key) as [string, string];
    return `${said} ${contexts.map((context) => WHEN[context]).join(' or ')}: ${whose}`;
  });
}

function outcomeInWords(outcome: TruthOutcome): string {
  switch (outcome.is) {
    case 'through':
      return 'let through';
    case 'sometimes':
      return `let through if ${outcome.when},`;
    case 'error':
      return `error (${outcome.message})`;
    case 'unknown':
      return `not known (${outcome.reason})`;
    default:
      return outcome.is;
  }
}

/** `select, update and delete of another tenant's row`. */
function what(cells: readonly TruthCell[]): string {
  const verbsOf = (row: TruthRow) => TRUTH_VERBS.filter((verb) => cells.some((c) => c.row === row && c.verb === verb));
  const rows = TRUTH_ROWS.filter((row) => verbsOf(row).length > 0);
  return [...grouped(rows, (row) => verbsOf(row).join()).values()]
    .map((some) => {
      const verbs = verbsOf(some[0] ?? 'own');
      const whose = some.length === TRUTH_ROWS.length ? 'any' : some.map((row) => WHOSE[row]).join(' or ');
      return `${verbs.length === TRUTH_VERBS.length ? 'every verb on' : `${listOf(verbs, verbs.length)} of`} ${whose} row`;
    })
    .join('; ');
}

function find(cells: readonly TruthCell[], verb: TruthVerb, context: TruthContext, row: TruthRow) {
  return cells.find((c) => c.verb === verb && c.context === context && c.row === row)?.outcome;
}
