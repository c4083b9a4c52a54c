/** What a proof has observed: one statement, of one role, in one context, held against what the spec says of tenants. */
import type { Address } from './address.js';

export const PROOF_OUTCOMES = ['held', 'broken', 'by design', 'not applicable', 'abstained'] as const;
export type ProofOutcome = (typeof PROOF_OUTCOMES)[number];

export interface Proof {
  readonly object: Address;
  /** The role that acted. */
  readonly actor: string;
  /** What the session had set. */
  readonly context: string;
  readonly verb: string;
  /** Whose row it was about. */
  readonly target: string;
  readonly expected: string;
  readonly observed: string;
  readonly outcome: ProofOutcome;
  /** Of a crossing that PostgreSQL's design allows: its name. */
  readonly finding?: string;
  /** Shows it again in psql: begins a transaction, and rolls it back. */
  readonly sql?: string;
  readonly reason?: string;
}

/** What became of one policy that was broken on purpose. */
export interface Kill {
  /** How it was broken. */
  readonly mutation: string;
  readonly table: string;
  readonly policy: string;
  /** What the proof said first; null: nothing. */
  readonly proof: string | null;
  /** What the truth table said first; null: nothing. */
  readonly truth: string | null;
  /** equivalent: broken in its text alone, and nobody can tell. */
  readonly verdict: 'killed' | 'survived' | 'equivalent';
  readonly reason?: string;
}

export interface KillTable {
  readonly kills: readonly Kill[];
  readonly survivors: number;
}
