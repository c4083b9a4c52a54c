/** apply --recreate: what has to be known, and said, before the spec's tables are dropped and made anew. */
import { UserError } from '../errors.js';
import { printable } from '../report/printable.js';
import { countOf } from '../report/words.js';
import type { Goal, Planned } from '../sql/goal.js';
import { dependentsOf, ownRelations, type RowCount, rowCounts } from '../sql/recreate.js';
import type { Session } from '../sql/session.js';
import type { Io } from './io.js';

/**
 * Says what would be destroyed, and asks for the database's name where somebody is there to type it.
 * @returns false where it was refused, and said why
 * @throws UserError where nobody can be asked
 */
export async function mayRecreate(
  session: Session,
  goal: Goal,
  { snapshot }: Planned,
  { yes, allowed, io }: { readonly yes: boolean; readonly allowed: boolean; readonly io: Io },
): Promise<boolean> {
  const relations = ownRelations(goal.desired, snapshot.catalog);
  const tables = relations.filter((one) => one.kind === 'table');
  const dependents = await dependentsOf(session, relations, goal.desired.function);
  if (dependents.length > 0) {
    const what = dependents.map((one) => `  ${one}\n`).join('');
    io.err(
      printable(
        `refused: others stand on the tables\n${what}  hint: nothing was done; drop them first, or bring the tables to the spec with apply alone\n`,
      ),
    );
    return false;
  }
  io.err(printable(losses(snapshot.database, await rowCounts(session, tables))));
  if (yes && allowed) return true;
  if (yes || !io.interactive) {
    if (!yes) throw new UserError('apply --recreate needs --yes --allow data-loss where nobody can be asked');
    io.err('refused: --recreate with --yes needs --allow data-loss too\n  hint: nothing was done\n');
    return false;
  }
  const answer = await io.ask(`Type the name of the database to drop and recreate them: `);
  if (answer === snapshot.database) return true;
  io.err('that is not its name; nothing was done\n');
  return false;
}

function losses(database: string, counts: readonly RowCount[]): string {
  if (counts.length === 0) return `${database} has none of the tables: nothing is destroyed\n`;
  const lines = counts.map(({ table, rows, exact }) => {
    const many = rows === null ? 'an unknown number of rows' : `${exact ? '' : 'about '}${countOf(rows, 'row')}`;
    return `  ${table}: ${many}\n`;
  });
  return `this destroys, in database ${database}:\n${lines.join('')}`;
}
