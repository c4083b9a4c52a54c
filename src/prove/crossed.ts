/** Known crossings, tried: shown as by design where they succeed, with the key that would close them; never as held. */
import type { ProofOutcome } from '../catalog/proof.js';
import type { Actor, Rights } from '../sql/proof/actors.js';
import { askAs } from '../sql/proof/ask.js';
import { type ProofContext, settingsOf } from '../sql/proof/contexts.js';
import { type Crossing, crossingsOf } from '../sql/proof/crossings.js';
import type { ProofTable } from '../sql/proof/tables.js';
import { TRIGGERS_ON } from '../sql/proof/triggers.js';
import type { Judged } from './judge.js';
import { reproduction } from './reproduction.js';
import { addressOf, fact, type Work } from './work.js';

export async function crossed(
  work: Work,
  table: ProofTable,
  actor: Actor,
  allowed: Rights,
  context: ProofContext,
): Promise<readonly Judged[]> {
  const { options, tenants, maker, scoped, session } = work;
  const asA = [...(work.quiet ? [TRIGGERS_ON] : []), ...settingsOf(options.tenancy, context)];
  const asB = settingsOf(options.tenancy, { ...context, tenant: tenants.b });
  const crossings = crossingsOf({
    ...{
      table,
      maker,
      scoped,
      asB,
      asA: settingsOf(options.tenancy, context),
      tenantColumn: options.tenancy.tenantColumn,
    },
    ...{ a: tenants.a, b: tenants.b },
  });
  const judged: Judged[] = [];
  // Deleting a parent's row would fire the parent's own.
  const off = [table, ...table.foreignKeys].flatMap((one) => work.outward(one.schema, one.table));
  if (work.quiet && off.length > 0) {
    const reason = `its foreign keys cannot be looked at while ${off.join(', ')} is off`;
    return table.foreignKeys.map(({ name }) =>
      fact(table, actor.name, `insert by ${name}`, 'refused by the foreign key', 'unknown', 'abstained', reason),
    );
  }
  for (const crossing of crossings) {
    if (crossing.needs.some((privilege) => !allowed.privileges.has(privilege))) continue;
    // Whether another tenant's row can be deleted from under one matters where one can refer to it.
    const before = judged.at(-1)?.proof;
    if (crossing.finding === 'deletion-crosses-tenants' && before?.outcome !== 'by design') continue;
    const { verb, target, finding, expected, statements } = crossing;
    const sql = statements.join(';\n');
    const [seen] = await askAs(session, actor, asA, [
      {
        counts: crossing.unharmed !== null,
        ...{ verb, target, sql, aim: 'negative', rows: 0, refused: true, writes: true, needs: [] },
      },
    ]);
    const { outcome, observed } = outcomeOf(crossing, seen);
    const repeats = outcome === 'by design' || outcome === 'abstained';
    judged.push({
      aim: 'fact',
      twin: verb,
      proof: {
        ...{
          object: addressOf(table),
          actor: actor.name,
          context: context.name,
          verb,
          target,
          expected,
          observed,
          outcome,
        },
        ...(outcome === 'by design' ? { finding, reason: `closed by ${crossing.close}` } : {}),
        ...(repeats ? { sql: reproduction(work, actor, table, asA, statements) } : {}),
      },
    });
  }
  return judged;
}

function outcomeOf(
  crossing: Crossing,
  seen: Awaited<ReturnType<typeof askAs>>[number] | undefined,
): { readonly outcome: ProofOutcome; readonly observed: string } {
  if (seen === undefined || seen.is === 'unknown') return { outcome: 'abstained', observed: 'unknown' };
  if (seen.is === 'error') {
    const observed = `error ${seen.code}: ${seen.message}`;
    if (seen.code === crossing.crossesBy) return { outcome: 'by design', observed };
    if (seen.code === crossing.closedBy) return { outcome: 'held', observed };
    // A policy that looks at the referenced row has refused it.
    if (seen.code === '42501') return { outcome: 'held', observed: 'refused' };
    return { outcome: crossing.crossesBy === '23505' && seen.code.startsWith('23') ? 'held' : 'abstained', observed };
  }
  if (crossing.unharmed !== null) {
    return seen.rows === crossing.unharmed
      ? { outcome: 'held', observed: 'stays as it is' }
      : { outcome: 'by design', observed: 'gone, or changed, when B deletes its row' };
  }
  return crossing.crossesBy === null
    ? { outcome: 'by design', observed: seen.rows === 1 ? '1 row' : `${seen.rows} rows` }
    : { outcome: 'held', observed: '1 row' };
}
