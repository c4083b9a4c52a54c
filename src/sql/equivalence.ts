/** Whether two expressions mean the same: asked of the live server, read-only, inside the bounds within which it may answer. */

import { namesOnlyBuiltins, subselects } from '../expression/inspect.js';
import { lex, oneExpression, type Token } from '../expression/lexer.js';
import { withoutSynonyms } from '../expression/synonyms.js';
import { quoteIdent } from './quote.js';
import { relationsIn } from './relations.js';
import { isConnectionLoss, isServerError, type Result, type Session } from './session.js';

/** Two expressions over one row type. */
export interface Question {
  readonly desired: string;
  readonly actual: string;
  readonly table: string;
  /** Name to type, of the table's columns. */
  readonly columns: ReadonlyMap<string, string>;
  /** The type that the value is assigned to (a column default); null: the value stands for itself. */
  readonly assignedType: string | null;
}

export type Answer = 'same' | 'different';

/** System columns that an expression may mention; json_to_recordset has to be told of them. */
const SYSTEM_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['ctid', 'tid'],
  ['tableoid', 'oid'],
  ['xmin', 'xid'],
  ['xmax', 'xid'],
  ['cmin', 'cid'],
  ['cmax', 'cid'],
]);

/** What the server is asked for one question: two plans to compare, and for a default whether it can be assigned. */
interface Asked {
  readonly key: string;
  readonly plans: readonly [string, string];
  readonly typed: string | null;
}

/**
 * Answers each question, in one round trip for all that the server may be asked; the rest by normalised parse tree.
 * @param types user-defined types and whether they are without code of a stranger's (see read.ts)
 * @param baseOf the type that a domain stands for, for the columns of tables that sub-selects name
 * @throws only where the connection is lost: an expression that the server refuses is different from any other
 */
export async function askEquivalence(
  session: Session,
  asWritten: readonly Question[],
  types: ReadonlyMap<string, 'enum' | 'unsafe'>,
  baseOf: (type: string) => string = (type) => type,
): Promise<Answer[]> {
  const questions = asWritten.map(inOneSpelling);
  const answers = new Map<string, Answer>();
  const asked = new Map<string, Asked>();
  const plans = questions.map((question) => {
    const plan = questionToAsk(question, types);
    if (plan !== null) asked.set(plan.key, plan);
    return plan;
  });
  await askServer(session, [...asked.values()], answers);
  const selecting = questions.filter(
    ({ desired, actual }, i) => plans[i] === null && [desired, actual].every((sql) => subselects(sql) === 'other'),
  );
  const named = selecting.flatMap(({ desired, actual }) => [desired, actual]);
  const relations = await relationsIn(session, named, baseOf);
  return Promise.all(
    questions.map(async (question, i) => {
      const plan = plans[i];
      if (plan !== null && plan !== undefined) return answers.get(plan.key) ?? 'different';
      const { sameByNormalForm } = await import('../expression/normal-form.js');
      const { desired, actual, columns, assignedType } = question;
      const context = assignedType === null ? { relations } : { relations, type: assignedType };
      return (await sameByNormalForm(desired, actual, columns, context)) ? 'same' : 'different';
    }),
  );
}

/** What is no expression is refused where it is asked. */
function inOneSpelling(question: Question): Question {
  const { desired, actual } = question;
  if ([desired, actual].some((sql) => oneExpression(sql) !== null)) return question;
  return { ...question, desired: withoutSynonyms(desired), actual: withoutSynonyms(actual) };
}

/** The statements that ask, or null where the server may not be asked. */
function questionToAsk(question: Question, types: ReadonlyMap<string, 'enum' | 'unsafe'>): Asked | null {
  const { desired, actual, assignedType } = question;
  if (![desired, actual].every(mayBeAsked)) return null;
  const referenced = referencedColumns(question);
  if (referenced === null) return null;
  const usedTypes = assignedType === null ? [...referenced.values()] : [...referenced.values(), assignedType];
  if (!usedTypes.every((type) => isSafeType(type, types))) return null;
  const row = rowType(question.table, referenced);
  const cast = assignedType === null ? '' : `::${withoutLength(assignedType)}`;
  const ask = (expression: string) => `explain (verbose, costs off, format json) select (${expression})${cast} ${row}`;
  return {
    key: JSON.stringify([desired, actual, row, cast]),
    plans: [ask(desired), ask(actual)],
    typed: assignedType === null || isUntyped(desired) ? null : `select (${desired}), null${cast} ${row} limit 0`,
  };
}

/**
 * Exactly one expression, and nothing in it that could run a stranger's code at plan time or that EXPLAIN does not
 * show: with search_path = '' an unqualified name is PostgreSQL's own.
 */
function mayBeAsked(expression: string): boolean {
  return oneExpression(expression) === null && namesOnlyBuiltins(expression) && subselects(expression) !== 'other';
}

function referencedColumns(question: Question): Map<string, string> | null {
  const words = new Set(
    [question.desired, question.actual]
      .flatMap((sql) => lex(sql))
      .filter(isName)
      .map((t) => t.value),
  );
  // The whole row, whose type would then be our invention.
  if (words.has(question.table) && !question.columns.has(question.table)) return null;
  const referenced = [...question.columns].filter(([name]) => words.has(name));
  const system = [...SYSTEM_COLUMNS].filter(([name]) => words.has(name) && !question.columns.has(name));
  return new Map([...referenced, ...system]);
}

function isName(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'quoted identifier';
}

/** A type of pg_catalog's (spelled unqualified under an empty search_path), or an enum without a stranger's cast. */
function isSafeType(type: string, types: ReadonlyMap<string, 'enum' | 'unsafe'>): boolean {
  if (!type.replace(/"[^"]*"/g, '"').includes('.')) return true;
  return types.get(type) === 'enum';
}

function rowType(table: string, columns: ReadonlyMap<string, string>): string {
  if (columns.size === 0) return '';
  const list = [...columns].map(([name, type]) => `${quoteIdent(name)} ${type}`).join(', ');
  return `from pg_catalog.json_to_recordset('[]') as ${quoteIdent(table)}(${list})`;
}

/** An explicit cast to a length truncates what an assignment refuses, so the length is left out. */
function withoutLength(type: string): string {
  return type.replace(/^(character varying|character|bit varying|bit)\(\d+\)/, (_, name: string) =>
    // `character` and `bit` alone mean a length of 1; these names mean none.
    name === 'character' ? 'pg_catalog.bpchar' : name === 'bit' ? 'pg_catalog."bit"' : name,
  );
}

/** A literal without a type of its own: it takes the column's. */
function isUntyped(expression: string): boolean {
  const tokens = lex(expression).filter((token) => token.text !== '(' && token.text !== ')');
  const [only] = tokens;
  return tokens.length === 1 && only !== undefined && (only.kind === 'string' || only.value === 'null');
}

async function askServer(session: Session, asked: readonly Asked[], answers: Map<string, Answer>): Promise<void> {
  if (asked.length === 0) return;
  // By itself: of a message that the server cannot parse nothing is run, the savepoint least of all.
  await session.run(['savepoint schema_audit_question']);
  try {
    await judge(session, asked, answers);
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    await session.run(['rollback to savepoint schema_audit_question']);
    // One refused expression spoils the batch: halve it, so that the others are still asked together.
    const [only] = asked;
    if (asked.length === 1 && only !== undefined) {
      answers.set(only.key, 'different');
      return;
    }
    const middle = Math.ceil(asked.length / 2);
    await askServer(session, asked.slice(0, middle), answers);
    await askServer(session, asked.slice(middle), answers);
  }
}

async function judge(session: Session, asked: readonly Asked[], answers: Map<string, Answer>): Promise<void> {
  const statements = asked.flatMap(({ plans, typed }) => (typed === null ? plans : [...plans, typed]));
  const results = await session.run([...statements, 'release savepoint schema_audit_question']);
  const casts: { key: string; source: number; target: number }[] = [];
  let next = 0;
  for (const { key, typed } of asked) {
    const [a, b] = [planOf(results[next++]), planOf(results[next++])];
    answers.set(key, a === b ? 'same' : 'different');
    if (typed === null) continue;
    const [source, target] = results[next++]?.fields ?? [];
    if (source !== undefined && target !== undefined)
      casts.push({ key, source: source.dataTypeID, target: target.dataTypeID });
  }
  await refuseUnassignable(session, casts, answers);
}

/** Only `Plan`: with compute_query_id on, EXPLAIN adds an identifier that differs for equal plans. */
function planOf(result: Result | undefined): string {
  const explained = result?.rows[0]?.['QUERY PLAN'] as readonly { readonly Plan: unknown }[] | undefined;
  if (explained?.[0] === undefined) throw new Error('EXPLAIN gave no plan');
  return JSON.stringify(explained[0].Plan);
}

/** Numbers, which may all be assigned to one another (pg_cast). */
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 700, 701, 1700]);

/** A default that only an explicit cast would take is one that the server refuses. */
async function refuseUnassignable(
  session: Session,
  casts: readonly { key: string; source: number; target: number }[],
  answers: Map<string, Answer>,
): Promise<void> {
  const doubtful = casts.filter(
    ({ source, target }) => source !== target && !(NUMBERS.has(source) && NUMBERS.has(target)),
  );
  if (doubtful.length === 0) return;
  const pairs = doubtful.map(({ source, target }) => `(${source}, ${target})`).join(', ');
  // An array is assigned element by element; anything may be assigned to a string (typcategory S).
  const [result] = await session.run([
    `select asked.source, asked.target from (values ${pairs}) asked (source, target)
      join pg_catalog.pg_type s on s.oid = asked.source
      join pg_catalog.pg_type t on t.oid = asked.target
      left join pg_catalog.pg_type se on se.oid = s.typelem and s.typcategory = 'A'
      left join pg_catalog.pg_type te on te.oid = t.typelem and t.typcategory = 'A'
    where (s.typcategory = 'A') = (t.typcategory = 'A')
      and (coalesce(te.typcategory, t.typcategory) = 'S' or exists (
        select from pg_catalog.pg_cast k
        where k.castcontext in ('a', 'i') and k.castsource = coalesce(se.oid, s.oid) and k.casttarget = coalesce(te.oid, t.oid)))`,
  ]);
  const assignable = new Set((result?.rows ?? []).map((row) => `${row.source} ${row.target}`));
  for (const { key, source, target } of doubtful)
    if (!assignable.has(`${source} ${target}`)) answers.set(key, 'different');
}
