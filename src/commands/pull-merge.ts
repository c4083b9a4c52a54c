/** pull --merge: the file brought up to date, and held against the database until nothing differs. */
import { addressOf, keyOf, parentOf } from '../catalog/address.js';
import { type Change, objectOf } from '../catalog/diff.js';
import { partsOf } from '../catalog/partitions.js';
import { UserError } from '../errors.js';
import { compile } from '../spec/compile.js';
import { merge } from '../spec/merge.js';
import { parseSpec } from '../spec/parse.js';
import { rewriting } from '../spec/rewrite.js';
import type { Entries } from '../spec/written.js';
import { compare } from '../sql/compare.js';
import type { Snapshot } from '../sql/read.js';
import type { Session } from '../sql/session.js';
import { beside } from './spec.js';

/**
 * First each change at its own place; where that does not make a table right, the table as a whole.
 * @param entries the database as it would be written today
 * @throws MistakesError where the file is no spec, UserError where the file cannot be made to say what the database is
 */
export async function mergedInto(
  session: Session,
  before: string,
  file: string,
  entries: Entries,
  snapshot: Snapshot,
): Promise<string> {
  const spec = parseSpec(before, file, { readFile: beside(file) });
  const changes = await differences(session, before, file, snapshot);
  const inDatabase = partsOf(snapshot.catalog.table);
  const inFile = partsOf(compile(spec).catalog.table);
  const merging = {
    partOf: (schema: string, table: string) => inDatabase(schema, table) ?? inFile(schema, table),
    before,
    schema: spec.schema,
    changes,
    entries,
    table: rewriting(before, spec, changes, snapshot.catalog),
  };
  const first = merge({ ...merging, whole: new Set() });
  const left = await differences(session, first, file, snapshot).catch(() => changes);
  if (left.length === 0) return first;
  const second = merge({ ...merging, whole: tablesOf([...changes, ...left]) });
  const still = await differences(session, second, file, snapshot);
  const [one] = still;
  if (one !== undefined) throw unmergeable(one, file);
  return second;
}

async function differences(
  session: Session,
  text: string,
  file: string,
  snapshot: Snapshot,
): Promise<readonly Change[]> {
  const { catalog, hints } = compile(parseSpec(text, file, { readFile: beside(file) }));
  return compare(session, catalog, snapshot, hints);
}

function tablesOf(changes: readonly Change[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const change of changes) {
    for (let at = parentOf(addressOf(objectOf(change))); at !== null; at = parentOf(at))
      if (at.kind === 'table') keys.add(keyOf(at));
  }
  return keys;
}

function unmergeable(change: Change, file: string): UserError {
  const { kind, schema, table, name } = addressOf(objectOf(change));
  const path = [schema, table, name].filter((part) => part !== undefined).join('.');
  return new UserError(`${file} cannot be brought up to date: ${kind} ${path} stays different`, {
    hint: 'nothing was written; pull the whole database into a new file with --out and compare',
  });
}
