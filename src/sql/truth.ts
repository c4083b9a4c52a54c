/** Judges policies by what they do: their own expressions, evaluated on synthetic rows, read-only, no table touched. */
import { addressOf } from '../catalog/address.js';
import {
  OTHER_SPELLING,
  TRUTH_CONTEXTS,
  TRUTH_ROWS,
  TRUTH_VERBS,
  type TruthContext,
  type TruthOutcome,
  type TruthRow,
  type TruthTable,
} from '../catalog/truth.js';
import type { Catalog, Column, Policy, Table } from '../catalog/types.js';
import { type Application, type Condition, conditionOf, type OnTable, policiesOf } from './condition.js';
import { askTrust, type Trust } from './evaluable.js';
import { type Answered, ask, otherSettings, type Question, type Tenancy } from './question.js';
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';
import { outcomeOf, worst } from './verdict.js';

export type { Tenancy } from './question.js';

/** A flag that a careless comparison might take for the right one. */
const OTHER_FLAGS = ['false', 'TRUE', '1', 'on', 'yes', 't', ''];
/** Those that PostgreSQL reads as true. */
const TRUE = ['true', 'TRUE', '1', 'on', 'yes', 't'];

type Verdict = Readonly<Record<TruthRow, TruthOutcome>>;

/**
 * The truth table of every given table, as the server evaluates its policies.
 * @param role the role that the application connects as; null: not known
 * @param trusted what was asked with `askAboutPolicies` before; else it is asked now
 * @throws only where the connection is lost
 */
export async function truthTables(
  session: Session,
  actual: Catalog,
  tables: readonly Table[],
  tenancy: Tenancy,
  role: string | null,
  trusted: Promise<Trust> = askAboutPolicies(session, actual),
): Promise<TruthTable[]> {
  const trust = await trusted;
  const on = partsByTable(actual);
  const policies = new Set(tables.flatMap((table) => TRUTH_VERBS.flatMap((verb) => policiesOf(verb, on(table)))));
  const application = await askApplication(session, role, new Set([...policies].flatMap(({ roles }) => roles)));
  const conditions = (table: Table) =>
    TRUTH_VERBS.map((verb) => {
      const condition = conditionOf(table, verb, on(table), tenancy.tenantColumn, application, trust);
      return { verb, condition, key: JSON.stringify(condition) };
    });
  // Tables of one pattern are alike.
  const known = new Map<string, ReturnType<typeof conditions>>();
  const plan = tables.map((table) => {
    const like = likeness(table, on(table));
    const verbs = known.get(like) ?? conditions(table);
    known.set(like, verbs);
    return { table, verbs };
  });
  const verdicts = await judge(
    session,
    new Map([...known.values()].flat().map(({ key, condition }) => [key, condition])),
    tenancy,
  );
  return plan.map(({ table, verbs }) => ({
    table: addressOf(table),
    cells: verbs.flatMap(({ verb, key }) =>
      [...(verdicts.get(key) ?? [])].flatMap(([context, verdict]) =>
        TRUTH_ROWS.map((row) => ({ verb, context, row, outcome: verdict[row] })),
      ),
    ),
  }));
}

/** Asks what may be executed of the policies, so that the server can look while we do something else. */
export function askAboutPolicies(session: Session, actual: Catalog): Promise<Trust> {
  const expressions = actual.policy.flatMap((p) => [p.using, p.withCheck]).flatMap((e) => e?.expression ?? []);
  return askTrust(session, [...new Set(expressions)]);
}

/** The columns and policies of each table: looked through once, not once a table. */
function partsByTable(actual: Catalog): (table: Table) => OnTable {
  const key = ({ schema, table }: { readonly schema: string; readonly table: string }) =>
    JSON.stringify([schema, table]);
  const parts = new Map<string, { column: Column[]; policy: Policy[] }>(
    actual.table.map((table) => [key(table), { column: [], policy: [] }]),
  );
  for (const column of actual.column) parts.get(key(column))?.column.push(column);
  for (const policy of actual.policy) parts.get(key(policy))?.policy.push(policy);
  return (table) => parts.get(key(table)) ?? { column: [], policy: [] };
}

/** Policies for a role apply to whoever has its rights (pg_has_role, USAGE), named by the spec or not. */
async function askApplication(session: Session, role: string | null, named: ReadonlySet<string>): Promise<Application> {
  const others = [...named].filter((name) => name !== 'public' && name !== role);
  if (role === null || others.length === 0) return { role, memberOf: new Set(role === null ? [] : [role]) };
  const [result] = await session.run([
    `select r.rolname as name from pg_catalog.pg_roles a, pg_catalog.pg_roles r
    where a.rolname = ${quoteLiteral(role)} and r.rolname in (${others.map(quoteLiteral).join(', ')})
      and pg_catalog.pg_has_role(a.oid, r.oid, 'USAGE')`,
  ]);
  return { role, memberOf: new Set([role, ...(result?.rows ?? []).map(({ name }) => String(name))]) };
}

/** Equal for tables whose conditions are the same: all that `conditionOf` looks at. */
function likeness({ table, rowSecurity }: Table, { column, policy }: OnTable): string {
  const expressions = policy.flatMap(({ using, withCheck }) => [using?.expression, withCheck?.expression]);
  const own = expressions.some((text) => text?.includes(table)) ? table : null;
  return JSON.stringify([
    ...[own, rowSecurity, column.map(({ name, type }) => [name, type])],
    policy.map(({ name, command, permissive, roles, using, withCheck }) => [
      ...[command, permissive, roles, using?.expression, withCheck?.expression],
      // Said of a policy that may not be for the application.
      roles.includes('public') ? null : name,
    ]),
  ]);
}

/** @param conditions by what they are: equal ones of different tables are asked once */
async function judge(
  session: Session,
  conditions: ReadonlyMap<string, Condition | TruthOutcome>,
  tenancy: Tenancy,
): Promise<ReadonlyMap<string, ReadonlyMap<TruthContext, Verdict>>> {
  const contexts = TRUTH_CONTEXTS.filter((context) => tenancy.bypass !== null || !context.startsWith('system flag'));
  const questions: Question[] = [];
  const verdicts = new Map<string, Map<TruthContext, Verdict>>();
  const keys = new Map<Condition, string>();
  for (const [key, condition] of conditions) {
    if ('is' in condition) {
      const same = { own: condition, foreign: condition, placeholder: condition };
      verdicts.set(key, new Map(contexts.map((context) => [context, same])));
    } else {
      verdicts.set(key, new Map());
      keys.set(condition, key);
      questions.push(...questionsOf(condition, tenancy));
    }
  }
  const answers = await ask(session, questions, tenancy);
  for (const { condition, settings } of questions) {
    const { context } = settings;
    const verdictsOf = verdicts.get(keys.get(condition) ?? '');
    if (verdictsOf === undefined || verdictsOf.has(context)) continue;
    const ours = answers.filter(({ question: q }) => q.condition === condition && q.settings.context === context);
    const outcome = (row: TruthRow) =>
      outcomeOfRow(
        condition,
        ours.filter((answer) => answer.row.row === row),
        tenancy,
      );
    verdictsOf.set(context, { own: outcome('own'), foreign: outcome('foreign'), placeholder: outcome('placeholder') });
  }
  return verdicts;
}

/** Several wrong flags make one context, and several placeholders one row. */
function outcomeOfRow(condition: Condition, answers: readonly Answered[], tenancy: Tenancy): TruthOutcome {
  const flags = [...new Set(answers.map(({ question }) => question.settings.flag))];
  const outcomes = flags.map((flag) =>
    outcomeOfFlag(
      condition,
      answers.filter(({ question }) => question.settings.flag === flag),
      tenancy,
    ),
  );
  const opening = flags.filter((_, i) => outcomes[i]?.is === 'through');
  if (opening.length === 0 || opening.length === flags.length) return worst(outcomes);
  const spellings = TRUE.filter((flag) => flag !== tenancy.bypass?.value);
  const isSpelling = spellings.length < TRUE.length && sameSet(opening, spellings);
  const named = opening.map((flag) => quoteLiteral(flag ?? '')).join(' or ');
  return { is: 'sometimes', when: isSpelling ? OTHER_SPELLING : `the flag is ${named}` };
}

/**
 * Settings that the spec does not know are taken to be as the context's own: empty where everything is, else never set.
 * What is open only if they are the other way round, is open sometimes.
 */
function outcomeOfFlag(condition: Condition, answers: readonly Answered[], tenancy: Tenancy): TruthOutcome {
  const ofOthers = (others: '' | null) => {
    const ours = answers.filter(({ question }) => question.settings.others === others);
    const tenants = [...new Set(ours.map(({ row }) => row.tenant))];
    return worst(
      tenants.map((tenant) =>
        outcomeOf(
          condition,
          ours.filter(({ row }) => row.tenant === tenant),
        ),
      ),
    );
  };
  const usual = usualOthers(answers[0]?.question.settings.context);
  const unusual = usual === null ? '' : null;
  const outcome = ofOthers(usual);
  const other = ofOthers(unusual);
  if (outcome.is === 'through' || outcome.is === 'sometimes') return outcome;
  if (other.is === 'unknown') return other;
  if (other.is !== 'through' && other.is !== 'sometimes') return outcome;
  const when = `${otherSettings(condition, tenancy).join(' and ')} ${unusual === null ? 'never set' : 'empty'}`;
  return { is: 'sometimes', when: other.is === 'sometimes' ? `${other.when} and ${when}` : when };
}

function usualOthers(context: TruthContext | undefined): '' | null {
  return context === 'empty' ? '' : null;
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function questionsOf(condition: Condition, tenancy: Tenancy): Question[] {
  const { a, b, placeholders } = condition.tenants;
  const [placeholder = ''] = placeholders;
  const readsOthers = otherSettings(condition, tenancy).length > 0;
  const question = (context: TruthContext, tenant: string | null, flag: string | null): Question[] => {
    const own = context === 'placeholder' ? placeholder : a;
    const rows = [
      { row: 'own' as const, tenant: own },
      { row: 'foreign' as const, tenant: b },
      ...placeholders.filter((one) => one !== own).map((one) => ({ row: 'placeholder' as const, tenant: one })),
    ];
    const others = readsOthers ? ([null, ''] as const) : [usualOthers(context)];
    return others.map((some) => ({ condition, settings: { context, tenant, flag, others: some }, rows }));
  };
  const { bypass } = tenancy;
  return [
    ...question('never set', null, null),
    ...question('empty', '', bypass === null ? null : ''),
    ...question('tenant A', a, null),
    ...question('garbage', 'no-such-tenant\u00e9', null),
    ...question('placeholder', placeholder, null),
    ...(bypass === null ? [] : question('system flag on', null, bypass.value)),
    ...(bypass === null
      ? []
      : OTHER_FLAGS.filter((flag) => flag !== bypass.value).flatMap((flag) =>
          question('system flag other', null, flag),
        )),
  ];
}
