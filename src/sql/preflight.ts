/** Before the first statement: whether the rows that are there keep to what a plan would add. Reads, and changes nothing. */
import { type Address, addressOf, keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import { isKey } from '../catalog/keys.js';
import type { Catalog, CatalogObject, Column, Constraint, Index } from '../catalog/types.js';
import { conversions } from './conversions.js';
import { ask, NAMED, type Preflight, type Question, rowsWhere } from './questions.js';
import { quoteIdent } from './quote.js';
import { roleQuestions } from './role-questions.js';
import type { Session } from './session.js';
import { type Sources, sourcesFor } from './source.js';
import { typeQuestions } from './type-questions.js';

/**
 * Asks inside the transaction that is open, and leaves it as it was.
 * @param actual the live catalog under the names after the plan's renames
 */
export async function preflight(
  session: Session,
  changes: readonly Change[],
  actual: Catalog,
  { hints, secret }: { readonly hints: Hints; readonly secret: (table: string, column: string) => boolean },
): Promise<Preflight> {
  const using = (column: Column) => hints.get(keyOf(column))?.using ?? null;
  const sources = sourcesFor(changes, actual, using, secret);
  const converted = await conversions(session, changes, sources, using);
  // What cannot be converted cannot be asked about either.
  const broken = new Set([...converted.violations, ...converted.untested].map(({ object }) => tableOf(object)));
  const questions = [
    ...changes.flatMap((change) => questionsOf(change, sources)),
    ...typeQuestions(changes, actual, hints, sources),
    ...roleQuestions(changes),
  ];
  const asked = unique(questions).filter(({ object }) => !broken.has(tableOf(object)));
  const answered = await ask(session, asked);
  return {
    violations: [...converted.violations, ...answered.violations],
    untested: [...converted.untested, ...answered.untested],
  };
}

function tableOf({ schema, table }: Address): string {
  return JSON.stringify([schema, table]);
}

function unique(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [question.sql, question])).values()];
}

/** Fields whose change asks nothing of the rows. */
const HARMLESS: ReadonlySet<string> = new Set([
  'default',
  'onUpdate',
  'onDelete',
  'onDeleteColumns',
  'deferrable',
  'include',
  'with',
  'method',
  'valid',
  'noInherit',
]);

function questionsOf(change: Change, sources: Sources): Question[] {
  if (change.change !== 'create' && change.change !== 'alter') return [];
  if (change.change === 'alter' && HARMLESS.has(change.field)) return [];
  const { to } = change;
  if (to.kind === 'column') return to.notNull && to.identity === null ? hasNulls(to, to.name, sources) : [];
  if (to.kind === 'index') return repeatsOf(to, sources);
  return to.kind === 'constraint' && to.enforced && to.validated ? constraintQuestions(to, sources) : [];
}

function constraintQuestions(to: Constraint, sources: Sources): Question[] {
  switch (to.type) {
    case 'check':
      return rowsWhere(to, `(${to.check?.expression ?? 'true'}) is false`, sources, (n) =>
        n === 1 ? '1 row breaks the check' : `${n} rows break the check`,
      );
    case 'unique':
      return repeatsOf(to, sources);
    case 'primary key':
      return [...repeatsOf(to, sources), ...to.columns.flatMap((column) => hasNulls(to, column, sources))];
    case 'foreign key':
      return orphans(to, sources);
    case 'exclusion':
      return [];
  }
}

function hasNulls(on: Column | Constraint, column: string, sources: Sources): Question[] {
  return rowsWhere(on, `${quoteIdent(column)} is null`, sources, (n) =>
    n === 1 ? `1 row has no value in ${column}` : `${n} rows have no value in ${column}`,
  );
}

function indexKeys({ elements }: Index): string[] {
  return elements.map(({ column, expression }) =>
    column === null ? `(${expression?.expression ?? 'null'})` : quoteIdent(column),
  );
}

/** Rows that share what is to be unique; a null equals nothing unless it is said. */
function repeats(on: Constraint | Index, keys: readonly string[], where: string | null, sources: Sources): Question[] {
  const from = sources.of(on.schema, on.table);
  if (from === null) return [];
  const conditions = [
    ...(where === null ? [] : [`(${where})`]),
    ...(on.nullsNotDistinct ? [] : keys.map((key) => `${key} is not null`)),
  ];
  const filter = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const key = sources.key(on.schema, on.table);
  const sql = `select count(*)::float8 as count, array_to_json(array_agg(k order by place) filter (where place <= ${NAMED})) as keys from (
      select array_to_string((array_agg(${key} order by ${key}))[1:3], ' and ') || case when count(*) > 3 then ', …' else '' end as k,
        row_number() over (order by min(${key})) as place
      from ${from} ${filter} group by ${keys.join(', ')} having count(*) > 1) groups`;
  return [
    {
      object: addressOf(on),
      sql,
      message: (n) => (n === 1 ? '1 value is there more than once' : `${n} values are there more than once`),
    },
  ];
}

/** Duplicates that a unique constraint or index which is missing would refuse. */
export function repeatsOf(missing: CatalogObject, sources: Sources): Question[] {
  if (missing.kind === 'index')
    return missing.unique ? repeats(missing, indexKeys(missing), missing.where?.expression ?? null, sources) : [];
  return missing.kind === 'constraint' && isKey(missing)
    ? repeats(missing, missing.columns.map(quoteIdent), null, sources)
    : [];
}

/** Rows that point at nothing; a table that the plan creates has no row to point at. */
function orphans(to: Constraint, sources: Sources): Question[] {
  const { references } = to;
  if (references === null) return [];
  const target = sources.of(references.schema, references.table);
  const columns = to.columns.map((column) => `${quoteIdent(to.table)}.${quoteIdent(column)}`);
  const present = columns.map((column) => `${column} is not null`).join(' and ');
  const join = references.columns
    .map((column, i) => `schema_audit_target.${quoteIdent(column)} = ${columns[i]}`)
    .join(' and ');
  const missing =
    target === null ? 'true' : `not exists (select from (select * from ${target}) schema_audit_target where ${join})`;
  const partial = `not (${present}) and (${columns.map((column) => `${column} is not null`).join(' or ')})`;
  const condition = to.match === 'full' ? `(${present} and ${missing} or ${partial})` : `${present} and ${missing}`;
  return rowsWhere(to, condition, sources, (n) =>
    n === 1 ? `1 row refers to no row of ${references.table}` : `${n} rows refer to no row of ${references.table}`,
  );
}
