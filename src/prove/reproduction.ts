/** What shows a proof again in psql: the role, the rows, the settings, the statement; a transaction that is rolled back. */
import type { Actor } from '../sql/proof/actors.js';
import { script } from '../sql/proof/script.js';
import type { ProofTable } from '../sql/proof/tables.js';
import type { Work } from './work.js';

export function reproduction(
  { maker, tenants }: Work,
  actor: Actor,
  table: ProofTable,
  settings: readonly string[],
  statements: readonly string[],
): string {
  const rows = maker.history(table, [tenants.a, tenants.b, ...tenants.placeholders]);
  return script(actor, table, rows, settings, statements);
}
