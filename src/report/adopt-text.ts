/** What adopt did, would do or refused, as a person reads it. */
import kleur from 'kleur';
import { printable } from './printable.js';
import type { AdoptReport, Remark, TextOptions } from './types.js';
import { countOf, paint, wrap } from './words.js';

/** What was done, or would be. */
export function adoptAsText(report: AdoptReport, options: TextOptions): string {
  return paint(options.color, () => {
    const { history, target, dryRun, restored } = report;
    const where = `${target.database} (PostgreSQL ${target.serverVersion}), history ${history.schema}.${history.table}`;
    const lines = restored === null ? outcome(report, options) : undone(restored, options);
    const fitted = (text: string, indent: number) => wrap(printable(text), options.columns, indent);
    const done = (text: string) => `${kleur.green('✓')} ${fitted(text, 2)}`;
    const heading = dryRun ? kleur.bold(fitted(`would be done in ${where}`, 0)) : done(where);
    return [
      lines.length === 0 ? done(`${where}: ${nothing(report)}`) : heading,
      ...lines,
      ...list('unchanged', restored === null ? report.unchanged : [], options),
      ...list('pending', report.pending ?? [], options),
      ...report.warnings.flatMap((warning) => ['', kleur.yellow(wrap(printable(warning), options.columns, 0))]),
      '',
    ].join('\n');
  });
}

/** Why nothing was done, or what went wrong afterwards: for stderr. */
export function remarksAsText(
  kind: 'refused' | 'done, but',
  remarks: readonly Remark[],
  drift: readonly string[],
  options: TextOptions,
): string {
  const fitted = (text: string, indent: number) => wrap(printable(text), options.columns, indent);
  const lines = remarks.flatMap(({ message, hint }) => [
    fitted(`${kind}: ${message}`, 2),
    ...(message.startsWith('the schema differs') ? shorten(drift).map((line) => `  ${fitted(line, 4)}`) : []),
    `  ${fitted(`hint: ${hint}`, 4)}`,
  ]);
  const end = kind === 'refused' ? ['nothing was done'] : [];
  return `${[...lines, ...end].join('\n')}\n`;
}

/** At most so many differences. */
const SHOWN = 10;

function shorten(lines: readonly string[]): readonly string[] {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more`];
}

function nothing({ restored, unchanged }: AdoptReport): string {
  if (restored !== null) return 'nothing to restore';
  return `nothing to do, ${countOf(unchanged.length, 'row')} as they are to be`.replace(
    '1 row as they are',
    '1 row as it is',
  );
}

function outcome({ created, marked, archived }: AdoptReport, options: TextOptions): readonly string[] {
  return [
    ...list('created', created, options),
    ...list('complete', marked, options),
    ...list('archived', archived, options),
  ];
}

function undone({ back, gone, at, by }: NonNullable<AdoptReport['restored']>, options: TextOptions): readonly string[] {
  if (back.length + gone.length === 0) return [];
  return [
    ...list('back', back, options),
    ...list('gone', gone, options),
    ...list('as before', [`the run of ${at}, ${by}`], options),
  ];
}

const WIDTH = 11;

function list(title: string, names: readonly string[], options: TextOptions): readonly string[] {
  return names.map((name, i) => {
    const label = (i === 0 ? title : '').padEnd(WIDTH);
    return `  ${kleur.dim(label)}${wrap(printable(name), options.columns, WIDTH + 2)}`;
  });
}
