/** What became of the mutants: a line a way of breaking, for a terminal and as a page. */
import kleur from 'kleur';
import type { Kill, KillTable } from '../catalog/proof.js';
import { printable } from './printable.js';
import type { TextOptions } from './types.js';
import { countOf, paint, wrap } from './words.js';

interface Line {
  readonly mutation: string;
  readonly kills: readonly Kill[];
}

function linesOf({ kills }: KillTable): readonly Line[] {
  return [...new Set(kills.map(({ mutation }) => mutation))].map((mutation) => ({
    mutation,
    kills: kills.filter((kill) => kill.mutation === mutation),
  }));
}

const of = (kills: readonly Kill[], who: 'proof' | 'truth') =>
  `${kills.filter((kill) => kill[who] !== null).length} of ${kills.length}`;

export function mutantsAsText(table: KillTable, options: TextOptions): string {
  return paint(options.color, () => {
    const lines = linesOf(table);
    const label = Math.max(...lines.map(({ mutation }) => mutation.length), 0) + 2;
    const head = `  ${'the policies have'.padEnd(label)}${'proof'.padStart(10)}${'truth'.padStart(10)}`;
    const rows = lines.map(({ mutation, kills }) => {
      const survived = kills.some(({ verdict }) => verdict === 'survived');
      const mark = survived
        ? kleur.red('✗')
        : kills.every(({ verdict }) => verdict === 'equivalent')
          ? kleur.yellow('=')
          : kleur.green('✓');
      return `${mark} ${mutation.padEnd(label)}${of(kills, 'proof').padStart(10)}${of(kills, 'truth').padStart(10)}`;
    });
    const reasons = [
      ...new Set(
        table.kills.flatMap(({ mutation, reason }) => (reason === undefined ? [] : [`${mutation}: ${reason}`])),
      ),
    ];
    const survivors = table.kills.filter(({ verdict }) => verdict === 'survived');
    return [
      kleur.dim(head),
      ...rows,
      ...(reasons.length === 0
        ? []
        : ['', ...reasons.map((reason) => kleur.dim(`  ${wrap(printable(reason), options.columns, 2)}`))]),
      ...(survivors.length === 0
        ? []
        : [
            '',
            kleur.bold('survivors'),
            ...survivors.map(({ mutation, table: on, policy, proof, truth }) => {
              const blind = [...(proof === null ? ['the proof'] : []), ...(truth === null ? ['the truth table'] : [])];
              return `  ${kleur.red('✗')} ${wrap(printable(`${mutation}, policy ${policy} on ${on}: not seen by ${blind.join(' and ')}`), options.columns, 4)}`;
            }),
          ]),
      '',
      verdict(table),
      '',
    ].join('\n');
  });
}

function verdict({ kills, survivors }: KillTable): string {
  const killed = kills.filter(({ verdict: one }) => one === 'killed').length;
  const equivalent = kills.length - killed - survivors;
  const mark = survivors === 0 ? kleur.green('✓') : kleur.red('✗');
  const rest = equivalent === 0 ? '' : `, ${equivalent} equivalent`;
  return `${mark} ${countOf(kills.length, 'mutant')}: ${killed} killed${rest}, ${countOf(survivors, 'survivor')}`;
}

/** As a page: what each way of breaking was first noticed by. */
export function mutantsAsMarkdown(table: KillTable, tables: number): string {
  const killed = table.kills.filter(({ verdict: one }) => one === 'killed').length;
  const equivalent = table.kills.filter(({ verdict: one }) => one === 'equivalent').length;
  const cell = (kills: readonly Kill[], who: 'proof' | 'truth') => {
    const first = kills.find((kill) => kill[who] !== null)?.[who];
    return first === undefined || first === null
      ? '–'
      : `${of(kills, who)}; ${first.replaceAll('|', '\\|').replaceAll(/error (\w+): .*/g, 'error $1')}`;
  };
  return [
    '# Mutants',
    '',
    '<!-- Written by test/prove/mutants.test.ts: npx vitest run --project database test/prove/mutants -u -->',
    '',
    `What a proof is worth is what it notices. Each policy of the ${tables} tables is broken in every way below, one way at a`,
    'time, in a transaction that is rolled back; the proof and the truth table (`check --explain-policies`) must both notice.',
    `${table.kills.length} mutants: ${killed} killed, ${equivalent} equivalent, ${countOf(table.survivors, 'survivor')}. On your own database: \`schema-audit prove --mutants --yes\`.`,
    '',
    '| the policies have | the proof notices | the truth table notices | |',
    '|---|---|---|---|',
    ...linesOf(table).map(({ mutation, kills }) => {
      const verdicts = [...new Set(kills.map(({ verdict: one }) => one))].join(', ');
      const reason = kills.find((kill) => kill.reason !== undefined)?.reason;
      return `| ${mutation} | ${cell(kills, 'proof')} | ${cell(kills, 'truth')} | ${verdicts}${reason === undefined ? '' : `: ${reason}`} |`;
    }),
    '',
  ].join('\n');
}
