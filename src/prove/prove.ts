/** The proof: puts rows of two tenants into each table, acts as real roles in every context, and takes everything back. */
import type { Proof } from '../catalog/proof.js';
import { UserError } from '../errors.js';
import { askCaller, type Caller, type Silence } from '../sql/proof/actors.js';
import { askAs } from '../sql/proof/ask.js';
import { contextsOf, isUntouched, otherSettings, type ProofContext, settingsOf } from '../sql/proof/contexts.js';
import { inOrder } from '../sql/proof/order.js';
import { isPassing } from '../sql/proof/recipe.js';
import { rowMaker } from '../sql/proof/rows.js';
import { type ProofTable, readTables } from '../sql/proof/tables.js';
import { silenceTriggers } from '../sql/proof/triggers.js';
import { type Probe, probesOf } from '../sql/proof/verbs.js';
import { isConnectionLoss, isServerError, type Session } from '../sql/session.js';
import { pin, type Timeouts } from '../sql/settings.js';
import { actorsFor, tenantsFor } from './cast.js';
import { crossed } from './crossed.js';
import { facts } from './facts.js';
import { type Judged, showsSomething, verdictOf, withTwins } from './judge.js';
import { reproduction } from './reproduction.js';
import { warn } from './warnings.js';
import { addressOf, fact, type ProofOptions, type Work } from './work.js';

export type { ProofOptions } from './work.js';

export interface Proven {
  readonly proofs: readonly Proof[];
  /** Roles of which nothing is said, and why. */
  readonly silences: readonly Silence[];
}

/**
 * Proves in a transaction of its own, on a connection that nothing was set on yet, and rolls it back.
 * @throws UserError where a lock or a time limit ends it, or the connection is lost: nothing is left in either case
 */
export async function prove(session: Session, options: ProofOptions, timeouts: Timeouts): Promise<Proven> {
  try {
    await session.run(['begin isolation level read committed', pin(timeouts, { row_security: 'on' })]);
    return await proveWithin(session, options);
  } catch (error) {
    throw explained(error, timeouts);
  } finally {
    await session.run(['rollback']).catch(() => undefined);
  }
}

function explained(error: unknown, { lock, statement }: Timeouts): unknown {
  const hint = 'nothing was changed: everything was rolled back';
  if (isConnectionLoss(error)) return new UserError('the connection was lost', { hint, cause: error });
  if (!isServerError(error) || !isPassing(error.code)) return error;
  const limits = `lock ${lock / 1000} s, statement ${statement / 1000} s`;
  return new UserError(`another session stood in the way of the proof (${limits}): ${error.message}`, {
    hint: `${hint}; try again when the tables are less busy, or with --table for some of them`,
    cause: error,
  });
}

/**
 * Proves inside the transaction that is open, in which neither setting of the tenancy has been touched yet, and leaves
 * everything as it was, but for sequences.
 * @throws what the server says where a lock or a time limit ends it, or the connection is lost
 */
export async function proveWithin(session: Session, options: ProofOptions): Promise<Proven> {
  const caller = await askCaller(session);
  const untouched = await isUntouched(session, options.tenancy);
  await session.run(['savepoint proof']);
  const proven = await proveTables(session, options, caller, untouched);
  await session.run(['rollback to savepoint proof', 'release savepoint proof']);
  return proven;
}

async function proveTables(
  session: Session,
  options: ProofOptions,
  caller: Caller,
  untouched: boolean,
): Promise<Proven> {
  const { scope, tenancy, only } = options;
  const all = await readTables(session, scope);
  const named = 'tables' in scope ? new Set(scope.tables) : null;
  const inScope = all.filter(
    (t) =>
      t.schema === scope.schema &&
      (named === null ? t.columns.some(({ name }) => name === tenancy.tenantColumn) : named.has(t.table)),
  );
  const chosen = inScope.filter(({ table }) => only === undefined || only.includes(table));
  const judged: Judged[] = [];
  const record = (one: Judged) => void judged.push(one);
  const wanted = named === null ? [] : [...named].filter((name) => only === undefined || only.includes(name));
  for (const table of wanted.filter((name) => !inScope.some((t) => t.table === name)))
    record(
      fact(
        { schema: scope.schema, table },
        '',
        'row level security',
        'a table with tenants',
        'no table',
        'broken',
        'the table is missing',
      ),
    );
  const { tenants, provable, unprovable } = tenantsFor(chosen, tenancy.tenantColumn);
  for (const { table, reason } of unprovable)
    record(fact(table, '', 'insert', 'a row of two tenants', 'none', 'abstained', reason));
  const { actors, silences } = await actorsFor(session, options, caller, provable, inScope);
  if (tenants !== null && actors.length > 0) {
    const outward = needed(all, provable).some((table) => table.outward.length > 0);
    const quiet = outward && (await silenceTriggers(session));
    warn(provable, options, quiet);
    const maker = rowMaker(session, all, tenancy.tenantColumn, [tenants.a, tenants.b, ...tenants.placeholders]);
    const scoped = (schema: string, table: string) => inScope.some((t) => t.schema === schema && t.table === table);
    const outwardOf = (schema: string, table: string) =>
      all.find((t) => t.schema === schema && t.table === table)?.outward ?? [];
    const work: Work = { outward: outwardOf, quiet, session, options, caller, tenants, maker, actors, scoped, record };
    for (const table of provable) for (const one of facts(work, table)) record(one);
    await observe(work, needed(all, provable), new Set(provable), untouched);
    for (const table of provable) worth(work, table, judged);
  }
  return { proofs: withTwins(judged), silences };
}

/** The tables to be proven and what their rows refer to, in the order in which rows can be made. */
function needed(all: readonly ProofTable[], provable: readonly ProofTable[]): readonly ProofTable[] {
  const wanted = new Set<ProofTable>();
  const visit = (table: ProofTable) => {
    if (wanted.has(table)) return;
    wanted.add(table);
    for (const key of table.foreignKeys)
      for (const parent of all) if (parent.schema === key.schema && parent.table === key.table) visit(parent);
  };
  for (const table of provable) visit(table);
  return inOrder(all.filter((table) => wanted.has(table)));
}

/** Context after context: rows are made anew, a table after its parents, and asked before any row refers to its own. */
async function observe(
  work: Work,
  tables: readonly ProofTable[],
  provable: ReadonlySet<ProofTable>,
  untouched: boolean,
): Promise<void> {
  const { session, options, tenants, maker, record } = work;
  const others = otherSettings(
    options.tenancy,
    [...provable].flatMap(({ policies }) => policies),
  );
  const contexts = options.contexts?.(tenants, others) ?? contextsOf(options.tenancy, tenants, others);
  const hopeless = new Set<ProofTable>();
  for (const context of contexts) {
    if (context.name === 'never set' && !untouched) {
      for (const table of provable)
        record(
          abstention(table, context, 'the session has the settings already: of a role, a database, or the connection'),
        );
      continue;
    }
    await session.run(['savepoint context']);
    for (const table of tables) {
      // A statement that was cancelled looks like one that took too long.
      if (options.signal?.aborted === true) throw new UserError('interrupted');
      if (hopeless.has(table)) continue;
      const made = await maker.make(table);
      if ('reason' in made) {
        hopeless.add(table);
        if (provable.has(table)) record(abstention(table, context, `no row can be made: ${made.reason}`));
      } else if (provable.has(table)) await askTable(work, table, context);
    }
    await session.run(['rollback to savepoint context', 'release savepoint context']);
    maker.forget();
  }
}

function abstention(table: ProofTable, context: ProofContext, reason: string): Judged {
  const { proof } = fact(table, '', 'insert', 'a row of two tenants', 'none', 'abstained', reason);
  return { proof: { ...proof, context: context.name }, aim: 'fact', twin: '' };
}

async function askTable(work: Work, table: ProofTable, context: ProofContext): Promise<void> {
  const { session, options, tenants, maker, caller, actors, record } = work;
  const settings = settingsOf(options.tenancy, context);
  for (const { actor, rights } of actors) {
    const allowed = rights.get(table);
    if (
      allowed === undefined ||
      (actor.kind === 'member' && context.name !== 'never set' && context.name !== 'tenant A')
    )
      continue;
    const probes = probesOf({
      // That membership alone opens nothing is shown by the plain verbs.
      ...{ table, maker, context: actor.kind === 'member' ? { ...context, few: true } : context },
      rows: maker.rowsOf(table.schema, table.table),
      tenantColumn: options.tenancy.tenantColumn,
      tenants: [tenants.a, tenants.b, ...tenants.placeholders],
      version: caller.version,
      views: allowed.views,
    });
    const missing = (probe: Probe) => probe.needs.filter((privilege) => !allowed.privileges.has(privilege));
    const partly = (probe: Probe) =>
      missing(probe).length > 0 && missing(probe).every((one) => allowed.partly.has(one));
    const asked = probes.filter((probe) => missing(probe).length === 0 || partly(probe));
    const seen = await askAs(session, actor, settings, asked);
    for (const probe of probes) {
      const observed = seen[asked.indexOf(probe)];
      const verdict =
        observed === undefined
          ? {
              expected: 'not granted',
              observed: 'not granted',
              outcome: 'not applicable' as const,
              reason: `${missing(probe).join(', ')} not granted to ${actor.name}`,
            }
          : verdictOf(probe, observed, context, partly(probe));
      const { verb, target, aim, twin = verb } = probe;
      record({
        aim,
        twin,
        proof: {
          ...{ object: addressOf(table), actor: actor.name, context: context.name, verb, target, ...verdict },
          ...(verdict.outcome === 'broken' ? { sql: reproduction(work, actor, table, settings, [probe.sql]) } : {}),
        },
      });
    }
    if (context.name === 'tenant A' && actor.kind !== 'member')
      for (const one of await crossed(work, table, actor, allowed, context)) record(one);
  }
}

/** A table of which nothing was shown has not passed. */
function worth({ actors, record }: Work, table: ProofTable, judged: readonly Judged[]): void {
  for (const { actor, rights } of actors) {
    if (!rights.has(table) || actor.kind === 'member') continue;
    const ours = judged.filter(
      ({ proof }) =>
        proof.actor === actor.name && proof.object.table === table.table && proof.object.schema === table.schema,
    );
    // That no row could be made is said already.
    if (!ours.some(({ aim }) => aim !== 'fact')) continue;
    const shown = showsSomething(ours);
    if (shown) continue;
    record(
      fact(
        table,
        actor.name,
        'any verb',
        'an own row reached, and a foreign one not',
        'neither',
        'broken',
        'nothing shows that the tenants are apart',
      ),
    );
  }
}
