/** What is to be known before a proof begins. */
import type { ProofTable } from '../sql/proof/tables.js';
import type { ProofOptions } from './work.js';

/** A table with so many rows makes a statement without WHERE slow where policies are open. */
const MANY_ROWS = 100_000;

/** @param quiet whether all triggers are off */
export function warn(
  tables: readonly ProofTable[],
  { onWarning = () => undefined }: ProofOptions,
  quiet: boolean,
): void {
  const large = tables.filter(({ rows }) => rows >= MANY_ROWS).map(({ table }) => table);
  if (large.length > 0)
    onWarning(
      `${large.join(', ')} have more than ${MANY_ROWS} rows: where their policies are open, an update without WHERE takes them all before it is rolled back`,
    );
  const locked = tables.filter(({ binds }) => binds).map(({ table }) => table);
  if (locked.length > 0)
    onWarning(
      `row level security binds us, and FORCE is lifted for a moment to make rows: others wait for ${locked.join(', ')} until the proof has ended; connect as a role with BYPASSRLS to avoid it`,
    );
  const outward = tables.flatMap(({ table, outward: triggers }) => triggers.map((trigger) => `${trigger} of ${table}`));
  if (outward.length === 0) return;
  const reach = `triggers may reach outside of the database, where nothing is rolled back (${outward.join(', ')})`;
  onWarning(
    quiet
      ? `${reach}: all triggers are off for the proof`
      : `${reach}: they run, since only a superuser may switch them off`,
  );
}
