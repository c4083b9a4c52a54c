/** How the server would find the rows that fulfil a condition: by its own plan, with sequential scans off. Nothing is run. */

import type { NotCovered } from '../catalog/not-covered.js';
import type { Planned } from '../catalog/planned.js';
import type { Catalog } from '../catalog/types.js';
import { mayEvaluate, type Trust, untrusted } from './evaluable.js';
import { quoteQualified } from './quote.js';
import { isConnectionLoss, isServerError, type Session } from './session.js';

export interface Condition {
  readonly schema: string;
  readonly table: string;
  readonly condition: string;
  /** Of the column that it is about. */
  readonly columnType: string;
}

/**
 * Needs SELECT on the table; where that is missing, or where planning could run a stranger's code (of an index or of
 * extended statistics: the planner folds constants), nobody is asked, and there is no plan.
 */
export async function askPlans(
  session: Session,
  conditions: readonly Condition[],
  around: { readonly actual: Catalog; readonly notCovered: readonly NotCovered[]; readonly trust: Trust },
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  const known = new Map<string, Pick<Planned, 'served' | 'plan'> | null>();
  for (const one of conditions) {
    if (!isHarmless(one, around)) continue;
    // Tables of one pattern are alike.
    const key = JSON.stringify([one.condition, one.columnType]);
    const plan = known.has(key) ? (known.get(key) ?? null) : await planOf(session, one);
    known.set(key, plan);
    const { schema, table, condition } = one;
    if (plan !== null) planned.push({ schema, table, condition, ...plan });
  }
  return planned;
}

function isHarmless(
  { schema, table, condition }: Condition,
  { actual, notCovered, trust }: Parameters<typeof askPlans>[2],
): boolean {
  const may = (text: string) => trust.nothing === null && mayEvaluate(text) === null && untrusted(text, trust) === null;
  const isOn = (one: { readonly schema: string | null; readonly table: string | null }) =>
    one.schema === schema && one.table === table;
  const expressions = actual.index
    .filter(isOn)
    .flatMap((index) => [...index.elements.map(({ expression }) => expression), index.where])
    .flatMap((one) => one?.expression ?? []);
  const statistics = notCovered.some((one) => isOn(one) && one.what === 'statistics object');
  return !statistics && [condition, ...expressions].every(may);
}

async function planOf(
  session: Session,
  { schema, table, condition }: Condition,
): Promise<Pick<Planned, 'served' | 'plan'> | null> {
  try {
    const results = await session.run([
      'savepoint schema_audit_planned',
      // Whom the policies bind is not shown the condition alone.
      `select pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('constraint_exclusion', 'off', true),
        pg_catalog.set_config('row_security', 'off', true)`,
      `explain (costs off) select from ${quoteQualified(schema, table)} where (${condition})`,
      'rollback to savepoint schema_audit_planned',
    ]);
    const lines = (results[2]?.rows ?? []).map((row) => String(row['QUERY PLAN']).replace(/^[\s>-]+/, ''));
    const said = lines.filter((line) => !line.startsWith('Disabled:'));
    return { served: said.some((line) => line.startsWith('Index Cond:')), plan: said.slice(0, 2).join(', ') };
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    await session.run(['rollback to savepoint schema_audit_planned']);
    return null;
  }
}
