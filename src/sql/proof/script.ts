/** Writes statements as one script that changes nothing. */
import { quoteIdent, quoteQualified } from '../quote.js';
import type { Actor } from './actors.js';
import type { ProofTable } from './tables.js';

/** Of what brings the actor about, only what this table needs. */
export function script(
  { role, setUp, joins }: Actor,
  table: ProofTable,
  rows: readonly string[],
  settings: readonly string[],
  statements: readonly string[],
): string {
  const names = [table, ...table.views.map(({ schema, name }) => ({ schema, table: name }))].map(
    ({ schema, table: name }) => ` on ${quoteQualified(schema, name)} `,
  );
  const ours = setUp.filter(
    (sql) => !/^grant .* on (?!schema |sequence )/.test(sql) || names.some((name) => sql.includes(name)),
  );
  const alter = `alter table ${quoteQualified(table.schema, table.table)}`;
  const lifted = table.binds && table.forceRowSecurity;
  return [
    'begin',
    ...ours,
    ...(lifted ? [`${alter} no force row level security`] : []),
    ...rows,
    ...(lifted ? [`${alter} force row level security`] : []),
    ...settings,
    ...joins,
    `set local role ${quoteIdent(role)}`,
    ...statements,
    'rollback',
  ]
    .map((sql) => `${sql};`)
    .join('\n');
}
