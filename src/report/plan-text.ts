/** A plan as a person reads it: each statement, what it locks and what it risks. */
import kleur from 'kleur';
import { printable } from './printable.js';
import type { PlannedStatement, PlanReport, TextOptions } from './types.js';
import { countOf, paint } from './words.js';

export function planAsText(report: PlanReport, options: TextOptions): string {
  return paint(options.color, () => {
    const { target, statements } = report;
    const where = printable(
      `${target.database} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`,
    );
    if (statements.length === 0)
      return `${kleur.green('✓')} ${where}: nothing to do, the database is as the spec says\n`;
    const heading = kleur.bold(`${countOf(statements.length, 'statement')} would bring ${where} to the spec`);
    return `${heading}\n\n${statements.map(statementAsText).join('\n')}`;
  });
}

function statementAsText(statement: PlannedStatement): string {
  const locks = statement.locks.map(
    ({ relation, mode, owned }) => `${mode} on ${relation}${owned ? '' : ' (not ours)'}`,
  );
  const notes = [
    ...(locks.length === 0 ? [] : [kleur.dim(`  locks ${locks.join(', ')}`)]),
    ...(statement.hazards.length === 0 ? [] : [kleur.yellow(`  ${statement.hazards.join(', ')}`)]),
  ];
  return [`${printable(statement.sql)};`, ...notes, ''].join('\n');
}
