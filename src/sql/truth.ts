/** Judges policies by what they do: their own expressions, evaluated on synthetic rows, read-only, no table touched. */
import { addressOf } from '../catalog/address.js';
import {
  TRUTH_CONTEXTS,
  TRUTH_ROWS,
  TRUTH_VERBS,
  type TruthContext,
  type TruthOutcome,
  type TruthRow,
  type TruthTable,
} from '../catalog/truth.js';
import type { Catalog, Table } from '../catalog/types.js';
import { type Application, type Condition, conditionOf, policiesOf } from './condition.js';
import { askTrust } from './evaluable.js';
import { type Answered, ask, type Question, type Tenancy } from './question.js';
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';
import { outcomeOf, worst } from './verdict.js';

export type { Tenancy } from './question.js';

/** A flag that a careless comparison might take for the right one. */
const OTHER_FLAGS = ['false', 'TRUE', '1', 'on', 'yes', 't', ''];

type Verdict = Readonly<Record<TruthRow, TruthOutcome>>;

/**
 * The truth table of every given table, as the server evaluates its policies.
 * @param role the role that the application connects as; null: not known
 * @throws only where the connection is lost
 */
export async function truthTables(
  session: Session,
  actual: Catalog,
  tables: readonly Table[],
  tenancy: Tenancy,
  role: string | null,
): Promise<TruthTable[]> {
  const policies = new Set(tables.flatMap((table) => TRUTH_VERBS.flatMap((verb) => policiesOf(table, verb, actual))));
  const expressions = [...policies].flatMap((p) => [p.using, p.withCheck]).flatMap((e) => e?.expression ?? []);
  const trust = await askTrust(session, [...new Set(expressions)]);
  const application = await askApplication(session, role, new Set([...policies].flatMap(({ roles }) => roles)));
  const plan = tables.map((table) => ({
    table,
    verbs: TRUTH_VERBS.map((verb) => ({
      verb,
      condition: conditionOf(table, verb, actual, tenancy.tenantColumn, application, trust),
    })),
  }));
  const verdicts = await judge(
    session,
    plan.flatMap(({ verbs }) => verbs.map(({ condition }) => condition)),
    tenancy,
  );
  return plan.map(({ table, verbs }) => ({
    table: addressOf(table),
    cells: verbs.flatMap(({ verb, condition }) =>
      [...(verdicts.get(keyOf(condition)) ?? [])].flatMap(([context, verdict]) =>
        TRUTH_ROWS.map((row) => ({ verb, context, row, outcome: verdict[row] })),
      ),
    ),
  }));
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

/** Equal conditions of different tables are asked once. */
function keyOf(condition: Condition | TruthOutcome): string {
  return JSON.stringify(condition);
}

async function judge(
  session: Session,
  conditions: readonly (Condition | TruthOutcome)[],
  tenancy: Tenancy,
): Promise<ReadonlyMap<string, ReadonlyMap<TruthContext, Verdict>>> {
  const contexts = TRUTH_CONTEXTS.filter((context) => tenancy.bypass !== null || !context.startsWith('system flag'));
  const questions: Question[] = [];
  const verdicts = new Map<string, Map<TruthContext, Verdict>>();
  for (const condition of conditions) {
    const key = keyOf(condition);
    if (verdicts.has(key)) continue;
    if ('is' in condition) {
      const same = { own: condition, foreign: condition, placeholder: condition };
      verdicts.set(key, new Map(contexts.map((context) => [context, same])));
    } else {
      verdicts.set(key, new Map());
      questions.push(...questionsOf(condition, tenancy));
    }
  }
  const answers = await ask(session, questions, tenancy);
  for (const { condition, settings } of questions) {
    const { context } = settings;
    const verdictsOf = verdicts.get(keyOf(condition));
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
  const outcomes = flags.map((flag) => {
    const ofFlag = answers.filter(({ question }) => question.settings.flag === flag);
    const tenants = new Set(ofFlag.map(({ row }) => row.tenant));
    return worst(
      [...tenants].map((tenant) =>
        outcomeOf(
          condition,
          ofFlag.filter(({ row }) => row.tenant === tenant),
        ),
      ),
    );
  });
  const opening = flags.filter((_, i) => outcomes[i]?.is === 'through');
  if (opening.length === 0 || opening.length === flags.length) return worst(outcomes);
  return {
    is: 'sometimes',
    when: `${tenancy.bypass?.setting} is ${opening.map((flag) => quoteLiteral(flag ?? '')).join(' or ')}`,
  };
}

function questionsOf(condition: Condition, tenancy: Tenancy): Question[] {
  const { a, b, placeholders } = condition.tenants;
  const [placeholder = ''] = placeholders;
  const question = (context: TruthContext, tenant: string | null, flag: string | null): Question => {
    const own = context === 'placeholder' ? placeholder : a;
    return {
      condition,
      settings: { context, tenant, flag },
      rows: [
        { row: 'own', tenant: own },
        { row: 'foreign', tenant: b },
        ...placeholders.filter((one) => one !== own).map((tenant) => ({ row: 'placeholder' as const, tenant })),
      ],
    };
  };
  const { bypass } = tenancy;
  return [
    question('never set', null, null),
    question('empty', '', bypass === null ? null : ''),
    question('tenant A', a, null),
    question('garbage', 'no-such-tenant\u00e9', null),
    question('placeholder', placeholder, null),
    ...(bypass === null ? [] : [question('system flag on', null, bypass.value)]),
    ...(bypass === null
      ? []
      : OTHER_FLAGS.filter((flag) => flag !== bypass.value).map((flag) => question('system flag other', null, flag))),
  ];
}
