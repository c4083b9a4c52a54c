/** What was proven, as a person reads it: a matrix of verbs and contexts for tables that do the same, then what is not held. */
import kleur from 'kleur';
import type { Proof, ProofOutcome } from '../catalog/proof.js';
import { printable } from './printable.js';
import type { ProveReport, TextOptions } from './types.js';
import { countOf, paint, wrap, wrapSql } from './words.js';

const HEADINGS: Readonly<Record<string, readonly [string, string]>> = {
  'never set': ['never', 'set'],
  'tenant A': ['tenant', 'A'],
  'tenant B': ['tenant', 'B'],
  garbage: ['', 'garbage'],
  placeholder: ['place-', 'holder'],
  empty: ['', 'empty'],
  'system flag on': ['flag', 'on'],
  'flag without tenant': ['flag', 'alone'],
  'other flag': ['other', 'flag'],
};
const MARKS: Readonly<Record<ProofOutcome, string>> = {
  held: '✓',
  broken: '✗',
  'by design': '~',
  abstained: '?',
  'not applicable': '-',
};
const WORST_FIRST: readonly ProofOutcome[] = ['broken', 'abstained', 'by design', 'held', 'not applicable'];
const CELL = 9;
/** So many lines of what is broken in a table are written out; the JSON has all. */
const SHOWN = 9;

const LEGEND = [
  'Columns: what the session has set. A row of the matrix stands for own and foreign rows alike.',
  '✓ held: own rows are reached, foreign ones are not; ✗ broken; ~ by design of PostgreSQL; ? abstained; - not applicable.',
];

export function proveAsText(report: ProveReport, options: TextOptions): string {
  return paint(options.color, () => {
    const { proofs, silences } = report;
    const parts = [
      ...matrices(proofs, options),
      ...(proofs.some(({ context }) => context in HEADINGS)
        ? [kleur.dim(LEGEND.map((line) => `  ${wrap(line, options.columns, 4)}`).join('\n'))]
        : []),
      ...broken(proofs, options),
      ...grouped('by design', 'by design of PostgreSQL, whatever the policies say', proofs, options),
      ...grouped('abstained', 'abstained: it could not be told', proofs, options),
      ...(silences.length === 0
        ? []
        : [
            silences
              .map(({ outcome, role, reason }) => {
                const text = wrap(printable(`${outcome}: ${role}: ${reason}`), options.columns, 2);
                return outcome === 'refused' ? kleur.red(text) : kleur.dim(text);
              })
              .join('\n'),
          ]),
      verdict(report, options),
    ];
    return `${parts.join('\n\n')}\n`;
  });
}

const contextOf = ({ context }: Proof) => (context.startsWith("flag '") ? 'other flag' : context);
const tableOf = ({ object }: Proof) => `${object.schema}.${object.table}`;

/** Verbs that name a key or a view differ from table to table, and share a row. */
function verbOf({ verb }: Proof): string {
  if (verb.startsWith('read through view')) return 'read through view';
  return verb;
}

function matrices(proofs: readonly Proof[], options: TextOptions): readonly string[] {
  const groups = new Map<string, { actor: string; tables: string[]; lines: string }>();
  const actors = [...new Set(proofs.map(({ actor }) => actor))].filter((actor) => actor !== '');
  for (const actor of actors) {
    for (const table of new Set(proofs.map(tableOf))) {
      const ours = proofs.filter(
        (proof) => proof.actor === actor && tableOf(proof) === table && contextOf(proof) in HEADINGS,
      );
      // Crossings have a list of their own.
      const lines = grid(ours.filter(({ verb }) => !/ by /.test(verb)));
      if (lines === '') continue;
      const key = JSON.stringify([actor, lines]);
      const group = groups.get(key) ?? { actor, tables: [], lines };
      group.tables.push(table);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ actor, tables, lines }) => {
    const count = tables.length > 1 ? ` (${countOf(tables.length, 'table')})` : '';
    const heading = wrap(printable(`${tables.join(', ')}${count}, as ${actor}`), options.columns, 0);
    return `${kleur.bold(heading)}\n\n${lines}`;
  });
}

function grid(proofs: readonly Proof[]): string {
  const contexts = Object.keys(HEADINGS).filter((context) => proofs.some((proof) => contextOf(proof) === context));
  const verbs = [...new Set(proofs.map(verbOf))];
  if (verbs.length === 0) return '';
  const label = Math.max(...verbs.map((verb) => verb.length)) + 2;
  const head = [0, 1].map(
    (line) =>
      ' '.repeat(label + 2) + contexts.map((context) => (HEADINGS[context]?.[line] ?? '').padStart(CELL)).join(''),
  );
  const rows = verbs.map((verb) => {
    const cells = contexts.map((context) => {
      const outcomes = proofs
        .filter((p) => verbOf(p) === verb && contextOf(p) === context)
        .map(({ outcome }) => outcome);
      const worst = WORST_FIRST.find((outcome) => outcomes.includes(outcome));
      const mark = worst === undefined ? '' : MARKS[worst];
      const padded = mark.padStart(CELL);
      return worst === 'broken' ? kleur.red(padded) : worst === 'held' ? kleur.green(padded) : kleur.yellow(padded);
    });
    return `  ${verb.padEnd(label)}${cells.join('')}`;
  });
  return [...head.map((line) => kleur.dim(line.trimEnd())), ...rows.map((row) => row.trimEnd())].join('\n');
}

/** What is broken, once for tables in which the same is, the first few with what shows it again. */
function broken(proofs: readonly Proof[], options: TextOptions): readonly string[] {
  const all = proofs.filter(({ outcome }) => outcome === 'broken');
  const groups = new Map<string, { readonly tables: string[]; readonly ours: readonly Proof[] }>();
  for (const table of new Set(all.map(tableOf))) {
    const ours = all.filter((proof) => tableOf(proof) === table);
    const key = JSON.stringify(ours.map(sentence));
    const group = groups.get(key) ?? { tables: [], ours };
    group.tables.push(table);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ tables, ours }) => {
    const lines = ours.map((proof) => `  ${kleur.red('✗')} ${wrap(printable(sentence(proof)), options.columns, 4)}`);
    const more = lines.length > SHOWN ? [`  and ${lines.length - SHOWN} more (--format json has all)`] : [];
    const sql = ours.find((proof) => proof.sql !== undefined)?.sql;
    const again =
      sql === undefined
        ? []
        : [
            kleur.dim('    shown again in psql by'),
            ...sql.split('\n').map((line) => `      ${wrapSql(printable(line), options.columns, 8)}`),
          ];
    const each =
      tables.length > 1
        ? ` (${countOf(tables.length, 'table')}): ${ours.length} broken in each`
        : `: ${ours.length} broken`;
    const heading = kleur.bold(wrap(printable(tables.join(', ') + each), options.columns, 0));
    return [heading, ...lines.slice(0, SHOWN), ...more, ...again].join('\n');
  });
}

function sentence({ verb, target, context, actor, expected, observed, reason }: Proof): string {
  const who = actor === '' ? '' : ` as ${actor}`;
  const where = context === 'any' ? '' : `, ${context}`;
  return `${verb}, ${target}${where}${who}: expected ${expected}, observed ${observed}${reason === undefined ? '' : ` (${reason})`}`;
}

function grouped(
  outcome: ProofOutcome,
  title: string,
  proofs: readonly Proof[],
  options: TextOptions,
): readonly string[] {
  const lines = new Map<string, number>();
  for (const proof of proofs) {
    if (proof.outcome !== outcome) continue;
    const { finding, verb, reason = '', target } = proof;
    const what = finding === undefined ? '' : `  [${finding}]`;
    const line = `${tableOf(proof)}: ${finding === undefined ? '' : `${verb}, ${target}: `}${reason}${what}`;
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  if (lines.size === 0) return [];
  const mark = MARKS[outcome];
  return [
    [
      kleur.bold(title),
      ...[...lines].map(([line, n]) => {
        const times = n > 1 && outcome === 'abstained' ? ` (${n} times)` : '';
        return `  ${kleur.yellow(mark)} ${wrap(printable(line + times), options.columns, 4)}`;
      }),
    ].join('\n'),
  ];
}

function verdict({ ok, target, summary, proofs }: ProveReport, options: TextOptions): string {
  const { held, broken: wrong, byDesign, abstained } = summary;
  const where = `${target.database} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`;
  const tables = countOf(new Set(proofs.map(tableOf)).size, 'table');
  const counts = [
    `${held} held`,
    `${wrong} broken`,
    ...(byDesign > 0 ? [`${byDesign} by design`] : []),
    ...(abstained > 0 ? [`${abstained} abstained`] : []),
  ].join(', ');
  const text = wrap(printable(`${where}, ${tables}: ${counts}; rolled back, but for sequences`), options.columns, 2);
  return `${ok ? kleur.green('✓') : kleur.red('✗')} ${text}`;
}
