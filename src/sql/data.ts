/** What the rows themselves say (`check --data`): placeholder tenants, references across tenants, orphans, duplicates. Reads only. */
import { keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Catalog, Constraint, Index } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { namesOnlyBuiltins } from '../expression/inspect.js';
import { accessTo, requireAccess } from './access.js';
import { repeatsOf } from './preflight.js';
import { guarded, reason } from './questions.js';
import {
  type Asked,
  type Asking,
  columnOf,
  crossings,
  type DataScope,
  type Observation,
  outwards,
  placeholders,
} from './references.js';
import { isServerError, type Row, type Session } from './session.js';
import { sourcesFor } from './source.js';

/** The fields of a key or an index that decide which rows are alike. */
const TELLING: ReadonlySet<string> = new Set([
  ...['type', 'columns', 'nullsNotDistinct', 'unique', 'elements', 'where', 'valid'],
]);

/**
 * Asks inside the open transaction, and leaves it as it was.
 * @param actual the live catalog under the names after the renames among the changes (see former.ts)
 * @throws UserError where the role would not see all rows of the spec's tables
 */
export async function observe(
  session: Session,
  desired: Catalog,
  actual: Catalog,
  changes: readonly Change[],
  scope: DataScope,
): Promise<readonly Observation[]> {
  const renames = changes.filter(({ change }) => change === 'rename');
  const sources = sourcesFor(renames, actual, () => null, scope.secret);
  const others = [
    ...scope.external.map(({ target }) => target),
    ...(scope.tenantsTable === null ? [] : [scope.tenantsTable]),
  ];
  const nowCalled = currentNames(renames);
  const own = actual.table.map(({ table }) => nowCalled(table));
  const accesses = await accessTo(session, scope.schema, [...own, ...others]);
  const asking: Asking = { scope, actual, sources, accesses, nowCalled };
  const inside = duplicates(changes, asking);
  const outside = outwards(asking);
  const asked = [...placeholders(asking), ...crossings(desired, asking), ...outside.asked, ...inside.asked];
  requireAccess(accesses, scope.schema, new Set(asked.flatMap(({ reads }) => reads)));
  return [...(await answers(session, asked)), ...outside.unknown, ...inside.unknown];
}

function currentNames(renames: readonly Change[]): (table: string) => string {
  const names = new Map(
    renames.flatMap((change) =>
      change.change === 'rename' && change.to.kind === 'table' && change.from.kind === 'table'
        ? [[change.to.table, change.from.table] as const]
        : [],
    ),
  );
  return (table) => names.get(table) ?? table;
}

/** All in one round trip; one by one where one of them fails. */
async function answers(session: Session, asked: readonly Asked[]): Promise<Observation[]> {
  if (asked.length === 0) return [];
  const all = await guarded(
    session,
    asked.map(({ sql }) => sql),
  );
  if (!(all instanceof Error)) return asked.flatMap((one, i) => observed(one, all[i]));
  refuseBlindness(all);
  const found: Observation[] = [];
  for (const one of asked) {
    const answer = await guarded(session, [one.sql]);
    if (answer instanceof Error) found.push(...unknown(one, answer));
    else found.push(...observed(one, answer[0]));
  }
  return found;
}

function observed({ what, object, message }: Asked, row: Row | undefined): Observation[] {
  const count = Number(row?.count ?? 0);
  if (count === 0) return [];
  const keys = Array.isArray(row?.keys) ? row.keys.map(String) : [];
  return [{ what, object, message: message(count), keys, known: true }];
}

function unknown({ what, object }: Asked, error: Error): Observation[] {
  refuseBlindness(error);
  // Over a column that is missing: that it is, is said elsewhere.
  if (isServerError(error) && error.code === '42703') return [];
  return [{ what, object, message: `what its rows hold is not known: ${reason(error)}`, keys: [], known: false }];
}

/** Rows that could not be seen must not look like rows that are right. */
function refuseBlindness(error: Error): void {
  const code = isServerError(error) ? error.code : '';
  if (code === '42501') {
    throw new UserError(`check --data may not see the rows: ${error.message}`, {
      hint: 'run it as a role with SELECT on the tables, and BYPASSRLS where row level security is forced',
    });
  }
  if (code === '57014' || code === '55P03') {
    throw new UserError('the server did not look through the rows within the time limit', {
      hint: 'give it longer with --statement-timeout, or try again when it is less busy',
    });
  }
}

/** Of keys and unique indexes that are missing, or take other rows for alike. */
function duplicates(
  changes: readonly Change[],
  asking: Asking,
): { readonly asked: readonly Asked[]; readonly unknown: readonly Observation[] } {
  const missing = new Map<string, Constraint | Index>();
  for (const change of changes) {
    const to = change.change === 'create' || change.change === 'alter' ? change.to : null;
    if (to?.kind !== 'constraint' && to?.kind !== 'index') continue;
    if (change.change === 'create' || (change.change === 'alter' && TELLING.has(change.field)))
      missing.set(keyOf(to), to);
  }
  const asked: Asked[] = [];
  const unknown: Observation[] = [];
  for (const to of missing.values()) {
    if (!namesOf(to).every((name) => columnOf(asking, to.table, name) !== undefined)) continue;
    for (const question of repeatsOf(to, asking.sources)) {
      if (isBuiltin(to)) asked.push({ ...question, what: 'duplicates', reads: [asking.nowCalled(to.table)] });
      else {
        const message = "whether values are there twice is not known: check runs no function but the server's own";
        unknown.push({ what: 'duplicates', object: question.object, message, keys: [], known: false });
      }
    }
  }
  return { asked, unknown };
}

function namesOf(to: Constraint | Index): readonly string[] {
  return to.kind === 'constraint' ? to.columns : to.elements.flatMap(({ column }) => column ?? []);
}

function isBuiltin(to: Constraint | Index): boolean {
  const expressions = to.kind === 'index' ? [to.where, ...to.elements.map(({ expression }) => expression)] : [];
  return expressions.every((one) => one === null || namesOnlyBuiltins(one.expression, to.table));
}
