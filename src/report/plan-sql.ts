/** A plan as a script that psql runs: one transaction. */
import type { PlannedStatement } from './types.js';

export function planAsSql(statements: readonly Pick<PlannedStatement, 'sql'>[]): string {
  if (statements.length === 0) return '-- nothing to do\n';
  // The expressions of the spec name PostgreSQL's own functions, whatever the caller's search_path says.
  const body = statements.map(({ sql }) => `${sql};`).join('\n\n');
  return `begin;\nset local search_path = '';\n\n${body}\n\ncommit;\n`;
}
