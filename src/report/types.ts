/** What reports are made of. */
import type { Address } from '../catalog/address.js';
import type { Proof } from '../catalog/proof.js';
import type { TruthTable } from '../catalog/truth.js';
import type { Finding, Suppressed } from '../checks/types.js';

export interface Target {
  readonly database: string;
  readonly serverVersion: string;
  readonly schemas: readonly string[];
}

/** What stood in for a spec where there is none. */
export interface InferredReport {
  /** What was taken from the database, a line each. */
  readonly said: readonly string[];
  /** What to do next. */
  readonly next: string;
  readonly column: string | null;
  readonly setting: string | null;
  readonly bypass: { readonly setting: string; readonly value: string } | null;
  /** The conditions that the policies of most tables are made of. */
  readonly conditions: readonly string[];
  /** How many tables follow, of those with the column and policies. */
  readonly following: number;
  readonly of: number;
}

export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly truth: readonly TruthTable[];
  readonly target: Target;
  /** The tables of the spec in its order, as `schema.table`. */
  readonly tables: readonly string[];
  /** The checks that were asked for by name; null: all. */
  readonly selected: readonly string[] | null;
  /** Left out of account, and why. */
  readonly suppressed: readonly Suppressed[];
  /** Whether the exit code is 0. */
  readonly ok: boolean;
  /** null: there is a spec. */
  readonly inferred: InferredReport | null;
  /** The migrations that built what was looked at; null: a live database. */
  readonly rehearsal: {
    readonly directory: string;
    readonly migrations: readonly RehearsedMigration[];
  } | null;
}

export interface RehearsedMigration {
  readonly name: string;
  readonly file: string;
  /** false: it failed, or was not tried because one before it did. */
  readonly ran: boolean;
  /** What it wrote to the console, line by line. */
  readonly output: readonly string[];
}

/** A planned statement (the shape of `sql`'s Statement, which reports must not import). */
export interface PlannedStatement {
  readonly sql: string;
  readonly object: Address;
  readonly locks: readonly { readonly relation: string; readonly mode: string; readonly owned: boolean }[];
  readonly hazards: readonly string[];
  /** Those that `apply` refuses until they are allowed by name. */
  readonly mustAllow: readonly string[];
  /** What it does with every row of a table; the size is an estimate, null where nobody knows. */
  readonly work: {
    readonly what: 'scan' | 'build' | 'rewrite' | 'destroy';
    readonly relation: string;
    readonly rows: number | null;
    readonly bytes: number | null;
  } | null;
  readonly transactional: boolean;
  /** Statements of one number share a transaction. */
  readonly transaction: number;
}

export interface PlanReport {
  readonly command: 'plan' | 'apply';
  readonly target: Target;
  readonly statements: readonly PlannedStatement[];
  /** Rows that stand in the way of what would be added. */
  readonly violations: readonly {
    readonly object: Address;
    readonly message: string;
    readonly count: number;
    readonly keys: readonly string[];
  }[];
  readonly untested: readonly { readonly object: Address; readonly why: string }[];
  /** What the spec does not know and what stays. */
  readonly kept: readonly Address[];
  /** What others have to do: a statement for whoever looks after roles. */
  readonly notes: readonly { readonly text: string; readonly sql: string | null }[];
  /** Fingerprints of the live catalog and of the desired one. */
  readonly from: string;
  readonly to: string;
  readonly ok: boolean;
}

export interface TextOptions {
  readonly color: boolean;
  /** Width to wrap at, in characters. */
  readonly columns: number;
}

/** What stands in the way, or what has gone wrong, and what to do about it. */
export interface Remark {
  readonly message: string;
  readonly hint: string;
}

export interface AdoptReport {
  readonly ok: boolean;
  readonly target: Target;
  readonly history: { readonly tool: string; readonly schema: string; readonly table: string };
  /** Nothing was written, because nothing was to be: what follows is what would be done. */
  readonly dryRun: boolean;
  /** Tables that were not there. */
  readonly created: readonly string[];
  /** Names that now count as complete. */
  readonly marked: readonly string[];
  /** Names of the rows that went into the archive; a name once for each row. */
  readonly archived: readonly string[];
  /** Names of the rows that stay. */
  readonly unchanged: readonly string[];
  /** What the tool would run next; null: the files are not known. */
  readonly pending: readonly string[] | null;
  /** With --restore: the rows that came back, and those that went. */
  readonly restored: {
    readonly at: string;
    readonly by: string;
    readonly back: readonly string[];
    readonly gone: readonly string[];
  } | null;
  /** Where the schema differs from the spec, a line each. */
  readonly drift: readonly string[];
  readonly refusals: readonly Remark[];
  readonly warnings: readonly string[];
  /** What went wrong after it was done. */
  readonly trouble: readonly Remark[];
}

export interface ProveReport {
  readonly ok: boolean;
  readonly target: Target;
  readonly proofs: readonly Proof[];
  /** Roles of which nothing is said, and why. */
  readonly silences: readonly {
    readonly role: string;
    readonly outcome: 'refused' | 'not applicable' | 'abstained';
    readonly reason: string;
  }[];
  readonly summary: {
    readonly held: number;
    readonly broken: number;
    readonly byDesign: number;
    readonly notApplicable: number;
    readonly abstained: number;
  };
}
