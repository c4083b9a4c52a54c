/** A plan as a person reads it: each statement, what it locks and what it risks. */
import kleur from 'kleur';
import { printable } from './printable.js';
import type { PlannedStatement, PlanReport, TextOptions } from './types.js';
import { countOf, paint, wrap, wrapSql } from './words.js';

export function planAsText(report: PlanReport, options: TextOptions): string {
  return paint(options.color, () => {
    const { target, statements } = report;
    const where = printable(
      `${target.database} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`,
    );
    if (statements.length === 0)
      return `${kleur.green('✓')} ${where}: nothing to do, the database is as the spec says\n`;
    const heading = wrap(
      `${countOf(statements.length, 'statement')} would bring ${where} to the spec`,
      options.columns,
      0,
    );
    const body = statements.map((statement) => statementAsText(statement, options)).join('\n');
    return `${kleur.bold(heading)}\n\n${body}\n${summary(statements, options)}\n`;
  });
}

function statementAsText({ sql, locks, hazards }: PlannedStatement, options: TextOptions): string {
  const note = (label: string, text: string) => `  ${label.padEnd(7)} ${wrap(printable(text), options.columns, 10)}`;
  const held = locks.map(({ relation, mode, owned }) => `${mode} on ${relation}${owned ? '' : ' (not ours)'}`);
  return [
    `${wrapSql(printable(sql), options.columns - 1, 0)};`,
    ...(held.length === 0 ? [] : [kleur.dim(note('locks', held.join(', ')))]),
    ...(hazards.length === 0
      ? []
      : [kleur.yellow(note(hazards.length === 1 ? 'hazard' : 'hazards', hazards.join(', ')))]),
    '',
  ].join('\n');
}

/** What to know before it is run: how much, at what risk, and whom it may keep waiting. */
function summary(statements: readonly PlannedStatement[], options: TextOptions): string {
  const hazards = new Map<string, number>();
  for (const hazard of statements.flatMap((s) => s.hazards)) hazards.set(hazard, (hazards.get(hazard) ?? 0) + 1);
  const locks = statements.flatMap((s) => s.locks);
  const foreign = new Set(locks.filter(({ owned }) => !owned).map(({ relation }) => relation));
  const risks = [...hazards].map(([hazard, n]) => `${n} × ${hazard}`).join(', ');
  const fitted = (text: string) => wrap(printable(text), options.columns, 0);
  return [
    kleur.bold(countOf(statements.length, 'statement')),
    ...(risks === '' ? [] : [kleur.yellow(fitted(`hazards: ${risks}`))]),
    ...(foreign.size === 0 ? [] : [fitted(`locks tables that are not ours: ${[...foreign].join(', ')}`)]),
  ].join('\n');
}
