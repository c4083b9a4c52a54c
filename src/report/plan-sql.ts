/** A plan as a script that psql runs: its transactions, and what may not run in one. */
import type { PlannedStatement } from './types.js';

type Scripted = Pick<PlannedStatement, 'sql' | 'object' | 'transaction' | 'transactional'>;

export function planAsSql(statements: readonly Scripted[]): string {
  if (statements.length === 0) return '-- nothing to do\n';
  const transactions = new Map<number, Scripted[]>();
  for (const statement of statements) {
    const some = transactions.get(statement.transaction);
    if (some === undefined) transactions.set(statement.transaction, [statement]);
    else some.push(statement);
  }
  // The expressions of the spec name PostgreSQL's own functions, whatever the caller's search_path says.
  // A function may come before what its body speaks of.
  const bodies = statements.some(({ object }) => object.kind === 'function') ? 'check_function_bodies = off;' : null;
  const settings = (word: 'set' | 'set local') =>
    [`${word} search_path = '';`, ...(bodies === null ? [] : [`${word} ${bodies}`])].join('\n');
  const [setting, ...parts] =
    transactions.size === 1
      ? [`begin;\n${settings('set local')}`, ...[...transactions.values()].map(bodyOf), 'commit;']
      : [settings('set'), ...[...transactions.values()].map(transactionOf)];
  return `${[setting, ...parts].join('\n\n')}\n`;
}

function bodyOf(statements: readonly Scripted[]): string {
  return statements.map(({ sql }) => `${sql};`).join('\n\n');
}

function transactionOf(statements: readonly Scripted[]): string {
  const alone = statements.some(({ transactional }) => !transactional);
  return alone ? bodyOf(statements) : `begin;\n${bodyOf(statements)}\ncommit;`;
}
