/** The proof of the proof: policies are broken one way after the other, and the proof and the truth table must both notice. */

import type { Kill, KillTable } from '../catalog/proof.js';
import type { Scope } from '../catalog/scope.js';
import type { Catalog, Policy, Table } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { bindableOwner } from '../sql/proof/actors.js';
import { MUTATIONS, type Mutation } from '../sql/proof/mutations.js';
import { readWithin } from '../sql/read.js';
import type { Session } from '../sql/session.js';
import { pin, type Timeouts } from '../sql/settings.js';
import { truthTables } from '../sql/truth.js';
import { whatIsWrong } from './expected-truth.js';
import { type ProofOptions, proveWithin } from './prove.js';

export interface MutantOptions {
  readonly proof: ProofOptions;
  readonly scope: Scope;
  readonly timeouts: Timeouts;
  readonly onMutation?: (name: string, place: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What the proof and the truth table say of each table: the first objection, or null. */
interface Seen {
  readonly proof: ReadonlyMap<string, string>;
  readonly truth: ReadonlyMap<string, string>;
}

/**
 * Breaks every policy of the tables in every way, each in a transaction of its own that is rolled back: for that the
 * tables are locked (ACCESS EXCLUSIVE).
 * @param connect opens a connection: a setting that was never set cannot be had twice on one
 * @throws UserError where there is no table, or the tables are broken to begin with
 */
export async function killMutants(connect: () => Promise<Session>, options: MutantOptions): Promise<KillTable> {
  const catalog = await inTransaction(
    connect,
    options,
    async (session) => (await readWithin(session, options.scope)).catalog,
  );
  const tables = tablesOf(catalog, options);
  if (tables.length === 0) throw new UserError('there is no table to break the policies of');
  const before = await inTransaction(connect, options, (session) => see(session, options));
  const names = new Set(tables.map(({ table }) => table));
  for (const [table, objection] of before.proof)
    if (names.has(table))
      throw new UserError(`${table} is broken to begin with: ${objection}`, {
        hint: 'mutants show what a proof is worth that holds; see schema-audit prove',
      });
  const policies = (table: Table) =>
    catalog.policy.filter((one) => one.schema === table.schema && one.table === table.table);
  const most = Math.max(...tables.map((table) => policies(table).length));
  const runs = MUTATIONS.flatMap((mutation) => Array.from({ length: most }, (_, place) => ({ mutation, place })));
  const kills: Kill[] = [];
  for (const [i, { mutation, place }] of runs.entries()) {
    if (options.signal?.aborted === true) throw new UserError('interrupted');
    options.onMutation?.(mutation.name, i + 1, runs.length);
    const targets = tables.flatMap((table) => {
      const policy = policies(table)[place];
      return policy === undefined ? [] : [{ table, policy }];
    });
    kills.push(...(await kill(connect, options, catalog, before, mutation, targets)));
  }
  return { kills, survivors: kills.filter(({ verdict }) => verdict === 'survived').length };
}

function tablesOf(catalog: Catalog, { proof }: MutantOptions): readonly Table[] {
  const { scope, only } = proof;
  return catalog.table.filter(
    ({ table }) =>
      (!('tables' in scope) || scope.tables.includes(table)) && (only === undefined || only.includes(table)),
  );
}

const UNKNOWN = 'the truth table did not know the policies before they were broken either';

/** One way of breaking, on all tables at once: what is seen of one does not depend on the others. */
async function kill(
  connect: () => Promise<Session>,
  options: MutantOptions,
  catalog: Catalog,
  before: Seen,
  mutation: Mutation,
  targets: readonly { readonly table: Table; readonly policy: Policy }[],
): Promise<readonly Kill[]> {
  const { tenancy } = options.proof;
  const seen = await inTransaction(connect, options, async (session) => {
    const owner = await bindableOwner(
      session,
      targets.map(({ table }) => table.schema),
    );
    const statements = targets.map(({ table, policy }) => {
      const column = catalog.column.find(
        (one) => one.table === table.table && one.schema === table.schema && one.name === tenancy.tenantColumn,
      );
      return mutation.of({ table, policy, tenancy, tenantType: column?.type ?? '', owner });
    });
    const broken = statements.flatMap((some) => some ?? []);
    if (broken.length > 0) await session.run(broken);
    return {
      statements,
      ...(broken.length > 0 ? await see(session, options) : { proof: new Map(), truth: new Map() }),
    };
  });
  return targets.flatMap(({ table, policy }, i): Kill[] => {
    if (seen.statements[i] === null) return [];
    const proof: string | null = seen.proof.get(table.table) ?? null;
    const truth: string | null = seen.truth.get(table.table) ?? null;
    const { name } = mutation;
    const beyondTruth = before.truth.has(table.table) ? UNKNOWN : mutation.beyondTruth;
    const equivalent = mutation.equivalent?.(policy) ?? null;
    const caught = proof !== null && (truth !== null || beyondTruth !== undefined);
    const kill = { mutation: name, table: table.table, policy: policy.name, proof, truth };
    if (equivalent !== null && proof === null && truth === null)
      return [{ ...kill, verdict: 'equivalent', reason: equivalent }];
    if (!caught) return [{ ...kill, verdict: 'survived' }];
    return [
      { ...kill, verdict: 'killed', ...(truth === null && beyondTruth !== undefined ? { reason: beyondTruth } : {}) },
    ];
  });
}

async function see(session: Session, { proof, scope }: MutantOptions): Promise<Seen> {
  const { catalog } = await readWithin(session, scope);
  const tables = tablesOf(catalog, { proof, scope, timeouts: { lock: 0, statement: 0 } });
  const proven = await proveWithin(session, { ...proof, onWarning: () => undefined });
  const truths = await truthTables(session, catalog, tables, proof.tenancy, proof.as);
  const refused = proven.silences.find(({ outcome }) => outcome === 'refused');
  if (refused !== undefined) throw new UserError(refused.reason, { hint: 'name a role with --as that policies bind' });
  const broken = proven.proofs.filter(({ outcome }) => outcome === 'broken');
  return {
    proof: new Map(
      [...broken]
        .reverse()
        .map(({ object, verb, target, context, observed }) => [
          object.table ?? '',
          `${verb}, ${target}, ${context}: ${observed}`,
        ]),
    ),
    truth: new Map(
      truths.flatMap((table) => {
        const wrong = whatIsWrong(table);
        return wrong === null ? [] : [[table.table.table ?? '', wrong] as const];
      }),
    ),
  };
}

async function inTransaction<T>(
  connect: () => Promise<Session>,
  { timeouts }: MutantOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await connect();
  try {
    await session.run(['begin isolation level read committed', pin(timeouts, { row_security: 'on' })]);
    return await work(session);
  } finally {
    await session.run(['rollback']).catch(() => undefined);
    await session.end();
  }
}
