/** What the parts of a proof share: what was asked for, who acts, and how an outcome is written down. */
import type { Address } from '../catalog/address.js';
import type { Proof } from '../catalog/proof.js';
import type { Actor, Caller, Rights } from '../sql/proof/actors.js';
import type { ProofContext } from '../sql/proof/contexts.js';
import type { RowMaker } from '../sql/proof/rows.js';
import type { ProofScope, ProofTable } from '../sql/proof/tables.js';
import type { Tenancy } from '../sql/question.js';
import type { Session } from '../sql/session.js';
import type { Tenants } from '../sql/tenants.js';
import type { Judged } from './judge.js';

export interface ProofOptions {
  readonly scope: ProofScope;
  readonly tenancy: Tenancy;
  /** Whether policies are to bind the owner. */
  readonly force: boolean;
  /** The role to act as; null: one is made. */
  readonly as: string | null;
  /** Roles that bypass row level security: a member of theirs is not to. */
  readonly infrastructure?: readonly string[];
  /** Only these of the scope's tables. */
  readonly only?: readonly string[];
  /** Other contexts than the usual ones. */
  readonly contexts?: (tenants: Tenants, others: readonly string[]) => readonly ProofContext[];
  /** Aborted: the proof ends at the next table. */
  readonly signal?: AbortSignal;
  /** What is to be known beforehand. */
  readonly onWarning?: (text: string) => void;
}

/** What the work on one table needs to know. */
export interface Work {
  /** All triggers are off. */
  readonly quiet: boolean;
  readonly session: Session;
  readonly options: ProofOptions;
  readonly caller: Caller;
  readonly tenants: Tenants;
  readonly maker: RowMaker;
  readonly actors: readonly { readonly actor: Actor; readonly rights: ReadonlyMap<ProofTable, Rights> }[];
  readonly scoped: (schema: string, table: string) => boolean;
  /** Triggers of a table that may reach outside. */
  readonly outward: (schema: string, table: string) => readonly string[];
  readonly record: (judged: Judged) => void;
}

export function addressOf({ schema, table }: { readonly schema: string; readonly table: string }): Address {
  return { kind: 'table', schema, table };
}

/** A fact about a table, as opposed to an attempt on a row. */
export function fact(
  table: { readonly schema: string; readonly table: string },
  actor: string,
  verb: string,
  expected: string,
  observed: string,
  outcome: Proof['outcome'],
  reason?: string,
): Judged {
  const proof: Proof = {
    ...{ object: addressOf(table), actor, context: 'any', verb, target: 'the table', expected, observed, outcome },
    ...(reason === undefined ? {} : { reason }),
  };
  return { proof, aim: 'fact', twin: verb };
}
