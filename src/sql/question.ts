/** Asks the server what a condition does to synthetic rows in a context: which are let through, under which variables. */
import type { TruthContext, TruthRow } from '../catalog/truth.js';
import { lex } from '../expression/lexer.js';
import { type Condition, nameOfVariable } from './condition.js';
import { replace, settingNames } from './evaluable.js';
import { quoteIdent, quoteLiteral } from './quote.js';
import { isConnectionLoss, isServerError, type Result, type Session } from './session.js';
import { type Answer, combinations, type Value } from './verdict.js';

/** What the spec says of tenants, as far as the truth depends on it. */
export interface Tenancy {
  readonly tenantColumn: string;
  readonly setting: string;
  readonly bypass: { readonly setting: string; readonly value: string } | null;
}

/** What the session has set; null: never set. */
export interface Settings {
  readonly context: TruthContext;
  readonly tenant: string | null;
  readonly flag: string | null;
  /** All settings that the spec does not know. */
  readonly others: '' | null;
}

/** A row and whose it is. */
export interface SyntheticRow {
  readonly row: TruthRow;
  readonly tenant: string;
}

export interface Question {
  readonly condition: Condition;
  readonly settings: Settings;
  readonly rows: readonly SyntheticRow[];
}

/** One row's fate. */
export interface Answered extends Answer {
  readonly question: Question;
  readonly row: SyntheticRow;
}

/** A question, or the part of it that is left after an error: each variable with the values to try. */
interface Part {
  readonly question: Question;
  readonly rows: readonly SyntheticRow[];
  readonly values: readonly (readonly Value[])[];
  /** Known not to fail before it has seen a row. */
  readonly plannable: boolean;
}

/** Settings under which a question stands in for others: no session has ever had them. */
const NEVER_SET = 'schema_audit_never_set.';
const EMPTY = 'schema_audit_empty.';

/** The condition that we ask is not the one that the table has: said, never taken for the table's own error. */
const OUR_MISTAKE: ReadonlySet<string> = new Set([
  '42601',
  '42703',
  '42883',
  '42P01',
  '42P18',
  '42804',
  '42846',
  '42725',
  '42501',
]);

/**
 * Answers all questions, as many as possible at once.
 * @throws only where the connection is lost
 */
export async function ask(session: Session, questions: readonly Question[], tenancy: Tenancy): Promise<Answered[]> {
  const parts = questions.map((question) => ({
    question,
    rows: question.rows,
    values: question.condition.variables.map(() => [true, false, null]),
    plannable: false,
  }));
  // Garbage is expected to fail, and what fails is asked alone.
  const [likely, unlikely] = [true, false].map((is) =>
    parts.filter((p) => (p.question.settings.context !== 'garbage') === is),
  );
  const answers = await askParts(session, likely ?? [], tenancy);
  for (const part of unlikely ?? []) answers.push(...(await askParts(session, [part], tenancy)));
  return answers;
}

async function askParts(session: Session, parts: readonly Part[], tenancy: Tenancy): Promise<Answered[]> {
  const [only] = parts;
  if (only === undefined) return [];
  const results = await attempt(session, parts, tenancy);
  if (!(results instanceof Error)) return parts.flatMap((part, i) => answersOf(part, results[i]));
  if (parts.length === 1) return askAfterError(session, only, results, tenancy);
  const answers: Answered[] = [];
  for (const half of halves(parts)) answers.push(...(await askParts(session, half, tenancy)));
  return answers;
}

/** What fails on an empty table fails always; else some rows may fare better than others. */
async function askAfterError(session: Session, part: Part, error: Error, tenancy: Tenancy): Promise<Answered[]> {
  const outcome = outcomeOf(error);
  const failed = () => all(part).map(({ row, values }) => ({ question: part.question, row, values, outcome }));
  if (part.question.settings.context === 'garbage' || all(part).length <= 1) return failed();
  if (!part.plannable) {
    const whole = await attempt(session, [{ ...part, rows: [] }], tenancy);
    if (whole instanceof Error) return failed();
  }
  const answers: Answered[] = [];
  for (const half of halved(part)) answers.push(...(await askParts(session, [half], tenancy)));
  return answers;
}

function halves<T>(list: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

function halved(part: Part): Part[] {
  if (part.rows.length > 1) return halves(part.rows).map((rows) => ({ ...part, rows, plannable: true }));
  const at = part.values.findIndex((values) => values.length > 1);
  return halves(part.values[at] ?? []).map((half) => ({
    ...part,
    values: part.values.map((values, i) => (i === at ? half : values)),
    plannable: true,
  }));
}

/** Runs a batch behind a savepoint, with which its settings go back. */
async function attempt(
  session: Session,
  parts: readonly Part[],
  tenancy: Tenancy,
): Promise<readonly (Result | undefined)[] | Error> {
  try {
    const results = await session.run([
      'savepoint schema_audit_truth',
      ...parts.flatMap((part) => statements(part, tenancy)),
      'rollback to savepoint schema_audit_truth',
    ]);
    return parts.map((_, i) => results[2 + 2 * i]);
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    await session.run(['rollback to savepoint schema_audit_truth']);
    return error;
  }
}

function answersOf(part: Part, result: Result | undefined): Answered[] {
  const names = part.values.map((_, i) => `schema_audit ${i}`);
  const through = new Set(
    (result?.rows ?? [])
      .filter((row) => row.through === true)
      .map((row) => JSON.stringify([row['schema_audit row'], ...names.map((name) => row[name])])),
  );
  return all(part).map(({ row, values }) => ({
    question: part.question,
    row,
    values,
    outcome: { is: through.has(JSON.stringify([part.rows.indexOf(row), ...values])) ? 'through' : 'held back' },
  }));
}

function all({ rows, values }: Part) {
  return rows.flatMap((row) => combinations(values).map((some) => ({ row, values: some })));
}

function outcomeOf(error: Error): Answer['outcome'] {
  const message = error.message.replaceAll(NEVER_SET, '').replaceAll(EMPTY, '');
  const isOurs = isServerError(error) && OUR_MISTAKE.has(error.code);
  return isOurs ? { is: 'unknown', reason: `it could not be asked: ${message}` } : { is: 'error', message };
}

/** Sets the context, then asks. */
function statements({ question, rows, values }: Part, tenancy: Tenancy): string[] {
  const { condition, settings } = question;
  const { filters, tenantColumn, tenantType } = condition;
  const { sql, others } = inContext(condition.sql, settings, tenancy);
  const set = [
    [tenancy.setting, settings.tenant],
    [tenancy.bypass?.setting, settings.flag],
    ...others.map((name) => [name, '']),
  ].flatMap(([name, value]) =>
    typeof name === 'string' && typeof value === 'string'
      ? [`pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`]
      : [],
  );
  // A function's rows and not VALUES, which the planner would fold into the condition.
  const from = [
    `unnest(array[${rows.map((_, i) => i).join(', ')}]::int4[], array[${rows.map(({ tenant }) => quoteLiteral(tenant)).join(', ')}]::${tenantType}[]) t ("schema_audit row", ${quoteIdent(tenantColumn)})`,
    ...values.map((some, i) => `unnest(array[${some.map(String).join(', ')}]::bool[]) v${i} (${nameOfVariable(i)})`),
  ].join(' cross join ');
  const columns = ['"schema_audit row"', ...values.map((_, i) => nameOfVariable(i))].join(', ');
  return [
    `select ${set.length === 0 ? '1' : set.join(', ')}`,
    filters
      ? `select ${columns}, true as through from ${from} where ${sql}`
      : `select ${columns}, ${sql} is true as through from ${from}`,
  ];
}

/** The settings in a condition that the spec does not know: neither the tenant's, nor the bypass, nor the server's own. */
export function otherSettings(condition: Condition, tenancy: Tenancy): string[] {
  const ours = [tenancy.setting, tenancy.bypass?.setting].map((name) => name?.toLowerCase());
  const names = settingNames(lex(condition.sql)).map(({ value }) => value.toLowerCase());
  return [...new Set(names)].filter((name) => isCustom(name) && !ours.includes(name));
}

/** A name without a dot is one of the server's own settings. */
function isCustom(name: string): boolean {
  return name.includes('.');
}

/**
 * Once a session has known a setting it can never be unset again, so a setting that the context leaves unset is asked
 * for under a name that no session has ever set.
 */
function inContext(
  sql: string,
  settings: Settings,
  tenancy: Tenancy,
): { readonly sql: string; readonly others: string[] } {
  const known = new Set<string>();
  if (settings.tenant !== null) known.add(tenancy.setting.toLowerCase());
  if (settings.flag !== null && tenancy.bypass !== null) known.add(tenancy.bypass.setting.toLowerCase());
  const ours = [tenancy.setting.toLowerCase(), tenancy.bypass?.setting.toLowerCase()];
  const places = new Set(settingNames(lex(sql)).map(({ start }) => start));
  const others = new Set<string>();
  const replaced = replace(sql, (token) => {
    const name = token.value.toLowerCase();
    if (!places.has(token.start) || known.has(name) || !isCustom(name)) return null;
    if (settings.others === null || ours.includes(name)) return quoteLiteral(`${NEVER_SET}${name}`);
    others.add(`${EMPTY}${name}`);
    return quoteLiteral(`${EMPTY}${name}`);
  });
  return { sql: replaced, others: [...others] };
}
